"""The plan of an import: all that is wrong, and all that would change. Nothing is written here."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from wipo.webinars.content.gradation import targets
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.content.items import item_id
from wipo.webinars.content.programme import USUAL_CAPACITY
from wipo.webinars.importing import aspects
from wipo.webinars.importing import values
from wipo.webinars.importing.dates import DEFAULT_ZONE
from wipo.webinars.importing.records import Key
from wipo.webinars.importing.records import read_record
from wipo.webinars.importing.records import Record
from wipo.webinars.importing.rows import Problem
from wipo.webinars.importing.rows import Row
from wipo.webinars.importing.site import questions
from wipo.webinars.importing.site import Site
from wipo.webinars.lifecycle.adoptions import adoptions as adoptions_of
from wipo.webinars.lifecycle.capacity import holds_place
from wipo.webinars.lifecycle.capacity import taken
from wipo.webinars.lifecycle.cascade import derived
from wipo.webinars.lifecycle.cascade import webinars_of
from wipo.webinars.lifecycle.states import state_of
from zoneinfo import ZoneInfo

#: What each kind of reference may name.
_MEANT = {
    "builds_on": CHAIN_TYPES,
    "responds_to": ("Topic",),
    "merged_into": ("Topic", "Proposal"),
    "origins": ("Topic", "Proposal"),
}
_DECIDED = ("published", "reported")
_ORDER = ("Programme", "Topic", "Proposal", "Webinar")


@dataclass(frozen=True)
class Entry:
    """One record and what an import would do with it: `create`, `change` or nothing (`same`)."""

    record: Record
    action: str
    changes: tuple[str, ...] = ()


@dataclass
class Plan:
    """What an import would do. It can be applied only while there are no problems.

    `notes`: what is left out without being wrong, such as a language that the site lacks.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many items would be `created`, `changed` and `unchanged`."""
        found = Counter(entry.action for entry in self.entries)
        return {
            "created": found["create"],
            "changed": found["change"],
            "unchanged": found["same"],
        }


def plan(rows: Iterable[Row], today: date | None = None) -> Plan:
    """Check the rows, each by itself, against each other and against the site.

    :param today: the day from which relative dates count; by default the present one in Geneva.
    """
    return _Planner(today or datetime.now(ZoneInfo(DEFAULT_ZONE)).date()).run(rows)


class _Planner:
    def __init__(self, today: date) -> None:
        self.today = today
        self.site = Site()
        self.plan = Plan()
        self.records: dict[Key, Record] = {}
        self.existing: dict[Key, Mapping[str, Any]] = {}
        #: From the items of the site to the records that mean them.
        self.keys: dict[str, Key] = {}

    def run(self, rows: Iterable[Row]) -> Plan:
        if not self.site.hubs:
            self.plan.problems.append(
                Problem("the site", "", "it has no hub: install the add-on on a multilingual site")
            )
            return self.plan
        rows = list(rows)
        for row in rows:
            self._read(row)
        for record in self._ordered():
            self._place(record)
        for record in self._ordered():
            self._texts(record)
            self._resolve(record)
        for record in self._ordered():
            self._gradation(record)
            self._state(record)
        self._capacity()
        self._sort(rows)
        # What would change is only plain once nothing is wrong.
        if not self.plan.problems:
            self.plan.entries = [self._entry(record) for record in self._ordered()]
        return self.plan

    def refuse(self, record: Record, name: str, reason: str, language: str | None = None) -> None:
        place = record.row.places.get(language or "", record.row.place)
        self.plan.problems.append(Problem(place, name, reason))

    def note(self, record: Record, name: str, reason: str, language: str | None = None) -> None:
        place = record.row.places.get(language or "", record.row.place)
        self.plan.notes.append(Problem(place, name, reason))

    def _sort(self, rows: list[Row]) -> None:
        """Problems in the order of the file, as whoever mends it goes through it."""
        order = {
            place: number
            for number, row in enumerate(rows)
            for place in (*row.places.values(), row.place)
        }

        def position(problem: Problem) -> int:
            outer = problem.place.rpartition(", ")[0]
            return order.get(problem.place, order.get(outer, len(rows)))

        self.plan.problems.sort(key=position)

    def _ordered(self) -> list[Record]:
        return sorted(self.records.values(), key=lambda record: _ORDER.index(record.type))

    def _read(self, row: Row) -> None:
        record, problems = read_record(row, self.today)
        self.plan.problems += problems
        if record is None:
            return
        other = self.records.get(record.key)
        if other is not None:
            self.refuse(record, "id", f"{record.name} is there twice: also in {other.row.place}")
        else:
            self.records[record.key] = record

    def _place(self, record: Record) -> None:
        """Where the item is or will be, and in which languages."""
        versions = self.site.versions(record)
        other = next((each for each in versions.values() if each.portal_type != record.type), None)
        if other is not None:
            self.refuse(record, "id", f"the site has a {other.portal_type} of this address")
            versions = {}
        self.existing[record.key] = versions
        for version in versions.values():
            self.keys[item_id(version) or ""] = record.key
        if record.type != "Programme" and not self._has_programme(record.year):
            self.refuse(
                record, "year", f"there is no programme of {record.year}, here or on the site"
            )
        self._languages(record, versions)

    def _has_programme(self, year: int) -> bool:
        return (year, str(year)) in self.records or bool(self.site.programme(year))

    def _languages(self, record: Record, versions: Mapping[str, Any]) -> None:
        for language in list(record.translations):
            if language in self.site.hubs:
                continue
            if language == record.original_language and not versions:
                self.refuse(
                    record, "original_language", f"the site has no hub in “{language}”", language
                )
            else:
                self.note(
                    record,
                    "translations",
                    f"left out: the site has no hub in “{language}”",
                    language,
                )
            del record.translations[language]
            record.released.pop(language, None)

    def _texts(self, record: Record) -> None:
        """What is missing, and the rules of the type, on every translation."""
        said: set[str] = set()
        for language in record.translations:
            self._complete(record, language)
            for reason in values.broken_rules(record.type, self._values(record, language)):
                if reason not in said:
                    said.add(reason)
                    self.refuse(record, "", reason, language)
        self._themes(record, self.existing[record.key])
        self._outcome(record)
        for child in record.children:
            self._question(child)

    def _complete(self, record: Record, language: str) -> None:
        if language in self.existing[record.key]:
            return
        for name, each in values.fields_of(record.type).items():
            missing = name not in record.translations[language]
            if each.required and missing and not values.is_independent(each):
                self.refuse(record, name, "this is missing", language)

    def _outcome(self, record: Record) -> None:
        if self._planned_state(record) != "archived":
            return
        outcome = self._value(record, "outcome")
        if record.type == "Webinar" and not outcome:
            self.refuse(record, "outcome", "an archived webinar is completed or withdrawn")
        if outcome == "merged" and not self._links_or_stored(record, "merged_into"):
            self.refuse(record, "merged_into", "what it was merged into is missing")

    def _question(self, record: Record) -> None:
        for language, texts in record.translations.items():
            if language not in self.site.hubs:
                self.note(record, "translations", f"the site has no hub in “{language}”", language)
            for name in ("title", "question"):
                if not texts.get(name):
                    self.refuse(record, name, "this is missing", language)

    def _themes(self, record: Record, versions: Mapping[str, Any]) -> None:
        if record.type != "Proposal":
            return
        languages = {*record.translations, *versions}
        numbers = {len(self._values(record, each).get("themes") or ()) for each in languages}
        if len(numbers - {0}) > 1:
            self.refuse(
                record, "themes", "every translation has the same themes, in the same order"
            )

    def _values(self, record: Record, language: str) -> dict[str, Any]:
        """The values of one translation as they would be."""
        versions = self.existing[record.key]
        version = versions.get(language) or aspects.main(record, versions)
        found = {
            name: getattr(version, name, None)
            for name, each in values.fields_of(record.type).items()
            if version is not None and (language in versions or values.is_independent(each))
        }
        return found | record.fields | record.translations.get(language, {})

    def _value(self, record: Record, name: str) -> Any:
        if name in record.fields:
            return record.fields[name]
        return getattr(aspects.main(record, self.existing[record.key]), name, None)

    def _links_or_stored(self, record: Record, name: str) -> bool:
        return bool(record.references.get(name, self._value(record, name)))

    def _resolve(self, record: Record) -> None:
        """What the references mean."""
        for name, references in record.references.items():
            keys = [self._key(record, name, reference) for reference in references]
            record.links[name] = [key for key in keys if key is not None]
        if record.origins is not None:
            found = [
                (self._key(record, "origins", each), number) for each, number in record.origins
            ]
            record.origin_links = [(key, number) for key, number in found if key is not None]
            if len(set(record.origin_links)) < len(record.origin_links):
                self.refuse(record, "origins", "one session is named twice")
            for key, number in record.origin_links:
                self._session(record, key, number)

    def _key(self, record: Record, name: str, reference: str) -> Key | None:
        year, _slash, id_ = reference.rpartition("/")
        if year:
            keys = [(int(year), id_)] if year.isascii() and year.isdigit() else []
            keys = [key for key in keys if key in self.records or self.site.item(key)]
        else:
            here = {key for key in self.records if key[1] == id_}
            keys = sorted(here | set(self.site.find(id_)))
            if (record.year, id_) in keys:
                keys = [(record.year, id_)]
            elif len(keys) > 1 and len(here) == 1:
                keys = sorted(here)
        if not keys:
            self.refuse(record, name, f"there is nothing called “{reference}”, here or on the site")
            return None
        if len(keys) > 1:
            names = ", ".join(f"{year}/{id_}" for year, id_ in keys)
            self.refuse(record, name, f"“{reference}” can mean several: {names}")
            return None
        if keys[0] == record.key:
            self.refuse(record, name, "this is the item itself")
            return None
        kind = self._type(keys[0])
        if kind not in _MEANT[name]:
            self.refuse(
                record, name, f"“{reference}” is a {kind}, not a {' or '.join(_MEANT[name])}"
            )
            return None
        return keys[0]

    def _type(self, key: Key) -> str:
        if key in self.records:
            return self.records[key].type
        return next(iter(self.site.item(key).values())).portal_type

    def _session(self, record: Record, key: Key, number: int) -> None:
        """A session is one of the themes of the proposal."""
        themes = 1
        if key in self.records:
            origin = self.records[key]
            languages = {*origin.translations, *self.existing[key]}
            themes = max(
                (len(self._values(origin, each).get("themes") or ()) for each in languages),
                default=0,
            )
        else:
            themes = max(
                len(getattr(each, "themes", None) or ()) for each in self.site.item(key).values()
            )
        if number > max(themes, 1):
            self.refuse(record, "origins", f"“{key[1]}” has no session {number}")

    def _gradation(self, record: Record) -> None:
        """No cycles, whether by way of the file or of the site (R4.iii)."""
        seen: set[Any] = set()
        pending: list[Any] = list(record.links.get("builds_on", ()))
        while pending:
            node = pending.pop()
            if node == record.key:
                self.refuse(record, "builds_on", "this leads back to the item itself")
                return
            if node not in seen:
                seen.add(node)
                pending += self._base_of(node)

    def _base_of(self, node: Any) -> list[Any]:
        record = self.records.get(node) if isinstance(node, tuple) else None
        if record is not None and "builds_on" in record.links:
            return list(record.links["builds_on"])
        versions = self.site.item(node) if isinstance(node, tuple) else {"": node}
        found = targets(getattr(next(iter(versions.values()), None), "builds_on", None))
        return [self.keys.get(item_id(each) or "", each) for each in found]

    def _planned_state(self, record: Record) -> str:
        obj = aspects.main(record, self.existing[record.key])
        first = "preparation" if record.type == "Programme" else "proposed"
        return record.state or (state_of(obj) if obj is not None else first)

    def _programme_state(self, year: int) -> str:
        record = self.records.get((year, str(year)))
        if record is not None:
            return self._planned_state(record)
        return state_of(next(iter(self.site.programme(year).values())))

    def _state(self, record: Record) -> None:
        """A state that the programme and the other items leave room for."""
        if record.type == "Programme" or not self._has_programme(record.year):
            return
        state = self._planned_state(record)
        outcome = self._value(record, "outcome")
        programme = self._programme_state(record.year)
        if programme not in _DECIDED and outcome != "withdrawn":
            decided = state != "proposed" if record.type == "Webinar" else state == "archived"
            if decided:
                self.refuse(
                    record,
                    "state",
                    f"nothing of a decision shows while the programme of {record.year} is in "
                    f"“{programme}”",
                )
        if record.type in ("Topic", "Proposal") and record.state is not None:
            self._follows(record, state, outcome)

    def _follows(self, record: Record, state: str, outcome: str | None) -> None:
        """A topic or proposal stands where its webinars and adoptions put it."""
        obj = aspects.main(record, self.existing[record.key])
        adopted = bool(record.adoptions or (obj is not None and adoptions_of(obj)))
        webinars = self._webinars_from(record, obj)
        expected, implied = derived(record.type, state, outcome, webinars, adopted=adopted)
        if expected != state:
            why = "the webinars that come from it" if webinars else "no webinar comes from it"
            if not webinars and adopted:
                why += ", a group adopted it"
            if state == "archived" and not outcome:
                why = "the outcome is missing; " + why
            self.refuse(record, "state", f"it should be “{expected}”, not “{state}”: {why}")
        elif "outcome" in record.fields and state == "archived" and implied != outcome:
            self.refuse(record, "outcome", f"it should be “{implied}”: its webinars are archived")

    def _webinars_from(self, record: Record, obj: Any) -> list[str]:
        """The states of the webinars that will come from a topic or proposal and stand."""
        found: list[tuple[str, str | None]] = []
        for webinar in self.records.values():
            if webinar.type == "Webinar" and self._comes_from(webinar, record, obj):
                found.append((self._planned_state(webinar), self._value(webinar, "outcome")))
        for webinar in webinars_of(item_id(obj) or "") if obj is not None else ():
            if item_id(webinar) not in self.keys:
                found.append((state_of(webinar), webinar.outcome))
        return [state for state, outcome in found if _stands(state, outcome)]

    def _comes_from(self, webinar: Record, record: Record, obj: Any) -> bool:
        if webinar.origin_links is not None:
            return any(key == record.key for key, _number in webinar.origin_links)
        stored = aspects.main(webinar, self.existing[webinar.key])
        return obj is not None and item_id(obj) in getattr(stored, "origin_items", ())

    def _capacity(self) -> None:
        """Never more webinars than a programme has places (R4.iv)."""
        for year in sorted({key[0] for key in self.records}):
            if not self._has_programme(year):
                continue
            programme = next(iter(self.site.programme(year).values()), None)
            record = self.records.get((year, str(year)))
            capacity = getattr(programme, "capacity", None) or USUAL_CAPACITY
            if record is not None:
                capacity = record.fields.get("capacity") or capacity
            others = taken(programme) - set(self.keys) if programme is not None else frozenset()
            own = [
                each
                for each in self.records.values()
                if each.type == "Webinar"
                and each.year == year
                and _stands(self._planned_state(each), self._value(each, "outcome"))
            ]
            if len(own) + len(others) > capacity:
                blamed = own[max(0, capacity - len(others)) :]
                for each in blamed or ([record] if record is not None else []):
                    self.refuse(
                        each,
                        "state",
                        f"the programme of {year} has {capacity} webinars at most; with this file "
                        f"there would be {len(own) + len(others)}",
                    )

    def _entry(self, record: Record) -> Entry:
        versions = self.existing[record.key]
        if record.type == "Proposal" and not versions and "proposed" not in record.history:
            self.note(
                record,
                "history",
                "the day of “proposed” is not known: no text as received is kept",
            )
        if not versions:
            return Entry(record, "create")
        changes = compare(record, versions, self._lookup)
        return Entry(record, "change" if changes else "same", tuple(changes))

    def _lookup(self, key: Key) -> Mapping[str, Any]:
        return self.site.item(key)


def _stands(state: str, outcome: str | None) -> bool:
    """Whether a webinar in this state, with this outcome, holds a place and moves its origins."""
    return holds_place(SimpleNamespace(outcome=outcome), state)


def compare(record: Record, versions: Mapping[str, Any], lookup: aspects.Lookup) -> list[str]:
    """What a record would change on the item that there is, in words."""
    changes = aspects.fields(record, versions, write=False)
    changes += [f"translation “{each}”" for each in record.translations if each not in versions]
    changes += aspects.links(record, versions, lookup, write=False)
    changes += aspects.origins(record, versions, lookup, write=False)
    changes += aspects.adoptions(record, versions, write=False)
    changes += aspects.steps(record, versions, new=False, write=False)
    for child in record.children:
        known = questions(versions, child.id)
        inner = compare(child, known, lookup) if known else ["new"]
        changes += [f"question {child.id}: {each}" for each in inner]
    return changes
