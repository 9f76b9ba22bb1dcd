"""Dates of a file: ISO 8601, or relative to the day of the import (demonstration, rehearsals).

A date without a zone is taken in that of its record, else in Geneva's, where the Secretariat sits.
"""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import tzinfo
from datetime import UTC
from typing import Any

#: The zone of a date that names none, in a record that names none.
DEFAULT_ZONE = "Europe/Zurich"

#: A share of the year is never nearer to today than this, so that what is past is past.
LEAST_DAYS = 2

#: A week: no webinar takes longer.
MOST_MINUTES = 7 * 24 * 60

#: Beyond these years a date is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1900, 2200

_FORMS = 'a date is written "2027-04-08" or "2027-04-08T14:00"'


class DateError(ValueError):
    """A date that cannot be understood; the message says what would do."""


def year(raw: Any, today: date) -> int:
    """The year that `raw` means: a number, or `{"relative": n}`.

    :raises DateError: when it is neither.
    """
    if isinstance(raw, dict):
        if set(raw) != {"relative"} or not _whole(raw["relative"]):
            raise DateError('a relative year is written {"relative": 1}')
        return today.year + raw["relative"]
    if _whole(raw):
        return raw
    if isinstance(raw, str) and raw.strip().isascii() and raw.strip().isdigit():
        return int(raw)
    raise DateError("a year is a number such as 2027")


def day(raw: Any, today: date) -> date:
    """The day that `raw` means.

    :param raw: an ISO date (a time in it is left out), or one of the relative forms.
    :raises DateError: when it is none of them.
    """
    return _bounded(_relative(raw, today) if isinstance(raw, dict) else _iso(raw).date())


def moment(
    raw: Any,
    today: date,
    zone: tzinfo,
    *,
    date_only: bool = False,
    start: datetime | None = None,
) -> datetime:
    """The moment that `raw` means, with its zone.

    :param raw: an ISO date or date and time, one of the relative forms with an optional `time`, or
        `{"minutes": n}` after `start`.
    :param date_only: only the day counts: the moment is noon UTC of that day.
    :raises DateError: when it is none of them.
    """
    if isinstance(raw, dict) and set(raw) == {"minutes"}:
        if start is None or not _whole(raw["minutes"]):
            raise DateError('{"minutes": 90} needs a start and a whole number')
        if not 0 < raw["minutes"] <= MOST_MINUTES:
            raise DateError("a webinar does not take so long")
        return start + timedelta(minutes=raw["minutes"])
    if date_only:
        return datetime.combine(day(raw, today), time(12), UTC)
    if isinstance(raw, dict):
        return datetime.combine(day(raw, today), _time(raw.get("time", "00:00")), zone)
    found = _iso(raw)
    _bounded(found.date())
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _bounded(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise DateError(f"a date lies between the years {FIRST_YEAR} and {LAST_YEAR}")
    return found


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _iso(raw: Any) -> datetime:
    if isinstance(raw, str):
        try:
            return datetime.fromisoformat(raw.strip())
        except ValueError as error:
            raise DateError(f"“{raw}” is no date: {_FORMS}") from error
    raise DateError(_FORMS)


def _time(raw: Any) -> time:
    try:
        return time.fromisoformat(raw)
    except (TypeError, ValueError) as error:
        raise DateError('a time is written "14:00"') from error


def _relative(raw: dict[str, Any], today: date) -> date:
    keys = set(raw) - {"time"}
    try:
        if keys == {"relative_days"}:
            return today + timedelta(days=raw["relative_days"])
        if keys == {"relative_year", "month", "day"}:
            return date(today.year + raw["relative_year"], raw["month"], raw["day"])
        if keys in ({"share", "of"}, {"share", "of", "weekday"}):
            return _share(raw, today)
    except (TypeError, ValueError, OverflowError) as error:
        raise DateError(f"this relative date has no day: {error}") from error
    raise DateError(
        f"{_FORMS}; a relative one has relative_days, or relative_year, month and day, "
        "or share and of"
    )


def _share(raw: dict[str, Any], today: date) -> date:
    if raw["of"] not in ("past", "rest"):
        raise DateError("a share is “of” the past or the rest of the year")
    forward = raw["of"] == "rest"
    span = (date(today.year, 12, 31) - today) if forward else (today - date(today.year, 1, 1))
    days = max(LEAST_DAYS, round(raw["share"] * span.days))
    found = today + timedelta(days=days if forward else -days)
    if "weekday" in raw:
        if raw["weekday"] not in range(7):
            raise DateError("a weekday is a number from 0 (Monday) to 6")
        if forward:
            found += timedelta(days=(raw["weekday"] - found.weekday()) % 7)
        else:
            found -= timedelta(days=(found.weekday() - raw["weekday"]) % 7)
    return found
