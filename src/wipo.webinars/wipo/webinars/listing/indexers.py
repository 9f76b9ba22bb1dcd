"""What the lists ask the catalog for.

`webinar_row` is a metadata column, which anyone can read over REST of whatever they may see: it
carries public facts only: no contacts, costs or links to the platform, and nothing of a decision
before it is published.
"""

from Acquisition import aq_base
from collections.abc import Callable
from datetime import datetime
from datetime import UTC
from plone.indexer import indexer
from typing import Any
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.content.items import item_id
from wipo.webinars.content.programme import programme_of
from wipo.webinars.content.records import peek
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.visibility import aware
from wipo.webinars.lifecycle.visibility import was_ever
from wipo.webinars.lifecycle.visibility import withdrawn
from wipo.webinars.listing.representation import created
from wipo.webinars.listing.representation import FACTS
from wipo.webinars.listing.representation import milliseconds

#: The value of `scope` for a subject outside the five areas (R13).
OUTSIDE = "none"
#: The parts of the public page in the order in which a list without a choice shows them.
ORDER = ("scheduled", "held", "considered", "closed")
#: Wider than any time in milliseconds since 1970 that a programme can have.
SPAN = 10**13


def status_of(obj: Any) -> str | None:
    """Where the public page lists an item (contract, `@webinars`); None for nowhere."""
    state = state_of(obj)
    base = aq_base(obj)
    if base.portal_type == "Webinar":
        if withdrawn(obj, state):
            return "closed" if was_ever(obj, ("adopted", "scheduled", "held")) else None
        return {
            "adopted": "scheduled",
            "scheduled": "scheduled",
            "held": "held",
            "archived": "held",
        }.get(state)
    if getattr(base, "webinar_items", ()):
        return None
    return {"proposed": "considered", "adopted": "considered", "archived": "closed"}.get(state)


def year_of(obj: Any) -> int | None:
    """The year of the programme to which an item belongs."""
    programme = programme_of(obj)
    return programme.year if programme is not None else None


def when(obj: Any) -> int:
    """When an item takes place, as exactly as is known, in milliseconds since 1970.

    The start of a webinar; else the last day of its programme's year, so that what has no date yet
    follows what has one.
    """
    start = getattr(aq_base(obj), "start", None)
    moment = aware(start) if start else datetime(year_of(obj) or 1970, 12, 31, tzinfo=UTC)
    return milliseconds(moment)


def sort_key(status: str, when: int, created: int) -> int:
    """The place of an item in a list: ascending is the order of the public page.

    The parts follow one another as in `ORDER`. Within a part: the next scheduled first, the newest
    held first, the newest under consideration first, the newest closed first.
    """
    within = {"scheduled": when, "held": SPAN // 2 - when}.get(status, SPAN // 2 - created)
    return ORDER.index(status) * SPAN + within


def _facts(obj: Any) -> dict[str, Any]:
    unknown = {"shown_in": (), "created": created(obj), "slides": 0, "answers": 0}
    return getattr(aq_base(obj), FACTS, None) or unknown


def _of_listed(function: Callable[[Any], Any]) -> Any:
    """An indexer for Topics, Proposals and Webinars; the other types have no such value."""

    def guarded(obj: Any) -> Any:
        if obj.portal_type not in CHAIN_TYPES:
            raise AttributeError(function.__name__)
        return function(obj)

    guarded.__doc__ = function.__doc__
    return indexer(IItem)(guarded)


def _tokens(obj: Any, name: str) -> tuple[str, ...]:
    return tuple(sorted(getattr(aq_base(obj), name, None) or ()))


@_of_listed
def webinar_shown_in(obj: Any) -> tuple[str, ...]:
    """The languages of the hubs in which this version stands for its item.

    Empty for an item without a place on the page, so that this index alone says what is listed.
    """
    return tuple(_facts(obj)["shown_in"]) if status_of(obj) else ()


@_of_listed
def webinar_status(obj: Any) -> str | None:
    """`held`, `scheduled`, `considered` or `closed`."""
    return status_of(obj)


@_of_listed
def webinar_groups(obj: Any) -> tuple[str, ...]:
    """The regional groups addressed."""
    return _tokens(obj, "regional_groups")


@_of_listed
def webinar_languages(obj: Any) -> tuple[str, ...]:
    """The languages of the webinar."""
    return _tokens(obj, "webinar_languages")


@_of_listed
def webinar_audiences(obj: Any) -> tuple[str, ...]:
    """The target audiences."""
    return _tokens(obj, "audiences")


@_of_listed
def webinar_scope(obj: Any) -> str:
    """The area, `none` for a subject outside the five."""
    return getattr(aq_base(obj), "scope", None) or OUTSIDE


@_of_listed
def webinar_year(obj: Any) -> int | None:
    """The year of the programme."""
    return year_of(obj)


@_of_listed
def webinar_when(obj: Any) -> int:
    """When it takes place, to sort by."""
    return when(obj)


@_of_listed
def webinar_sort(obj: Any) -> int | None:
    """The place in a list."""
    status = status_of(obj)
    return sort_key(status, when(obj), _facts(obj)["created"]) if status else None


def _iso(moment: datetime | None) -> str | None:
    return aware(moment).astimezone(UTC).isoformat(timespec="seconds") if moment else None


def _sessions(obj: Any) -> int | None:
    if obj.portal_type == "Webinar":
        return 1
    if obj.portal_type == "Topic":
        return None
    return max(1, len(obj.themes or ())) if obj.format == "series" else 1


def _adopted_by(obj: Any) -> list[str]:
    if obj.portal_type != "Topic":
        return []
    return sorted(peek("adoptions", item_id(obj), None) or ())


@indexer(IItem)
def webinar_row(obj: Any) -> dict[str, Any] | None:
    """What a row of a list shows, beside the catalog's own columns; made for JSON."""
    if obj.portal_type == "Programme":
        return {
            "year": obj.year,
            "call_opens": _iso(obj.call_opens),
            "call_closes": _iso(obj.call_closes),
        }
    if obj.portal_type not in CHAIN_TYPES:
        return None
    base = aq_base(obj)
    state = state_of(obj)
    known = _facts(obj)
    row = {
        "status": status_of(obj),
        "year": year_of(obj),
        "regional_groups": list(_tokens(obj, "regional_groups")),
        "webinar_languages": list(_tokens(obj, "webinar_languages")),
        "audiences": list(_tokens(obj, "audiences")),
        "scope": getattr(base, "scope", None),
        "sessions": _sessions(obj),
        "regional_group": getattr(base, "regional_group", None),
        "adopted_by": _adopted_by(obj),
        # "Nothing of a decision shows before publish": an outcome counts once it is archived.
        "outcome": getattr(base, "outcome", None) if state == "archived" else None,
        "is_example": bool(getattr(base, "is_example", False)),
        "created": _iso(datetime.fromtimestamp(known["created"] / 1000, UTC)),
        "start": _iso(getattr(base, "start", None)),
        "end": _iso(getattr(base, "end", None)),
    }
    if base.portal_type == "Webinar":
        row |= {
            "timezone": base.timezone,
            "date_only": bool(base.date_only),
            "has_recording": bool(base.recording_url),
            "has_summary": bool(base.summary and (base.summary.raw or "").strip()),
            "slides": known["slides"],
            "answers": known["answers"],
            "registered": base.registered,
            "attended": base.attended,
            "countries_attended": base.countries_attended,
            "figures_are_minimum": bool(base.figures_are_minimum),
        }
    return row
