"""Dates of a file: ISO, and relative to the day of the import."""

from datetime import date
from datetime import datetime
from datetime import UTC
from wipo.webinars.importing import dates
from zoneinfo import ZoneInfo

import pytest

TODAY = date(2026, 11, 24)
GENEVA = ZoneInfo("Europe/Zurich")


@pytest.mark.parametrize(
    "raw,expected",
    [
        ("2024-04-11", "2024-04-11T00:00:00+02:00"),
        ("2024-01-11T14:00", "2024-01-11T14:00:00+01:00"),
        ("2024-04-11T14:00:00Z", "2024-04-11T14:00:00+00:00"),
        ({"relative_days": 40, "time": "18:00"}, "2027-01-03T18:00:00+01:00"),
        ({"relative_days": -1}, "2026-11-23T00:00:00+01:00"),
        (
            {"relative_year": -1, "month": 9, "day": 1, "time": "09:00"},
            "2025-09-01T09:00:00+02:00",
        ),
        # 37 days are left: 30 % are 11, so 5 December, and the Thursday after it.
        (
            {"share": 0.3, "of": "rest", "weekday": 3, "time": "11:00"},
            "2026-12-10T11:00:00+01:00",
        ),
        # 327 days are gone: 90 % are 294, so 3 February, and the Thursday before it.
        ({"share": 0.9, "of": "past", "weekday": 3}, "2026-01-29T00:00:00+01:00"),
        ({"share": 0, "of": "past"}, "2026-11-22T00:00:00+01:00"),
    ],
)
def test_moment(raw, expected):
    assert dates.moment(raw, TODAY, GENEVA).isoformat() == expected


def test_date_only_is_noon_utc():
    found = dates.moment("2024-04-11", TODAY, GENEVA, date_only=True)
    assert found == datetime(2024, 4, 11, 12, tzinfo=UTC)


def test_end_in_minutes():
    start = datetime(2027, 4, 8, 14, tzinfo=GENEVA)
    end = dates.moment({"minutes": 90}, TODAY, GENEVA, start=start)
    assert end == datetime(2027, 4, 8, 15, 30, tzinfo=GENEVA)


@pytest.mark.parametrize(
    "raw",
    [
        "11.4.2024",
        "2024-13-01",
        "",
        None,
        5,
        [],
        "0001-01-01",
        {"relative_days": "x"},
        {"relative_days": 10**9},
        {"relative_year": 0, "month": 2, "day": 30},
        {"share": 0.5, "of": "future"},
        {"share": 0.5, "of": "rest", "weekday": 7},
        {"relative_days": 1, "time": "25:00"},
        {"minutes": 90},
        {"month": 1},
    ],
)
def test_refused(raw):
    with pytest.raises(dates.DateError):
        dates.moment(raw, TODAY, GENEVA)


@pytest.mark.parametrize(
    "raw,expected",
    [(2027, 2027), ("2027", 2027), ({"relative": 1}, 2027), ({"relative": -7}, 2019)],
)
def test_year(raw, expected):
    assert dates.year(raw, TODAY) == expected


@pytest.mark.parametrize("raw", [True, None, "next", 2027.0, {"relative": "1"}, {"absolute": 1}])
def test_year_refused(raw):
    with pytest.raises(dates.DateError):
        dates.year(raw, TODAY)
