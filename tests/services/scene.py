"""The layer of a site whose call is open, built once for all tests of the services."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.testing import PloneSandboxLayer
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_PASSWORD
from Products.CMFCore.indexing import processQueue
from typing import Any
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.testing import FIXTURE
from zope.interface import alsoProvides

PASSWORD = TEST_USER_PASSWORD
USERS = {
    "secretary": ("secretariat",),
    "african": ("coordinators-african",),
    "grulac": ("coordinators-grulac",),
    "both": ("coordinators-african", "coordinators-grulac"),
    "member": (),
    "manager": ("Administrators",),
}


def open_call(hub: Any, year: int = 2027) -> Any:
    """A programme whose call is open, with one topic."""
    programme = api.content.create(hub, "Programme", year=year, title=f"Programme {year}")
    api.content.create(
        programme,
        "Topic",
        id="topic",
        title="Trademarks for small firms",
        objectives=["Know when to register"],
        audiences={"smes"},
        webinar_languages={"en"},
    )
    programme.call_opens = datetime.now(UTC) - timedelta(days=1)
    programme.call_closes = datetime.now(UTC) + timedelta(days=30)
    api.content.transition(programme, "open_call")
    return programme


class OpenCall(PloneSandboxLayer):
    """Accounts as in `USERS`, the call of 2027 open."""

    defaultBases = (FIXTURE,)

    def setUpPloneSite(self, portal: Any) -> None:
        alsoProvides(portal.REQUEST, IPloneAppMultilingualInstalled, IWipoWebinarsLayer)
        setRoles(portal, TEST_USER_ID, ["Manager"])
        for name, groups in USERS.items():
            api.user.create(f"{name}@example.org", name, PASSWORD)
            for group in groups:
                api.group.add_user(groupname=group, username=name)
        open_call(portal["en"]["webinars"])
        processQueue()


OPEN_CALL = OpenCall()
