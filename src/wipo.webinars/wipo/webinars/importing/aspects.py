"""What a record wants of the item that is there already, aspect by aspect.

Each function compares, writes what differs when it is asked to, and says in words what differs. The
plan asks without writing, so what it announces is what `applying` does, and a second run finds
nothing to do.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from wipo.webinars.content.gradation import targets
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import item_id_of_uid
from wipo.webinars.importing.records import Key
from wipo.webinars.importing.records import PROGRAMME_STATES
from wipo.webinars.importing.records import Record
from wipo.webinars.importing.values import fields_of
from wipo.webinars.importing.values import same
from wipo.webinars.lifecycle.adoptions import adoptions as adoptions_of
from wipo.webinars.lifecycle.adoptions import record as record_adoption
from wipo.webinars.lifecycle.states import CHAIN
from wipo.webinars.lifecycle.states import history as history_of
from wipo.webinars.lifecycle.states import settle
from wipo.webinars.lifecycle.states import state_of
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

Versions = Mapping[str, Any]
#: From the address of an item to its translations by language; empty while it does not exist.
Lookup = Callable[[Key], Versions]


def fields(record: Record, versions: Versions, *, write: bool) -> list[str]:
    """The values of the record's fields, texts and days of release, on what translations exist."""
    known = fields_of(record.type)
    changes: list[str] = []
    original = main(record, versions)
    for language, version in versions.items():
        wanted = dict(record.translations.get(language, {}))
        if version is original:
            wanted |= record.fields
        changed = []
        for name, value in wanted.items():
            if not same(known[name], _stored(version, name), value):
                changed.append(name)
                if write:
                    setattr(version, name, value)
        if (
            language in record.released
            and _stored(version, "released") != record.released[language]
        ):
            changed.append("released")
            if write:
                version.released = record.released[language]
                version.released_by_default = False
        if changed and write:
            notify(ObjectModifiedEvent(version))
        changes += [name if name in record.fields else f"{name} ({language})" for name in changed]
    return changes


def main(record: Record, versions: Versions) -> Any:
    """The translation in the record's original language, or whichever there is."""
    return versions.get(record.original_language) or next(iter(versions.values()), None)


def _stored(obj: Any, name: str) -> Any:
    return getattr(aq_base(obj), name, None)


def links(record: Record, versions: Versions, lookup: Lookup, *, write: bool) -> list[str]:
    """The relations of the record: on one translation, the others are kept in step."""
    obj = main(record, versions)
    changes: list[str] = []
    for name, keys in record.links.items():
        wanted = [_in(lookup(key), record.original_language) for key in keys]
        stored = _stored(obj, name)
        present = targets(stored if name == "builds_on" else [stored] if stored else [])
        if [item_id(target) for target in wanted] == [item_id(target) for target in present]:
            continue
        changes.append(name)
        if write:
            relations = [RelationValue(getUtility(IIntIds).getId(target)) for target in wanted]
            setattr(obj, name, relations if name == "builds_on" else next(iter(relations), None))
    if changes and write:
        notify(ObjectModifiedEvent(obj))
    return changes


def _in(versions: Versions, language: str) -> Any:
    """The translation in `language`, else in English, else any, always the same one."""
    for choice in (language, "en", *sorted(versions)):
        if choice in versions:
            return versions[choice]
    return None


def origins(record: Record, versions: Versions, lookup: Lookup, *, write: bool) -> list[str]:
    """What a webinar comes from."""
    if record.origin_links is None:
        return []
    obj = main(record, versions)
    wanted = [
        (_in(lookup(key), record.original_language), number) for key, number in record.origin_links
    ]
    present = [
        (item_id_of_uid(row["UID"]), row["session"]) for row in _stored(obj, "origins") or ()
    ]
    if [(item_id(target), number) for target, number in wanted] == present:
        return []
    if write:
        obj.origins = [{"UID": target.UID(), "session": number} for target, number in wanted]
        notify(ObjectModifiedEvent(obj))
    return ["origins"]


def adoptions(record: Record, versions: Versions, *, write: bool) -> list[str]:
    """Who adopted the topic. An adoption that the record does not name stays."""
    obj = main(record, versions)
    present = {entry["regional_group"]: entry for entry in adoptions_of(obj)}
    changes: list[str] = []
    for wanted in record.adoptions:
        entry = present.get(wanted.regional_group)
        if (
            entry is not None
            and entry["note"] == wanted.note
            and tuple(entry["member_states"]) == wanted.member_states
            and tuple(entry["webinar_languages"]) == wanted.webinar_languages
            and wanted.adopted in (None, entry["adopted"])
        ):
            continue
        changes.append(f"adoption by {wanted.regional_group}")
        if write:
            record_adoption(
                obj,
                wanted.regional_group,
                member_states=wanted.member_states,
                note=wanted.note,
                webinar_languages=wanted.webinar_languages,
                adopted=wanted.adopted,
            )
    return changes


def steps(record: Record, versions: Versions, *, new: bool, write: bool) -> list[str]:
    """The state of the record and the days of its steps.

    A state that the record leaves open stays as it is; of a `new` item it gets the days that are
    known, and no others.
    """
    obj = main(record, versions)
    state = record.state or state_of(obj)
    known = _known_days(obj)
    moved = state != state_of(obj)
    if not (moved or new or any(known.get(each) != day for each, day in record.history.items())):
        return []
    if write:
        days: dict[str, datetime] = ({} if new else known) | record.history
        start = _stored(obj, "start")
        if record.type == "Webinar" and start is not None:
            days.setdefault("held", start)
        outcome = _stored(obj, "outcome") or record.fields.get("outcome")
        settle(obj, [(each, days.get(each)) for each in path(record.type, state, outcome, days)])
    return ["state"] if moved else ["history"]


def _known_days(obj: Any) -> dict[str, datetime]:
    return {entry["state"]: entry["time"] for entry in history_of(obj) if entry["dated"]}


def path(portal_type: str, state: str, outcome: str | None, days: Mapping[str, Any]) -> list[str]:
    """The states through which an item came into `state`, as far as they are certain.

    What is archived without having been completed need not have come through every state: only
    those of which a day is known.
    """
    if portal_type == "Question":
        return ["pending"] if state == "pending" else ["pending", state]
    chain = PROGRAMME_STATES if portal_type == "Programme" else CHAIN
    passed = chain[: chain.index(state) + 1]
    if state == "archived" and outcome != "completed":
        certain = {"proposed", "archived", *(each for each in days if each != "held")}
        if portal_type != "Webinar" and "held" in days:
            certain.add("held")
        return [each for each in passed if each in certain]
    return list(passed)
