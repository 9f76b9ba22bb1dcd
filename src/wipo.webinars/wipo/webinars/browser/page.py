"""What the pages of the five types share: heading, steps, facts, links, next steps (R10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from typing import Any
from wipo.webinars import _
from wipo.webinars.browser import dates as cldr
from wipo.webinars.browser import related
from wipo.webinars.browser.steps import render
from wipo.webinars.browser.steps import Standing
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.content.items import language_of
from wipo.webinars.content.programme import programme_of
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.states import step_dates
from wipo.webinars.lifecycle.steps import next_steps
from wipo.webinars.vocabularies import terms
from wipo.webinars.vocabularies.factories import sort_key

KINDS = {
    "Programme": _("Programme"),
    "Topic": _("Topic suggested by the Secretariat"),
    "Proposal": _("Proposal"),
    "Webinar": _("Webinar"),
    "Question": _("Question"),
}

#: What a step is called on its button: a verb that says what will happen.
STEP_LABELS = {
    ("Programme", "open_call"): _("Open the call"),
    ("Programme", "close_call"): _("Close the call"),
    ("Programme", "publish"): _("Publish the list"),
    ("Programme", "report"): _("Mark as reported"),
    ("Programme", "reopen_preparation"): _("Go back to preparation"),
    ("Programme", "reopen_call"): _("Reopen the call"),
    ("Programme", "reopen_consultation"): _("Reopen the consultation"),
    ("Topic", "archive"): _("Archive the topic"),
    ("Topic", "reopen"): _("Reopen the topic"),
    ("Topic", "withdraw"): _("Withdraw the topic"),
    ("Proposal", "archive"): _("Archive the proposal"),
    ("Proposal", "reopen"): _("Reopen the proposal"),
    ("Proposal", "withdraw"): _("Withdraw the proposal"),
    ("Webinar", "adopt"): _("Adopt the webinar"),
    ("Webinar", "schedule"): _("Schedule the webinar"),
    ("Webinar", "hold"): _("Mark the webinar as held"),
    ("Webinar", "archive"): _("Archive the webinar"),
    ("Webinar", "reconsider"): _("Take the adoption back"),
    ("Webinar", "postpone"): _("Postpone the webinar"),
    ("Webinar", "reopen"): _("Reopen the webinar"),
    ("Webinar", "withdraw"): _("Withdraw the webinar"),
    ("Question", "publish"): _("Publish the question"),
    ("Question", "reject"): _("Reject the question"),
    ("Question", "retract"): _("Put the question back among the pending ones"),
}

_WITHDRAWN = _("It will be archived as withdrawn, in all its languages, and stays readable.")
_REOPENED = _("It will be open again, in all its languages.")
#: Steps that go back or aside, or cannot be undone: asked again before they are taken.
WARNINGS = {
    **{(kind, "withdraw"): _WITHDRAWN for kind in CHAIN_TYPES},
    **{(kind, "reopen"): _REOPENED for kind in CHAIN_TYPES},
    ("Webinar", "reconsider"): _(
        "It will be a draft again, in all its languages, and its place is free."
    ),
    ("Webinar", "postpone"): _("It will be without a date for visitors, in all its languages."),
    ("Programme", "reopen_preparation"): _(
        "Visitors and coordinators will no longer see the programme."
    ),
    ("Programme", "reopen_call"): _("Groups will be able to answer again."),
    ("Programme", "reopen_consultation"): _("The list will be open to comments again."),
    ("Programme", "publish"): _(
        "The drafts become the public list of the year. Topics and proposals that it does not take "
        "are archived with a public note."
    ),
    ("Question", "retract"): _("Visitors will no longer see the question."),
}


@dataclass(frozen=True)
class Line:
    """A piece of text on the page: with its own language, a link, a remark, as it needs."""

    text: Any
    url: str | None = None
    language: str | None = None
    note: Any = ""
    time: str | None = None

    @property
    def direction(self) -> str | None:
        """The value of `dir`, where the text names its language."""
        return terms.direction(self.language) if self.language else None


@dataclass(frozen=True)
class Fact:
    """A term and what is known of it."""

    label: Any
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class NextStep:
    """A step that the visitor may take, as drawn."""

    step: str
    label: Any
    missing: tuple[Any, ...]
    warning: Any

    @property
    def allowed(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


NOT_KNOWN = _("Not known")


class ItemPage(BrowserView):
    """The page of an item; its subclasses say which facts and texts it has."""

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return terms.request_language()

    @cached_property
    def content_language(self) -> str:
        """The language of the item's texts."""
        return language_of(self.context)

    @property
    def content_direction(self) -> str:
        """The value of `dir` for the item's texts."""
        return terms.direction(self.content_language)

    @property
    def kind(self) -> Any:
        """What the reader is looking at, in a word or two."""
        return KINDS[self.context.portal_type]

    @cached_property
    def programme(self) -> Any:
        """The programme to which the item belongs, if the visitor may see it; else None."""
        programme = programme_of(self.context)
        if programme is None or not api.user.has_permission("View", obj=programme):
            return None
        return programme

    @property
    def is_example(self) -> bool:
        """Whether it was invented for the demonstration."""
        return bool(getattr(self.context, "is_example", False))

    @cached_property
    def state(self) -> str:
        """The item's state."""
        return state_of(self.context)

    def standing(self) -> Standing:
        """What the five steps show of the item."""
        context = self.context
        return Standing(
            state=self.state,
            dates=step_dates(context),
            outcome=getattr(context, "outcome", None),
            portal_type=context.portal_type,
        )

    def steps(self) -> str:
        """The five steps, as markup."""
        return render(self.standing())

    # What is missing, and may be said

    @cached_property
    def next_steps(self) -> list[NextStep]:
        """The steps that the visitor may take."""
        kind = self.context.portal_type
        return [
            NextStep(
                step=step.step,
                label=STEP_LABELS.get((kind, step.step), step.title),
                missing=step.missing,
                warning=WARNINGS.get((kind, step.step), ""),
            )
            for step in next_steps(self.context)
        ]

    @cached_property
    def may_edit(self) -> bool:
        """Whether the visitor may edit the item."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    @property
    def edit_label(self) -> Any:
        """What the link to the edit form is called."""
        return {
            "Programme": _("Edit the programme"),
            "Topic": _("Edit the topic"),
            "Proposal": _("Edit the proposal"),
            "Webinar": _("Edit the webinar"),
            "Question": _("Edit the question"),
        }[self.context.portal_type]

    # Texts

    def title_of(self, name: str, token: Any) -> str:
        """The title of a controlled term in the page's language."""
        return terms.title(name, token, self.language)

    def paragraphs(self, text: str | None) -> list[str]:
        """A text cut at its blank lines."""
        blocks = (text or "").replace("\r\n", "\n").split("\n\n")
        return [block.strip() for block in blocks if block.strip()]

    @property
    def separator(self) -> str:
        """What stands between the parts of an enumeration in the page's language."""
        return cldr.separator(self.language)

    def named(self, name: str, tokens: Iterable[Any] | None) -> list[Line]:
        """Controlled terms in the order of their vocabulary."""
        chosen = set(tokens or ())
        return [Line(self.title_of(name, token)) for token in terms.tokens(name) if token in chosen]

    def states(self, codes: Iterable[str] | None) -> list[Line]:
        """States by their names, sorted as a reader of the page's language expects."""
        names = [self.title_of("member_states", code) for code in codes or ()]
        return [Line(name) for name in sorted(names, key=lambda n: sort_key(n, self.language))]

    def languages(self, codes: Iterable[str] | None) -> list[Line]:
        """Languages by the names that their speakers give them."""
        chosen = set(codes or ())
        return [
            Line(terms.native_name(code), language=code)
            for code in terms.LANGUAGES
            if code in chosen
        ]

    def day(self, moment: datetime | None, zone: str | None = None) -> Line:
        """A day, or "not known"."""
        if moment is None:
            return Line(NOT_KNOWN)
        return Line(
            cldr.day(moment, zone, self.language), time=cldr.iso(moment, date_only=True, zone=zone)
        )

    def moment(self, moment: datetime | None, zone: str | None = None) -> Line:
        """A day and a time with the place whose clocks show it, or "not known"."""
        if moment is None:
            return Line(NOT_KNOWN)
        return Line(cldr.moment(moment, zone, self.language), time=cldr.iso(moment))

    def facts(self) -> list[Fact]:
        """What stands in the grid beside the text."""
        return []

    # Links

    def linked(self, items: Iterable[str | None]) -> list[related.Entry]:
        """The visible ones of these items."""
        return related.entries(items, self.language)

    def kind_and_state(self, entry: related.Entry) -> str:
        """Kind and state of a linked item, in the page's language: "Webinar, held"."""
        return api.portal.translate(
            _(
                "kind_and_state",
                default="${kind} – ${state}",
                mapping={
                    "kind": api.portal.translate(SHORT_KINDS[entry.portal_type]),
                    "state": terms.title("lifecycle_states", entry.review_state, self.language),
                },
            )
        )

    @cached_property
    def builds_on(self) -> list[related.Entry]:
        """What comes before it (R4.iii)."""
        return self.linked(related.builds_on(self.context))

    @cached_property
    def built_upon_by(self) -> list[related.Entry]:
        """What takes it further."""
        return self.linked(related.built_upon_by(self.context))


