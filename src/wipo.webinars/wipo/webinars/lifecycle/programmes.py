"""A programme exists in every language of the hub, and is published in one act."""

from Acquisition import aq_base
from Acquisition import aq_parent
from plone.app.multilingual.interfaces import ITranslationManager
from plone.base.interfaces import ILanguage
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import siblings
from wipo.webinars.content.items import translations
from wipo.webinars.content.programme import programmes_in
from wipo.webinars.interfaces import IHub
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.states import state_of
from zope.i18n import translate


def title_for(year: int, language: str) -> str:
    """The usual title of a year's programme, in one of the six languages."""
    message = _(
        "programme_title",
        default="Programme of webinars ${year}",
        mapping={"year": str(year)},
    )
    return translate(message, target_language=language)


def complete(programme: Any) -> None:
    """Make the programme's versions in the hub's other languages, where they are not there yet.

    They carry the usual title and are released: there is nothing in them to be translated first.
    """
    hub = aq_parent(programme)
    if not IHub.providedBy(hub) or getattr(aq_base(programme), "_v_version_of_programme", False):
        return
    existing = translations(programme)
    for language, other in translations(hub).items():
        if language in existing or programmes_in(other, programme.year):
            continue
        version = createContent(
            "Programme",
            id=str(programme.year),
            title=title_for(programme.year, language),
            year=programme.year,
            capacity=programme.capacity,
            capacity_note=programme.capacity_note,
            released=programme.released,
        )
        version._v_version_of_programme = True
        version = addContentToContainer(other, version, checkConstraints=False)
        ILanguage(version).set_language(language)
        ITranslationManager(programme).register_translation(language, version)
        version.reindexObject()
        existing[language] = version


def publish(programme: Any) -> None:
    """What publishing the list brings about (R9, R10), in one act.

    The drafts are adopted, and what they come from follows. What the list does not take is archived
    with the outcome `merged` where it was merged, `not-retained` otherwise, and a public reason.
    """
    children = {
        item_id(child): child
        for version in (programme, *siblings(programme))
        for child in version.objectValues()
        if item_id(child)
    }
    for child in children.values():
        if child.portal_type == "Webinar" and state_of(child) == "proposed":
            place(child, "adopted", action="adopt")
    for child in children.values():
        origin = child.portal_type in ("Topic", "Proposal")
        taken = bool(getattr(aq_base(child), "webinar_items", ()))
        if origin and not taken and state_of(child) in ("proposed", "adopted"):
            _turn_down(child, programme)


def _turn_down(origin: Any, programme: Any) -> None:
    outcome = "merged" if origin.outcome == "merged" else "not-retained"
    note = _(
        "not_retained_note",
        default=("Not retained for the programme of ${year}. It remains a source for later years."),
        mapping={"year": str(programme.year)},
    )
    explained = any(
        (version.decision_note or "").strip() for version in translations(origin).values()
    )
    for language, version in translations(origin).items():
        version.outcome = outcome
        if outcome == "not-retained" and not explained:
            version.decision_note = translate(note, target_language=language)
    place(origin, "archived", action="archive")
