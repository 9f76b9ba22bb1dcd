"""`POST <item>/@workflow/<transition>`: a refused step says what is missing and leaves no trace."""

from plone import api
from plone.restapi.services.workflow.transition import WorkflowTransition
from typing import Any
from wipo.webinars import _
from wipo.webinars.lifecycle.refusal import StepRefused
from wipo.webinars.lifecycle.steps import next_steps
from wipo.webinars.lifecycle.submission import Problem
from wipo.webinars.services.language import speak
from wipo.webinars.services.refusal import refuse
from zExceptions import Unauthorized
from zope.i18n import translate

import transaction

SIGN_IN = _("Sign in to take this step.")
NOT_YOURS = _("This step cannot be taken from here, or not by you.")


class StepPost(WorkflowTransition):
    """plone.restapi's endpoint, with `errors` in a refusal."""

    def reply(self) -> dict[str, Any]:
        language = speak(self.request)
        if self.transition not in {step.step for step in next_steps(self.context)}:
            # plone.restapi answers 200 with the last actor where the item is already in the state.
            if api.user.is_anonymous():
                raise Unauthorized(translate(SIGN_IN, context=self.request))
            return refuse(self.request, [Problem("", NOT_YOURS)])
        self.refused: StepRefused | None = None
        result = super().reply()
        if self.refused is not None:
            problems = [Problem("", message) for message in self.refused.missing]
            body = refuse(self.request, problems)
            return body | {"type": "WorkflowException", "message": self.refused.words(language)}
        if self.request.response.getStatus() == 400:
            # plone.restapi has set the day of publication before it asked the workflow.
            transaction.doom()
        return result

    def recurse_transition(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().recurse_transition(*args, **kwargs)
        except StepRefused as error:
            self.refused = error
            raise
