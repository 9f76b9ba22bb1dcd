"""What Plone's toolbar offers to whom on hubs and items."""

from collections.abc import Callable
from datetime import date
from plone import api
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from typing import Any
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.submission import submit
from zope.browsermenu.interfaces import IBrowserMenu
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.globalrequest import setRequest
from zope.interface import alsoProvides

import pytest

YEAR = date.today().year
SECRETARIAT = "editor"
COORDINATOR = "coordinator-african"

Menus = dict[str, list[str]]


@pytest.fixture
def hub(scene: Any) -> Any:
    """The English hub."""
    return scene["portal"]["en"]["webinars"]


@pytest.fixture
def coming(hub: Any) -> Any:
    """The programme with its call open."""
    return hub[str(YEAR + 1)]


@pytest.fixture
def offered(scene: Any) -> Callable[[str, Any], Menus]:
    """`offered(user, item)`: the ids of the entries, by menu; those of the bar under `views`."""

    def offered(user: str, item: Any) -> Menus:
        request = scene["portal"].REQUEST.clone()
        alsoProvides(request, IWipoWebinarsLayer, IPloneAppMultilingualInstalled)
        setRequest(request)
        try:
            with api.env.adopt_user(user):
                menu = getUtility(IBrowserMenu, name="plone_contentmenu")
                found = {
                    entry["extra"]["id"].removeprefix("plone-contentmenu-"): [
                        sub["extra"]["id"].removeprefix("plone-contentmenu-actions-")
                        for sub in entry["submenu"] or ()
                    ]
                    for entry in menu.getMenuItems(item, request)
                }
                state = getMultiAdapter((item, request), name="plone_context_state")
                views = [action["id"] for action in state.actions("object")]
        finally:
            setRequest(scene["portal"].REQUEST)
        return {**found, "views": views}

    return offered


def test_hub_keeps_its_page(hub: Any, offered: Any) -> None:
    menus = offered(SECRETARIAT, hub)
    assert "display" not in menus
    assert "ical_import_enable" not in menus["actions"]
    assert "programme" in menus["factories"]


def test_programme_keeps_its_address(coming: Any, offered: Any) -> None:
    menus = offered(SECRETARIAT, coming)
    assert "display" not in menus
    assert not {"rename", "cut", "copy", "ical_import_enable", "delete"} & set(menus["actions"])


def test_programme_in_preparation_can_be_deleted(coming: Any, offered: Any) -> None:
    place(coming, "preparation")
    assert "delete" in offered(SECRETARIAT, coming)["actions"]


def test_only_those_who_submit_add_proposals(coming: Any, offered: Any) -> None:
    assert offered(SECRETARIAT, coming)["factories"] == ["topic", "webinar"]
    api.group.add_user(groupname="coordinators-african", username=SECRETARIAT)
    assert offered(SECRETARIAT, coming)["factories"] == ["proposal", "topic", "webinar"]


@pytest.mark.parametrize("state", ["call", "consultation", "published", "reported"])
def test_drafts_can_be_deleted_in_every_state_of_the_programme(
    coming: Any, offered: Any, state: str
) -> None:
    place(coming, state)
    place(coming["topic"], "proposed")
    assert offered(SECRETARIAT, coming["topic"])["actions"].count("delete") == 1
    assert offered(SECRETARIAT, coming["draft"])["actions"].count("delete") == 1
    assert "delete" not in offered(SECRETARIAT, coming["proposal"])["actions"]
    assert "delete" not in offered(SECRETARIAT, coming)["actions"]


def test_what_is_on_the_list_cannot_be_deleted(coming: Any, offered: Any) -> None:
    place(coming["draft"], "scheduled")
    assert "delete" not in offered(SECRETARIAT, coming["draft"])["actions"]


def test_coordinator_on_the_own_proposal(coming: Any, offered: Any) -> None:
    with api.env.adopt_user(COORDINATOR):
        proposal = submit(
            coming,
            {
                "title": "Protect a place name",
                "objectives": ["Know what an indication protects"],
                "audiences": {"smes"},
                "webinar_languages": {"fr"},
                "themes": ["What is protected"],
                "contact_name": "A Person",
                "contact_email": "person@example.org",
            },
        )
        assert api.user.has_permission("Modify portal content", obj=proposal)
    menus = offered(COORDINATOR, proposal)
    assert not {"actions", "multilingual", "factories", "display"} & set(menus)
    assert "local_roles" not in menus["views"]
    assert "edit" in menus["views"]


def test_secretariat_translates_a_proposal(coming: Any, offered: Any) -> None:
    assert "multilingual" in offered(SECRETARIAT, coming["proposal"])
