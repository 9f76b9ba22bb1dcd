"""Plone's own way of adding a Proposal leads to the propose form: the rule has one door for people.

The Secretariat's `++addtranslation++` does not pass here: plone.app.multilingual asks for its own
view.
"""

from collections.abc import Mapping
from plone.dexterity.interfaces import IDexterityFTI
from Products.CMFCore.interfaces import IFolderish
from Products.Five import BrowserView
from typing import Any
from urllib.parse import urlencode
from wipo.webinars.forms.setup import PROPOSE_ID
from wipo.webinars.forms.vocabularies import hub_of
from wipo.webinars.interfaces import IWipoWebinarsLayer
from zExceptions import NotFound
from zope.component import adapter
from zope.interface import implementer
from zope.publisher.browser import BrowserPage
from zope.publisher.interfaces.browser import IBrowserPage


@implementer(IBrowserPage)
@adapter(IFolderish, IWipoWebinarsLayer, IDexterityFTI)
class AddProposal(BrowserView, BrowserPage):
    """`++add++Proposal`, wherever it is called in a hub."""

    def __init__(self, context: Any, request: Any, ti: Any) -> None:
        super().__init__(context, request)
        self.ti = ti

    def __call__(self) -> str:
        hub = hub_of(self.context)
        if hub is None or PROPOSE_ID not in hub:
            raise NotFound(self.ti.getId())
        return self.request.response.redirect(
            with_topic(hub[PROPOSE_ID].absolute_url(), self.request.form)
        )


def with_topic(url: str, query: Mapping[str, Any]) -> str:
    """`url` with the topic that a query names, as far as it is plain text."""
    topic = query.get("topic")
    return f"{url}?{urlencode({'topic': topic})}" if isinstance(topic, str) and topic else url
