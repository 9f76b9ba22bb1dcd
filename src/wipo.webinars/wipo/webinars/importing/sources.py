"""JSON and CSV become rows. Whatever is wrong with the file itself is said here.

CSV is what people have in a spreadsheet: one line for an item in one language, lines of the same
type, year and id are translations of one another. A byte order mark, UTF-16, semicolons and tabs
are what spreadsheets write, so they are read.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any
from wipo.webinars.importing import values
from wipo.webinars.importing.records import STATES
from wipo.webinars.importing.rows import Problem
from wipo.webinars.importing.rows import Row
from wipo.webinars.importing.rows import Unreadable

import codecs
import csv
import io
import json

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 5000

#: Columns that are no fields.
_FRAME = ("type", "year", "id", "state", "original_language", "language", "released")
_APART = ("builds_on", "responds_to", "merged_into", "origins", "adoptions")
#: A column for each step's day: `day_adopted`.
_DAY = "day_"
_TYPES = ("Programme", "Topic", "Proposal", "Webinar")


def read(path: Path) -> list[Row]:
    """The rows of a file.

    :raises Unreadable: when it cannot be opened or understood.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(str(path), f"it cannot be read: {error.strerror or error}") from error
    return parse(path.name, data)


def parse(name: str, data: bytes) -> list[Row]:
    """The rows of a file's content; its name says of which kind it is.

    :raises Unreadable: when it cannot be understood.
    """
    if len(data) > MAX_BYTES:
        raise _unreadable(name, f"it is too large: {MAX_BYTES // 1024 // 1024} MB at most")
    kind = name.lower().rpartition(".")[2]
    text = _text(name, data)
    if kind == "json":
        rows = _from_json(name, text)
    elif kind in ("csv", "tsv"):
        rows = _from_csv(name, text)
    else:
        raise _unreadable(name, "its name must end in .json or .csv")
    if not rows:
        raise _unreadable(name, "there are no records in it")
    if len(rows) > MAX_ROWS:
        raise _unreadable(name, f"it has too many records: {MAX_ROWS} at most")
    return rows


def _unreadable(place: str, reason: str) -> Unreadable:
    return Unreadable([Problem(place, "", reason)])


def _text(name: str, data: bytes) -> str:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _unreadable(
            f"{name}, line {line}",
            "this is neither UTF-8 nor UTF-16: save the file as “CSV UTF-8”",
        ) from error


def _from_json(name: str, text: str) -> list[Row]:
    try:
        # A number with a fraction would lose its last digits as a float.
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise _unreadable(f"{name}, line {line}", f"this is no JSON: {error}") from error
    records = data.get("records") if isinstance(data, dict) else None
    if not isinstance(records, list):
        raise _unreadable(name, 'it holds no records: {"records": [ … ]}')
    wrong = [
        Problem(f"{name}, record {number}", "", "this is no record: { … }")
        for number, record in enumerate(records, 1)
        if not isinstance(record, dict)
    ]
    if wrong:
        raise Unreadable(wrong)
    return [
        Row(f"{name}, record {number}{_called(record)}", record)
        for number, record in enumerate(records, 1)
    ]


def _called(record: dict[str, Any]) -> str:
    id_ = record.get("id")
    return f" ({id_})" if isinstance(id_, str) and id_ else ""


def _from_csv(name: str, text: str) -> list[Row]:
    # Excel's first line may say what separates the cells.
    first, _newline, rest = text.partition("\n")
    offset = 0
    if first.strip().lower().startswith("sep="):
        text, offset = rest, 1
        first = rest.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            lines.append((before + 1 + offset, cells))
            before = reader.line_num
    except csv.Error as error:
        raise _unreadable(
            f"{name}, line {before + 1 + offset}", f"this is no CSV: {error}"
        ) from error
    if not lines:
        return []
    header = [cell.strip().lower().replace(" ", "_") for cell in lines[0][1]]
    problems = _header_problems(f"{name}, line {lines[0][0]}", header)
    found: dict[tuple[str, ...], _Item] = {}
    for number, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        place = f"{name}, line {number}"
        if len(cells) > len(header):
            problems.append(
                Problem(place, "", f"it has {len(cells)} cells under {len(header)} columns")
            )
            continue
        row = {key: cell.strip() for key, cell in zip(header, cells, strict=False) if cell.strip()}
        key = (row.get("type", ""), row.get("year", ""), row.get("id", ""))
        if key not in found:
            found[key] = _Item(place)
        problems += found[key].add(place, row)
    if problems:
        raise Unreadable(problems)
    return [Row(item.place, item.data, item.places) for item in found.values()]


def _header_problems(place: str, header: list[str]) -> list[Problem]:
    known = {*_FRAME, *_APART}
    known |= {f"{_DAY}{state}" for kind in _TYPES for state in STATES[kind]}
    for kind in _TYPES:
        known |= set(values.fields_of(kind))
    problems = [
        Problem(place, "", f"there is no column “{column}”")
        for column in header
        if column and column not in known
    ]
    problems += [
        Problem(place, "", f"the column “{column}” is missing")
        for column in ("type", "year", "language")
        if column not in header
    ]
    if len(set(header) - {""}) < len([column for column in header if column]):
        problems.append(Problem(place, "", "a column is there twice"))
    return problems


class _Item:
    """The lines of one item, as they come in."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.places: dict[str, str] = {}
        self.data: dict[str, Any] = {
            "fields": {},
            "translations": {},
            "released": {},
            "history": {},
        }

    def add(self, place: str, row: dict[str, str]) -> list[Problem]:
        """Take in one line; what contradicts an earlier one is a problem."""
        problems: list[Problem] = []
        language = row.pop("language", "")
        if not language:
            return [Problem(place, "language", "this is missing")]
        if language in self.places:
            return [
                Problem(
                    place, "language", f"“{language}” is there already, in {self.places[language]}"
                )
            ]
        self.places[language] = place
        fields = values.fields_of(row["type"]) if row.get("type") in _TYPES else {}
        texts = self.data["translations"].setdefault(language, {})
        for name, cell in row.items():
            if name == "released":
                self.data["released"][language] = cell
            elif name in fields and not values.is_independent(fields[name]):
                texts[name] = cell
            elif name.startswith(_DAY):
                problems += self._once(place, self.data["history"], name.removeprefix(_DAY), cell)
            elif name in _FRAME or name in _APART:
                problems += self._once(place, self.data, name, cell)
            else:
                problems += self._once(place, self.data["fields"], name, cell)
        self.data.setdefault("original_language", language)
        return problems

    def _once(self, place: str, target: dict[str, Any], name: str, cell: str) -> list[Problem]:
        if target.setdefault(name, cell) != cell:
            return [Problem(place, name, f"it differs from {self.place}, which is the same item")]
        return []
