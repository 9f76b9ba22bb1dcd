"""Moments in time: stored with their zone, compared in UTC, typed in the time of the site."""

from datetime import datetime
from datetime import UTC
from plone.app.event.base import default_timezone
from plone.app.z3cform.converters import DatetimeWidgetConverter
from plone.app.z3cform.interfaces import IDatetimeWidget
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from zope.schema import Datetime
from zope.schema.interfaces import IDatetime


def aware(moment: datetime) -> datetime:
    """The moment with its zone; a moment stored without one is taken as UTC."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def in_order(first: datetime | None, second: datetime | None) -> bool:
    """Whether `second` comes after `first`; true where one of them is not known."""
    return first is None or second is None or aware(second) > aware(first)


class IMoment(IDatetime):
    """A field that holds a moment with its zone."""


@implementer(IMoment)
class Moment(Datetime):
    """A moment with its zone."""


@adapter(IMoment, IDatetimeWidget)
class MomentConverter(DatetimeWidgetConverter):
    """A form shows and reads a moment in the time zone of the site.

    Plone's own converter shows the hour of the stored zone and stores what is typed without one:
    saving a form unchanged would move the webinar.
    """

    def toWidgetValue(self, value: datetime | None) -> str:
        if value is not None:
            value = aware(value).astimezone(default_timezone(as_tzinfo=True))
        return super().toWidgetValue(value)

    def toFieldValue(self, value: Any) -> datetime | None:
        moment = super().toFieldValue(value)
        if moment is None or moment.tzinfo is not None:
            return moment
        return default_timezone(as_tzinfo=True).localize(moment)
