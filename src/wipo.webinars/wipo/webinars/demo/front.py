"""The way in: the hubs with their texts, and the front page of each language leading to its hub."""

from collections.abc import Mapping
from plone import api
from wipo.webinars.lifecycle.hubs import ensure_hubs
from wipo.webinars.lifecycle.hubs import language_folders
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

#: The view that leads from the front page of a language to its hub (browser/front.py).
LAYOUT = "to-hub"


def lead_to_hubs(texts: Mapping[str, Mapping[str, str]]) -> None:
    """Give the hubs their title and description, and lead visitors of `/<lang>` to them.

    :param texts: `title` and `description` by language.
    """
    hubs = ensure_hubs()
    for language, hub in hubs.items():
        changed = {
            name: value
            for name, value in texts.get(language, {}).items()
            if getattr(hub, name) != value
        }
        for name, value in changed.items():
            setattr(hub, name, value)
        if changed:
            notify(ObjectModifiedEvent(hub))
    for language, folder in language_folders().items():
        if language in hubs and folder.getProperty("layout") != LAYOUT:
            folder.setLayout(LAYOUT)
    # It would be a second entry of the navigation that leads to the hub.
    home = api.portal.get_tool("portal_actions").portal_tabs.index_html
    if home.visible:
        home.visible = False
