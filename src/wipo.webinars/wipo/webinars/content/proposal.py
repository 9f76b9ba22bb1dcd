"""Proposal: what a regional group wishes, one webinar or a graded series (R8.ii)."""

from Acquisition import aq_base
from plone.app.multilingual.dx.directives import languageindependent
from plone.app.z3cform.widgets.contentbrowser import ContentBrowserFieldWidget
from plone.app.z3cform.widgets.select import SelectFieldWidget
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.schema.email import Email
from plone.supermodel import model
from wipo.webinars import _
from wipo.webinars.content.behaviors import MAX_LINE
from wipo.webinars.content.gradation import ItemRelation
from wipo.webinars.content.gradation import refuse_kinds
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.vocabularies.membership import selectable_groups
from z3c.form.browser.radio import RadioFieldWidget
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant

#: How many themes each format has (least, most): a series is graded, from two to six sessions.
THEMES = {"single": (1, 1), "series": (2, 6)}


class NotOwnGroup(schema.ValidationError):
    __doc__ = _("You can submit only for a group you coordinate.")


class SubmittingGroup(schema.Choice):
    """A regional group, which only changes to one that the user may speak for (R8)."""

    def _validate(self, value: str) -> None:
        super()._validate(value)
        proposal = aq_base(self.context)
        changed = IProposal.providedBy(proposal) and value != proposal.regional_group
        if changed and value not in selectable_groups():
            raise NotOwnGroup(value).with_field_and_value(self, value)


class IProposal(model.Schema):
    """A regional group's own proposal."""

    model.fieldset("shape", label=_("Shape"), fields=["format", "themes"])
    format = schema.Choice(
        title=_("Format"),
        description=_("One webinar, or a series whose sessions build on one another."),
        vocabulary="wipo.webinars.Formats",
        default="single",
    )
    directives.widget("format", RadioFieldWidget)
    themes = schema.List(
        title=_("Themes"),
        description=_(
            "One line a session: one for a single webinar, two to six for a series, in the order "
            "in which they build on one another."
        ),
        value_type=schema.TextLine(max_length=MAX_LINE),
        max_length=6,
        required=False,
        missing_value=[],
        default=[],
    )
    directives.widget("themes", TextLinesFieldWidget)

    model.fieldset(
        "submitted_by",
        label=_("Submitted by"),
        fields=["regional_group", "member_states", "responds_to", "contact_name", "contact_email"],
    )
    regional_group = SubmittingGroup(
        title=_("Regional group"),
        description=_("The group that submits the proposal."),
        vocabulary="wipo.webinars.RegionalGroups",
        required=False,
    )
    member_states = schema.Set(
        title=_("Member states"),
        description=_("The states from which the proposal comes."),
        value_type=schema.Choice(vocabulary="wipo.webinars.MemberStates"),
        required=False,
        missing_value=set(),
        default=set(),
    )
    directives.widget("member_states", SelectFieldWidget)
    responds_to = ItemRelation(
        title=_("Answers the topic"),
        description=_("The suggested topic that this proposal takes up, if any."),
        vocabulary="plone.app.vocabularies.Catalog",
        required=False,
    )
    directives.widget(
        "responds_to",
        ContentBrowserFieldWidget,
        pattern_options={"selectableTypes": ["Topic"]},
    )
    contact_name = schema.TextLine(
        title=_("Contact"),
        description=_("Seen only by the Secretariat and the coordinators of the group."),
        max_length=200,
        required=False,
    )
    contact_email = Email(
        title=_("E-mail of the contact"),
        description=_("Seen only by the Secretariat and the coordinators of the group."),
        max_length=254,
        required=False,
    )
    languageindependent(
        "format",
        "regional_group",
        "member_states",
        "responds_to",
        "contact_name",
        "contact_email",
    )
    directives.read_permission(
        contact_name="wipo.webinars.ViewContacts", contact_email="wipo.webinars.ViewContacts"
    )
    directives.write_permission(
        contact_name="wipo.webinars.ViewContacts", contact_email="wipo.webinars.ViewContacts"
    )

    @invariant
    def themes_fit_format(data):
        """One theme for a single webinar, two to six for a series."""
        refuse_themes(getattr(data, "format", None), getattr(data, "themes", None))

    @invariant
    def answers_topic(data):
        """A proposal answers a topic and nothing else."""
        refuse_kinds([getattr(data, "responds_to", None)], ("Topic",))


def refuse_themes(format: str | None, themes: list[str] | None) -> None:
    """Raise `zope.interface.Invalid` when there are more or fewer themes than the format has.

    No themes at all is a matter of the step (submitting), not of storage: a new translation starts
    without them.
    """
    if not themes or format not in THEMES:
        return
    least, most = THEMES[format]
    if not least <= len(themes) <= most:
        if format == "single":
            raise Invalid(_("A single webinar has one theme. For several themes, choose a series."))
        raise Invalid(_("A series has two to six themes, one for each session."))


@implementer(IProposal, IItem)
class Proposal(Item):
    """A proposal in one language."""

    # Dexterity's Dublin Core has a `format` too, the media type, which would hide the default.
    format = "single"

    def Format(self) -> str:
        """The media type of the page."""
        return "text/html"
