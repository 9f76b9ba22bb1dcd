"""What builds on what (R4.iii, R14): gradation has a direction, so it has no cycles."""

from Acquisition import aq_base
from collections.abc import Iterable
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.items import item_id
from z3c.relationfield.schema import RelationChoice
from zope.interface import Invalid


def targets(relations: Iterable[Any] | None) -> list[Any]:
    """The content objects behind relations.

    :param relations: `RelationValue`s (as stored) or content objects (as a form gives them).
    :returns: the objects, those of broken relations left out.
    """
    found = []
    for relation in relations or ():
        target = getattr(relation, "to_object", relation)
        if target is not None:
            found.append(target)
    return found


def refuse_kinds(relations: Iterable[Any] | None, kinds: tuple[str, ...]) -> None:
    """Raise `zope.interface.Invalid` when a relation leads to something else than `kinds`.

    :param relations: as in `targets`.
    :param kinds: the portal types allowed.
    """
    for target in targets(relations):
        if getattr(aq_base(target), "portal_type", None) not in kinds:
            raise Invalid(_("Choose only subjects of the programme: this leads to something else."))


def has_cycle(item: Any, relations: Iterable[Any] | None) -> bool:
    """Whether `item` would, by way of `relations`, build on itself.

    Items are compared by translation group: a French version that builds on what builds on its
    English version is a cycle too.
    """
    own = item_id(item)
    if own is None:
        return False
    seen: set[str] = set()
    pending = targets(relations)
    while pending:
        target = pending.pop()
        current = item_id(target)
        if current == own:
            return True
        if current is None or current in seen:
            continue
        seen.add(current)
        pending.extend(targets(getattr(target, "builds_on", None)))
    return False


def refuse_cycle(item: Any, relations: Iterable[Any] | None) -> None:
    """Raise `zope.interface.Invalid` when `item` would build on itself."""
    if has_cycle(item, relations):
        raise Invalid(
            _(
                "“Builds on” would lead back to this very subject. Choose only subjects that "
                "come before it."
            )
        )


class ItemRelation(RelationChoice):
    """A relation to an item, by any of its translations.

    Plone's vocabulary of the catalog knows only what lies in the language folder of the context.
    """

    def _validate(self, value: Any) -> None:
        if not IItem.providedBy(value):
            super()._validate(value)
