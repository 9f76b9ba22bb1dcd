"""Adoptions: a regional group, or a state of it, wishes a webinar on a suggested topic (R8.i).

They belong to the topic as an item, not to one of its translations.
"""

from datetime import datetime
from datetime import UTC
from persistent.mapping import PersistentMapping
from typing import Any
from wipo.webinars.content.items import item_id
from wipo.webinars.content.records import peek
from wipo.webinars.content.records import store
from wipo.webinars.lifecycle.cascade import recompute
from zope.event import notify


class AdoptionsChanged:
    """A group adopted a topic, changed its adoption or took it back. `item`: the topic's id."""

    def __init__(self, item: str) -> None:
        self.item = item


def adoptions(topic: Any) -> list[dict[str, Any]]:
    """Who adopted the topic, oldest first.

    :returns: dicts with `regional_group` (token), `member_states` (list of codes), `note` (text),
        `webinar_languages` (list of codes), `adopted` (datetime, UTC).
    """
    found = peek("adoptions", item_id(topic), {})
    return sorted((dict(entry) for entry in found.values()), key=lambda entry: entry["adopted"])


def record(
    topic: Any,
    regional_group: str,
    *,
    member_states: tuple[str, ...] = (),
    note: str = "",
    webinar_languages: tuple[str, ...] = (),
    adopted: datetime | None = None,
) -> None:
    """Store that a group adopts the topic; a second time replaces the first and keeps its date.

    No rule of who may is checked here: doors ask for that first.
    """
    entries = store("adoptions").setdefault(item_id(topic), PersistentMapping())
    earlier = entries.get(regional_group)
    if earlier is not None and adopted is None:
        adopted = earlier["adopted"]
    entries[regional_group] = {
        "regional_group": regional_group,
        "member_states": sorted(member_states),
        "note": note,
        "webinar_languages": sorted(webinar_languages),
        "adopted": adopted or datetime.now(UTC),
    }
    recompute(item_id(topic))
    notify(AdoptionsChanged(item_id(topic)))


def take_back(topic: Any, regional_group: str) -> bool:
    """Remove a group's adoption; says whether there was one."""
    entries = peek("adoptions", item_id(topic), {})
    if regional_group not in entries:
        return False
    del entries[regional_group]
    recompute(item_id(topic))
    notify(AdoptionsChanged(item_id(topic)))
    return True
