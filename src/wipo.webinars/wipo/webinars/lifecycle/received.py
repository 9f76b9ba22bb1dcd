"""As received: the text of a proposal as its group sent it, whatever is edited later (R10)."""

from datetime import datetime
from datetime import UTC
from persistent.mapping import PersistentMapping
from typing import Any
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import language_of
from wipo.webinars.content.records import peek
from wipo.webinars.content.records import store

#: What the public reads of a proposal as received, in the order in which a person reads it.
PUBLIC_FIELDS = (
    "title",
    "description",
    "objectives",
    "relevance",
    "audiences",
    "audience_note",
    "regional_groups",
    "webinar_languages",
    "format",
    "themes",
    "scope",
    "recommendations",
    "regional_group",
    "member_states",
)


def keep(
    proposal: Any, at: datetime | None = None, additions: dict[str, Any] | None = None
) -> None:
    """Store the first version of a proposal. A second call changes nothing.

    :param additions: answers to questions that editors added to the form: name → dict with `title`,
        `value` and `public` (bool).
    """
    records = store("received")
    if item_id(proposal) in records:
        return
    fields: dict[str, Any] = {}
    for name in PUBLIC_FIELDS:
        value = getattr(proposal, name, None)
        fields[name] = (
            tuple(sorted(value))
            if isinstance(value, set)
            else (tuple(value) if isinstance(value, list) else value)
        )
    records[item_id(proposal)] = PersistentMapping(
        language=language_of(proposal),
        received=at or datetime.now(UTC),
        fields=fields,
        additions=dict(additions or {}),
    )


def as_received(proposal: Any, private: bool = False) -> dict[str, Any] | None:
    """The proposal as it was received, or None where it was never submitted.

    :param private: include the answers that the form does not mark public.
    :returns: `language` (code), `received` (datetime, UTC), `fields` (name → value; sets and lists
        are tuples) and `additions` (name → dict with `title`, `value`, `public`).
    """
    record = peek("received", item_id(proposal))
    if record is None:
        return None
    return {
        "language": record["language"],
        "received": record["received"],
        "fields": dict(record["fields"]),
        "additions": {
            name: dict(answer)
            for name, answer in record["additions"].items()
            if private or answer["public"]
        },
    }
