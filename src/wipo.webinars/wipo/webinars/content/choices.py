"""Vocabularies that need content or combine controlled terms."""

from plone import api
from typing import Any
from wipo.webinars import _
from wipo.webinars.vocabularies.factories import sort_key
from wipo.webinars.vocabularies.terms import request_language
from wipo.webinars.vocabularies.terms import title
from wipo.webinars.vocabularies.terms import tokens
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@implementer(IVocabularyFactory)
class ResponsibleVocabulary:
    """Who promotes: the Secretariat or a member state (R18)."""

    def __call__(self, context: Any) -> SimpleVocabulary:
        terms = [SimpleTerm("secretariat", "secretariat", _("Secretariat"))]
        language = request_language()
        names = {token: title("member_states", token) for token in tokens("member_states")}
        terms += [
            SimpleTerm(token, token, name)
            for token, name in sorted(names.items(), key=lambda entry: sort_key(entry[1], language))
        ]
        return SimpleVocabulary(terms)


@implementer(IVocabularyFactory)
class WebinarOutcomesVocabulary:
    """What becomes of a webinar: completed or withdrawn."""

    def __call__(self, context: Any) -> SimpleVocabulary:
        return SimpleVocabulary(
            [
                SimpleTerm(token, token, title("outcomes", token))
                for token in ("completed", "withdrawn")
            ]
        )


class OriginTerms(SimpleVocabulary):
    """The topics and proposals, each once; the UID of any of their translations is a value too.

    A webinar keeps the UID of the translation that was chosen, in whatever language its form was;
    every form says the item's title in its own language.
    """

    def __init__(self, by_item: dict[str, Any]) -> None:
        """`by_item`: item id → the brain of the version to show."""
        super().__init__(
            [SimpleTerm(brain.UID, brain.UID, brain.Title) for brain in by_item.values()]
        )
        self._titles = {item: brain.Title for item, brain in by_item.items()}

    def __contains__(self, value: Any) -> bool:
        if super().__contains__(value):
            return True
        return isinstance(value, str) and self._term(value) is not None

    def getTerm(self, value: Any) -> SimpleTerm:
        try:
            return super().getTerm(value)
        except LookupError:
            term = self._term(value) if isinstance(value, str) else None
            if term is None:
                raise
            return term

    def getTermByToken(self, token: str) -> SimpleTerm:
        try:
            return super().getTermByToken(token)
        except LookupError:
            term = self._term(token)
            if term is None:
                raise
            return term

    def _term(self, uid: str) -> SimpleTerm | None:
        catalog = api.portal.get_tool("portal_catalog")
        brains = catalog.searchResults(UID=uid, portal_type=["Topic", "Proposal"])
        if not brains:
            return None
        shown = self._titles.get(brains[0].TranslationGroup, brains[0].Title)
        return SimpleTerm(uid, uid, shown)


@implementer(IVocabularyFactory)
class OriginsVocabulary:
    """Topics and proposals that a webinar can carry out, newest first, each item once."""

    def __call__(self, context: Any) -> OriginTerms:
        catalog = api.portal.get_tool("portal_catalog")
        language = api.portal.get_current_language()
        by_item: dict[str, Any] = {}
        for brain in catalog.searchResults(
            portal_type=["Topic", "Proposal"], sort_on="created", sort_order="descending"
        ):
            known = by_item.get(brain.TranslationGroup)
            if known is None or brain.Language == language:
                by_item[brain.TranslationGroup] = brain
        return OriginTerms(by_item)
