"""The layer of a site with one item for each cell of the contract's tables, built once."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from itertools import product
from plone import api
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.testing import PloneSandboxLayer
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_PASSWORD
from plone.app.textfield import RichTextValue
from Products.CMFCore.indexing import processQueue
from typing import Any
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.lifecycle.states import place
from wipo.webinars.testing import FIXTURE
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.interface import alsoProvides
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

#: The six kinds of callers: a letter, the account and its group.
CALLERS = {
    "a": (None, None),  # nobody
    "m": ("member", None),
    "c": ("own-coordinator", "coordinators-african"),
    "o": ("other-coordinator", "coordinators-grulac"),
    "s": ("secretary", "secretariat"),
    "M": ("manager", "Administrators"),
}

PROGRAMME_STATES = ("preparation", "call", "consultation", "published", "reported")
STATES = ("proposed", "adopted", "scheduled", "held", "archived")


SUBJECT = {
    "objectives": ["One"],
    "audiences": {"smes"},
    "webinar_languages": {"fr"},
}


class Scene:
    """One item for each cell of the tables."""

    def __init__(self, portal: Any) -> None:
        self.hub = portal["en"]["webinars"]
        self.items: dict[tuple[str, str], Any] = {}
        for year, state in enumerate(PROGRAMME_STATES, start=2031):
            self._programme(year, state)
        self._chain()
        self._questions()

    def _programme(self, year: int, state: str) -> None:
        programme = api.content.create(
            self.hub,
            "Programme",
            year=year,
            title=f"P{year}",
            call_opens=datetime.now(UTC) - timedelta(days=9),
            call_closes=datetime.now(UTC) + timedelta(days=9),
        )
        self.items["Programme", state] = programme
        name = f"Topic in {state}" if state != "published" else "Topic"
        self.items[name, "proposed"] = self._add(programme, "Topic")
        if state == "preparation":
            withdrawn = self._add(programme, "Topic")
            api.content.transition(withdrawn, "withdraw")
            self.items[name, "withdrawn"] = withdrawn
        elif state == "call":
            self.items["Proposal in call", "proposed"] = self._add(programme, "Proposal")
        place(programme, state)

    def _add(self, programme: Any, kind: str, **values: Any) -> Any:
        more = {"regional_group": "african", "themes": ["One"]} if kind == "Proposal" else {}
        return api.content.create(programme, kind, title=f"A {kind}", **SUBJECT, **more, **values)

    def _chain(self) -> None:
        programme = self.items["Programme", "published"]
        for kind, state in product(("Topic", "Proposal"), STATES):
            if (kind, state) not in self.items:
                origin = self._add(programme, kind, outcome=None)
                origin.outcome = "not-retained" if state == "archived" else None
                place(origin, state)
                self.items[kind, state] = origin
        for state in STATES:
            self.items["Webinar", state] = self._webinar(state)
        self.items["Webinar", "withdrawn draft"] = self._webinar("proposed")
        self.items["Webinar", "withdrawn later"] = self._webinar("adopted")
        for name in ("withdrawn draft", "withdrawn later"):
            api.content.transition(self.items["Webinar", name], "withdraw")
        for kind in ("Topic", "Proposal", "Webinar"):
            state = "adopted" if kind == "Webinar" else "proposed"
            hidden = self._webinar(state) if kind == "Webinar" else self._add(programme, kind)
            hidden.released = datetime.now(UTC) + timedelta(days=1)
            notify(ObjectModifiedEvent(hidden))
            self.items[f"{kind} unreleased", state] = hidden

    def _webinar(self, state: str) -> Any:
        start = datetime.now(UTC) - timedelta(hours=2)
        webinar = self._add(
            self.items["Programme", "published"],
            "Webinar",
            start=start,
            end=start + timedelta(hours=1),
            timezone="Europe/Zurich",
            recording_url="https://example.org/video",
            summary=RichTextValue("<p>Said</p>", "text/html", "text/x-html-safe"),
        )
        api.content.create(webinar, "File", title="Slides")
        webinar.outcome = "completed" if state == "archived" else None
        place(webinar, state)
        return webinar

    def _questions(self) -> None:
        for state in ("pending", "published", "rejected"):
            question = api.content.create(
                self.items["Webinar", "scheduled"], "Question", title="A Question", question="?"
            )
            place(question, state)
            self.items["Question", state] = question

    def lead_to_all(self) -> Any:
        """A public proposal that builds on every item that can be built on."""
        hub = self._add(self.items["Programme", "published"], "Proposal")
        intids = getUtility(IIntIds)
        hub.builds_on = [
            RelationValue(intids.getId(item))
            for item in self.items.values()
            if item.portal_type in ("Topic", "Proposal", "Webinar")
        ]
        notify(ObjectModifiedEvent(hub))
        return hub


class Matrix(PloneSandboxLayer):
    """The scene, and an account for each caller.

    `cells`: the path of the item of each cell; `leading`: that of a proposal that builds on all.
    """

    defaultBases = (FIXTURE,)

    def setUpPloneSite(self, portal: Any) -> None:
        alsoProvides(portal.REQUEST, IPloneAppMultilingualInstalled, IWipoWebinarsLayer)
        setRoles(portal, TEST_USER_ID, ["Manager"])
        for name, group in CALLERS.values():
            if name:
                api.user.create(f"{name}@example.org", name, TEST_USER_PASSWORD)
            if group:
                api.group.add_user(groupname=group, username=name)
        scene = Scene(portal)
        self["cells"] = {
            cell: "/".join(item.getPhysicalPath()) for cell, item in scene.items.items()
        }
        self["leading"] = "/".join(scene.lead_to_all().getPhysicalPath())
        processQueue()


MATRIX = Matrix()
