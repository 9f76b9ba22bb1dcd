"""Moments in forms: shown and typed in the time of the site, stored with their zone."""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from datetime import UTC
from plone import api
from plone.app.z3cform.widgets.datetime import DatetimeFieldWidget
from typing import Any
from wipo.webinars.content.moments import aware
from wipo.webinars.content.moments import in_order
from wipo.webinars.content.webinar import IWebinar
from z3c.form.interfaces import IDataConverter
from zope.component import getMultiAdapter

import pytest


@pytest.fixture()
def converter(portal: Any, http_request: Any) -> Any:
    """What reads and writes `start` in a form of a site in Zurich."""
    api.portal.set_registry_record("plone.portal_timezone", "Europe/Zurich")
    field = IWebinar["start"]
    return getMultiAdapter((field, DatetimeFieldWidget(field, http_request)), IDataConverter)


MOMENTS = [
    (datetime(2027, 4, 8, 12, 0, tzinfo=UTC), "2027-04-08T14:00"),
    (datetime(2027, 1, 8, 12, 0, tzinfo=UTC), "2027-01-08T13:00"),
    (datetime(2027, 4, 8, 21, 0, tzinfo=timezone(timedelta(hours=9))), "2027-04-08T14:00"),
    (datetime(2027, 4, 8, 12, 0), "2027-04-08T14:00"),
]


@pytest.mark.parametrize("moment,typed", MOMENTS)
def test_saving_a_form_unchanged_moves_nothing(
    converter: Any, moment: datetime, typed: str
) -> None:
    assert converter.toWidgetValue(moment) == typed
    read = converter.toFieldValue(typed)
    assert read == aware(moment)
    assert read.tzinfo is not None


def test_nothing(converter: Any) -> None:
    assert converter.toWidgetValue(None) == ""
    assert converter.toFieldValue("") is None


def test_order_whatever_the_zones() -> None:
    early, late = datetime(2027, 1, 1), datetime(2027, 1, 1, 1, tzinfo=UTC)
    assert in_order(early, late)
    assert not in_order(late, early)
    assert not in_order(early, aware(early))
    assert in_order(None, early)
    assert in_order(early, None)
