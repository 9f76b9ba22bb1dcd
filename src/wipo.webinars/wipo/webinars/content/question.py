"""Question: asked at a webinar, answered on its page (R20)."""

from plone.app.multilingual.dx.language import Language
from plone.app.textfield import RichText
from plone.dexterity.content import Item
from plone.supermodel import model
from wipo.webinars import _
from wipo.webinars.content.interfaces import IItem
from zope import schema
from zope.component import adapter
from zope.interface import implementer


class IQuestion(model.Schema):
    """A question and its answer, in the asker's language."""

    question = schema.Text(title=_("Question"), max_length=5000)
    answer = RichText(title=_("Answer"), required=False)


@implementer(IQuestion, IItem)
class Question(Item):
    """A question in one language: the asker's, whatever the language of the webinar."""


@adapter(IQuestion)
class AskersLanguage(Language):
    """The language in which a question was asked stays.

    plone.app.multilingual gives what is added the language of the place where it is put; that is
    right for a question only when it has none yet.
    """

    def set_language(self, language: str) -> None:
        if not self.context.language:
            super().set_language(language)
