"""The public page of the webinars (R10): what is scheduled, held and under consideration.

Everything that a visitor chooses is in the address, so that it can be shared, and works without
JavaScript. No object is loaded to draw it: rows, counts and the programme's dates come from the
catalog.
"""

from babel.numbers import format_decimal
from datetime import datetime
from datetime import UTC
from functools import cached_property
from functools import lru_cache
from Products.Five.browser import BrowserView
from typing import Any
from wipo.webinars import _
from wipo.webinars.browser import dates as cldr
from wipo.webinars.browser.steps import render_small
from wipo.webinars.browser.steps import Standing
from wipo.webinars.listing.facets import facet_title
from wipo.webinars.listing.facets import LABELS
from wipo.webinars.listing.query import FILTERS
from wipo.webinars.listing.query import KNOWN
from wipo.webinars.listing.query import parse
from wipo.webinars.listing.query import Query
from wipo.webinars.listing.search import Batching
from wipo.webinars.listing.search import Catalog
from wipo.webinars.listing.search import Listing
from wipo.webinars.listing.search import overview
from wipo.webinars.listing.search import Part
from wipo.webinars.listing.search import programmes
from wipo.webinars.listing.search import search
from wipo.webinars.listing.search import served
from wipo.webinars.listing.search import upcoming
from wipo.webinars.vocabularies import membership
from wipo.webinars.vocabularies import terms
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message

#: The parts of the page, in its order; `closed` has a tab only.
PARTS = ("scheduled", "held", "considered")
TABS = (*PARTS, "closed")

EMPTY = {
    "scheduled": _(
        "No webinar is scheduled at the moment. Dates appear here once the list of the year is "
        "published."
    ),
    "held": _(
        "No webinar has been held yet. Recordings, slides and answers to questions will be here."
    ),
    "considered": _(
        "Nothing is under consideration at the moment. When a call is open, the topics suggested "
        "by the Secretariat and the proposals of the regional groups appear here as they were "
        "received."
    ),
    "closed": _(
        "Nothing was closed. Topics and proposals that were not retained, merged or withdrawn will "
        "be here, as a source for later years."
    ),
}
NO_MATCH = _("Nothing here matches what you chose.")

KINDS = {
    "Topic": _("Topic suggested by the Secretariat"),
    "Proposal": _("Proposal"),
    "Webinar": _("Webinar"),
}

PROPOSED_BY = _("proposed_by", default="Proposed by: ${groups}")
ADOPTED_BY = _("adopted_by", default="Adopted by: ${groups}")
FOR = _("for_groups", default="For: ${groups}")
TEXT_IN_LANGUAGE = _("text_in_language", default="Text in ${language}")
SESSIONS = _("sessions_of_series", default="Sessions: ${number}")

#: A figure: counted, and as a lower bound.
FIGURES = {
    "attended": (
        _("people_took_part", default="Participants: ${number}"),
        _("people_took_part_minimum", default="Participants: more than ${number}"),
    ),
    "registered": (
        _("people_registered", default="Registered: ${number}"),
        _("people_registered_minimum", default="Registered: more than ${number}"),
    ),
    "countries_attended": (
        _("countries_took_part", default="Countries: ${number}"),
        _("countries_took_part_minimum", default="Countries: more than ${number}"),
    ),
}


