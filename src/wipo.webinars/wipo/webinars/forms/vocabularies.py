"""What a proposal can choose among the content of the hub, each item once, in the form's language.

Only what the reader may see, and from the catalog alone: a choice costs the same with ten webinars
and with ten thousand.
"""

from Acquisition import aq_chain
from collections.abc import Iterable
from plone import api
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import language_of
from wipo.webinars.content.items import translations
from wipo.webinars.interfaces import IHub
from wipo.webinars.lifecycle.submission import open_programme
from wipo.webinars.vocabularies import terms
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary

#: The token of the choice that stands for no area (contract: "none = outside the list").
OUTSIDE = "outside"

#: How many items a list offers at most. Any other that the reader may see is accepted by its UID.
MOST = 150


def hub_of(context: Any) -> Any:
    """The hub in which `context` stands, or None."""
    return next((parent for parent in aq_chain(context) if IHub.providedBy(parent)), None)


class ItemTerm(SimpleTerm):
    """An item to choose: the value is its UID, `language` that of its title."""

    def __init__(self, brain: Any) -> None:
        super().__init__(brain.UID, brain.UID, brain.Title)
        self.language = brain.Language
        self.item = brain.TranslationGroup


class ItemVocabulary(SimpleVocabulary):
    """Items listed, and beyond them any of the same kind that the reader may see, by UID."""

    def __init__(self, items: Iterable[ItemTerm], query: dict[str, Any], language: str) -> None:
        super().__init__(list(items))
        self.query = query
        self.language = language

    def getTermByToken(self, token: str) -> ItemTerm:
        try:
            return super().getTermByToken(token)
        except LookupError:
            found = self._find(token)
            if found is None:
                raise
            return found

    def getTerm(self, value: Any) -> ItemTerm:
        return self.getTermByToken(value)

    def __contains__(self, value: Any) -> bool:
        try:
            self.getTermByToken(value)
        except LookupError:
            return False
        return True

    def _find(self, uid: Any) -> ItemTerm | None:
        if not isinstance(uid, str) or not uid:
            return None
        catalog = api.portal.get_tool("portal_catalog")
        named = catalog.searchResults(UID=uid)
        if not named:
            return None
        versions = catalog.searchResults(TranslationGroup=named[0].TranslationGroup, **self.query)
        chosen = [brain for brain in versions if brain.Language == self.language]
        return ItemTerm((chosen or versions)[0]) if versions else None


def _items(query: dict[str, Any], language: str) -> ItemVocabulary:
    """Newest first; of an item with several versions the one in `language`."""
    catalog = api.portal.get_tool("portal_catalog")
    newest = {"sort_on": "created", "sort_order": "descending"}
    found: dict[str, ItemTerm] = {}
    for wanted in ({"Language": language}, {}):
        brains = catalog.searchResults(**query, **wanted, **newest, sort_limit=MOST * 2)
        for brain in brains[: MOST * 2]:
            if len(found) < MOST:
                found.setdefault(brain.TranslationGroup, ItemTerm(brain))
    return ItemVocabulary(found.values(), query, language)


@implementer(IVocabularyFactory)
class OpenTopics:
    """The topics of the programme whose call is open in this hub; empty without one."""

    def __call__(self, context: Any) -> SimpleVocabulary:
        hub = hub_of(context)
        programme = open_programme(hub) if hub is not None else None
        if programme is None:
            return SimpleVocabulary([])
        query = {
            "portal_type": "Topic",
            "review_state": ["proposed", "adopted"],
            "path": [
                "/".join(version.getPhysicalPath()) for version in translations(programme).values()
            ],
        }
        return _items(query, language_of(hub))


@implementer(IVocabularyFactory)
class BuildsOn:
    """What a proposal can build on: webinars held or scheduled, and topics."""

    def __call__(self, context: Any) -> SimpleVocabulary:
        hub = hub_of(context)
        if hub is None:
            return SimpleVocabulary([])
        return _items({"portal_type": ["Webinar", "Topic"]}, language_of(hub))


@provider(IVocabularyFactory)
def scope_or_outside(context: Any) -> SimpleVocabulary:
    """The five areas of the strategy, and a choice that says: none of these (R13)."""
    entries = [(token, terms.title("scope", token)) for token in terms.tokens("scope")]
    entries.append((OUTSIDE, _("A subject outside these areas")))
    return SimpleVocabulary([SimpleTerm(token, token, title) for token, title in entries])
