"""Days, times, zones and numbers by CLDR."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from wipo.webinars.browser import dates

import pytest

START = datetime(2027, 4, 8, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("ar", "8 أبريل 2027", "8 أبريل 2027"),
        ("zh", "2027年4月8日", "2027年4月8日"),
        ("en", "8 April 2027", "8 Apr 2027"),
        ("fr", "8 avril 2027", "8 avr. 2027"),
        ("ru", "8 апреля 2027\u202fг.", "8 апр. 2027\u202fг."),
        ("es", "8 de abril de 2027", "8 abr 2027"),
    ],
)
def test_days(language: str, long: str, short: str) -> None:
    assert dates.day(START, None, language) == long
    assert dates.day(START, None, language, "short") == short


def test_times_follow_the_zone() -> None:
    end = START + timedelta(minutes=90)
    assert dates.times(START, end, "Europe/Zurich", "en") == "14:00–15:30"
    assert dates.times(START, end, "America/Lima", "en") == "07:00–08:30"
    assert dates.times(START, None, "Africa/Nairobi", "fr") == "15:00"
    assert dates.times(START, START + timedelta(days=1), None, "en") == "14:00"


def test_zones_have_names() -> None:
    assert dates.zone_name(START, "Europe/Zurich", "en") == "Central European Summer Time (UTC+2)"
    assert dates.place("Africa/Nairobi", "ru") == "Найроби"
    assert dates.place("No/Where", "en") == "Geneva"
    assert dates.offset(dates.local(START, "Asia/Kolkata")) == "UTC+5:30"
    assert dates.offset(dates.local(START, "America/St_Johns")) == "UTC−2:30"
    assert dates.offset(dates.local(START, "UTC")) == "UTC"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "14:00–15:30 Geneva"),
        ("ar", "14:00–15:30 بتوقيت جنيف"),
        ("zh", "14:00–15:30（日内瓦时间）"),
    ],
)
def test_times_with_their_place(language: str, said: str) -> None:
    assert dates.times_place(START, START + timedelta(minutes=90), None, language) == said


def test_enumerations() -> None:
    assert [dates.separator(language) for language in ("ar", "zh", "ru")] == ["، ", "、", ", "]


def test_the_day_is_that_of_the_zone() -> None:
    late = datetime(2027, 4, 8, 23, 30, tzinfo=UTC)
    assert dates.day(late, "Europe/Zurich", "en") == "9 April 2027"
    assert dates.iso(late, date_only=True, zone="Europe/Zurich") == "2027-04-09"
    assert dates.iso(late) == "2027-04-08T23:30:00+00:00"


def test_numbers() -> None:
    assert dates.number(1250, "en") == "1,250"
