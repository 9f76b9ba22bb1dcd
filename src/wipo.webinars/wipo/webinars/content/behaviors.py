"""Behaviors shared by the types: what a webinar is about, what was decided, when it is released."""

from plone.app.multilingual.dx.directives import languageindependent
from plone.app.z3cform.widgets.contentbrowser import ContentBrowserFieldWidget
from plone.app.z3cform.widgets.select import SelectFieldWidget
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from wipo.webinars import _
from wipo.webinars.content.gradation import ItemRelation
from wipo.webinars.content.gradation import refuse_cycle
from wipo.webinars.content.gradation import refuse_kinds
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.content.moments import Moment
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.radio import RadioFieldWidget
from z3c.form.browser.textlines import TextLinesFieldWidget
from z3c.relationfield.schema import RelationList
from zope import schema
from zope.interface import invariant
from zope.interface import provider

MAX_LINE = 500
MAX_LINES = 20
MAX_TEXT = 10_000


@provider(IFormFieldProvider)
class ISubject(model.Schema):
    """What a topic, proposal or webinar is about and for whom (R4.ii, R4.iii, R7, R8, R13)."""

    model.fieldset("what", label=_("What"), fields=["objectives", "relevance"])
    objectives = schema.List(
        title=_("Objectives"),
        description=_("What participants will know or be able to do. One objective a line."),
        value_type=schema.TextLine(max_length=MAX_LINE),
        max_length=MAX_LINES,
        required=False,
        missing_value=[],
        default=[],
    )
    directives.widget("objectives", TextLinesFieldWidget)
    relevance = schema.Text(
        title=_("Relevance"),
        description=_(
            "How this helps to deliver technical assistance effectively and to carry out the "
            "Development Agenda."
        ),
        max_length=MAX_TEXT,
        required=False,
    )

    model.fieldset(
        "for_whom",
        label=_("For whom"),
        fields=["audiences", "audience_note", "regional_groups", "webinar_languages"],
    )
    audiences = schema.Set(
        title=_("Target audiences"),
        description=_("Whom the webinar addresses."),
        value_type=schema.Choice(vocabulary="wipo.webinars.Audiences"),
        required=False,
        missing_value=set(),
        default=set(),
    )
    directives.widget("audiences", CheckBoxFieldWidget)
    audience_note = schema.Text(
        title=_("Note on the audience"),
        description=_("Anything that makes the audience more precise."),
        max_length=MAX_TEXT,
        required=False,
    )
    regional_groups = schema.Set(
        title=_("Regional groups addressed"),
        description=_("The regional groups for which the webinar is meant."),
        value_type=schema.Choice(vocabulary="wipo.webinars.RegionalGroups"),
        required=False,
        missing_value=set(),
        default=set(),
    )
    directives.widget("regional_groups", CheckBoxFieldWidget)
    webinar_languages = schema.Set(
        title=_("Languages of the webinar"),
        description=_("The languages wished for; once the webinar is held, those delivered."),
        value_type=schema.Choice(vocabulary="wipo.webinars.Languages"),
        required=False,
        missing_value=set(),
        default=set(),
    )
    directives.widget("webinar_languages", CheckBoxFieldWidget)

    model.fieldset("links", label=_("Links"), fields=["scope", "recommendations", "builds_on"])
    scope = schema.Choice(
        title=_("Area"),
        description=_(
            "One of the five areas of the strategy. They serve as examples: leave it empty for a "
            "subject outside them."
        ),
        vocabulary="wipo.webinars.Scope",
        required=False,
    )
    directives.widget("scope", RadioFieldWidget)
    recommendations = schema.Set(
        title=_("Development Agenda recommendations"),
        description=_("The recommendations, 1 to 45, to which the subject contributes."),
        value_type=schema.Choice(vocabulary="wipo.webinars.Recommendations"),
        required=False,
        missing_value=set(),
        default=set(),
    )
    directives.widget("recommendations", SelectFieldWidget)
    builds_on = RelationList(
        title=_("Builds on"),
        description=_("Earlier topics, proposals or webinars that this one completes or deepens."),
        value_type=ItemRelation(vocabulary="plone.app.vocabularies.Catalog"),
        required=False,
        default=[],
        missing_value=[],
    )
    directives.widget(
        "builds_on",
        ContentBrowserFieldWidget,
        pattern_options={"selectableTypes": ["Topic", "Proposal", "Webinar"]},
    )
    languageindependent(
        "audiences",
        "regional_groups",
        "webinar_languages",
        "scope",
        "recommendations",
        "builds_on",
    )

    @invariant
    def builds_on_subjects(data):
        """Only topics, proposals and webinars can be built on."""
        refuse_kinds(getattr(data, "builds_on", None), CHAIN_TYPES)

    @invariant
    def no_cycle(data):
        """Gradation has a direction (R4.iii)."""
        refuse_cycle(getattr(data, "__context__", data), getattr(data, "builds_on", None))


@provider(IFormFieldProvider)
class IDecision(model.Schema):
    """What became of a topic or proposal, and why (R9, R10)."""

    model.fieldset(
        "decision", label=_("Decision"), fields=["outcome", "merged_into", "decision_note"]
    )
    outcome = schema.Choice(
        title=_("Outcome"),
        description=_("Set when the topic or proposal is archived."),
        vocabulary="wipo.webinars.Outcomes",
        required=False,
    )
    merged_into = ItemRelation(
        title=_("Merged into"),
        description=_("The topic or proposal that takes this one up."),
        vocabulary="plone.app.vocabularies.Catalog",
        required=False,
    )
    directives.widget(
        "merged_into",
        ContentBrowserFieldWidget,
        pattern_options={"selectableTypes": ["Topic", "Proposal"]},
    )
    decision_note = schema.Text(
        title=_("Reason of the decision"),
        description=_("Public: it is shown with the outcome once the list is published."),
        max_length=MAX_TEXT,
        required=False,
    )
    languageindependent("outcome", "merged_into")

    @invariant
    def merged_into_subject(data):
        """What is merged goes on in a topic or a proposal."""
        refuse_kinds([getattr(data, "merged_into", None)], ("Topic", "Proposal"))

    directives.write_permission(
        outcome="wipo.webinars.Decide",
        merged_into="wipo.webinars.Decide",
        decision_note="wipo.webinars.Decide",
    )


@provider(IFormFieldProvider)
class IRelease(model.Schema):
    """When a translation becomes visible outside, and whether it is an example."""

    model.fieldset("release", label=_("Publication"), fields=["released", "is_example"])
    released = Moment(
        title=_("Released"),
        description=_(
            "From this moment this language version is visible outside the Secretariat. "
            "Empty: not yet."
        ),
        required=False,
    )
    is_example = schema.Bool(
        title=_("Example"),
        description=_("Invented for the demonstration; its page says so."),
        required=False,
        default=False,
    )
    languageindependent("is_example")
    directives.write_permission(released="wipo.webinars.Decide", is_example="wipo.webinars.Decide")
