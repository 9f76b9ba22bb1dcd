"""What the words of a search are looked for in: the public text of an item, and nothing else."""

from Acquisition import aq_base
from lxml.html import fromstring
from plone.app.dexterity.textindexer.interfaces import IDynamicTextIndexExtender
from plone.app.textfield.interfaces import IRichTextValue
from typing import Any
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.lifecycle.states import state_of
from zope.component import adapter
from zope.interface import implementer

#: Never here: contacts, costs, links to the platform.
PUBLIC_TEXT = (
    "title",
    "description",
    "objectives",
    "relevance",
    "audience_note",
    "themes",
    "partners",
    "summary",
    "capacity_note",
    "question",
    "answer",
)


def plain(value: Any) -> str:
    """A field's value as words: lines joined, markup dropped."""
    if IRichTextValue.providedBy(value):
        source = (value.raw or "").strip()
        return " ".join(fromstring(source).itertext()) if source else ""
    if isinstance(value, (list, tuple)):
        return " ".join(str(line) for line in value)
    return value if isinstance(value, str) else ""


@implementer(IDynamicTextIndexExtender)
@adapter(IItem)
class PublicText:
    """The public words of an item in one language, for `SearchableText`."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def __call__(self) -> str:
        names = list(PUBLIC_TEXT)
        # Before the list is published the reason of a decision is the Secretariat's own note.
        if state_of(self.context) == "archived":
            names.append("decision_note")
        base = aq_base(self.context)
        return " ".join(filter(None, (plain(getattr(base, name, None)) for name in names)))
