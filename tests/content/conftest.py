"""A draft webinar, the topics that it can come from, and an editor at its form."""

from collections.abc import Callable
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.testing.zope import Browser
from typing import Any

import pytest
import transaction

PASSWORD = "A-long-secret-1"
SUBJECT = {"objectives": ["One"], "audiences": {"smes"}, "webinar_languages": {"fr"}}


@pytest.fixture()
def site(functional: Any) -> Any:
    """The portal; a Manager is signed in, and `editor` is of the Secretariat."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.user.create(username="editor", email="editor@example.org", password=PASSWORD)
    api.group.add_user(groupname="secretariat", username="editor")
    return portal


@pytest.fixture()
def programme(site: Any) -> Any:
    """The programme of 2027 in English, in preparation."""
    return api.content.create(
        site["en"]["webinars"], "Programme", year=2027, title="Programme 2027"
    )


@pytest.fixture()
def topics(programme: Any) -> list[Any]:
    """Two topics in English."""
    return [
        api.content.create(programme, "Topic", title=title, **SUBJECT)
        for title in ("Trademarks", "Patents")
    ]


@pytest.fixture()
def webinar(programme: Any, topics: list[Any]) -> Any:
    """A draft webinar that comes from nothing yet."""
    return api.content.create(programme, "Webinar", title="A webinar", **SUBJECT)


@pytest.fixture()
def edit(functional: Any) -> Callable[[Any], Browser]:
    """`edit(obj)`: a browser of the editor, without script, on the edit form of `obj`."""

    def edit(obj: Any) -> Browser:
        transaction.commit()
        browser = Browser(functional["app"])
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic editor:{PASSWORD}")
        browser.open(f"{obj.absolute_url()}/edit")
        return browser

    return edit
