"""A step that cannot be taken yet, said in words."""

from collections.abc import Sequence
from Products.CMFCore.WorkflowCore import WorkflowException
from typing import Any
from wipo.webinars import _
from zope.globalrequest import getRequest
from zope.i18n import translate


class StepRefused(WorkflowException):
    """A step is refused; `missing` says what stands in its way, as i18n messages.

    A `WorkflowException`, so that Plone's pages and plone.restapi (400) handle it as they do any
    other refused transition; as a string it reads in the language of the request.
    """

    def __init__(self, missing: "Sequence[Any] | StepRefused") -> None:
        # The workflow tool raises an exception anew as `type(error)(error)`.
        self.missing = list(missing.missing if isinstance(missing, StepRefused) else missing)
        super().__init__(self.words())

    def words(self, language: str | None = None) -> str:
        """One sentence for the page, the log and REST."""
        request = getRequest()

        def say(message: Any) -> str:
            return translate(message, context=request, target_language=language)

        return " ".join(
            [say(_("This step cannot be taken yet.")), *(say(entry) for entry in self.missing)]
        )

    def __str__(self) -> str:
        return self.words()
