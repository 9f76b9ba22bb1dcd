"""Rows of the structured lists: experts (R11), promotion (R18) and origins (R9)."""

from plone.autoform import directives
from wipo.webinars import _
from zope import schema
from zope.interface import Interface

#: Columns of `experts` that only the Secretariat may see (RA.B7: used for balance, never shown).
PRIVATE_EXPERT_COLUMNS = ("gender", "email")


class IExpertRow(Interface):
    """A speaker or a moderator."""

    name = schema.TextLine(title=_("Name"), required=True, max_length=200)
    affiliation = schema.TextLine(title=_("Affiliation"), required=False, max_length=300)
    country = schema.Choice(
        title=_("Country"), vocabulary="wipo.webinars.MemberStates", required=False
    )
    kind = schema.Choice(
        title=_("Staff or external"), vocabulary="wipo.webinars.ExpertKinds", required=False
    )
    role = schema.Choice(title=_("Role"), vocabulary="wipo.webinars.ExpertRoles", required=False)
    gender = schema.Choice(
        title=_("Gender (private)"), vocabulary="wipo.webinars.Genders", required=False
    )
    email = schema.TextLine(title=_("E-mail (private)"), required=False, max_length=254)


class IPromotionRow(Interface):
    """What is done to reach one category of participants, by whom and by when."""

    # A select that must have a value would otherwise seem to have its first one.
    directives.widget("audience", prompt=True)
    directives.widget("channel", prompt=True)
    directives.widget("responsible", prompt=True)
    audience = schema.Choice(
        title=_("Audience"), vocabulary="wipo.webinars.Audiences", required=True
    )
    channel = schema.Choice(title=_("Channel"), vocabulary="wipo.webinars.Channels", required=True)
    responsible = schema.Choice(
        title=_("Responsible"), vocabulary="wipo.webinars.Responsible", required=True
    )
    due = schema.Date(title=_("By when"), required=False)
    done = schema.Bool(title=_("Done"), required=False, default=False)


class IOriginRow(Interface):
    """The topic or proposal that a webinar comes from."""

    directives.widget("UID", klass="origin-uid", prompt=True)
    UID = schema.Choice(
        title=_("Topic or proposal"), vocabulary="wipo.webinars.Origins", required=True
    )
    session = schema.Int(
        title=_("Session"),
        description=_("Which theme of a series, from 1."),
        required=False,
        default=1,
        min=1,
        max=6,
    )
