"""The one query: what the hub, REST and the feeds list (R10).

Sets of document ids are taken from the catalog's indexes and intersected; neither objects nor more
rows than one batch are ever loaded, so a page costs the same with a hundred webinars and with ten
thousand. The caller's roles are part of every set, so no count says more than the list does.
"""

from AccessControl import getSecurityManager
from BTrees.IIBTree import IISet
from BTrees.IIBTree import intersection
from BTrees.IIBTree import multiunion
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from itertools import islice
from plone import api
from plone.base.interfaces import ILanguage
from Products.CMFCore.indexing import processQueue
from Products.ZCTextIndex.ParseTree import ParseError
from typing import Any
from wipo.webinars.content.programme import programme_of
from wipo.webinars.listing.indexers import ORDER
from wipo.webinars.listing.indexers import SPAN
from wipo.webinars.listing.memory import Counted
from wipo.webinars.listing.memory import remembered
from wipo.webinars.listing.memory import state
from wipo.webinars.listing.query import FILTERS
from wipo.webinars.listing.query import KNOWN
from wipo.webinars.listing.query import Query
from wipo.webinars.listing.query import text_query
from wipo.webinars.listing.representation import milliseconds
from wipo.webinars.vocabularies.terms import LANGUAGES

#: The index behind each filter.
INDEXES = {
    "status": "webinar_status",
    "group": "webinar_groups",
    "language": "webinar_languages",
    "scope": "webinar_scope",
    "audience": "webinar_audiences",
    "year": "webinar_year",
}
#: The index behind each order.
SORT_INDEXES = {
    "": "webinar_sort",
    "start": "webinar_when",
    "title": "sortable_title",
    "created": "created",
}


