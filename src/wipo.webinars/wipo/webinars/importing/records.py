"""A row becomes a record: converted, and checked by itself. What others say of it comes later."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import UTC
from typing import Any
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.importing import dates
from wipo.webinars.importing import values
from wipo.webinars.importing.rows import Problem
from wipo.webinars.importing.rows import Row
from wipo.webinars.lifecycle.states import CHAIN
from wipo.webinars.vocabularies.terms import LANGUAGES
from zoneinfo import ZoneInfo

import re

PROGRAMME_STATES = ("preparation", "call", "consultation", "published", "reported")
QUESTION_STATES = ("pending", "published", "rejected")
STATES = dict.fromkeys(CHAIN_TYPES, CHAIN) | {
    "Programme": PROGRAMME_STATES,
    "Question": QUESTION_STATES,
}

#: The keys of a record, and for which types beyond all of them.
_KEYS = {
    "id": None,
    "type": None,
    "year": None,
    "state": None,
    "original_language": None,
    "fields": None,
    "translations": None,
    "released": None,
    "history": None,
    "source": None,
    "builds_on": CHAIN_TYPES,
    "responds_to": ("Proposal",),
    "merged_into": ("Topic", "Proposal"),
    "origins": ("Webinar",),
    "adoptions": ("Topic",),
    "children": ("Webinar",),
}
#: By what an item is found again: the year of its programme and its address there.
Key = tuple[int, str]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 100
MAX_ORIGINS = 20
MAX_SESSIONS = 6
_BETWEEN = re.compile(r"[|,;\s]+")


@dataclass(frozen=True)
class Adoption:
    """A group's adoption of a topic, as `lifecycle.adoptions.record` takes it."""

    regional_group: str
    note: str
    member_states: tuple[str, ...]
    webinar_languages: tuple[str, ...]
    adopted: datetime | None


@dataclass
class Record:
    """One item as it shall be. What a file does not say is absent, and stays as it is.

    `fields`: language-independent values by name; `translations`: by language, translated values
    by name; `released`: by language, only where the file says it; `history`: day by state;
    `references`: by name of the relation, as written; `origins`: a reference and a session each.
    """

    row: Row
    type: str
    year: int
    id: str
    original_language: str
    state: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)
    released: dict[str, datetime | None] = field(default_factory=dict)
    history: dict[str, datetime] = field(default_factory=dict)
    references: dict[str, list[str]] = field(default_factory=dict)
    origins: list[tuple[str, int]] | None = None
    adoptions: list[Adoption] = field(default_factory=list)
    children: list["Record"] = field(default_factory=list)
    #: Set by the plan: the items that `references` and `origins` mean.
    links: dict[str, list[Key]] = field(default_factory=dict)
    origin_links: list[tuple[Key, int]] | None = None

    @property
    def key(self) -> Key:
        """By what it is found again: the year of its programme and its address there."""
        return self.year, self.id

    @property
    def name(self) -> str:
        """How people refer to it."""
        return str(self.year) if self.type == "Programme" else f"{self.year}/{self.id}"

    @property
    def first_day(self) -> datetime | None:
        """The first known day of its history."""
        return min(self.history.values(), default=None)


