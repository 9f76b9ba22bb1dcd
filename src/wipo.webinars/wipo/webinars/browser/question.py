"""The page of a Question: what was asked at a webinar, and the answer (R20)."""

from Acquisition import aq_parent
from functools import cached_property
from plone import api
from typing import Any
from wipo.webinars.browser.page import ItemPage
from wipo.webinars.vocabularies import terms


class QuestionPage(ItemPage):
    """A question in its asker's language."""

    @cached_property
    def webinar(self) -> Any:
        """The webinar at which it was asked, if the visitor may see it; else None."""
        webinar = aq_parent(self.context)
        if getattr(webinar, "portal_type", None) != "Webinar":
            return None
        return webinar if api.user.has_permission("View", obj=webinar) else None

    @property
    def answer(self) -> str:
        """The answer, as markup; empty while there is none."""
        answer = self.context.answer
        return answer.output_relative_to(self.context) if answer else ""

    @property
    def state_title(self) -> str:
        """Whether it is published, in words."""
        return terms.title("question_states", self.state, self.language)