@dataclass(frozen=True)
class Batching:
    """Where a batch stands: offsets of rows, None where there is no such batch."""

    start: int
    size: int
    total: int

    @property
    def previous(self) -> int | None:
        """The first row of the batch before."""
        if self.start == 0 or self.total == 0:
            return None
        return max(0, min(self.start - self.size, self.last))

    @property
    def next(self) -> int | None:
        """The first row of the batch after."""
        following = self.start + self.size
        return following if following < self.total else None

    @property
    def last(self) -> int:
        """The first row of the last batch."""
        return max(0, (self.total - 1) // self.size * self.size)

    @property
    def pages(self) -> int:
        """How many batches there are."""
        return self.last // self.size + 1

    @property
    def page(self) -> int:
        """Which batch this is, from 1."""
        return self.start // self.size + 1


@dataclass(frozen=True)
class Listing:
    """The answer to a query.

    `items`: one batch of rows, dicts with the keys of the contract and those of `webinar_row`;
    `total`: how many rows there are in all; `facets`: for each filter, token → how many rows
    there would be with it, all other filters applied; `language`: the hub's.
    """

    items: list[dict[str, Any]]
    total: int
    facets: dict[str, dict[Any, int]]
    batching: Batching
    query: Query
    language: str


@dataclass(frozen=True)
class Part:
    """One part of the page: its status, how many rows it has in all, and the first of them."""

    status: str
    total: int
    items: list[dict[str, Any]]


def search(context: Any, query: Query, catalog: "Catalog | None" = None) -> Listing:
    """Answer a query on a hub or a Programme, as the current user may see it.

    Each item comes once, in the language of `context` where it exists and is released, else in its
    own. In a Programme only the items of its year.
    """
    catalog = catalog or Catalog()
    found, facets = _find(catalog, context, query)
    end = query.b_start + query.b_size
    batch = islice(catalog.ordered(found, query, end), query.b_start, end)
    return Listing(
        items=[row(brain) for brain in catalog.brains(batch)],
        total=len(found),
        facets=facets,
        batching=Batching(query.b_start, query.b_size, len(found)),
        query=query,
        language=language_of(context),
    )


def overview(
    context: Any,
    query: Query,
    statuses: tuple[str, ...],
    catalog: "Catalog | None" = None,
) -> tuple[Listing, list[Part]]:
    """The first rows of several parts side by side, together one batch.

    :param query: without a status.
    :returns: the counts (its `items` are empty), and the parts in the order given; a part that
        needs less than its share leaves the rest to the others.
    """
    catalog = catalog or Catalog()
    found, facets = _find(catalog, context, query)
    totals = {status: facets["status"].get(status, 0) for status in statuses}
    parts = []
    for status, share in shares(totals, query.b_size).items():
        part = query.having(status=(status,))
        batch = islice(catalog.ordered(found, part, share), share)
        rows = [row(brain) for brain in catalog.brains(batch)]
        parts.append(Part(status, totals[status], rows))
    total = len(found)
    batching = Batching(0, query.b_size, total)
    return Listing([], total, facets, batching, query, language_of(context)), parts


def shares(wanted: dict[str, int], places: int) -> dict[str, int]:
    """Share out places among those that want some, as evenly as their wants allow.

    :returns: for each no more than it wants; together `places`, or all that is wanted.
    """
    given = dict.fromkeys(wanted, 0)
    hungry = [name for name, number in wanted.items() if number]
    while places and hungry:
        each = max(1, places // len(hungry))
        for name in list(hungry):
            portion = min(each, places, wanted[name] - given[name])
            given[name] += portion
            places -= portion
            if given[name] == wanted[name]:
                hungry.remove(name)
    return given


def _find(catalog: "Catalog", context: Any, query: Query) -> tuple[Any, dict[str, dict[Any, int]]]:
    """The documents that answer a query, and the counts of all filters."""
    base = catalog.visible(language_of(context))
    programme = programme_of(context)
    if programme is not None:
        base = catalog.narrow(base, "year", (programme.year,))
    if query.text:
        base = catalog.matching(base, query.text)
    chosen = {name: getattr(query, name) for name in FILTERS if getattr(query, name)}
    found = base
    for name, wanted in chosen.items():
        found = catalog.narrow(found, name, wanted)

    def count() -> dict[str, dict[Any, int]]:
        facets = {}
        for name in FILTERS:
            others = found
            if name in chosen:
                others = base
                for other, wanted in chosen.items():
                    if other != name:
                        others = catalog.narrow(others, other, wanted)
            facets[name] = catalog.counts(others, name)
        return facets

    if query.text:
        # Whatever may be typed is not worth remembering.
        return found, count()
    year = programme.year if programme is not None else None
    asked = ("facets", language_of(context), year, tuple(chosen.items()))
    return found, catalog.remembered(asked, count)


def programmes(context: Any, catalog: "Catalog | None" = None) -> list[dict[str, Any]]:
    """The programmes that the user may see, in the language of the page, newest year first.

    :returns: dicts with `@id`, `title`, `review_state`, `year`, `call_opens`, `call_closes` (ISO).
    """
    catalog = catalog or Catalog()
    own = catalog.documents("Language", (language_of(context),))
    allowed = catalog.allowed()
    # A few among very many: asking for each is less work than merging the sets.
    found = catalog.brains(
        document
        for document in catalog.documents("portal_type", ("Programme",))
        if document in own and document in allowed
    )
    rows = [
        {
            "@id": brain.getURL(),
            "title": brain.Title,
            "review_state": brain.review_state,
            **brain.webinar_row,
        }
        for brain in found
    ]
    return sorted(rows, key=lambda entry: entry["year"], reverse=True)


def upcoming(
    context: Any, now: datetime | None = None, catalog: "Catalog | None" = None
) -> dict[str, Any] | None:
    """The next scheduled webinar that has not begun, as a row; None when there is none."""
    catalog = catalog or Catalog()
    moment = milliseconds(now or datetime.now(UTC))
    base = catalog.visible(language_of(context))
    found = catalog.narrow(base, "status", ("scheduled",))
    # Times beyond the last one: those adopted without a date count from the first of their year.
    for brain in catalog.brains(catalog.from_key(found, moment)):
        candidate = row(brain)
        if candidate["start"] and candidate["review_state"] == "scheduled":
            return candidate
    return None


def served(context: Any, year: int, catalog: "Catalog | None" = None) -> dict[str, dict[str, int]]:
    """How the webinars of a year are spread over the regional groups (R9).

    :returns: group token → status (`scheduled`, `held`, `considered`) → number of items.
    """
    catalog = catalog or Catalog()
    language = language_of(context)

    def count() -> dict[str, dict[str, int]]:
        base = catalog.narrow(catalog.visible(language), "year", (year,))
        table: dict[str, dict[str, int]] = {group: {} for group in KNOWN["group"]}
        for status in ("held", "scheduled", "considered"):
            part = catalog.narrow(base, "status", (status,))
            for group, number in catalog.counts(part, "group").items():
                table[group][status] = number
        return table

    return catalog.remembered(("served", language, year), count)


def language_of(context: Any) -> str:
    """The language in which a list on this page is shown."""
    language = ILanguage(context).get_language()
    return language if language in LANGUAGES else "en"


def row(brain: Any) -> dict[str, Any]:
    """A catalog record as a row: the contract's keys, and what `webinar_row` adds."""
    return {
        "@id": brain.getURL(),
        "@type": brain.portal_type,
        "UID": brain.UID,
        "title": brain.Title,
        "description": brain.Description,
        "language": brain.Language,
        "review_state": brain.review_state,
        **brain.webinar_row,
    }


class Catalog:
    """Sets of document ids, as the current user may see them.

    A page that asks several questions asks them of the same one, which then finds what the user may
    see but once; it is not to be kept beyond that.
    """

    def __init__(self) -> None:
        processQueue()
        self._visible: dict[str, Any] = {}
        self.tool = api.portal.get_tool("portal_catalog")
        self.catalog = self.tool._catalog
        self.state = state(self.tool)
        user = getSecurityManager().getUser()
        self.roles = frozenset(self.tool._listAllowedRolesAndUsers(user))

    def index(self, name: str) -> Any:
        """An index by its name."""
        return self.catalog.getIndex(name)

    def documents(self, name: str, values: Iterable[Any]) -> Any:
        """The documents that an index has under any of these values."""
        index = self.index(name)
        sets = [index._index.get(value) for value in values]
        sets = [found for found in sets if found is not None]
        if not sets:
            return IISet()
        return sets[0] if len(sets) == 1 else multiunion(sets)

    def visible(self, language: str) -> Any:
        """One document an item, those that the user may see."""
        if language not in self._visible:
            shown = self.documents("webinar_shown_in", (language,))
            self._visible[language] = intersection(shown, self.allowed())
        return self._visible[language]

    def allowed(self) -> Any:
        """The documents that the user may see."""
        return self.documents("allowedRolesAndUsers", self.roles)

    def remembered(self, question: Hashable, count: Callable[[], Counted]) -> Counted:
        """The answer that `count` gives, remembered for those who may see the same."""
        return remembered(self.state, (self.roles, question), count)

    def narrow(self, found: Any, name: str, wanted: Iterable[Any]) -> Any:
        """Those of `found` that have one of the wanted values of a filter."""
        return intersection(found, self.documents(INDEXES[name], wanted))

    def matching(self, found: Any, text: str) -> Any:
        """Those of `found` in which all words occur; all of them when there is no word."""
        words = text_query(text)
        if not words:
            return found
        try:
            matches, _names = self.index("SearchableText")._apply_index({"SearchableText": words})
        except ParseError:
            # The lexicon may drop all that it was given.
            return IISet()
        return intersection(found, matches)

    def counts(self, found: Any, name: str) -> dict[Any, int]:
        """How many of `found` have each value of a filter; values of none are left out."""
        index = self.index(INDEXES[name])
        known = KNOWN[name] if name in KNOWN else sorted(index._index.keys(), reverse=True)
        numbers = {}
        for token in known:
            documents = index._index.get(token)
            number = len(intersection(found, documents)) if documents is not None else 0
            if number:
                numbers[token] = number
        return numbers

    def ordered(self, found: Any, query: Query, needed: int) -> Iterator[int]:
        """The documents of `found` in the order of a query, lazily.

        The usual order goes part by part, so that the walk for one part does not cross another.
        """
        if query.sort:
            index = self.index(SORT_INDEXES[query.sort.lstrip("-")])
            yield from self._sorted(found, index, needed, query.sort.startswith("-"))
            return
        index = self.index("webinar_sort")
        for position, status in enumerate(ORDER):
            if not query.status or status in query.status:
                part = self.narrow(found, "status", (status,))
                span = (position * SPAN, (position + 1) * SPAN)
                yield from self._sorted(part, index, needed, span=span)

    @staticmethod
    def _sorted(
        found: Any,
        index: Any,
        needed: int,
        backwards: bool = False,
        span: tuple[int | None, int | None] = (None, None),
    ) -> Iterator[int]:
        """The documents of `found` by their keys in an index, within a span of keys.

        Few documents are sorted; of many, only the first `needed` are wanted, and the index is
        walked until these are met. Whichever is less work: for the first batches that is about the
        square root of the catalog's size at worst.
        """
        size = len(found)
        if size * size <= max(needed, 1) * len(index._unindex):
            keys = index.documentToKeyMap()
            yield from sorted(found, key=lambda d: (keys[d], d), reverse=backwards)
        elif backwards:
            keys = index._index.keys(*span)
            for position in range(1, len(keys) + 1):
                yield from reversed(intersection(found, index._index[keys[-position]]))
        else:
            for documents in index._index.values(*span):
                yield from intersection(found, documents)

    def from_key(self, found: Any, when: int) -> Iterator[int]:
        """Those of `found`, scheduled at `when` or later, the next first."""
        least = ORDER.index("scheduled") * SPAN
        for documents in self.index("webinar_sort")._index.values(least + when, least + SPAN):
            yield from intersection(found, documents)

    def brains(self, documents: Iterable[int]) -> Iterator[Any]:
        """The catalog's records of some documents."""
        return (self.catalog[document] for document in documents)