class _Reader:
    """Reads one row and gathers what is wrong with it."""

    def __init__(self, row: Row, today: date) -> None:
        self.row = row
        self.data = row.data
        self.today = today
        self.problems: list[Problem] = []

    def refuse(self, name: str, reason: str, language: str | None = None) -> None:
        place = self.row.places.get(language, self.row.place) if language else self.row.place
        self.problems.append(Problem(place, name, reason))

    def attempt(self, name: str, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What `function` gives, or None and a problem at `name`."""
        try:
            return function(*args, **kwargs)
        except (dates.DateError, values.ValueRefused) as error:
            self.refuse(name, str(error))
            return None

    def group(self, name: str, kind: type, what: str) -> Any:
        found = self.data.get(name)
        if found is None:
            return kind()
        if not isinstance(found, kind):
            self.refuse(name, f"this is {what}")
            return kind()
        return found


def read_record(
    row: Row, today: date, parent: Record | None = None
) -> tuple[Record | None, list[Problem]]:
    """The record of a row, and what is wrong with it; None where not even its kind is plain.

    :param parent: the webinar of which the row is a question.
    """
    reader = _Reader(row, today)
    record = _frame(reader, parent)
    if record is not None:
        known = {name for name, types in _KEYS.items() if types is None or record.type in types}
        for name in sorted(set(row.data) - known):
            reader.refuse(name, f"a {record.type} has nothing of this name")
        setting = _fields(reader, record)
        _translations(reader, record, setting)
        _released(reader, record, setting)
        _history(reader, record, setting)
        _references(reader, record)
        _origins(reader, record)
        _adoptions(reader, record, setting)
        _children(reader, record)
    return record, reader.problems


def _frame(reader: _Reader, parent: Record | None) -> Record | None:
    data = reader.data
    types = ("Question",) if parent else ("Programme", *CHAIN_TYPES)
    type_ = data.get("type")
    if not isinstance(type_, str) or type_ not in types:
        reader.refuse("type", f"“{type_}” is none of {', '.join(types)}")
        return None
    year = (
        parent.year
        if parent
        else reader.attempt("year", dates.year, data.get("year"), reader.today)
    )
    if year is None:
        return None
    id_ = data.get("id") or (str(year) if type_ == "Programme" else None)
    if not isinstance(id_, str) or not _ID.fullmatch(id_) or len(id_) > MAX_ID:
        reader.refuse(
            "id", f"an id has small letters, digits and hyphens, {MAX_ID} characters at most"
        )
        return None
    if type_ == "Programme" and id_ != str(year):
        reader.refuse("id", "the id of a programme is its year; it can be left out")
    translations = reader.group("translations", dict, "a text by language")
    language = data.get("original_language") or next(iter(translations), None)
    if not isinstance(language, str) or language not in LANGUAGES:
        reader.refuse("original_language", f"“{language}” is none of {', '.join(LANGUAGES)}")
        return None
    if language not in translations:
        reader.refuse("original_language", f"there is no translation “{language}” in the record")
    state = data.get("state") or None
    if state is not None and state not in STATES[type_]:
        reader.refuse("state", f"“{state}” is none of {', '.join(STATES[type_])}")
        state = None
    return Record(reader.row, type_, year, id_, language, state)


#: The order in which the values of a record must be read: a date needs its zone, an end its start.
_FIRST = {"timezone": 0, "date_only": 1, "start": 2, "end": 4}
_OTHERS = 3


def _fields(reader: _Reader, record: Record) -> values.Setting:
    """The language-independent values; gives back what the dates elsewhere in the record need."""
    raw = reader.group("fields", dict, "a value by field")
    known = values.fields_of(record.type)
    setting = values.Setting(reader.today, ZoneInfo(dates.DEFAULT_ZONE))
    for name in sorted(raw, key=lambda name: (_FIRST.get(name, _OTHERS), name)):
        wanted = known.get(name)
        if wanted is None:
            reader.refuse(name, f"a {record.type} has no field of this name")
        elif not values.is_independent(wanted):
            reader.refuse(name, "this is translated: it belongs to a language")
        elif name == "year":
            reader.refuse(name, "the year stands beside the fields, not among them")
        else:
            value = reader.attempt(name, values.convert, wanted, raw[name], setting)
            if value is not None or raw[name] is None:
                record.fields[name] = value
                setting = _with(setting, name, value)
    if record.type == "Programme":
        record.fields["year"] = reader.attempt(
            "year", values.convert, known["year"], record.year, setting
        )
    return replace(setting, date_only=False, start=None)


def _with(setting: values.Setting, name: str, value: Any) -> values.Setting:
    """What later dates of the record need to know of this value."""
    if name == "timezone" and value:
        return replace(setting, zone=ZoneInfo(value))
    if name in ("date_only", "start"):
        return replace(setting, **{name: value})
    return setting


def _translations(reader: _Reader, record: Record, setting: values.Setting) -> None:
    known = values.fields_of(record.type)
    relative = isinstance(reader.data.get("year"), dict)
    for language, raw in reader.group("translations", dict, "a text by language").items():
        if language not in LANGUAGES:
            reader.refuse(
                "translations", f"“{language}” is none of {', '.join(LANGUAGES)}", language
            )
            continue
        if not isinstance(raw, dict):
            reader.refuse("translations", "this is a value by field", language)
            continue
        found: dict[str, Any] = {}
        for name, value in raw.items():
            wanted = known.get(name)
            if wanted is None:
                reader.refuse(name, f"a {record.type} has no field of this name", language)
            elif values.is_independent(wanted):
                reader.refuse(
                    name, "this is the same in all languages: it is no translation", language
                )
            else:
                if relative:
                    value = _with_year(value, record.year)
                try:
                    found[name] = values.convert(wanted, value, setting)
                except values.ValueRefused as error:
                    reader.refuse(name, str(error), language)
        record.translations[language] = found


def _with_year(value: Any, year: int) -> Any:
    if isinstance(value, str):
        return value.replace("{year}", str(year))
    if isinstance(value, list):
        return [_with_year(each, year) for each in value]
    return value


def _released(reader: _Reader, record: Record, setting: values.Setting) -> None:
    for language, raw in reader.group("released", dict, "a day by language").items():
        if language not in record.translations:
            reader.refuse("released", f"the record has no translation “{language}”")
        elif raw is None:
            record.released[language] = None
        else:
            at = reader.attempt("released", dates.moment, raw, reader.today, setting.zone)
            if at is not None:
                record.released[language] = at.astimezone(UTC)


def _history(reader: _Reader, record: Record, setting: values.Setting) -> None:
    for state, raw in reader.group("history", dict, "a day by state").items():
        if state not in STATES[record.type]:
            reader.refuse("history", f"“{state}” is none of {', '.join(STATES[record.type])}")
            continue
        at = reader.attempt("history", dates.moment, raw, reader.today, setting.zone)
        if at is not None:
            record.history[state] = at.astimezone(UTC)
    order = [record.history[state] for state in STATES[record.type] if state in record.history]
    if order != sorted(order):
        reader.refuse("history", "a step comes before the one that precedes it")
    if record.history and record.state:
        rank = STATES[record.type].index
        if any(rank(state) > rank(record.state) for state in record.history):
            reader.refuse("history", f"it goes further than the state “{record.state}”")


def _references(reader: _Reader, record: Record) -> None:
    for name in values.REFERENCES:
        raw = reader.data.get(name)
        if raw is None or record.type not in (_KEYS[name] or ()):
            continue
        found = _split(raw) if name == "builds_on" else [raw]
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            reader.refuse(name, "this names an id, or an id of another year as “2025/id”")
            continue
        found = [each for each in found if each]
        if len(set(found)) < len(found):
            reader.refuse(name, "one id is named twice")
        record.references[name] = found


def _split(raw: Any) -> Any:
    """The parts of a CSV cell; what JSON gives stays as it is."""
    return [part for part in _BETWEEN.split(raw) if part] if isinstance(raw, str) else raw


def _origins(reader: _Reader, record: Record) -> None:
    raw = reader.data.get("origins")
    if raw is None or record.type != "Webinar":
        return
    if isinstance(raw, str):
        raw = [_origin(each) for each in _split(raw)]
    origins: list[tuple[str, int]] = []
    each: Any
    for each in raw if isinstance(raw, list) else [raw]:
        if not _is_origin(each):
            reader.refuse("origins", 'each origin is written {"id": "…", "session": 1}, or id:1')
        else:
            origins.append((each["id"], each.get("session", 1)))
    if len(origins) > MAX_ORIGINS:
        reader.refuse("origins", f"{MAX_ORIGINS} origins at most")
    record.origins = origins


def _is_origin(raw: Any) -> bool:
    return (
        isinstance(raw, dict)
        and set(raw) <= {"id", "session"}
        and isinstance(raw.get("id"), str)
        and isinstance(raw.get("session", 1), int)
        and 1 <= raw.get("session", 1) <= MAX_SESSIONS
    )


def _origin(text: str) -> dict[str, Any]:
    id_, _colon, session = text.partition(":")
    if not session:
        return {"id": id_}
    return {"id": id_, "session": int(session) if session in "123456789" else session}


def _adoptions(reader: _Reader, record: Record, setting: values.Setting) -> None:
    raw = reader.data.get("adoptions")
    if raw is None or record.type != "Topic":
        return
    if isinstance(raw, str):
        raw = [{"regional_group": each} for each in _split(raw)]
    fields = values.fields_of("Proposal")
    seen: set[str] = set()
    for each in raw if isinstance(raw, list) else [None]:
        if not isinstance(each, dict):
            reader.refuse("adoptions", 'each adoption is written {"regional_group": "…"}')
            continue
        unknown = set(each) - {
            "regional_group",
            "note",
            "member_states",
            "webinar_languages",
            "date",
        }
        if unknown:
            reader.refuse("adoptions", f"an adoption has nothing called “{sorted(unknown)[0]}”")
            continue
        group = reader.attempt(
            "adoptions",
            values.convert,
            fields["regional_group"],
            each.get("regional_group"),
            setting,
        )
        if group is None or group in seen:
            reader.refuse("adoptions", "the regional group is missing, or there twice")
            continue
        seen.add(group)
        note = each.get("note") or ""
        if isinstance(note, dict):
            note = next(iter(note.values())) if len(note) == 1 else None
        if not isinstance(note, str):
            reader.refuse("adoptions", "a note is a text in one language")
            continue
        states = reader.attempt(
            "adoptions", values.convert, fields["member_states"], each.get("member_states"), setting
        )
        languages = reader.attempt(
            "adoptions",
            values.convert,
            fields["webinar_languages"],
            each.get("webinar_languages"),
            setting,
        )
        at = None
        if each.get("date") is not None:
            at = reader.attempt("adoptions", dates.moment, each["date"], reader.today, setting.zone)
            at = at and at.astimezone(UTC)
        record.adoptions.append(
            Adoption(group, note, tuple(sorted(states or ())), tuple(sorted(languages or ())), at)
        )


def _children(reader: _Reader, record: Record) -> None:
    seen: set[str] = set()
    for number, data in enumerate(reader.group("children", list, "a list of questions"), 1):
        place = f"{record.row.place}, question {number}"
        if not isinstance(data, dict):
            reader.problems.append(Problem(place, "", "this is a record"))
            continue
        child, problems = read_record(Row(place, data), reader.today, parent=record)
        reader.problems += problems
        if child is None:
            continue
        if child.id in seen:
            reader.problems.append(Problem(place, "id", f"“{child.id}” is there twice"))
        seen.add(child.id)
        record.children.append(child)
