"""From the value of a file to the value of a field: the one place where it is converted.

The rules are those of the schemas (bounds, vocabularies, invariants): what a form or REST would
refuse is refused here, in words.
"""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import tzinfo
from datetime import UTC
from decimal import Decimal
from decimal import InvalidOperation
from functools import cache
from plone import api
from plone.app.multilingual.dx.interfaces import ILanguageIndependentField
from plone.app.textfield import RichTextValue
from plone.app.textfield.interfaces import IRichText
from types import SimpleNamespace
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.behaviors import IDecision
from wipo.webinars.content.behaviors import IRelease
from wipo.webinars.content.behaviors import ISubject
from wipo.webinars.content.programme import IProgramme
from wipo.webinars.content.proposal import IProposal
from wipo.webinars.content.question import IQuestion
from wipo.webinars.content.topic import ITopic
from wipo.webinars.content.webinar import IWebinar
from wipo.webinars.importing import dates
from wipo.webinars.lifecycle.submission import MAX_DESCRIPTION
from wipo.webinars.lifecycle.submission import MAX_TITLE
from wipo.webinars.lifecycle.submission import words
from zope import schema
from zope.i18n import translate
from zope.interface import Interface
from zope.interface import Invalid
from zope.schema import interfaces
from zope.schema.interfaces import ValidationError

import json
import pytz
import re

#: Written beside the fields of a record, not among them.
REFERENCES = ("builds_on", "responds_to", "merged_into")
APART = (*REFERENCES, "origins", "released")

RICH_TEXT = ("text/html", "text/x-html-safe")
MAX_RICH_TEXT = 100_000

_TRUE = ("true", "yes", "1", "x")
_FALSE = ("false", "no", "0")
#: How many tokens a reason lists before it only says how many there are.
_SHOWN = 12


class _ITitles(Interface):
    """Title and description with the bounds that the form has."""

    title = schema.TextLine(title=_("Title"), max_length=MAX_TITLE)
    description = schema.Text(title=_("Summary"), max_length=MAX_DESCRIPTION, required=False)


class ValueRefused(ValueError):
    """A value that cannot be stored; the message says why."""


@dataclass(frozen=True)
class Setting:
    """What a date needs in order to be understood."""

    today: date
    zone: tzinfo
    date_only: bool = False
    start: datetime | None = None


#: The schemas of each type, as far as they are ours.
SCHEMAS: dict[str, tuple[Any, ...]] = {
    "Programme": (IProgramme, IRelease),
    "Topic": (ITopic, ISubject, IDecision, IRelease),
    "Proposal": (IProposal, ISubject, IDecision, IRelease),
    "Webinar": (IWebinar, ISubject, IRelease),
    "Question": (IQuestion, IRelease),
}


@cache
def fields_of(portal_type: str) -> dict[str, Any]:
    """The fields of a type that a record can fill, by their names in the contract."""
    found = dict(schema.getFieldsInOrder(_ITitles))
    for each in SCHEMAS[portal_type]:
        found.update(schema.getFieldsInOrder(each))
    return {name: field for name, field in found.items() if name not in APART}


def is_independent(field: Any) -> bool:
    """Whether the field's value is the same in all translations."""
    return ILanguageIndependentField.providedBy(field)


def convert(field: Any, raw: Any, setting: Setting) -> Any:
    """The value that `field` stores for `raw`, checked against the field.

    :param raw: a value as JSON has it, or the text of a CSV cell. None clears the field.
    :raises ValueRefused: when it cannot be stored.
    """
    if raw is None or raw == "":
        return _checked(field, field.missing_value)
    field = field.bind(api.portal.get())
    value = _converted(field, raw, setting)
    if not _has_rows(field):
        value = _checked(field, value)
    return value


def _checked(field: Any, value: Any) -> Any:
    try:
        field.bind(api.portal.get()).validate(value)
    except ValidationError as error:
        raise ValueRefused(english(words(error, field))) from error
    return value


def english(message: Any) -> str:
    """An i18n message as the operator reads it."""
    return translate(message, domain="zope", target_language="en")


def _has_rows(field: Any) -> bool:
    return interfaces.IList.providedBy(field) and interfaces.IObject.providedBy(field.value_type)


def _converted(field: Any, raw: Any, setting: Setting) -> Any:
    for interface, function in _CONVERTERS:
        if interface.providedBy(field):
            return function(field, raw, setting)
    raise ValueRefused("a value of this kind cannot be imported")


def _rich_text(field: Any, raw: Any, setting: Setting) -> RichTextValue:
    text = _text(field, raw, setting)
    if len(text) > MAX_RICH_TEXT:
        raise ValueRefused(f"this is too long: {MAX_RICH_TEXT} characters at most")
    return RichTextValue(text, *RICH_TEXT)


def _moment(field: Any, raw: Any, setting: Setting) -> datetime:
    # Only the webinar's own dates are those of a day without an hour.
    own = field.__name__ in ("start", "end")
    try:
        found = dates.moment(
            raw,
            setting.today,
            setting.zone,
            date_only=setting.date_only and own,
            start=setting.start,
        )
    except dates.DateError as error:
        raise ValueRefused(str(error)) from error
    # The database cannot hold a ZoneInfo; what Plone itself stores is a zone of pytz.
    name = getattr(found.tzinfo, "key", None)
    return found.astimezone(pytz.timezone(name) if name else UTC)


