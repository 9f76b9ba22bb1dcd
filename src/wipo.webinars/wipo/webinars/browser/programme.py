"""The page of a Programme: its year, where it stands, and what belongs to it (R4.iv, R9, R10)."""

from functools import cached_property
from typing import Any
from wipo.webinars import _
from wipo.webinars.browser import dates as cldr
from wipo.webinars.browser import related
from wipo.webinars.browser.hub import Row
from wipo.webinars.browser.page import Fact
from wipo.webinars.browser.page import ItemPage
from wipo.webinars.browser.page import Line
from wipo.webinars.browser.page import NOT_KNOWN
from wipo.webinars.content.items import translations
from wipo.webinars.listing.search import row
from wipo.webinars.listing.search import served
from wipo.webinars.vocabularies import terms

#: What the state of a programme means to a reader.
MEANING = {
    "preparation": _("The Secretariat prepares the list of topics. Only the Secretariat sees it."),
    "call": _("Regional groups adopt topics and submit proposals."),
    "consultation": _(
        "The call is closed. The Secretariat prepares the list in consultation with the regional "
        "groups."
    ),
    "published": _("The list of webinars of the year is fixed."),
    "reported": _("The year is over and was reported to the Committee."),
}

#: What the matrix of groups counts.
COLUMNS = ("considered", "scheduled", "held")

SECTIONS = (
    ("Webinar", _("Webinars"), _("No webinar is on the list yet.")),
    ("Proposal", _("Proposals of regional groups"), _("No proposal has come in yet.")),
    ("Topic", _("Topics suggested by the Secretariat"), _("No topic is suggested yet.")),
)


class ProgrammePage(ItemPage):
    """The webinars of one year, from the call to the report."""

    @property
    def state_title(self) -> str:
        """The state in words."""
        return terms.title("programme_states", self.state, self.language)

    @property
    def meaning(self) -> Any:
        """What the state means."""
        return MEANING[self.state]

    @cached_property
    def rows(self) -> list[Row]:
        """All of the year that the visitor may see, each item once, oldest first."""
        versions = translations(self.context).values()
        brains = related.visible_brains(
            self.language,
            portal_type=["Topic", "Proposal", "Webinar"],
            path={"query": ["/".join(v.getPhysicalPath()) for v in versions], "depth": 1},
        )
        return [Row(row(brain), self.language) for brain in brains]

    def sections(self) -> list[dict[str, Any]]:
        """Webinars, proposals and topics, with their numbers."""
        found = []
        for portal_type, label, empty in SECTIONS:
            rows = [entry for entry in self.rows if entry.row["@type"] == portal_type]
            found.append(
                {
                    "id": portal_type.lower(),
                    "label": label,
                    "rows": rows,
                    "number": cldr.number(len(rows), self.language),
                    "empty": empty,
                }
            )
        return found

    def matrix(self) -> list[dict[str, Any]]:
        """Regional groups and how much there is for each: asked for, scheduled, held (R9)."""
        table = served(self.context, self.context.year)
        return [
            {
                "title": terms.title("regional_groups", group, self.language),
                "cells": [
                    {
                        "label": terms.title("statuses", status, self.language),
                        "number": cldr.number(numbers.get(status, 0), self.language),
                    }
                    for status in COLUMNS
                ],
                "none": not any(numbers.get(status) for status in COLUMNS),
            }
            for group, numbers in table.items()
        ]

    def columns(self) -> list[str]:
        """What the matrix counts."""
        return [terms.title("statuses", status, self.language) for status in COLUMNS]

    def facts(self) -> list[Fact]:
        """Year, call, number of webinars at most with its reason."""
        context = self.context
        facts = [Fact(_("Year"), [Line(str(context.year))])]
        if context.call_opens or self.state in ("preparation", "call"):
            facts.append(Fact(_("The call opens"), [self._moment(context.call_opens)]))
            facts.append(Fact(_("The call closes"), [self._moment(context.call_closes)]))
        facts.append(
            Fact(
                _("Webinars at most"),
                [Line(str(context.capacity), note=context.capacity_note or "")],
            )
        )
        return facts

    def _moment(self, at: Any) -> Line:
        return self.moment(at) if at is not None else Line(NOT_KNOWN)