class HubPage(BrowserView):
    """The page of the hub in one language."""

    # What was asked for, and the answer

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return terms.request_language()

    @cached_property
    def url(self) -> str:
        """The address of the page without any choice."""
        return self.context.absolute_url()

    @cached_property
    def catalog(self) -> Catalog:
        """What all questions of the page are asked of."""
        return Catalog()

    @cached_property
    def query(self) -> Query:
        """What the visitor asks for."""
        return parse(self.request.form)

    @property
    def _one_list(self) -> bool:
        """Whether a single list answers, and not the first rows of each part."""
        return bool(self.query.status or self.query.b_start or self.query.sort)

    @cached_property
    def _answer(self) -> tuple[Listing, list[Part]]:
        if self._one_list:
            listing = search(self.context, self.query, self.catalog)
            status = self.query.status[0] if len(self.query.status) == 1 else ""
            return listing, [Part(status, listing.total, listing.items)]
        return overview(self.context, self.query, PARTS, self.catalog)

    @property
    def listing(self) -> Listing:
        """The counts, and one batch."""
        return self._answer[0]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The lists of the page: one in each part, or a single one for what was chosen."""
        parts = self._answer[1]
        whole = self._one_list
        return [
            {
                "id": f"ww-{part.status or 'list'}",
                "label": facet_title("status", part.status) if part.status else self.found_label,
                "total": self.number(part.total),
                "rows": [Row(row, self.language) for row in part.items],
                "empty": self._empty(part),
                "more": not whole and part.total > len(part.items),
                "more_url": self.address(self.query.having(status=(part.status,)))
                if not whole
                else "",
                "more_label": self._all_of(part),
            }
            for part in parts
        ]

    @property
    def found_label(self) -> Any:
        """The heading of a list over several parts."""
        return _("Webinars, topics and proposals")

    def _all_of(self, part: Part) -> Any:
        return _(
            "all_of_part",
            default="${part}: show all ${number}",
            mapping={
                "part": facet_title("status", part.status) if part.status else "",
                "number": self.number(part.total),
            },
        )

    def _empty(self, part: Part) -> Any:
        if self.query.filtered:
            return NO_MATCH
        if part.total:
            return _("There are no more entries.")
        return EMPTY.get(part.status, NO_MATCH)

    @property
    def found(self) -> Any:
        """How many entries there are, for screen readers too."""
        return _(
            "entries_found",
            default="Entries found: ${number}",
            mapping={"number": self.number(sum(part.total for part in self._answer[1]))},
        )

    def number(self, number: int) -> str:
        """A number as the readers of the page's language write it."""
        return format_number(number, self.language)

    def status_title(self, status: str) -> str:
        """What a part of the page is called."""
        return facet_title("status", status)

    def address(self, query: Query) -> str:
        """The address of the page with another choice."""
        return query.address(self.url)

    # Tabs, filters, tags, batches

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """The parts of the page as links with their counts, all of them first."""
        counts = self.listing.facets["status"]
        everything = sum(counts.get(status, 0) for status in PARTS)
        tabs = [
            {
                "label": _("All"),
                "count": self.number(everything),
                "url": self.address(self.query.having(status=())),
                "current": not self.query.status,
                "quiet": False,
            }
        ]
        for status in TABS:
            tabs.append(
                {
                    "label": facet_title("status", status),
                    "count": self.number(counts.get(status, 0)),
                    "url": self.address(self.query.having(status=(status,))),
                    "current": self.query.status == (status,),
                    "quiet": status == "closed",
                }
            )
        return tabs

    @cached_property
    def filters(self) -> list[dict[str, Any]]:
        """The filters with the values that are there or chosen, and their counts."""
        found = []
        for name in FILTERS:
            if name == "status":
                continue
            counts = self.listing.facets[name]
            chosen = getattr(self.query, name)
            known = KNOWN.get(name) or sorted({*counts, *chosen}, reverse=True)
            options = [
                {
                    "box": {
                        "id": f"ww-{name}-{token}",
                        "name": name,
                        "value": str(token),
                        **({"checked": "checked"} if token in chosen else {}),
                    },
                    "title": facet_title(name, token),
                    "count": self.number(counts.get(token, 0)),
                }
                for token in known
                if token in counts or token in chosen
            ]
            if options:
                found.append(
                    {
                        "name": name,
                        "label": LABELS[name],
                        "options": options,
                        "chosen": self.number(len(chosen)) if chosen else "",
                    }
                )
        return found

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form sends along beside its own fields."""
        own = {"text", "b_start", *(name for name in FILTERS if name != "status")}
        return [pair for pair in self.query.parameters() if pair[0] not in own]

    @cached_property
    def tags(self) -> list[dict[str, Any]]:
        """What was chosen, each with the address without it."""
        found = []
        for name in FILTERS:
            if name == "status":
                continue
            for value in getattr(self.query, name):
                found.append(self._tag(name, facet_title(name, value), value))
        if self.query.text:
            found.append(self._tag("text", self.query.text))
        return found

    def _tag(self, name: str, title: str, value: Any = None) -> dict[str, Any]:
        return {
            "label": LABELS[name],
            "title": title,
            "url": self.address(self.query.without(name, value)),
            "remove": _("remove_choice", default="Remove ${choice}", mapping={"choice": title}),
        }

    @property
    def without_tags(self) -> str:
        """The address without any filter."""
        return self.address(Query(status=self.query.status, sort=self.query.sort))

    @property
    def batching(self) -> Batching | None:
        """Where the batch stands; None where there is only one."""
        batching = self.listing.batching
        if not self._one_list:
            return None
        return batching if batching.pages > 1 or batching.start else None

    @property
    def pages(self) -> dict[str, Any]:
        """The addresses of the batches beside this one, and which this is."""
        batching = self.listing.batching
        return {
            "previous": self._batch(batching.previous),
            "next": self._batch(batching.next),
            "label": _(
                "page_of",
                default="Page ${page} of ${pages}",
                mapping={
                    "page": self.number(batching.page),
                    "pages": self.number(batching.pages),
                },
            ),
        }

    def _batch(self, start: int | None) -> str | None:
        return None if start is None else self.address(self.query.having(b_start=start))

    # What is next, and the year's programme

    @cached_property
    def next(self) -> "Row | None":
        """The next webinar: shown on the page as it opens, not among the answers to a choice."""
        if self.query != Query():
            return None
        row = upcoming(self.context, catalog=self.catalog)
        return Row(row, self.language) if row else None

    @cached_property
    def programmes(self) -> list[dict[str, Any]]:
        """The programmes that the visitor may see, newest first."""
        return programmes(self.context, self.catalog)

    @cached_property
    def current(self) -> dict[str, Any] | None:
        """The programme of the year: this calendar year's, else the latest that is published."""
        published = [p for p in self.programmes if p["review_state"] in ("published", "reported")]
        this_year = datetime.now(UTC).year
        for programme in published:
            if programme["year"] == this_year:
                return programme
        return published[0] if published else None

    @property
    def matrix(self) -> list[dict[str, Any]]:
        """How the year's webinars are spread over the regional groups."""
        table = served(self.context, self.current["year"], self.catalog)
        return [
            {
                "title": facet_title("group", group),
                "url": self.address(Query(group=(group,), year=(self.current["year"],))),
                "scheduled": self.number(numbers.get("scheduled", 0)),
                "held": self.number(numbers.get("held", 0)),
                "none": not (numbers.get("scheduled") or numbers.get("held")),
            }
            for group, numbers in table.items()
        ]

    @cached_property
    def call(self) -> dict[str, Any] | None:
        """The call that is open: its programme, its deadline in words, who may propose."""
        now = datetime.now(UTC)
        for programme in reversed(self.programmes):
            closes = moment_of(programme["call_closes"])
            if programme["review_state"] == "call" and (closes is None or closes > now):
                return {
                    "url": programme["@id"],
                    "year": str(programme["year"]),
                    "deadline": cldr.moment(closes, None, self.language) if closes else "",
                    "days": self.number((closes - now).days) if closes else "",
                    "may_propose": bool(membership.own_groups()),
                }
        return None


