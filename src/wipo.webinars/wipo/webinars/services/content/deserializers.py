"""What plone.restapi takes for our fields: anything of the wrong kind is a 400 at its field.

plone.restapi's own readers fail with a 500 on a number where a text belongs, and match the zone of
a moment already stored by an attribute that only pytz has.
"""

from collective.z3cform.datagridfield.interfaces import IRow
from copy import copy
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from decimal import InvalidOperation
from plone.app.textfield.interfaces import IRichText
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldDeserializer
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.moments import aware
from wipo.webinars.content.moments import IMoment
from wipo.webinars.interfaces import IWipoWebinarsLayer
from z3c.relationfield.interfaces import IRelationChoice
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.interface import implementer
from zope.schema import getFields
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IDecimal
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IText

WRONG_KIND = _("This is not of the right kind.")


def _number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _rich(value: Any) -> bool:
    data = value.get("data", "") if isinstance(value, dict) else value
    return isinstance(data, str)


def _term(value: Any) -> bool:
    token = value.get("token") if isinstance(value, dict) else value
    return isinstance(token, str | int) and not isinstance(token, bool)


def _target(value: Any) -> bool:
    address = value.get("@id") if isinstance(value, dict) else value
    return isinstance(address, str)


def _collection(field: Any, value: Any) -> bool:
    return isinstance(value, list) and all(fits(field.value_type, each) for each in value)


def fits(field: Any, value: Any) -> bool:
    """Whether a JSON value is of the kind that the field takes. `null` always is."""
    if value is None:
        return True
    if ICollection.providedBy(field):
        return _collection(field, value)
    kinds = (
        (IRelationChoice, _target),
        (IChoice, _term),
        (IRow, lambda each: isinstance(each, dict)),
        (IRichText, _rich),
        (IBool, lambda each: isinstance(each, bool)),
        (IInt, lambda each: isinstance(each, int) and not isinstance(each, bool)),
        (IDecimal, _number),
        (IDatetime, lambda each: isinstance(each, str)),
        (IDate, lambda each: isinstance(each, str)),
        (IText, lambda each: isinstance(each, str)),
    )
    return next((test(value) for kind, test in kinds if kind.providedBy(field)), True)


@implementer(IDeserializeFromJson)
@adapter(IItem, IWipoWebinarsLayer)
class ItemDeserializer(DeserializeFromJson):
    """Refuses values of the wrong kind before anything reads them."""

    def get_schema_data(
        self, data: dict[str, Any], validate_all: bool, create: bool = False
    ) -> tuple[dict[Any, Any], list[dict[str, Any]]]:
        wrong = {
            name
            for schema in iterSchemata(self.context)
            for name, field in getFields(schema).items()
            if name in data and not fits(field, data[name])
        }
        accepted = {name: value for name, value in data.items() if name not in wrong}
        found, errors = super().get_schema_data(accepted, validate_all, create)
        refused = [
            {"message": WRONG_KIND, "field": name, "error": ValueError(name)}
            for name in sorted(wrong)
        ]
        return found, [*refused, *errors]


@implementer(IFieldDeserializer)
@adapter(IMoment, IItem, IWipoWebinarsLayer)
class MomentDeserializer(DefaultFieldDeserializer):
    """A moment in ISO 8601; one without a zone is taken as UTC."""

    def __call__(self, value: str | None) -> datetime | None:
        moment = None
        if value is not None:
            try:
                moment = aware(datetime.fromisoformat(value)).astimezone(UTC)
            except (ValueError, OverflowError) as error:
                raise ValueError(f"Invalid date: {value[:40]}") from error
        self.field.validate(moment)
        return moment


@implementer(IFieldDeserializer)
@adapter(IRow, IItem, IWipoWebinarsLayer)
class RowDeserializer(DefaultFieldDeserializer):
    """One row of a structured list. Columns that are not given take their default."""

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        result = {}
        for name, column in getFields(self.field.schema).items():
            value = row.get(name)
            if value is None:
                result[name] = copy(column.default)
                continue
            if not fits(column, value):
                raise ValueError(f"{name}: {WRONG_KIND}")
            if IDate.providedBy(column):
                result[name] = date.fromisoformat(value)
            else:
                read = getMultiAdapter((column, self.context, self.request), IFieldDeserializer)
                result[name] = read(value)
        self.field.validate(result)
        return result
