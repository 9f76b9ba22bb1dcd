"""Where Plone's events reach the rules of this room."""

from Acquisition import aq_base
from datetime import datetime
from datetime import UTC
from typing import Any
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import siblings
from wipo.webinars.content.programme import programme_of
from wipo.webinars.content.programme import refuse_second_programme
from wipo.webinars.lifecycle import capacity
from wipo.webinars.lifecycle import cascade
from wipo.webinars.lifecycle import checklist
from wipo.webinars.lifecycle import programmes
from wipo.webinars.lifecycle import states
from wipo.webinars.lifecycle import translations
from wipo.webinars.lifecycle.refusal import StepRefused
from zope.container.interfaces import IContainerModifiedEvent


def added(obj: Any, event: Any) -> None:
    """A new original is open at once; a translation waits until it is released (`join`)."""
    if obj.portal_type == "Programme":
        refuse_second_programme(obj, obj.year)
    if getattr(aq_base(obj), "released", None) is None:
        obj.released = datetime.now(UTC)
        obj.released_by_default = True
    if not siblings(obj):
        obj.joined_item = item_id(obj)
    states.refresh_security(obj)
    if obj.portal_type == "Programme":
        programmes.complete(obj)
    if obj.portal_type == "Webinar":
        cascade.follow(obj)


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