class Row:
    """One entry of a list as drawn, in the language of the page."""

    def __init__(self, row: dict[str, Any], language: str) -> None:
        self.row = row
        self.page_language = language
        self.url = row["@id"]
        self.title = row["title"]
        self.description = row["description"]
        self.language = row["language"]
        self.start = moment_of(row["start"])
        self.end = moment_of(row["end"])
        self.timezone = row.get("timezone")
        self.date_only = row.get("date_only", False)

    @property
    def foreign(self) -> bool:
        """Whether its texts are in another language than the page."""
        return self.language != self.page_language

    @property
    def link(self) -> dict[str, str]:
        """The attributes of the link with its title: a text of another language is marked."""
        if not self.foreign:
            return {"href": self.url}
        return {
            "href": self.url,
            "lang": self.language,
            "hreflang": self.language,
            "dir": terms.direction(self.language),
        }

    @property
    def remarks(self) -> list[dict[str, Any]]:
        """What else to know: in which language its texts are, whether it is an example."""
        found: list[dict[str, Any]] = []
        if self.foreign:
            name = terms.title("languages", self.language, self.page_language)
            text = Message(TEXT_IN_LANGUAGE, mapping={"language": name})
            found.append({"look": "ww-remark", "text": text})
        if self.row["is_example"]:
            found.append({"look": "ww-tag", "text": _("Example")})
        return found

    # When

    @cached_property
    def day(self) -> str:
        """The day of a webinar; else the year of its programme."""
        if self.start is None:
            return str(self.row["year"])
        return cldr.day(self.start, self.timezone, self.page_language, "short")

    @cached_property
    def time(self) -> str:
        """From when to when and where these clocks are; empty where only the day is known."""
        if self.start is None or self.date_only or self.row["status"] == "held":
            return ""
        return cldr.times_place(self.start, self.end, self.timezone, self.page_language)

    @cached_property
    def moment(self) -> str:
        """The day and time in full, with the name of the zone."""
        day = cldr.day(self.start, self.timezone, self.page_language)
        if self.date_only:
            return day
        zone = cldr.zone_name(self.start, self.timezone, self.page_language)
        times = cldr.times_place(self.start, self.end, self.timezone, self.page_language)
        return translate(
            _(
                "day_times_zone",
                default="${day}, ${times} · ${zone}",
                mapping={"day": day, "times": times, "zone": zone},
            ),
            context=getRequest(),
            target_language=self.page_language,
        )

    @cached_property
    def iso(self) -> str:
        """The value of `datetime`: a moment, a day or a year."""
        if self.start is None:
            return str(self.row["year"])
        return cldr.iso(self.start, self.date_only, self.timezone)

    @property
    def start_iso(self) -> str:
        """The instant of the start, for the browser."""
        return self.row["start"] or ""

    @property
    def end_iso(self) -> str:
        """The instant of the end, for the browser."""
        return self.row["end"] or ""

    # For whom

    @cached_property
    def facts(self) -> list[str]:
        """What it is, for whom, in which languages, how many took part: short texts."""
        row = self.row
        facts: list[Any] = []
        if row["@type"] != "Webinar":
            facts.append(KINDS[row["@type"]])
        if row["regional_group"]:
            facts.append(self._named(PROPOSED_BY, [row["regional_group"]]))
        if row["adopted_by"]:
            facts.append(self._named(ADOPTED_BY, row["adopted_by"]))
        if row["regional_groups"]:
            facts.append(self._named(FOR, row["regional_groups"]))
        if len(row["webinar_languages"]) == len(terms.LANGUAGES):
            facts.append(_("All six languages"))
        elif row["webinar_languages"]:
            facts.append(self._titles("languages", row["webinar_languages"]))
        if (row["sessions"] or 1) > 1:
            facts.append(Message(SESSIONS, mapping={"number": self._number(row["sessions"])}))
        facts += self._figures()
        request = getRequest()
        return [
            translate(fact, context=request, target_language=self.page_language)
            if isinstance(fact, Message)
            else fact
            for fact in facts
        ]

    @property
    def about(self) -> str:
        """The same on a line."""
        return " · ".join(self.facts)

    def _titles(self, name: str, tokens: list[str]) -> str:
        titles = [
            terms.title(name, token, self.page_language)
            for token in terms.tokens(name)
            if token in tokens
        ]
        return cldr.separator(self.page_language).join(titles)

    def _named(self, message: Message, groups: list[str]) -> Message:
        return Message(message, mapping={"groups": self._titles("regional_groups", groups)})

    def _number(self, number: int) -> str:
        return format_number(number, self.page_language)

    def _figures(self) -> list[Message]:
        """How many took part, "more than" where the figures are lower bounds."""
        row = self.row
        found = []
        for name in ("attended", "registered", "countries_attended"):
            number = row.get(name)
            if number and not (name == "registered" and row.get("attended")):
                message = FIGURES[name][bool(row["figures_are_minimum"])]
                found.append(Message(message, mapping={"number": self._number(number)}))
        return found

    # Where it stands, and what there is

    @cached_property
    def steps(self) -> str:
        """The five steps, small; markup."""
        return render_small(
            Standing(
                state=self.row["review_state"],
                outcome=self.row["outcome"],
                portal_type=self.row["@type"],
                start=self.start,
                timezone=self.timezone,
                date_only=self.date_only,
            ),
            self.page_language,
            short=True,
        )

    @cached_property
    def available(self) -> list[dict[str, Any]]:
        """What the page of a webinar holds afterwards."""
        row = self.row
        found = []
        if row.get("has_recording"):
            found.append({"kind": "recording", "label": _("Recording"), "count": ""})
        for kind, label in (("slides", _("Slides")), ("answers", _("Answers"))):
            number = row.get(kind)
            if number:
                found.append(
                    {
                        "kind": kind,
                        "label": label,
                        "count": self._number(number),
                    }
                )
        if row.get("has_summary"):
            found.append({"kind": "summary", "label": _("Summary"), "count": ""})
        return found


@lru_cache(maxsize=4096)
def format_number(number: int, language: str) -> str:
    """A number as CLDR writes it in a language of the site."""
    return format_decimal(number, locale=cldr.locale_of(language))


def moment_of(value: str | None) -> datetime | None:
    """A moment from its ISO form in a row."""
    return datetime.fromisoformat(value) if value else None
