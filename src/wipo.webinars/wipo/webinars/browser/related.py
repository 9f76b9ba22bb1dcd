"""What an item is linked with, as the current visitor may see it (R4.iii, R10).

Relations are read by item, whatever translation they were made on, and then asked for in the
catalog as the visitor: each item once, in the page's language where it exists and is visible,
otherwise in its own. What the visitor may not see is not there, not even as a number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from plone import api
from Products.CMFCore.utils import getToolByName
from typing import Any
from wipo.webinars.content.gradation import targets
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import translations
from wipo.webinars.vocabularies.terms import direction
from zc.relation.interfaces import ICatalog
from zope.component import getUtility
from zope.intid.interfaces import IIntIds


@dataclass(frozen=True)
class Entry:
    """One visible item: enough to draw a link to it.

    `sessions`: how many webinars a proposal asks for; 1 for anything else.
    """

    item: str
    portal_type: str
    url: str
    title: str
    description: str
    language: str
    review_state: str
    sessions: int

    @property
    def direction(self) -> str:
        """The value of `dir` for its texts."""
        return direction(self.language)


def entries(
    items: Iterable[str | None],
    language: str,
    portal_types: tuple[str, ...] = CHAIN_TYPES,
) -> list[Entry]:
    """The visible ones among the items with these ids, in the order given."""
    wanted = [item for item in dict.fromkeys(items) if item]
    if not wanted:
        return []
    found = visible(language, TranslationGroup=wanted, portal_type=list(portal_types))
    by_item = {entry.item: entry for entry in found}
    return [by_item[item] for item in wanted if item in by_item]


def visible_brains(language: str, **query: Any) -> list[Any]:
    """The records that the catalog finds for the current visitor, each item once, oldest first."""
    catalog = api.portal.get_tool("portal_catalog")
    chosen: dict[str, Any] = {}
    for brain in catalog.searchResults(sort_on="created", **query):
        item = brain.TranslationGroup or brain.UID
        if item not in chosen or brain.Language == language:
            chosen[item] = brain
    return list(chosen.values())


def visible(language: str, **query: Any) -> list[Entry]:
    """The items that a catalog query finds for the current visitor, each once, oldest first."""
    return [
        Entry(
            item=brain.TranslationGroup or brain.UID,
            portal_type=brain.portal_type,
            url=brain.getURL(),
            title=brain.Title,
            description=brain.Description,
            language=brain.Language,
            review_state=brain.review_state,
            sessions=brain.webinar_row["sessions"] or 1,
        )
        for brain in visible_brains(language, **query)
    ]


def builds_on(obj: Any) -> list[str | None]:
    """The items on which `obj` builds."""
    return [item_id(target) for target in targets(getattr(obj, "builds_on", None))]


def built_upon_by(obj: Any) -> list[str | None]:
    """The items that build on `obj`, in any of its translations."""
    return _pointing_at(obj, "builds_on")


def answers_to(topic: Any) -> list[str | None]:
    """The proposals that take up a topic."""
    return _pointing_at(topic, "responds_to")


def merged_here(obj: Any) -> list[str | None]:
    """The topics and proposals that were merged into `obj`, once that has been decided."""
    return _pointing_at(obj, "merged_into", state="archived")


def _pointing_at(obj: Any, attribute: str, state: str | None = None) -> list[str | None]:
    relations = getUtility(ICatalog)
    intids = getUtility(IIntIds)
    workflow = getToolByName(obj, "portal_workflow")
    found: dict[str | None, None] = {}
    for version in translations(obj).values():
        number = intids.queryId(version)
        if number is None:
            continue
        for relation in relations.findRelations({"to_id": number, "from_attribute": attribute}):
            source = relation.from_object
            if source is None:
                continue
            if state is None or workflow.getInfoFor(source, "review_state", None) == state:
                found[item_id(source)] = None
    return list(found)


def webinars_from(obj: Any, language: str) -> list[Entry]:
    """The visible webinars that come from a topic or proposal."""
    return visible(language, portal_type="Webinar", webinar_origins=item_id(obj))
