"""When the representation of an item in the lists is made anew."""

from Acquisition import aq_parent
from typing import Any
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.content.items import members
from wipo.webinars.content.items import siblings
from wipo.webinars.content.question import IQuestion
from wipo.webinars.content.webinar import IWebinar
from wipo.webinars.listing.representation import represent
from wipo.webinars.listing.representation import represent_item
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


def listed(obj: Any) -> bool:
    """Whether lists show objects of this kind."""
    return IItem.providedBy(obj) and obj.portal_type in CHAIN_TYPES


def changed(obj: Any, event: Any) -> None:
    """A version was added or edited, its day of release perhaps with it."""
    if listed(obj):
        represent_item(obj)


def moved(obj: Any, event: Any) -> None:
    """A version was moved, and may have another language now, or was deleted."""
    if not listed(obj) or IObjectAddedEvent.providedBy(event):
        return
    if IObjectRemovedEvent.providedBy(event):
        represent(siblings(obj))
    else:
        represent_item(obj)


def translation_registered(event: Any) -> None:
    """A version joined an item."""
    if listed(event.target):
        represent_item(event.target)


def translation_parted(event: Any) -> None:
    """A version left its item, and stands for itself from now on."""
    for obj in (event.object, event.old_object):
        if listed(obj):
            represent_item(obj)


def released(event: Any) -> None:
    """The clock opened a version."""
    if listed(event.object):
        represent_item(event.object)


def adoptions_changed(event: Any) -> None:
    """The rows of a topic name the groups that adopted it."""
    for version in members(event.item):
        version.reindexObject(idxs=["webinar_status"])


def slides_changed(obj: Any, event: Any) -> None:
    """A file came into a webinar, or left it."""
    for parent in {event.oldParent, event.newParent} - {None}:
        if IWebinar.providedBy(parent):
            represent_item(parent)


def question_changed(event: Any) -> None:
    """A question was published or taken back."""
    _answers_changed(event.object)


def question_edited(obj: Any, event: Any) -> None:
    """An answer was written."""
    _answers_changed(obj)


def question_moved(obj: Any, event: Any) -> None:
    """A question was deleted or moved."""
    for parent in {event.oldParent, event.newParent} - {None}:
        if IWebinar.providedBy(parent):
            represent_item(parent)


def _answers_changed(obj: Any) -> None:
    parent = aq_parent(obj)
    if IQuestion.providedBy(obj) and IWebinar.providedBy(parent):
        represent_item(parent)
