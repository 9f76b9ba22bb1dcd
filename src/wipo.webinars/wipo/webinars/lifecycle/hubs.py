"""The hubs: one folder `webinars` in each language, translations of one another (R10)."""

from plone import api
from plone.app.multilingual.interfaces import ILanguageRootFolder
from plone.base.interfaces import ILanguage
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import link
from wipo.webinars.interfaces import IHub
from zope.event import notify
from zope.i18n import translate
from zope.interface import alsoProvides

HUB_ID = "webinars"
LAYOUT = "hub"
TITLE = _("Webinars on technical assistance")
DESCRIPTION = _(
    "hub_description",
    default=(
        "Webinars that the Secretariat holds with and for the member states: what was held, what "
        "is scheduled, and what is under consideration."
    ),
)


class HubsEnsured:
    """The hubs of the site's languages are there; `hubs` has them by language code."""

    def __init__(self, hubs: dict[str, Any]) -> None:
        self.hubs = hubs


def language_folders() -> dict[str, Any]:
    """The site's language root folders by language code; empty on a site in one language."""
    portal = api.portal.get()
    return {
        ILanguage(folder).get_language(): folder
        for folder in portal.objectValues()
        if ILanguageRootFolder.providedBy(folder)
    }


def hubs() -> dict[str, Any]:
    """The hubs by language code."""
    return {
        language: folder[HUB_ID]
        for language, folder in language_folders().items()
        if HUB_ID in folder and IHub.providedBy(folder[HUB_ID])
    }


def ensure_hubs() -> dict[str, Any]:
    """Make the hub of each language of the site that has none, and link them as translations.

    :returns: the hubs by language code.
    """
    for language, folder in language_folders().items():
        if HUB_ID not in folder:
            hub = createContent(
                "Folder",
                id=HUB_ID,
                title=translate(TITLE, target_language=language),
                description=translate(DESCRIPTION, target_language=language),
            )
            hub = addContentToContainer(folder, hub, checkConstraints=False)
            ILanguage(hub).set_language(language)
        hub = folder[HUB_ID]
        if not IHub.providedBy(hub):
            _make_hub(hub)
    link(hubs())
    notify(HubsEnsured(hubs()))
    return hubs()


def _make_hub(hub: Any) -> None:
    alsoProvides(hub, IHub)
    hub.setLayout(LAYOUT)
    constrain = ISelectableConstrainTypes(hub)
    constrain.setConstrainTypesMode(1)
    constrain.setLocallyAllowedTypes(["Programme", "EasyForm", "Document", "Image", "File"])
    constrain.setImmediatelyAddableTypes(["Programme"])
    hub.manage_permission(
        "wipo.webinars: Add Programme", ["Manager", "Secretariat", "Site Administrator"]
    )
    hub.manage_setLocalRoles("secretariat", ["Contributor", "Editor", "Reader", "Reviewer"])
    if api.content.get_state(hub, default="published") != "published":
        api.content.transition(hub, to_state="published")
    hub.reindexObject()
    hub.reindexObjectSecurity()
