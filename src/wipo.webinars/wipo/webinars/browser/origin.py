"""The pages of a Topic and of a Proposal: what, why, for whom, and what became of it (R7–R10)."""

from functools import cached_property
from plone import api
from typing import Any
from wipo.webinars import _
from wipo.webinars.browser import related
from wipo.webinars.browser.page import Fact
from wipo.webinars.browser.page import Line
from wipo.webinars.browser.page import NOT_KNOWN
from wipo.webinars.browser.page import SubjectPage
from wipo.webinars.content.items import item_id
from wipo.webinars.lifecycle.adoptions import adoptions
from wipo.webinars.lifecycle.received import as_received
from wipo.webinars.lifecycle.visibility import may_see_decision


class OriginPage(SubjectPage):
    """What a Topic and a Proposal share: webinars come of it, or a decision turns it down."""

    @cached_property
    def webinars(self) -> list[related.Entry]:
        """The webinars that came of it."""
        return related.webinars_from(self.context, self.language)

    @cached_property
    def decision(self) -> dict[str, Any] | None:
        """What was decided and why, to whoever may see it; None where there is nothing to say.

        `outcome`: its title; `note`: paragraphs; `merged_into`: entries; `pending`: whether it is
        still the Secretariat's own note.
        """
        context = self.context
        if not may_see_decision(context):
            return None
        target = getattr(context.merged_into, "to_object", None)
        note = self.paragraphs(context.decision_note)
        merged = self.linked([item_id(target)]) if context.outcome == "merged" else []
        if not (context.outcome or note):
            return None
        return {
            "outcome": self.title_of("outcomes", context.outcome) if context.outcome else "",
            "note": note,
            "merged_into": merged,
            "pending": self.state != "archived",
        }

    @cached_property
    def merged_here(self) -> list[related.Entry]:
        """What was merged into it."""
        return self.linked(related.merged_here(self.context))


class TopicPage(OriginPage):
    """A topic that the Secretariat suggests."""

    @cached_property
    def adoptions(self) -> list[dict[str, Any]]:
        """Which groups adopted it, when, and what they wish (R4.i, R8.i)."""
        return [
            {
                "group": self.title_of("regional_groups", entry["regional_group"]),
                "states": self.states(entry["member_states"]),
                "languages": self.languages(entry["webinar_languages"]),
                "note": self.paragraphs(entry["note"]),
                "day": self.day(entry["adopted"]),
            }
            for entry in adoptions(self.context)
        ]

    @cached_property
    def answers(self) -> list[related.Entry]:
        """The proposals that take it up."""
        return self.linked(related.answers_to(self.context))

    def facts(self) -> list[Fact]:
        """For whom, who adopted it, in which languages and area."""
        groups = [Line(entry["group"]) for entry in self.adoptions]
        return [
            Fact(_("Adopted by"), groups or [Line(_("No regional group yet"))]),
            *self.subject_facts(),
        ]


class ProposalPage(OriginPage):
    """What a regional group wishes."""

    @property
    def kind(self) -> Any:
        """Whose proposal it is."""
        group = self.context.regional_group
        if not group:
            return super().kind
        return _(
            "proposal_of",
            default="Proposal: ${group}",
            mapping={"group": self.title_of("regional_groups", group)},
        )

    @cached_property
    def themes(self) -> list[str]:
        """The sessions, in graded order."""
        return list(self.context.themes or ())

    @property
    def is_series(self) -> bool:
        """Whether it asks for several webinars."""
        return self.context.format == "series"

    @cached_property
    def responds_to(self) -> list[related.Entry]:
        """The topic that it takes up."""
        target = getattr(self.context.responds_to, "to_object", None)
        return self.linked([item_id(target)])

    @cached_property
    def contact(self) -> dict[str, str] | None:
        """The contact, to the Secretariat and the coordinators of its group alone."""
        context = self.context
        if not api.user.has_permission("wipo.webinars: View Contacts", obj=context):
            return None
        if not (context.contact_name or context.contact_email):
            return None
        return {"name": context.contact_name or "", "email": context.contact_email or ""}

    @property
    def received_url(self) -> str | None:
        """Where the text as received can be read, if it was kept."""
        if as_received(self.context) is None:
            return None
        return f"{self.context.absolute_url()}/as-received"

    def facts(self) -> list[Fact]:
        """Who submitted it, when, in which shape, for whom."""
        context = self.context
        received = as_received(context)
        facts = []
        if context.regional_group:
            facts.append(
                Fact(
                    _("Submitted by"),
                    [
                        Line(self.title_of("regional_groups", context.regional_group)),
                        *self.states(context.member_states),
                    ],
                )
            )
        else:
            facts.append(Fact(_("Submitted by"), [Line(NOT_KNOWN)]))
        if received is not None:
            facts.append(Fact(_("Received"), [self.day(received["received"])]))
        facts.append(Fact(_("Format"), [self.format_line()]))
        return [*facts, *self.subject_facts()]

    def format_line(self) -> Line:
        """A single webinar, or a series of how many sessions."""
        context = self.context
        if not self.is_series or not self.themes:
            return Line(self.title_of("formats", context.format) if context.format else NOT_KNOWN)
        return Line(
            _(
                "series_of",
                default="Series, ${number} sessions",
                mapping={"number": str(len(self.themes))},
            )
        )
