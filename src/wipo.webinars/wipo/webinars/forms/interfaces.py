"""What marks our forms, and what editors can say about a question of theirs."""

from collective.easyform.interfaces import IAction
from collective.easyform.interfaces import IEasyFormActionsContext
from collective.easyform.interfaces import IEasyFormFieldContext
from collective.easyform.interfaces import IEasyFormFieldsContext
from plone.supermodel import model
from wipo.webinars import _
from zope import schema
from zope.interface import Interface


class IWebinarsForm(Interface):
    """An EasyForm that exists in each hub, its versions translations of one another."""


class IProposeForm(IWebinarsForm):
    """The form by which a regional group submits a proposal (R8.ii)."""


class IProposeFieldsContext(IEasyFormFieldsContext):
    """The questions of the propose form, being edited."""


class IProposeFieldContext(IEasyFormFieldContext):
    """One question of the propose form, being edited."""


class IProposeActionsContext(IEasyFormActionsContext):
    """The actions of the propose form, being edited."""


class ISubmitProposal(IAction):
    """Submits the answers as a proposal."""


class IPublicAnswer(model.Schema):
    """Who sees the answers to a question that editors added."""

    public = schema.Bool(
        title=_("Public answer"),
        description=_(
            "The answer is shown to everyone with the proposal. Otherwise only the Secretariat and "
            "the coordinators of the group see it."
        ),
        default=False,
        required=False,
    )
