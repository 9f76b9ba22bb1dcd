"""Translations in step: language-independent fields and states are equal on all of them.

plone.app.multilingual copies fields only in requests that carry its layer, and never copies states.
Here both hold whatever changes an item: a form, REST, a script, or a translation made later.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from copy import deepcopy
from plone.app.multilingual.dx.interfaces import ILanguageIndependentField
from plone.dexterity.utils import iterSchemata
from typing import Any
from wipo.webinars.content.gradation import targets
from wipo.webinars.content.items import in_language
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import language_of
from wipo.webinars.content.items import siblings
from wipo.webinars.lifecycle.states import workflow_history_from
from z3c.relationfield import RelationValue
from z3c.relationfield.interfaces import IRelationChoice
from z3c.relationfield.interfaces import IRelationList
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

#: Facts about an item that rooms keep on each of its translations, beside its fields.
SHARED_FACTS = ("webinar_items", "origin_items")


def independent_fields(obj: Any) -> Iterator[tuple[Any, str, Any]]:
    """The language-independent fields of a content object: `(schema, name, field)`."""
    for schema in iterSchemata(obj):
        for name in schema:
            if ILanguageIndependentField.providedBy(schema[name]):
                yield schema, name, schema[name]


def _equal(field: Any, value: Any, other: Any, language: str) -> bool:
    """Whether `other` is to a translation in `language` what `value` is to its sibling.

    Relations are compared by item, and lead to the version in that language where there is one.
    """
    if IRelationChoice.providedBy(field):
        value, other = [value], [other]
    elif not IRelationList.providedBy(field):
        return value == other
    found = targets(other)
    return [item_id(each) for each in targets(value)] == [item_id(each) for each in found] and all(
        aq_base(in_language(each, language)) is aq_base(each) for each in found
    )


def _relation(relation: Any, language: str) -> RelationValue | None:
    target = getattr(relation, "to_object", None)
    if target is None:
        return None
    return RelationValue(getUtility(IIntIds).getId(in_language(target, language)))


def _copy(field: Any, value: Any, language: str) -> Any:
    if IRelationChoice.providedBy(field):
        return _relation(value, language)
    if IRelationList.providedBy(field):
        copies = [_relation(relation, language) for relation in value or ()]
        return [copied for copied in copies if copied is not None]
    return deepcopy(value)


def copy_fields(source: Any, target: Any) -> list[Any]:
    """Copy what does not depend on the language from one translation to another.

    Relations point to the target's language where their target has that translation.

    :returns: descriptions of what changed, for an `ObjectModifiedEvent`; empty when nothing did.
    """
    changed: dict[Any, list[str]] = {}
    language = language_of(target)
    for schema, name, field in independent_fields(source):
        value = getattr(aq_base(source), name, field.missing_value)
        current = getattr(aq_base(target), name, field.missing_value)
        if _equal(field, value, current, language):
            continue
        setattr(target, name, _copy(field, value, language))
        changed.setdefault(schema, []).append(name)
    return [Attributes(schema, *names) for schema, names in changed.items()]


def keep_in_step(obj: Any) -> None:
    """After a change of `obj`: give its language-independent values to all its translations.

    It ends by itself: a translation that is already equal is left alone.
    """
    for sibling in siblings(obj):
        changes = copy_fields(obj, sibling)
        if changes:
            # The item's id as second description tells plone.app.multilingual that the change came
            # from another translation: it need not copy it back to all of them.
            notify(ObjectModifiedEvent(sibling, changes[0], item_id(obj), *changes[1:]))


def join(obj: Any) -> None:
    """Bring an object that became the translation of an existing item in step with it.

    It takes the item's fields, history and state, and stays invisible outside until it is released.
    """
    own = item_id(obj)
    if own is None or getattr(aq_base(obj), "joined_item", None) == own:
        return
    joined = [
        sibling
        for sibling in siblings(obj)
        if getattr(aq_base(sibling), "joined_item", None) == own
    ]
    obj.joined_item = own
    if not joined:
        return
    source = joined[0]
    if getattr(aq_base(obj), "released_by_default", False):
        obj.released = None
        obj.released_by_default = False
    for name in SHARED_FACTS:
        if hasattr(aq_base(source), name):
            setattr(obj, name, getattr(aq_base(source), name))
    changes = copy_fields(source, obj)
    workflow_history_from(source, obj)
    if changes:
        notify(ObjectModifiedEvent(obj, *changes))
