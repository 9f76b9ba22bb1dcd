"""Taking a step: from the page's own buttons and from Plone's workflow menu alike.

Plone's own view lets a `WorkflowException` become an error page. Here a refused step comes back as
messages on the item's page that say what is missing (contract, "Lifecycle").
"""

from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from wipo.webinars import _
from wipo.webinars.lifecycle.refusal import StepRefused
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.vocabularies import terms

import transaction

#: The vocabulary that names the states of a type.
STATES = {"Programme": "programme_states", "Question": "question_states"}


class TakeStep(BrowserView):
    """`content_status_modify` of Plone for our types, which also says why not."""

    def __call__(self, workflow_action: str = "", comment: str = "", **kwargs: Any) -> Any:
        """Take the step and go back to the item's page.

        :param workflow_action: the id of the transition.
        :param comment: a remark for the history.
        :param kwargs: days of publication that Plone's forms send; ours have `released` instead.
        :raises zExceptions.Forbidden: without the token of plone.protect.
        """
        workflow = api.portal.get_tool("portal_workflow")
        offered = {step["id"] for step in workflow.getTransitionsFor(self.context)}
        if workflow_action not in offered:
            self._say(_("This step is not open: perhaps someone else has taken one meanwhile."))
            return self._back()
        CheckAuthenticator(self.request)
        before = transaction.savepoint(optimistic=True)
        try:
            workflow.doActionFor(self.context, workflow_action, comment=comment)
        except StepRefused as refusal:
            before.rollback()
            self._say(_("This step cannot be taken yet."))
            for missing in refusal.missing:
                self._say(missing)
        except WorkflowException:
            before.rollback()
            self._say(_("This step is not open: perhaps someone else has taken one meanwhile."))
        else:
            self._say(self._done(), kind="info")
        return self._back()

    def _done(self) -> Any:
        names = STATES.get(self.context.portal_type, "lifecycle_states")
        return _(
            "step_taken",
            default="Where it stands now: ${state}.",
            mapping={"state": terms.title(names, state_of(self.context))},
        )

    def _say(self, message: Any, kind: str = "error") -> None:
        IStatusMessage(self.request).add(message, type=kind)

    def _back(self) -> Any:
        return self.request.response.redirect(self.context.absolute_url())
