"""Which language version stands for an item in each hub, so that a list has every item once (R10).

The choice looks at all translations of an item, so it is made when one of them changes and kept on
each of them: an indexer that asked the catalog for the others would re-enter the indexing queue.
"""

from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import datetime
from plone.app.contenttypes.interfaces import IFile
from typing import Any
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import language_of
from wipo.webinars.content.items import siblings
from wipo.webinars.content.question import IQuestion
from wipo.webinars.content.records import peek
from wipo.webinars.content.webinar import IWebinar
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.visibility import is_released
from wipo.webinars.vocabularies.terms import LANGUAGES

#: The attribute on each translation that keeps what the catalog needs to know of the whole item.
FACTS = "listing_facts"


def shown_in(released: Mapping[str, bool], original: str) -> dict[str, tuple[str, ...]]:
    """In which hubs each version of an item stands for it.

    :param released: language code → whether that version is released.
    :param original: the language in which the item was first written.
    :returns: for each version, the languages of the hubs that show it. A hub shows the released
        version in its own language; else the original, when released; else the first released in
        the order of `LANGUAGES`. While none is released, the original stands for the item
        everywhere (only the Secretariat may see it). So every hub shows exactly one version.
    """
    order = [code for code in LANGUAGES if code in released]
    order += sorted(code for code in released if code not in LANGUAGES)
    open_to_all = [code for code in order if released[code]]
    candidates = open_to_all or order
    fallback = original if original in candidates else candidates[0]
    shown: dict[str, list[str]] = {code: [] for code in released}
    for hub in LANGUAGES:
        shown[hub if hub in open_to_all else fallback].append(hub)
    return {code: tuple(hubs) for code, hubs in shown.items()}


def milliseconds(moment: datetime) -> int:
    """A moment as the lists sort it: milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def created(obj: Any) -> int:
    """When this version was made, in milliseconds since 1970."""
    return int(float(obj.created()) * 1000)


def facts(versions: list[Any]) -> dict[str, dict[str, Any]]:
    """What lists need to know of an item beyond one version's own fields.

    :param versions: all translations of one item.
    :returns: by language: `shown_in` (tuple of hub languages), `created` (milliseconds since 1970:
        when a proposal was received, else when the item was made), `slides` and `answers` (how
        many the released versions hold).
    """
    by_language = {language_of(version): version for version in versions}
    first = min(by_language.values(), key=created)
    received = peek("received", item_id(first))
    shared = {
        "created": milliseconds(received["received"]) if received else created(first),
        "slides": sum(_slides(version) for version in versions if is_released(version)),
        "answers": sum(_answers(version) for version in versions if is_released(version)),
    }
    shown = shown_in(
        {code: is_released(version) for code, version in by_language.items()}, language_of(first)
    )
    return {code: {**shared, "shown_in": shown[code]} for code in by_language}


def _slides(webinar: Any) -> int:
    if not IWebinar.providedBy(webinar):
        return 0
    return sum(1 for child in webinar.objectValues() if IFile.providedBy(child))


def _answers(webinar: Any) -> int:
    if not IWebinar.providedBy(webinar):
        return 0
    return sum(
        1
        for child in webinar.objectValues()
        if IQuestion.providedBy(child)
        and state_of(child) == "published"
        and getattr(getattr(aq_base(child), "answer", None), "raw", None)
    )


def represent(versions: Iterable[Any]) -> None:
    """Keep the facts on all translations of one item; the catalog hears of those that changed."""
    found = list(versions)
    if not found:
        return
    by_language = facts(found)
    for version in found:
        new = by_language[language_of(version)]
        if getattr(aq_base(version), FACTS, None) != new:
            setattr(version, FACTS, new)
            version.reindexObject(idxs=["webinar_shown_in", "webinar_sort"])


def represent_item(obj: Any) -> None:
    """`represent` for the item of which `obj` is a translation."""
    represent([obj, *siblings(obj)])
