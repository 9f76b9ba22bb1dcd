"""An item and its translations.

Plone stores each translation as an object of its own; people speak of one topic, one webinar. The
item is the translation group of plone.app.multilingual, and its id stands for any translation.
"""

from Acquisition import aq_base
from plone import api
from plone.app.multilingual.interfaces import ITG
from plone.app.multilingual.interfaces import ITranslationManager
from plone.base.interfaces import ILanguage
from typing import Any

#: The types that follow the chain proposed → adopted → scheduled → held → archived.
CHAIN_TYPES = ("Topic", "Proposal", "Webinar")
#: The types of this package.
TYPES = ("Programme", *CHAIN_TYPES, "Question")


def item_id(obj: Any) -> str | None:
    """The id of the item of which `obj` is a translation (a hex string), or None outside of one."""
    if obj is None or getattr(aq_base(obj), "portal_type", None) is None:
        return None
    return ITG(obj, None)


def language_of(obj: Any) -> str:
    """The content's language code, one of `ar zh en fr ru es` on a site in the six languages."""
    return ILanguage(obj).get_language()


def translations(obj: Any) -> dict[str, Any]:
    """All translations of an item by language code, `obj` itself included.

    Read without permission checks: for the rooms, never to be shown as it is.
    """
    found: dict[str, Any] = {}
    if item_id(obj) is not None:
        found.update(ITranslationManager(obj).get_translations())
    found[language_of(obj)] = obj
    return found


def siblings(obj: Any) -> list[Any]:
    """The other translations of an item, in no particular order."""
    own = aq_base(obj)
    return [other for other in translations(obj).values() if aq_base(other) is not own]


def item_id_of_uid(uid: str) -> str | None:
    """The item behind the UID of any of its translations, or None for an unknown UID."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brains[0].TranslationGroup if brains else None


def members(item: str) -> list[Any]:
    """All translations of the item with this id, without permission checks."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(TranslationGroup=item)
    return [brain._unrestrictedGetObject() for brain in brains]


def in_language(obj: Any, language: str) -> Any:
    """The translation in `language`, or `obj` itself where there is none."""
    return translations(obj).get(language, obj)


def link(versions: dict[str, Any]) -> None:
    """Make these objects, by language code, translations of one another; linked ones stay so."""
    first = versions.get("en") or next(iter(versions.values()), None)
    if first is None:
        return
    known = translations(first)
    for language, version in versions.items():
        if language not in known:
            ITranslationManager(first).register_translation(language, version)
            version.reindexObject()
