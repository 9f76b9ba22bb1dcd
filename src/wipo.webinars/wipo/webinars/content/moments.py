"""Moments in time: stored with their zone, compared in UTC, typed in the time of the site."""

from datetime import datetime
from datetime import UTC
from plone.app.event.base import default_timezone
from plone.app.z3cform.converters import DatetimeWidgetConverter
from plone.app.z3cform.interfaces import IDatetimeWidget
from plone.app.z3cform.interfaces import IPloneFormLayer
from plone.app.z3cform.widgets.datetime import DatetimeWidget
from typing import Any
from wipo.webinars import _
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.i18n import translate
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


class MomentWidget(DatetimeWidget):
    """A day and a time, which says on whose clocks."""

    @property
    def description(self) -> str:
        """The help of the field and the zone in which the moment is shown and typed."""
        text = self.field.description
        return translate(
            _(
                "moment_help",
                default="${help} Time zone: ${zone}.",
                mapping={
                    "help": translate(text, context=self.request) if text else "",
                    "zone": default_timezone(),
                },
            ),
            context=self.request,
        ).strip()


@implementer(IFieldWidget)
@adapter(IMoment, IPloneFormLayer)
def moment_field_widget(field: Any, request: Any) -> Any:
    """The widget of a moment in Plone's forms."""
    return FieldWidget(field, MomentWidget(request))


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
