"""The frame around our pages: the name of the site, its languages, the window title, columns.

Stock Plone shows its own logo, and language links whose own language is not marked.
"""

from functools import cached_property
from plone import api
from plone.app.layout.viewlets.common import LogoViewlet
from plone.app.layout.viewlets.common import TitleViewlet
from plone.app.multilingual.browser.selector import LanguageSelectorViewlet
from typing import Any
from wipo.webinars.interfaces import IHub
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.lifecycle.hubs import HUB_ID
from wipo.webinars.lifecycle.hubs import TITLE
from wipo.webinars.vocabularies import terms


def whole_width(event: Any) -> None:
    """Pages in a hub take the whole width: links lead on, not a navigation portlet."""
    request = event.request
    if not IWipoWebinarsLayer.providedBy(request):
        return
    if any(IHub.providedBy(parent) for parent in request.get("PARENTS", ())):
        for column in ("left", "right"):
            request.set(f"disable_plone.{column}column", True)


class Brand(LogoViewlet):
    """The name of the site in words, as long as nobody uploaded a logo."""

    @property
    def has_logo(self) -> bool:
        """Whether the site has a logo of its own."""
        return bool(api.portal.get_registry_record("plone.site_logo", default=None))

    @property
    def name(self) -> Any:
        """What the site is called."""
        return TITLE

    @property
    def home(self) -> str:
        """The hub in the language of the page; the top of the site where there is none."""
        if HUB_ID in self.portal_state.navigation_root():
            return f"{self.navigation_root_url}/{HUB_ID}"
        return self.navigation_root_url


class Languages(LanguageSelectorViewlet):
    """The languages by their own names, each marked as such for a screen reader."""

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """The languages of the site: `code`, `name`, `direction`, `url`, `selected`."""
        return [
            {
                "code": entry["code"],
                "name": terms.native_name(entry["code"]),
                "direction": terms.direction(entry["code"]),
                "url": entry["url"],
                "selected": entry["selected"],
            }
            for entry in self.languages()
        ]


class WindowTitle(TitleViewlet):
    """The page's title and the name of the site, instead of the language folder's."""

    def update(self) -> None:
        """Set `site_title`."""
        super().update()
        name = api.portal.translate(TITLE)
        title = self.page_title
        self.site_title = title if title == name else f"{title}{self.sep}{name}"