SHORT_KINDS = {
    "Topic": _("Topic"),
    "Proposal": _("Proposal"),
    "Webinar": _("Webinar"),
}


class SubjectPage(ItemPage):
    """The page of a Topic, a Proposal or a Webinar: what it is about, and for whom."""

    def scope_line(self) -> Line:
        """The area of the strategy, or that it lies outside the list (R13)."""
        scope = self.context.scope
        if not scope and not (self.context.objectives or self.context.audiences):
            # A record of the past of which little is known: nobody placed it outside the list.
            return Line(NOT_KNOWN)
        if not scope:
            return Line(
                _("Outside the five areas"),
                note=_("The areas of the strategy are examples: other subjects are possible."),
            )
        return Line(
            self.title_of("scope", scope), note=terms.description("scope", scope, self.language)
        )

    def subject_facts(self) -> list[Fact]:
        """For whom, in which languages, in which area."""
        context = self.context
        facts = []
        if context.regional_groups:
            facts.append(Fact(_("For"), self.named("regional_groups", context.regional_groups)))
        facts.append(
            Fact(
                _("Audiences"),
                self.named("audiences", context.audiences) or [Line(NOT_KNOWN)],
            )
        )
        facts.append(
            Fact(
                self.languages_label,
                self.languages(context.webinar_languages) or [Line(NOT_KNOWN)],
            )
        )
        facts.append(Fact(_("Area"), [self.scope_line()]))
        return facts

    @property
    def languages_label(self) -> Any:
        """What the languages are at this stage: wished for, planned, or delivered."""
        return _("Languages wished for")

    def recommendations(self) -> list[Line]:
        """The Development Agenda recommendations to which it contributes."""
        return [
            Line(terms.recommendation_title(number, self.language))
            for number in sorted(self.context.recommendations or ())
        ]

    @cached_property
    def objectives(self) -> list[str]:
        """What participants will be able to do."""
        return list(self.context.objectives or ())

    @property
    def relevance(self) -> list[str]:
        """Its link to technical assistance and the Development Agenda."""
        return self.paragraphs(self.context.relevance)

    @property
    def audience_note(self) -> list[str]:
        """What makes the audience more precise."""
        return self.paragraphs(self.context.audience_note)
