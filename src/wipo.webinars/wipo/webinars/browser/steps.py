"""The five steps, everywhere the same: on item pages, small in lists, as text in mails (design).

    proposed → adopted → scheduled → held → archived

Built from plain values (a state, dates, an outcome), so that a list draws it from the catalog
without loading an object. Each step carries a mark, its name and, once done, its date; the current
one is also said in words. Colour only repeats what these say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from html import escape
from typing import Any
from wipo.webinars import _
from wipo.webinars.browser import dates as cldr
from wipo.webinars.lifecycle.states import CHAIN
from wipo.webinars.lifecycle.states import RANK
from wipo.webinars.lifecycle.visibility import aware
from wipo.webinars.vocabularies.terms import title
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message

#: What a reader hears of a step beside its name and date.
STANDING = {
    "done": _("done"),
    "current": _("current step"),
    "ahead": _("still to come"),
}


@dataclass(frozen=True)
class Standing:
    """Where an item stands: all that the component shows, free of objects.

    `state`: one of the chain; `dates`: state → when it was reached (as
    `lifecycle.states.step_dates`); `outcome`: of an archived item, or None; `portal_type`: a
    webinar is spoken of otherwise than what it comes from; `start`, `timezone`, `date_only`: of a
    webinar.
    """

    state: str
    dates: Mapping[str, datetime] = field(default_factory=dict)
    outcome: str | None = None
    portal_type: str = "Webinar"
    start: datetime | None = None
    timezone: str | None = None
    date_only: bool = False


@dataclass(frozen=True)
class Mark:
    """One of the five steps as drawn."""

    state: str
    title: str
    standing: str
    date: datetime | None
    day: str


def marks(item: Standing, language: str | None = None) -> list[Mark]:
    """The five steps with their standing (`done`, `current`, `ahead`) and days.

    An item archived without having been held did not pass the steps in between: they stay `ahead`.
    """
    current = RANK.get(item.state, 0)
    reached = _plausible(item)
    skipped = item.state == "archived" and item.outcome not in (None, "completed")
    found = []
    for state in CHAIN:
        rank = RANK[state]
        date = reached.get(state)
        if rank == current:
            standing = "current"
        elif rank < current and not (skipped and date is None):
            standing = "done"
        else:
            standing, date = "ahead", None
        zone = item.timezone if state == "held" else None
        name = title("lifecycle_states", state, language)
        if standing == "current" and skipped:
            name = title("outcomes", item.outcome, language)
        shown = cldr.day(date, zone, language, "short") if date is not None else ""
        if state == item.state == "scheduled" and item.start is not None:
            # What counts here is the day that it is scheduled for.
            date = item.start
            day = cldr.day(date, item.timezone, language, "short")
            shown = _say(_("for_day", default="for ${day}", mapping=_on(day)), language)
        found.append(Mark(state, name, standing, date, shown))
    return found


def _plausible(item: Standing) -> dict[str, datetime]:
    """The days worth showing.

    Of `held`, people ask when it took place, not when that was recorded. A webinar of an earlier
    year that was typed in later was proposed and scheduled on days that nobody knows: a day that
    lies after a later step is the day of typing, and is left out.
    """
    dates = dict(item.dates)
    if "held" in dates and item.start is not None:
        dates["held"] = item.start
    return {
        state: aware(date)
        for state, date in dates.items()
        if all(
            aware(date) <= aware(other)
            for following, other in dates.items()
            if RANK[following] > RANK[state]
        )
    }


def _say(message: Any, language: str | None) -> str:
    return translate(message, context=getRequest(), target_language=language)


def _on(day: str) -> dict[str, str]:
    return {"day": day}


def _scheduled(item: Standing, language: str | None) -> Any:
    if item.start is None:
        if item.portal_type == "Webinar":
            return _("Scheduled")
        return _("Scheduled: a webinar on it has its date")
    when = (
        cldr.day(item.start, item.timezone, language)
        if item.date_only
        else cldr.moment(item.start, item.timezone, language)
    )
    return _("scheduled_for", default="Scheduled for ${day}", mapping=_on(when))


def _held(item: Standing, language: str | None) -> Any:
    if item.start is not None:
        day = cldr.day(item.start, item.timezone, language)
        return _("held_on", default="Held on ${day}", mapping=_on(day))
    if item.portal_type == "Webinar":
        return _("Held; the day is not known")
    return _("Held: the webinars that came of it have taken place")


def _dated(item: Standing, plain: Message, dated: Message, language: str | None) -> Message:
    """`dated` with the day of the current state, `plain` where that is not known."""
    at = item.dates.get(item.state)
    if at is None:
        return plain
    return Message(dated, mapping=_on(cldr.day(at, None, language)))


ARCHIVED = {
    "completed": (_("Completed"), _("completed_on", default="Completed on ${day}")),
    "merged": (
        _("Merged with another subject"),
        _("merged_on", default="Merged with another subject on ${day}"),
    ),
    "withdrawn": (_("Withdrawn"), _("withdrawn_on", default="Withdrawn on ${day}")),
    "not-retained": (
        _("Not retained for the programme"),
        _("not_retained_on", default="Not retained for the programme, ${day}"),
    ),
    None: (_("Archived"), _("archived_on", default="Archived on ${day}")),
}


def words(item: Standing, language: str | None = None) -> str:
    """The current step in words: "Scheduled for 8 April 2027, 14:00 Geneva"."""
    if item.state == "scheduled":
        message = _scheduled(item, language)
    elif item.state == "held":
        message = _held(item, language)
    elif item.state == "archived" and item.outcome == "completed" and item.start is not None:
        day = cldr.day(item.start, item.timezone, language)
        message = _(
            "held_completed",
            default="Held on ${day}; the follow-up is complete",
            mapping=_on(day),
        )
    elif item.state == "archived":
        plain, dated = ARCHIVED.get(item.outcome, ARCHIVED[None])
        message = _dated(item, plain, dated, language)
    elif item.state == "adopted":
        message = _dated(item, _("Adopted"), _("adopted_on", default="Adopted on ${day}"), language)
    elif item.portal_type == "Webinar":
        message = _("Draft of the list, in consultation with the regional groups")
    else:
        message = _dated(
            item, _("Proposed"), _("proposed_on", default="Proposed on ${day}"), language
        )
    return _say(message, language)


def render(item: Standing, language: str | None = None) -> str:
    """The component in full, as markup: the current step in words, then the five."""
    rows = []
    for mark in marks(item, language):
        current = ' aria-current="step"' if mark.standing == "current" else ""
        day = (
            f'<time class="ww-step-day" datetime="{cldr.iso(mark.date, True)}">'
            f"{escape(mark.day)}</time>"
            if mark.date is not None
            else ""
        )
        heard = escape(_say(STANDING[mark.standing], language))
        rows.append(
            f'<li class="ww-step ww-step-{mark.standing}"{current}>'
            '<span class="ww-step-mark" aria-hidden="true"></span>'
            f'<span class="ww-step-name">{escape(mark.title)}</span>'
            f'{day}<span class="visually-hidden"> ({heard})</span></li>'
        )
    closed = " ww-steps-closed" if _closed(item) else ""
    return (
        f'<div class="ww-steps{closed}">'
        f'<p class="ww-steps-now">{escape(words(item, language))}</p>'
        f'<ol class="ww-steps-list">{"".join(rows)}</ol></div>'
    )


def render_small(item: Standing, language: str | None = None, short: bool = False) -> str:
    """The component for a row of a list, as markup: five small marks and the current step in words.

    The marks only repeat the words, so they are not read out.

    :param short: name the step alone, where its day stands beside it anyway.
    """
    drawn = marks(item, language)
    if short:
        said = next(mark.title for mark in drawn if mark.standing == "current")
    else:
        said = words(item, language)
    dots = "".join(f'<span class="ww-dot ww-dot-{mark.standing}"></span>' for mark in drawn)
    closed = " ww-steps-closed" if _closed(item) else ""
    return (
        f'<span class="ww-steps-small{closed}">'
        f'<span class="ww-dots" aria-hidden="true">{dots}</span>'
        f"<span>{escape(said)}</span></span>"
    )


def as_text(item: Standing, language: str | None = None) -> str:
    """The component for a mail: the current step in words, and the five with their days.

    `Adopted on 3 December 2026` and below it `[x] Proposed (12 Sep 2026) > [o] Adopted … > [ ] …`.
    """
    signs = {"done": "[x]", "current": "[o]", "ahead": "[ ]"}
    steps = " > ".join(
        f"{signs[mark.standing]} {mark.title}" + (f" ({mark.day})" if mark.day else "")
        for mark in marks(item, language)
    )
    return f"{words(item, language)}\n{steps}"


def _closed(item: Standing) -> bool:
    return item.state == "archived" and item.outcome not in (None, "completed")
