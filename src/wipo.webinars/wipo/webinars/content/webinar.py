"""Webinar: one event, from the draft list to the published follow-up (R11, R15–R20, R22)."""

from collective.z3cform.datagridfield.row import DictRow
from decimal import Decimal
from plone.app.multilingual.dx.directives import languageindependent
from plone.app.textfield import RichText
from plone.app.z3cform.widgets.select import SelectFieldWidget
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from wipo.webinars import _
from wipo.webinars.content.behaviors import MAX_LINE
from wipo.webinars.content.behaviors import MAX_LINES
from wipo.webinars.content.grid import GridFieldWidget
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.moments import in_order
from wipo.webinars.content.moments import Moment
from wipo.webinars.content.rows import IExpertRow
from wipo.webinars.content.rows import IOriginRow
from wipo.webinars.content.rows import IPromotionRow
from z3c.form.browser.radio import RadioFieldWidget
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


class IWebinar(model.Schema):
    """A webinar of the programme."""

    model.fieldset("origin", label=_("Origin"), fields=["origins", "member_states", "outcome"])
    origins = schema.List(
        title=_("Comes from"),
        description=_("The topics or proposals that this webinar carries out."),
        value_type=DictRow(schema=IOriginRow),
        required=False,
        default=[],
        missing_value=[],
    )
    directives.widget("origins", GridFieldWidget)
    member_states = schema.Set(
        title=_("Promoting states"),
        description=_("The states that promote the webinar in their territory."),
        value_type=schema.Choice(vocabulary="wipo.webinars.MemberStates"),
        required=False,
        missing_value=set(),
        default=set(),
    )
    directives.widget("member_states", SelectFieldWidget)
    outcome = schema.Choice(
        title=_("Outcome"),
        description=_("Set when the webinar is archived."),
        vocabulary="wipo.webinars.WebinarOutcomes",
        required=False,
    )

    model.fieldset(
        "when", label=_("When"), fields=["start", "end", "timezone", "date_only", "mode"]
    )
    start = Moment(
        title=_("Start"),
        description=_("Needed to schedule the webinar."),
        required=False,
    )
    end = Moment(title=_("End"), required=False)
    timezone = schema.Choice(
        title=_("Time zone"),
        description=_("The zone in which the webinar is announced."),
        vocabulary="plone.app.vocabularies.CommonTimezones",
        required=False,
    )
    date_only = schema.Bool(
        title=_("Only the day is known"),
        required=False,
        default=False,
    )
    mode = schema.Choice(
        title=_("Form of the webinar"),
        description=_("All close with live questions and answers."),
        vocabulary="wipo.webinars.Modes",
        required=False,
    )
    directives.widget("mode", RadioFieldWidget)

    model.fieldset("who", label=_("Who"), fields=["experts", "partners", "join_url"])
    experts = schema.List(
        title=_("Experts"),
        description=_(
            "Speakers and moderators. Gender and e-mail are seen only by the Secretariat."
        ),
        value_type=DictRow(schema=IExpertRow),
        required=False,
        default=[],
        missing_value=[],
    )
    directives.widget("experts", GridFieldWidget)
    partners = schema.List(
        title=_("Partners"),
        description=_("The divisions and offices that take part. One a line."),
        value_type=schema.TextLine(max_length=MAX_LINE),
        max_length=MAX_LINES,
        required=False,
        default=[],
        missing_value=[],
    )
    directives.widget("partners", TextLinesFieldWidget)
    join_url = schema.URI(
        title=_("Link to the platform"),
        description=_("Never public: registered participants and staff get it."),
        required=False,
    )

    model.fieldset("promotion", label=_("Promotion"), fields=["promotion"])
    promotion = schema.List(
        title=_("Promotion"),
        description=_("For each audience: the channel, who does it and by when."),
        value_type=DictRow(schema=IPromotionRow),
        required=False,
        default=[],
        missing_value=[],
    )
    directives.widget("promotion", GridFieldWidget)

    model.fieldset(
        "resources",
        label=_("Resources"),
        fields=["expert_fee", "conference_cost", "staff_days"],
    )
    expert_fee = schema.Decimal(
        title=_("Fees of external experts (CHF)"),
        description=_("Private to the Secretariat."),
        required=False,
        min=Decimal(0),
    )
    conference_cost = schema.Decimal(
        title=_("Conference costs (CHF)"),
        description=_("Private to the Secretariat."),
        required=False,
        min=Decimal(0),
    )
    staff_days = schema.Int(
        title=_("Staff days"),
        description=_("Private to the Secretariat."),
        required=False,
        min=0,
    )

    model.fieldset(
        "afterwards",
        label=_("Afterwards"),
        fields=[
            "recording_url",
            "summary",
            "registered",
            "attended",
            "countries_attended",
            "figures_are_minimum",
        ],
    )
    recording_url = schema.URI(
        title=_("Recording"),
        description=_("The address of the video."),
        required=False,
    )
    summary = RichText(
        title=_("Summary of the webinar"),
        description=_("What was said, in short."),
        required=False,
    )
    registered = schema.Int(
        title=_("People registered"),
        description=_("Counted by the site, or typed in for a webinar held before."),
        required=False,
        min=0,
    )
    attended = schema.Int(title=_("People who took part"), required=False, min=0)
    countries_attended = schema.Int(
        title=_("Countries that took part"), required=False, min=0, max=250
    )
    figures_are_minimum = schema.Bool(
        title=_("The three figures are lower bounds"),
        description=_("They are then shown as “more than”."),
        required=False,
        default=False,
    )
    languageindependent(
        "origins",
        "member_states",
        "outcome",
        "start",
        "end",
        "timezone",
        "date_only",
        "mode",
        "experts",
        "join_url",
        "promotion",
        "expert_fee",
        "conference_cost",
        "staff_days",
        "recording_url",
        "registered",
        "attended",
        "countries_attended",
        "figures_are_minimum",
    )
    directives.read_permission(
        join_url="wipo.webinars.ViewPrivate",
        expert_fee="wipo.webinars.ViewPrivate",
        conference_cost="wipo.webinars.ViewPrivate",
        staff_days="wipo.webinars.ViewPrivate",
    )
    directives.write_permission(
        join_url="wipo.webinars.ViewPrivate",
        expert_fee="wipo.webinars.ViewPrivate",
        conference_cost="wipo.webinars.ViewPrivate",
        staff_days="wipo.webinars.ViewPrivate",
        # Set by the steps `archive` and `withdraw`, never by hand.
        outcome="wipo.webinars.Follow",
    )

    @invariant
    def end_after_start(data):
        """A webinar ends after it starts."""
        start, end = getattr(data, "start", None), getattr(data, "end", None)
        if not in_order(start, end):
            raise Invalid(_("The end must come after the start."))

    @invariant
    def web_addresses(data):
        """Only addresses of the web: a `javascript:` link would run in a visitor's browser."""
        for name in ("join_url", "recording_url"):
            value = getattr(data, name, None)
            if value and not str(value).lower().startswith(("https://", "http://")):
                raise Invalid(_("A link must begin with https:// or http://."))


@implementer(IWebinar, IItem)
class Webinar(Container):
    """A webinar in one language."""
