"""A proposal as it was received: the first version, in the language it was written in (R10)."""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import UTC
from functools import cached_property
from plone import api
from typing import Any
from urllib.parse import quote
from wipo.webinars import _
from wipo.webinars.browser import dates as cldr
from wipo.webinars.browser.page import Fact
from wipo.webinars.browser.page import ItemPage
from wipo.webinars.browser.page import Line
from wipo.webinars.lifecycle.received import as_received
from wipo.webinars.vocabularies import terms
from zExceptions import NotFound

TEXTS = {
    "objectives": _("Objectives"),
    "relevance": _("Relevance"),
    "audience_note": _("Note on the audience"),
    "themes": _("Themes"),
}
CHOICES = {
    "regional_groups": _("For"),
    "audiences": _("Audiences"),
    "webinar_languages": _("Languages wished for"),
}


class AsReceivedPage(ItemPage):
    """The record of a submission; whatever is edited later does not change it."""

    def __call__(self) -> str:
        """The page.

        :raises zExceptions.NotFound: for a proposal that was never submitted.
        """
        if self.record is None:
            raise NotFound(self.context, "as-received", self.request)
        return self.index()

    @cached_property
    def record(self) -> dict[str, Any] | None:
        """What was kept; answers that are private only for those who may read contacts."""
        private = api.user.has_permission("wipo.webinars: View Contacts", obj=self.context)
        return as_received(self.context, private=private)

    @property
    def fields(self) -> dict[str, Any]:
        """The values as received, by name."""
        return self.record["fields"]

    @property
    def written_in(self) -> str:
        """The language in which it was written."""
        return self.record["language"]

    @property
    def written_direction(self) -> str:
        """The value of `dir` for its texts."""
        return terms.direction(self.written_in)

    @property
    def language_name(self) -> str:
        """That language, by its own name."""
        return terms.native_name(self.written_in)

    @property
    def received_day(self) -> Line:
        """When it came in."""
        return self.moment(self.record["received"])

    def texts(self) -> list[dict[str, Any]]:
        """The texts below title and summary: `label`, and `lines` (a list) or `blocks`."""
        found = []
        for name, label in TEXTS.items():
            value = self.fields.get(name)
            if not value:
                continue
            if isinstance(value, tuple):
                found.append({"name": name, "label": label, "lines": list(value), "blocks": []})
            else:
                found.append(
                    {
                        "name": name,
                        "label": label,
                        "lines": [],
                        "blocks": self.paragraphs(str(value)),
                    }
                )
        return found

    def facts(self) -> list[Fact]:
        """What was chosen from lists, in the page's language."""
        fields = self.fields
        facts = []
        submitter = self.named("regional_groups", [fields.get("regional_group")])
        submitter += self.states(fields.get("member_states"))
        if submitter:
            facts.append(Fact(_("Submitted by"), submitter))
        if fields.get("format"):
            facts.append(Fact(_("Format"), [Line(self.title_of("formats", fields["format"]))]))
        for name, label in CHOICES.items():
            lines = (
                self.languages(fields.get(name))
                if name == "webinar_languages"
                else self.named(name, fields.get(name))
            )
            if lines:
                facts.append(Fact(label, lines))
        scope = fields.get("scope")
        facts.append(
            Fact(
                _("Area"),
                [Line(self.title_of("scope", scope) if scope else _("Outside the five areas"))],
            )
        )
        if fields.get("recommendations"):
            facts.append(
                Fact(
                    _("Recommendations"),
                    [
                        Line(terms.recommendation_title(number, self.language))
                        for number in fields["recommendations"]
                    ],
                )
            )
        return facts

    def additions(self) -> list[dict[str, Any]]:
        """Answers to questions that editors added to the form, private ones marked."""
        return [
            {
                "title": answer["title"],
                "lines": self._answer(name, answer),
                "private": not answer["public"],
            }
            for name, answer in self.record["additions"].items()
            if answer["value"] not in (None, "", [], ())
        ]

    def _answer(self, name: str, answer: dict[str, Any]) -> list[Line]:
        value = answer["value"]
        if answer.get("file") is not None:
            url = f"{self.context.absolute_url()}/@@answer/{quote(name)}"
            return [Line(str(value), url=url)]
        if isinstance(value, bool):
            return [Line(_("Yes") if value else _("No"))]
        if isinstance(value, list | tuple | set | frozenset):
            return [Line(str(entry)) for entry in value]
        if isinstance(value, datetime):
            return [self.moment(value)]
        if isinstance(value, date):
            noon = datetime.combine(value, time(12), UTC)
            return [Line(cldr.day(noon, language=self.language), time=value.isoformat())]
        return [Line(str(value))]
