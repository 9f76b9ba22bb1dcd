"""The page of a Webinar: before it, when and for whom; after it, the recording first (R10, R20)."""

from dataclasses import replace
from functools import cached_property
from plone import api
from typing import Any
from wipo.webinars import _
from wipo.webinars.browser import dates as cldr
from wipo.webinars.browser import related
from wipo.webinars.browser.page import Fact
from wipo.webinars.browser.page import Line
from wipo.webinars.browser.page import NOT_KNOWN
from wipo.webinars.browser.page import SubjectPage
from wipo.webinars.browser.steps import Standing
from wipo.webinars.content.items import item_id_of_uid
from wipo.webinars.content.items import language_of
from wipo.webinars.content.items import translations
from wipo.webinars.lifecycle.states import step_dates
from wipo.webinars.lifecycle.visibility import aware
from wipo.webinars.vocabularies import terms


class WebinarPage(SubjectPage):
    """A webinar, from the draft list to the published follow-up."""

    def standing(self) -> Standing:
        """As for any item, with the moment at which it takes place."""
        context = self.context
        return Standing(
            state=self.state,
            dates=step_dates(context),
            outcome=context.outcome,
            portal_type="Webinar",
            start=context.start,
            timezone=context.timezone,
            date_only=bool(context.date_only),
        )

    @property
    def is_past(self) -> bool:
        """Whether it was held."""
        return self.state in ("held", "archived") and self.context.outcome != "withdrawn"

    @property
    def languages_label(self) -> Any:
        """Delivered, or planned."""
        return _("Languages of the webinar") if self.is_past else _("Languages planned")

    def when(self) -> list[Line]:
        """Day, times and zone; only the day where no more is known."""
        context = self.context
        start, end, zone = context.start, context.end, context.timezone
        if start is None:
            return [Line(NOT_KNOWN)]
        day = self.day(start, zone)
        if context.date_only:
            return [replace(day, note=_("The time of day is not known."))]
        times = cldr.times_place(start, end, zone, self.language)
        zone_name = cldr.zone_name(start, zone, self.language)
        return [day, Line(times, time=cldr.iso(start), note=zone_name)]

    @property
    def instants(self) -> dict[str, str] | None:
        """Start and end, for the reader's own zone that only the browser knows; or None."""
        context = self.context
        if context.start is None or context.date_only:
            return None
        end = context.end or context.start
        return {"start": aware(context.start).isoformat(), "end": aware(end).isoformat()}

    @cached_property
    def experts(self) -> list[dict[str, Any]]:
        """Who speaks: never gender or e-mail."""
        return [
            {
                "name": row.get("name") or "",
                "affiliation": row.get("affiliation") or "",
                "country": self.title_of("member_states", row["country"])
                if row.get("country")
                else "",
                "role": self.title_of("expert_roles", row["role"]) if row.get("role") else "",
            }
            for row in self.context.experts or ()
        ]

    def facts(self) -> list[Fact]:
        """When, in which form, for whom, with whom."""
        context = self.context
        facts = [
            Fact(_("When"), self.when()),
            Fact(
                _("Form"),
                [Line(self.title_of("modes", context.mode)) if context.mode else Line(NOT_KNOWN)],
            ),
            *self.subject_facts(),
        ]
        if context.partners:
            facts.append(Fact(_("Organized with"), [Line(name) for name in context.partners]))
        if context.member_states:
            facts.append(Fact(_("Promoted by"), self.states(context.member_states)))
        return facts

    # After

    def figures(self) -> list[Fact]:
        """Registrations, participants, countries: counted, or lower bounds (contract)."""
        context = self.context
        facts = []
        for name, label in (
            ("registered", _("People registered")),
            ("attended", _("People who took part")),
            ("countries_attended", _("Countries")),
        ):
            value = getattr(context, name, None)
            if value is None:
                continue
            shown: Any = cldr.number(value, self.language)
            if context.figures_are_minimum:
                shown = _("more_than", default="more than ${number}", mapping={"number": shown})
            facts.append(Fact(label, [Line(shown)]))
        return facts

    @property
    def recording_url(self) -> str | None:
        """The recording, once the webinar was held."""
        url = self.context.recording_url
        return str(url) if url and self.is_past else None

    @cached_property
    def _paths(self) -> list[str]:
        versions = translations(self.context).values()
        return ["/".join(version.getPhysicalPath()) for version in versions]

    @cached_property
    def slides(self) -> list[Line]:
        """The files in the webinar or its translations, each with its format and size."""
        return [
            Line(
                brain.Title or brain.getId,
                url=brain.getURL() + "/view",
                language=brain.Language or None,
                note=self._format(brain),
            )
            for brain in related.visible_brains(
                self.language, portal_type="File", path={"query": self._paths, "depth": 1}
            )
        ]

    def _format(self, brain: Any) -> str:
        kind = (brain.getId or "").rpartition(".")[2].upper() if "." in brain.getId else ""
        return self.separator.join(part for part in (kind, brain.getObjSize) if part)

    @cached_property
    def summary(self) -> dict[str, str] | None:
        """What was said, in the page's language or, failing that, in another, marked."""
        versions = translations(self.context)
        for language in (self.content_language, *terms.LANGUAGES):
            version = versions.get(language)
            if version is None or not api.user.has_permission("View", obj=version):
                continue
            if version.summary and version.summary.raw.strip():
                return {
                    "html": version.summary.output_relative_to(version),
                    "language": language,
                    "direction": terms.direction(language),
                }
        return None

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        """The published questions and their answers, each once, in their askers' languages."""
        brains = related.visible_brains(
            self.language,
            portal_type="Question",
            review_state="published",
            path={"query": self._paths, "depth": 1},
        )
        return [self._answered(brain.getObject()) for brain in brains]

    def _answered(self, question: Any) -> dict[str, Any]:
        language = language_of(question)
        answer = question.answer
        return {
            "question": self.paragraphs(question.question),
            "answer": answer.output_relative_to(question) if answer else "",
            "language": language,
            "direction": terms.direction(language),
        }

    # Origin

    @cached_property
    def origins(self) -> list[dict[str, Any]]:
        """The topics and proposals that it carries out, with the session of a series (R9)."""
        sessions: dict[str, Any] = {}
        for row in self.context.origins or ():
            item = item_id_of_uid(row.get("UID") or "")
            if item:
                sessions[item] = row.get("session")
        return [
            {
                "entry": entry,
                "session": self._session(sessions[entry.item]) if entry.sessions > 1 else "",
            }
            for entry in self.linked(sessions)
        ]

    @staticmethod
    def _session(number: int | None) -> Any:
        if not number:
            return ""
        return _("session_number", default="Session ${number}", mapping={"number": str(number)})
