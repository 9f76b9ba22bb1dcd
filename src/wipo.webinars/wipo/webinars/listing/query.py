"""What a visitor asks of a list, read from a request that may hold anything (R10).

Every value is parsed and bounded here: an unknown token, a number that is none, a type that does
not belong are left out, and the rest is answered. The words of a query in an address are the
contract's: `status group language scope audience year text sort b_start b_size`.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from wipo.webinars.vocabularies.terms import tokens

import re

#: How many rows a batch has when nothing is said, and at most.
BATCH = 20
LARGEST_BATCH = 100
#: More rows than any programme will have.
FARTHEST = 1_000_000
LONGEST_TEXT = 200
MOST_WORDS = 10
MOST_VALUES = 50

#: Filters in the order of the page; each takes several values, any of which may hold.
FILTERS = ("status", "group", "language", "scope", "audience", "year")

#: The tokens that each filter knows; years are numbers.
KNOWN: Mapping[str, tuple[str, ...]] = {
    "status": tuple(map(str, tokens("statuses"))),
    "group": tuple(map(str, tokens("regional_groups"))),
    "language": tuple(map(str, tokens("languages"))),
    "scope": (*map(str, tokens("scope")), "none"),
    "audience": tuple(map(str, tokens("audiences"))),
}

#: Orders by name. Without one: the parts of the page one after another, each in its own order.
SORTS = ("start", "-start", "title", "-title", "created", "-created")

_WORD = re.compile(r"\w+")
_WORD_OF_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_OPERATORS = frozenset({"and", "or", "not"})


@dataclass(frozen=True)
class Query:
    """A bounded query. Filters hold tokens, each once, in the order of their vocabulary."""

    status: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    text: str = ""
    sort: str = ""
    b_start: int = 0
    b_size: int = BATCH

    def having(self, **changes: Any) -> "Query":
        """The query with some values replaced, from its first row on unless `b_start` is given."""
        return replace(self, **{"b_start": 0, **changes})

    def adding(self, name: str, value: Any) -> "Query":
        """With one more value of a filter."""
        return self.having(**{name: (*getattr(self, name), value)})

    def without(self, name: str, value: Any = None) -> "Query":
        """Without a filter, or without one of its values."""
        if name in ("text", "sort"):
            return self.having(**{name: ""})
        kept = tuple(v for v in getattr(self, name) if value is not None and v != value)
        return self.having(**{name: kept})

    def parameters(self) -> list[tuple[str, str]]:
        """Names and values for an address; what is usual is left out. `parse` reads them back."""
        pairs = [(name, str(value)) for name in FILTERS for value in getattr(self, name)]
        usual = Query()
        for name in ("text", "sort", "b_start", "b_size"):
            if getattr(self, name) != getattr(usual, name):
                pairs.append((name, str(getattr(self, name))))
        return pairs

    def address(self, base: str) -> str:
        """The address of the list with this query."""
        pairs = self.parameters()
        return f"{base}?{urlencode(pairs)}" if pairs else base

    @property
    def filtered(self) -> bool:
        """Whether anything but the part of the page narrows the list."""
        return bool(self.text or any(getattr(self, name) for name in FILTERS if name != "status"))


def parse(form: Mapping[str, Any]) -> Query:
    """Read a query from the values of a request; never raises."""
    filters: dict[str, Any] = {
        name: _tokens(values(form, name), known) for name, known in KNOWN.items()
    }
    years = {_number(value, 0, 0, 9999) for value in values(form, "year")}
    sort = next((value for value in values(form, "sort") if value in SORTS), "")
    return Query(
        **filters,
        year=tuple(sorted(year for year in years if 2000 <= year <= 2100)),
        text=_text(values(form, "text")),
        sort=sort,
        b_start=_first_number(form, "b_start", 0, 0, FARTHEST),
        b_size=_first_number(form, "b_size", BATCH, 1, LARGEST_BATCH),
    )


def values(form: Mapping[str, Any], name: str) -> list[str]:
    """The strings given under a name, as `name`, `name[]` or several times.

    Values of other types are left out.
    """
    found: list[str] = []
    for key in (name, f"{name}[]"):
        given = form.get(key)
        for value in given if isinstance(given, (list, tuple, set)) else (given,):
            if isinstance(value, bytes):
                value = value.decode("utf-8", "replace")
            if isinstance(value, (str, int)) and not isinstance(value, bool):
                found.append(str(value)[: 2 * LONGEST_TEXT].strip())
    return found[:MOST_VALUES]


def _tokens(given: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    wanted = set(given)
    return tuple(token for token in known if token in wanted)


def _number(value: str, default: int, least: int, most: int) -> int:
    # `int` accepts signs, underscores and the digits of every script; a long run of digits is slow.
    if not re.fullmatch(r"-?[0-9]{1,12}", value):
        return default
    return min(max(int(value), least), most)


def _first_number(form: Mapping[str, Any], name: str, default: int, least: int, most: int) -> int:
    given = values(form, name)
    return _number(given[0], default, least, most) if given else default


def _text(given: Iterable[str]) -> str:
    joined = " ".join(given)
    printable = "".join(char if char.isprintable() else " " for char in joined)
    return " ".join(printable.split())[:LONGEST_TEXT].strip()


def text_query(text: str) -> str:
    """The words of `text` as a query that the text index cannot take amiss.

    All words must occur. A word matches whatever begins with it; Chinese is matched by the pairs of
    characters that the index keeps. Empty when there is no word in it.
    """
    words = _WORD.findall(text.casefold())[:MOST_WORDS]
    terms = []
    for word in words:
        word = word.strip("_")
        if not word:
            continue
        if word in _OPERATORS or (_WORD_OF_CHINESE.search(word) and len(word) > 1):
            terms.append(f'"{word}"')
        else:
            terms.append(f"{word}*")
    return " AND ".join(terms)
