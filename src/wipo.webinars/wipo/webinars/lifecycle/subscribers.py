"""Where Plone's events reach the rules of this room."""

from Acquisition import aq_base
from Acquisition import aq_parent
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.multilingual.interfaces import ITranslatable
from plone.base.interfaces import ILanguage
from plone.base.interfaces import IPloneSiteRoot
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import language_of
from wipo.webinars.content.items import siblings
from wipo.webinars.content.programme import programme_of
from wipo.webinars.content.programme import refuse_second_programme
from wipo.webinars.content.webinar import IWebinar
from wipo.webinars.lifecycle import capacity
from wipo.webinars.lifecycle import cascade
from wipo.webinars.lifecycle import checklist
from wipo.webinars.lifecycle import programmes
from wipo.webinars.lifecycle import received
from wipo.webinars.lifecycle import states
from wipo.webinars.lifecycle import translations
from wipo.webinars.lifecycle.refusal import StepRefused
from wipo.webinars.lifecycle.visibility import SECRETARIAT
from zExceptions import Forbidden
from zope.component.hooks import getSite
from zope.container.interfaces import IContainerModifiedEvent


def added(obj: Any, event: Any) -> None:
    """A new original is open at once; a translation waits until it is released (`join`)."""
    if obj.portal_type == "Programme":
        refuse_second_programme(obj, obj.year)
    _speak(obj)
    original = not siblings(obj)
    if original:
        obj.joined_item = item_id(obj)
        if getattr(aq_base(obj), "released", None) is None:
            obj.released = datetime.now(UTC)
            obj.released_by_default = True
    states.refresh_security(obj)
    if obj.portal_type == "Programme":
        programmes.complete(obj)
    if obj.portal_type == "Webinar":
        cascade.follow(obj)


def _speak(obj: Any) -> None:
    """Give an item the language of the place where it was put.

    plone.app.multilingual does, in requests that carry its layer; a script has none.
    """
    parent = aq_parent(obj)
    if ITranslatable.providedBy(parent):
        language = language_of(parent)
        if language and language_of(obj) != language:
            ILanguage(obj).set_language(language)


def copied(obj: Any, event: Any) -> None:
    """A copy is a new item: what became of the first is not said of it.

    A proposal is what its group submitted; a copy would be a proposal of nobody.
    """
    if obj.portal_type == "Proposal":
        raise Forbidden(
            api.portal.translate(_("A proposal is submitted by its group: it cannot be copied."))
        )
    for name in ("joined_item", "webinar_items", "outcome", "merged_into", "decision_note"):
        if name in obj.__dict__:
            delattr(obj, name)


def refuse_removal(obj: Any, event: Any) -> None:
    """Nobody deletes a submitted proposal, nor what contains one; a site can go as a whole."""
    if IPloneSiteRoot.providedBy(event.object) or getSite() is None:
        return
    if received.as_received(obj) is not None:
        raise Forbidden(
            api.portal.translate(_("A submitted proposal is kept: it cannot be deleted."))
        )


def modified(obj: Any, event: Any) -> None:
    """Keep translations in step, who may read, and what follows from the webinar's origins."""
    if IContainerModifiedEvent.providedBy(event):
        return
    translations.join(obj)
    translations.keep_in_step(obj)
    states.refresh_security(obj)
    if obj.portal_type == "Webinar":
        cascade.follow(obj)


def translated(event: Any) -> None:
    """plone.app.multilingual registered a translation."""
    if IItem.providedBy(event.target):
        translations.join(event.target)


def removed(obj: Any, event: Any) -> None:
    """A deleted webinar gives its place back, and its origins follow what is left."""
    if getSite() is None or IPloneSiteRoot.providedBy(event.object):
        return
    if obj.portal_type != "Webinar" or siblings(obj):
        return
    programme = programme_of(event.oldParent)
    if programme is not None:
        capacity.give_back(programme, item_id(obj))
    for origin_id in getattr(aq_base(obj), "origin_items", ()):
        cascade.recompute(origin_id)


def before_step(obj: Any, event: Any) -> None:
    """Refuse a step for which something is missing, in words."""
    if event.transition is None:
        return
    missing = checklist.missing(obj, event.transition.id)
    if missing:
        raise StepRefused(missing)


def after_step(obj: Any, event: Any) -> None:
    """A person took a step: the other translations take it too, and what follows happens once."""
    if event.transition is None:
        return
    action = event.transition.id
    if action == "withdraw":
        for version in (obj, *siblings(obj)):
            version.outcome = "withdrawn"
    elif action == "reopen":
        for version in (obj, *siblings(obj)):
            version.outcome = None
    elif action == "archive" and obj.portal_type == "Webinar":
        for version in (obj, *siblings(obj)):
            version.outcome = "completed"
    states.follow_siblings(obj)
    states.refresh_security(obj)
    obj.reindexObject()
    states.moved(obj, event.old_state.id, states.state_of(obj), action)


def state_changed(event: Any) -> None:
    """What follows from an item's new state, whatever caused it."""
    obj = event.object
    if obj.portal_type == "Webinar":
        capacity.account(obj, event.new)
        cascade.follow(obj)
    elif obj.portal_type == "Programme" and event.action == "publish":
        programmes.publish(obj)
    elif event.action == "reopen":
        cascade.recompute(item_id(obj))


def material_added(obj: Any, event: Any) -> None:
    """Slides, pictures and links of a webinar can be deleted in every state of it.

    They have no workflow that says so, and would acquire from the webinar, which cannot.
    """
    if IWebinar.providedBy(aq_parent(obj)) and not IItem.providedBy(obj):
        obj.manage_permission("Delete objects", list(SECRETARIAT), acquire=0)
