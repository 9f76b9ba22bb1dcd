"""The EasyForm action "Submit proposal": from the answers of a form to a Proposal (R8.ii).

A door: it turns answers into values, asks `lifecycle.submission` and says what came of it. EasyForm
does not abort the transaction when an action returns errors, and runs actions for a `GET` as well:
so everything is refused here before anything is written, whatever view called.
"""

from Acquisition import aq_parent
from collections.abc import Mapping
from collective.easyform.actions import Action
from collective.easyform.actions import ActionFactory
from collective.easyform.api import get_context
from collective.easyform.api import get_schema
from collective.easyform.config import FORM_ERROR_MARKER
from plone import api
from plone.namedfile.interfaces import INamed
from plone.protect import CheckAuthenticator
from plone.supermodel.exportimport import BaseHandler
from typing import Any
from wipo.webinars import _
from wipo.webinars.forms import confirmation
from wipo.webinars.forms.answers import additions
from wipo.webinars.forms.interfaces import ISubmitProposal
from wipo.webinars.forms.vocabularies import hub_of
from wipo.webinars.forms.vocabularies import OUTSIDE
from wipo.webinars.lifecycle import submission
from zExceptions import Forbidden
from zope.annotation.interfaces import IAnnotations
from zope.i18n import translate
from zope.interface import implementer

#: Where the action leaves the proposal it made, in the annotations of the request.
SUBMITTED = "wipo.webinars.submitted"

#: A file that editors ask for is no larger than this, whatever EasyForm's control panel allows.
MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024

TOO_LARGE = _(
    "file_too_large",
    default="This file is too large: ${most} MB at most.",
    mapping={"most": str(MOST_MEGABYTES)},
)
CLOSED = _("The call is not open: proposals are not accepted now.")
STRANGERS = _("Only coordinators of a regional group can submit a proposal.")
STALE = _(
    "For your safety the page was not accepted: it was open for too long, or you have signed in "
    "again meanwhile. Your answers are still here: please check them and submit once more."
)


def _target(uid: Any) -> Any:
    brains = api.portal.get_tool("portal_catalog").searchResults(UID=uid) if uid else ()
    return brains[0]._unrestrictedGetObject() if brains else None


def values_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the form as `lifecycle.submission` takes them: relations as objects.

    :param data: field name → value, as extracted from the form.
    """
    values = {name: data.get(name) for name in submission.proposal_fields()}
    values["scope"] = None if values["scope"] == OUTSIDE else values["scope"]
    values["responds_to"] = _target(values["responds_to"])
    targets = [_target(uid) for uid in sorted(values["builds_on"] or ())]
    values["builds_on"] = [target for target in targets if target is not None]
    return values


def refusal(request: Any, programme: Any) -> Any:
    """Why this request may submit nothing at all, as a message; None when it may.

    :param programme: that whose call is open in the hub, or None.
    """
    if request.method != "POST":
        return _("A proposal is submitted with the button of the form.")
    try:
        submission.refuse_stranger(programme if programme is not None else api.portal.get())
    except Forbidden:
        return STRANGERS
    try:
        CheckAuthenticator(request)
    except Forbidden:
        return STALE
    return CLOSED if programme is None else None


def problems(programme: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the rule has against these answers: field name → message."""
    found: dict[str, Any] = {
        name: TOO_LARGE
        for name, value in data.items()
        if INamed.providedBy(value) and value.getSize() > MOST_BYTES
    }
    for problem in submission.check(programme, values_of(data)):
        found.setdefault(problem.field or FORM_ERROR_MARKER, problem.message)
    return found


@implementer(ISubmitProposal)
class SubmitProposal(Action):
    """Submits the answers as a proposal in the programme whose call is open in this hub."""

    def onSuccess(self, fields: Mapping[str, Any], request: Any) -> dict[str, str] | None:
        """Submit, and leave the proposal in the annotations of the request.

        :param fields: field name → value.
        :returns: None when submitted, else field name → message in the reader's language.
        """
        form = get_context(self)
        programme = submission.open_programme(hub_of(aq_parent(form)))
        refused = refusal(request, programme)
        found = {FORM_ERROR_MARKER: refused} if refused else problems(programme, fields)
        if found:
            return {name: translate(message, context=request) for name, message in found.items()}
        values = values_of(fields)
        known = submission.submitted_before(programme, values)
        proposal = submission.submit(
            programme, values, additions=additions(get_schema(form), fields)
        )
        if known is None:
            confirmation.send(proposal)
        IAnnotations(request)[SUBMITTED] = proposal
        return None


SubmitProposalAction = ActionFactory(SubmitProposal, _("Submit proposal"), "cmf.ManagePortal")
SubmitProposalHandler = BaseHandler(SubmitProposal)