def _day(field: Any, raw: Any, setting: Setting) -> date:
    try:
        return dates.day(raw, setting.today)
    except dates.DateError as error:
        raise ValueRefused(str(error)) from error


def _bool(field: Any, raw: Any, setting: Setting) -> bool:
    if isinstance(raw, bool):
        return raw
    plain = str(raw).strip().lower()
    if plain in _TRUE:
        return True
    if plain in _FALSE:
        return False
    raise ValueRefused(f"“{raw}” is neither true nor false")


def _int(field: Any, raw: Any, setting: Setting) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", raw, re.ASCII):
        return int(raw)
    raise ValueRefused(f"“{raw}” is no whole number")


def _decimal(field: Any, raw: Any, setting: Setting) -> Decimal:
    if isinstance(raw, str | int | Decimal) and not isinstance(raw, bool):
        try:
            value = Decimal(raw)
        except InvalidOperation:
            value = Decimal("NaN")
        if value.is_finite():
            return value
    raise ValueRefused(f"“{raw}” is no amount: write 1500 or 1500.00")


def _choice(field: Any, raw: Any, setting: Setting) -> Any:
    vocabulary = field.vocabulary
    for candidate in (raw, _number(raw)):
        known = isinstance(candidate, str | int) and not isinstance(candidate, bool)
        if known and candidate in vocabulary:
            return candidate
    tokens = [str(term.token) for term in vocabulary]
    words = (
        f"use one of {', '.join(tokens)}"
        if len(tokens) <= _SHOWN
        else f"it is none of the {len(tokens)} known values, such as {tokens[0]}"
    )
    raise ValueRefused(f"“{raw}” is not known: {words}")


def _number(raw: Any) -> int | None:
    text = str(raw).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _set(field: Any, raw: Any, setting: Setting) -> set[Any]:
    if isinstance(raw, str):
        raw = [part for part in re.split(r"[|,;\s]+", raw) if part]
    if not isinstance(raw, list):
        raise ValueRefused("this is a list of values")
    inner = field.value_type.bind(api.portal.get())
    return {_converted(inner, each, setting) for each in raw}


def _list(field: Any, raw: Any, setting: Setting) -> list[Any]:
    if _has_rows(field):
        return _rows(field, raw, setting)
    if isinstance(raw, str):
        raw = [part.strip() for part in re.split(r"[|\n]", raw) if part.strip()]
    if not isinstance(raw, list):
        raise ValueRefused("this is a list of lines")
    inner = field.value_type.bind(api.portal.get())
    return [_converted(inner, each, setting) for each in raw]


def _rows(field: Any, raw: Any, setting: Setting) -> list[dict[str, Any]]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError as error:
            raise ValueRefused("rows are written as JSON: [{…}, {…}]") from error
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise ValueRefused("this is a list of rows, each with its columns")
    columns = dict(schema.getFieldsInOrder(field.value_type.schema))
    rows = []
    for number, row in enumerate(raw, 1):
        unknown = sorted(set(row) - set(columns))
        if unknown:
            raise ValueRefused(f"row {number} has no column “{unknown[0]}”: {', '.join(columns)}")
        values = {}
        for name, column in columns.items():
            try:
                values[name] = convert(column, row.get(name), setting)
            except ValueRefused as error:
                raise ValueRefused(f"row {number}, {name}: {error}") from error
        rows.append(values)
    return rows


def _text(field: Any, raw: Any, setting: Setting) -> str:
    if isinstance(raw, str):
        return raw.strip().replace("\r\n", "\n")
    raise ValueRefused(f"“{raw}” is no text")


_CONVERTERS = (
    (IRichText, _rich_text),
    (interfaces.IBool, _bool),
    (interfaces.IDatetime, _moment),
    (interfaces.IDate, _day),
    (interfaces.IInt, _int),
    (interfaces.IDecimal, _decimal),
    (interfaces.IChoice, _choice),
    (interfaces.ISet, _set),
    (interfaces.IList, _list),
    # URI, e-mail, lines and texts.
    (interfaces.INativeString, _text),
    (interfaces.IText, _text),
)


def broken_rules(portal_type: str, values: dict[str, Any]) -> list[str]:
    """What the invariants of the type say against these values, in words.

    :param values: field name → stored value; a field that is left out counts as empty.
    """
    data = SimpleNamespace(**dict.fromkeys(fields_of(portal_type)) | values)
    reasons: list[str] = []
    for each in SCHEMAS[portal_type]:
        errors: list[Any] = []
        try:
            each.validateInvariants(data, errors)
        except Invalid:
            reasons += [english(error.args[0]) for error in errors]
    return reasons


def same(field: Any, one: Any, other: Any) -> bool:
    """Whether two stored values mean the same: nothing stored is as good as an empty value."""
    return _comparable(field, one) == _comparable(field, other)


def _comparable(field: Any, value: Any) -> Any:
    if isinstance(value, RichTextValue):
        return value.raw
    if value is None or value == field.missing_value or value in ("", [], set()):
        return field.default if interfaces.IBool.providedBy(field) else None
    if _has_rows(field):
        columns = schema.getFields(field.value_type.schema)
        return [
            {name: row.get(name, columns[name].missing_value) for name in columns} for row in value
        ]
    return value
