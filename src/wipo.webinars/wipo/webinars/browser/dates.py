"""Days, times, zones, numbers and enumerations as a reader of each language writes them (CLDR).

English is written the British way, as the United Nations do: 8 April 2027, 14:00.
"""

from babel import Locale
from babel.dates import format_date
from babel.dates import format_skeleton
from babel.dates import get_timezone
from babel.dates import get_timezone_location
from babel.dates import get_timezone_name
from babel.numbers import format_decimal
from datetime import datetime
from datetime import timedelta
from datetime import tzinfo
from functools import cache
from wipo.webinars import _
from wipo.webinars.lifecycle.visibility import aware
from wipo.webinars.vocabularies.terms import LANGUAGES
from wipo.webinars.vocabularies.terms import request_language
from zope.globalrequest import getRequest
from zope.i18n import translate

#: The zone in which days are counted where an item names none: the Organization's seat.
HOME_ZONE = "Europe/Zurich"
#: What stands between the parts of an enumeration; elsewhere a comma and a space.
SEPARATORS = {"ar": "، ", "zh": "、"}


@cache
def locale_of(language: str) -> Locale:
    """The CLDR locale in which a language of the site is written."""
    known = language if language in LANGUAGES else "en"
    return Locale.parse({"en": "en_GB", "zh": "zh_Hans"}.get(known, known))


def _locale(language: str | None) -> Locale:
    return locale_of(language or request_language())


def zone_of(name: str | None) -> tzinfo:
    """The zone of this IANA name; that of the seat for none or an unknown one."""
    try:
        return get_timezone(name or HOME_ZONE)
    except LookupError:
        return get_timezone(HOME_ZONE)


def local(moment: datetime, zone: str | None = None) -> datetime:
    """The moment on the clocks of `zone` (an IANA name; the seat's when None)."""
    return aware(moment).astimezone(zone_of(zone))


def day(
    moment: datetime,
    zone: str | None = None,
    language: str | None = None,
    width: str = "long",
) -> str:
    """The day: "8 April 2027" (`long`) or "8 Apr 2027" (`short`)."""
    if width == "short":
        # By skeleton: CLDR's own short and medium forms are numbers in some languages.
        return format_skeleton("yMMMd", local(moment, zone), locale=_locale(language))
    return format_date(local(moment, zone), format="long", locale=_locale(language))


def clock(moment: datetime, zone: str | None = None, language: str | None = None) -> str:
    """The time of day on a clock of 24 hours: "14:00"."""
    return format_skeleton("Hm", local(moment, zone), locale=_locale(language))


def times(
    start: datetime,
    end: datetime | None,
    zone: str | None = None,
    language: str | None = None,
) -> str:
    """From when to when: "14:00–15:30"; without an end, or with one on a later day, "14:00"."""
    if end is None or local(start, zone).date() != local(end, zone).date():
        return clock(start, zone, language)
    return f"{clock(start, zone, language)}–{clock(end, zone, language)}"


def times_place(
    start: datetime,
    end: datetime | None,
    zone: str | None = None,
    language: str | None = None,
) -> str:
    """From when to when and where these clocks are: "14:00–15:30 Geneva"."""
    return translate(
        _(
            "times_place",
            default="${times} ${place}",
            mapping={
                "times": times(start, end, zone, language),
                "place": place(zone, language),
            },
        ),
        context=getRequest(),
        target_language=language,
    )


def place(zone: str | None, language: str | None = None) -> str:
    """The city after which people call the zone: "Geneva", "Nairobi"."""
    if zone_of(zone) == zone_of(HOME_ZONE):
        return translate(_("Geneva"), context=getRequest(), target_language=language)
    return get_timezone_location(zone_of(zone), locale=_locale(language), return_city=True)


def zone_name(moment: datetime, zone: str | None, language: str | None = None) -> str:
    """The zone in full, on that day: "Central European Summer Time (UTC+2)"."""
    at = local(moment, zone)
    name = get_timezone_name(at, width="long", locale=_locale(language))
    return f"{name} ({offset(at)})"


def offset(at: datetime) -> str:
    """How far the clock of `at` is from UTC: "UTC+2", "UTC−3:30", "UTC"."""
    minutes = int((at.utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def moment(at: datetime, zone: str | None = None, language: str | None = None) -> str:
    """Day, time and place: "8 April 2027, 14:00 Geneva"."""
    return translate(
        _(
            "day_time_place",
            default="${day}, ${time} ${place}",
            mapping={
                "day": day(at, zone, language),
                "time": clock(at, zone, language),
                "place": place(zone, language),
            },
        ),
        context=getRequest(),
        target_language=language,
    )


def iso(at: datetime, date_only: bool = False, zone: str | None = None) -> str:
    """The value of the `datetime` attribute of a `<time>`."""
    return local(at, zone).date().isoformat() if date_only else aware(at).isoformat()


def number(value: int, language: str | None = None) -> str:
    """A number with the separators of the language: "1,250"."""
    return format_decimal(value, locale=_locale(language))


def separator(language: str | None = None) -> str:
    """What stands between the parts of an enumeration: ", "."""
    return SEPARATORS.get(language or request_language(), ", ")
