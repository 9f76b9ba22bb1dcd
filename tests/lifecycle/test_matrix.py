"""The two tables of the contract, cell by cell: who sees, and who changes, what in which state.

The tables are written down here anew; nothing of them is read from the workflows. Each cell is
tried through the page, REST, the catalog's search and a relation that leads to the item.
"""

from collections.abc import Iterator
from itertools import product
from layers import for_module
from lifecycle.scene import CALLERS
from lifecycle.scene import MATRIX
from lifecycle.scene import PROGRAMME_STATES
from lifecycle.scene import STATES
from lifecycle.scene import SUBJECT
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import TEST_USER_PASSWORD
from Products.CMFCore.WorkflowCore import WorkflowException
from typing import Any
from wipo.webinars.lifecycle.refusal import StepRefused
from wipo.webinars.lifecycle.states import state_of

import pytest
import requests
import transaction

matrix = for_module(MATRIX)

ALL, STAFF, CONSULTED = "amcosM", "sM", "cosM"

#: Who sees it (contract): (item of the scene, callers).
SEES = {
    ("Programme", "preparation"): STAFF,
    ("Programme", "call"): ALL,
    ("Programme", "consultation"): ALL,
    ("Programme", "published"): ALL,
    ("Programme", "reported"): ALL,
    # "proposed from call on, and later states"
    ("Topic in preparation", "proposed"): STAFF,
    ("Topic in preparation", "withdrawn"): STAFF,
    ("Topic in call", "proposed"): ALL,
    ("Topic in consultation", "proposed"): ALL,
    ("Topic", "proposed"): ALL,
    ("Topic", "adopted"): ALL,
    ("Topic", "scheduled"): ALL,
    ("Topic", "held"): ALL,
    ("Topic", "archived"): ALL,
    ("Proposal", "proposed"): ALL,
    ("Proposal", "adopted"): ALL,
    ("Proposal", "scheduled"): ALL,
    ("Proposal", "held"): ALL,
    ("Proposal", "archived"): ALL,
    ("Webinar", "proposed"): CONSULTED,
    ("Webinar", "adopted"): ALL,
    ("Webinar", "scheduled"): ALL,
    ("Webinar", "held"): ALL,
    ("Webinar", "archived"): ALL,
    ("Webinar", "withdrawn draft"): CONSULTED,
    ("Webinar", "withdrawn later"): ALL,
    ("Question", "pending"): STAFF,
    ("Question", "published"): ALL,
    ("Question", "rejected"): STAFF,
    # An unreleased version is the Secretariat's.
    ("Topic unreleased", "proposed"): STAFF,
    ("Proposal unreleased", "proposed"): STAFF,
    ("Webinar unreleased", "adopted"): STAFF,
}

#: Who edits it (contract): everything is the Secretariat's but a Proposal in the call.
EDITS = dict.fromkeys(SEES, STAFF) | {
    ("Proposal in call", "proposed"): "csM",
}

#: Who adds what to a programme in which state, by plone.restapi's POST.
ADDS = {
    **dict.fromkeys(product(("Topic", "Webinar"), PROGRAMME_STATES), STAFF),
    # By submission; not even the Secretariat submits for a group.
    **dict.fromkeys((("Proposal", state) for state in PROGRAMME_STATES), ""),
    ("Proposal", "call"): "co",
}

#: Who can take which step. What is not here, nobody can.
STEPS = {
    ("Programme", "preparation", "open_call"): STAFF,
    ("Programme", "call", "close_call"): STAFF,
    ("Programme", "call", "reopen_preparation"): STAFF,
    ("Programme", "consultation", "publish"): STAFF,
    ("Programme", "consultation", "reopen_call"): STAFF,
    ("Programme", "published", "report"): STAFF,
    ("Programme", "published", "reopen_consultation"): STAFF,
    ("Programme", "reported", "reopen_consultation"): STAFF,
    ("Topic", "proposed", "withdraw"): STAFF,
    ("Topic", "proposed", "archive"): STAFF,
    ("Topic", "adopted", "withdraw"): STAFF,
    ("Topic", "adopted", "archive"): STAFF,
    ("Topic", "archived", "reopen"): STAFF,
    ("Proposal", "proposed", "withdraw"): STAFF,
    ("Proposal", "proposed", "archive"): STAFF,
    ("Proposal", "adopted", "withdraw"): STAFF,
    ("Proposal", "adopted", "archive"): STAFF,
    ("Proposal", "archived", "reopen"): STAFF,
    ("Proposal in call", "proposed", "withdraw"): "csM",
    ("Proposal in call", "proposed", "archive"): STAFF,
    ("Webinar", "proposed", "adopt"): STAFF,
    ("Webinar", "proposed", "withdraw"): STAFF,
    ("Webinar", "adopted", "schedule"): STAFF,
    ("Webinar", "adopted", "reconsider"): STAFF,
    ("Webinar", "adopted", "withdraw"): STAFF,
    ("Webinar", "scheduled", "hold"): STAFF,
    ("Webinar", "scheduled", "postpone"): STAFF,
    ("Webinar", "scheduled", "withdraw"): STAFF,
    ("Webinar", "held", "archive"): STAFF,
    ("Webinar", "archived", "reopen"): STAFF,
    ("Question", "pending", "publish"): STAFF,
    ("Question", "pending", "reject"): STAFF,
    ("Question", "published", "retract"): STAFF,
    ("Question", "rejected", "publish"): STAFF,
    ("Question", "rejected", "retract"): STAFF,
}
TRANSITIONS = {
    "Programme": (
        *("open_call", "close_call", "publish", "report"),
        *("reopen_preparation", "reopen_call", "reopen_consultation"),
    ),
    "Question": ("publish", "reject", "retract"),
}
CHAIN_TRANSITIONS = (
    *("adopt", "schedule", "hold", "archive"),
    *("reconsider", "postpone", "reopen", "withdraw"),
)
LEADS_TO = {
    **{"open_call": "call", "close_call": "consultation", "publish": "published"},
    **{"report": "reported", "reopen_preparation": "preparation", "reopen_call": "call"},
    **{"reopen_consultation": "consultation", "withdraw": "archived", "archive": "archived"},
    **{"adopt": "adopted", "schedule": "scheduled", "hold": "held"},
    **{"reconsider": "proposed", "postpone": "adopted", "reject": "rejected"},
    "retract": "pending",
}


class View:
    """The layer's scene as one test sees it: its items by cell."""

    def __init__(self, portal: Any, layer: Any) -> None:
        self.portal = portal
        self.hub = self.portal["en"]["webinars"]
        self.leading = self.portal.unrestrictedTraverse(layer["leading"])
        self.items = {
            cell: self.portal.unrestrictedTraverse(path) for cell, path in layer["cells"].items()
        }


@pytest.fixture()
def scene(matrix: Any, functional: Any) -> View:
    """The scene; nobody in particular is signed in."""
    return View(functional["portal"], matrix)


class Caller:
    """One of the callers, over HTTP."""

    def __init__(self, letter: str) -> None:
        self.session = requests.Session()
        name, _group = CALLERS[letter]
        if name:
            self.session.auth = (name, TEST_USER_PASSWORD)

    def __call__(self, method: str, url: str, accept: str = "application/json", **kw: Any) -> Any:
        return self.session.request(
            method, url, headers={"Accept": accept}, timeout=60, allow_redirects=False, **kw
        )


def uids(body: dict[str, Any], name: str = "items") -> set[str]:
    return {entry["UID"] for entry in body[name]}


def test_view(scene: View) -> None:
    """Each cell of the first table, through page, REST, search and relation."""
    leading = scene.leading.absolute_url()
    base = scene.portal.absolute_url()
    wrong = []
    for letter in CALLERS:
        call = Caller(letter)
        types = "&".join(
            f"portal_type:list={kind}"
            for kind in ("Programme", "Topic", "Proposal", "Webinar", "Question")
        )
        query = f"{base}/@search?{types}&metadata_fields=UID&b_size=500"
        searched = uids(call("GET", query).json())
        related = uids(call("GET", leading).json(), "builds_on")
        for cell, callers in SEES.items():
            item = scene.items[cell]
            expected = letter in callers
            page = call("GET", item.absolute_url(), accept="text/html").status_code
            rest = call("GET", item.absolute_url()).status_code
            found = {
                "page": page == 200 if page in (200, 302, 401) else page,
                "REST": rest == 200 if rest in (200, 401) else rest,
                "search": item.UID() in searched,
            }
            if item.portal_type in ("Topic", "Proposal", "Webinar"):
                found["relation"] = item.UID() in related
            wrong += [(letter, cell, door, got) for door, got in found.items() if got != expected]
    assert wrong == []


def test_edit(scene: View) -> None:
    """Each cell of the second table for edits, through the form's page and REST."""
    wrong = []
    # An edit form locks what it edits.
    for door, letter in product(("REST", "page"), CALLERS):
        call = Caller(letter)
        for cell, callers in EDITS.items():
            url = scene.items[cell].absolute_url()
            if door == "REST":
                status = call("PATCH", url, json={}).status_code
                got = status == 204 if status in (204, 401) else status
            else:
                status = call("GET", f"{url}/edit?ajax_load=1", accept="text/html").status_code
                got = status == 200 if status in (200, 302, 401) else status
                call("DELETE", f"{url}/@lock")
            if got != (letter in callers):
                wrong.append((letter, cell, door, got))
    assert wrong == []


def test_add(scene: View) -> None:
    """Each cell of the second table for additions, over REST; and no form that goes round it."""
    groups = {"c": "african", "o": "grulac"}
    wrong = []
    for letter in CALLERS:
        call = Caller(letter)
        for (kind, state), callers in ADDS.items():
            url = scene.items["Programme", state].absolute_url()
            values = {"@type": kind, "title": f"New {letter}", "themes": ["One"]}
            values |= {name: list(value) for name, value in SUBJECT.items()}
            values["regional_group"] = groups.get(letter, "african")
            if kind != "Proposal":
                values = {"@type": kind, "title": f"New {letter}"}
            status = call("POST", url, json=values).status_code
            got = status == 201 if status in (201, 400, 401, 403) else status
            if got != (letter in callers):
                wrong.append((letter, kind, state, status))
            if state != "call":
                continue
            form = call("GET", f"{url}/++add++{kind}", accept="text/html").status_code
            # Plone's own form would go round the submission: for proposals it is closed to all.
            if (form == 200) != (letter in STAFF and kind != "Proposal"):
                wrong.append((letter, kind, state, "form", form))
            if form not in (200, 302, 401):
                wrong.append((letter, kind, state, "form", form))
        year = 2050 + list(CALLERS).index(letter)
        programme = {"@type": "Programme", "title": f"P{year}", "year": year}
        made = call("POST", scene.hub.absolute_url(), json=programme)
        if (made.status_code == 201) != (letter in STAFF):
            wrong.append((letter, "Programme", made.status_code, made.text[:200]))
        asked = {"@type": "Question", "title": "Q", "question": "?"}
        webinar = scene.items["Webinar", "scheduled"].absolute_url()
        if (call("POST", webinar, json=asked).status_code == 201) != (letter in STAFF):
            wrong.append((letter, "Question"))
    assert wrong == []


def cells(scene: View) -> Iterator[tuple[str, str, str, Any]]:
    """Every type × state × transition of that type."""
    for (name, state), item in scene.items.items():
        if state in STATES + PROGRAMME_STATES + ("pending", "published", "rejected"):
            if " " in name and name != "Proposal in call":
                continue
            for step in TRANSITIONS.get(item.portal_type, CHAIN_TRANSITIONS):
                yield name, state, step, item


def test_transitions(scene: View) -> None:
    """Who can take which step: asked of the workflow, and tried."""
    portal = scene.portal
    # What a step asks for is there: this is about who may; `test_checklist` is about what lacks.
    for kind, state in product(("Topic", "Proposal"), ("proposed", "adopted")):
        scene.items[kind, state].outcome = "not-retained"
        scene.items[kind, state].decision_note = "Why"
    in_call = scene.items["Proposal in call", "proposed"]
    workflow = portal.portal_workflow
    wrong = []
    for letter, (account, _group) in CALLERS.items():
        login(portal, account) if account else logout()
        for name, state, step, item in cells(scene):
            expected = letter in STEPS.get((name, state, step), "")
            offered = step in {
                action["id"]
                for action in workflow.listActionInfos(object=item, check_condition=False)
                if action["category"] == "workflow"
            }
            if offered != expected:
                wrong.append((letter, name, state, step, "offered", offered))
            taken, reached = attempt(
                item, step, unmet=step == "reopen_preparation" or item is in_call
            )
            if taken != expected:
                wrong.append((letter, name, state, step, "taken", taken))
            if reached not in (state, leads_to(name, step)):
                wrong.append((letter, name, state, step, "reached", reached))
    assert wrong == []


def leads_to(name: str, step: str) -> str | None:
    """The state that a step leads to."""
    if step == "reopen":
        return "held" if name == "Webinar" else "proposed"
    if step == "publish" and name == "Question":
        return "published"
    return LEADS_TO[step]


def attempt(item: Any, step: str, unmet: bool) -> tuple[bool | str, str]:
    """Take a step and take it back: whether it could be taken, and where it led.

    :param unmet: the scene does not meet what the step asks for: a refusal in words, which only
        those meet who may take it, counts.
    """
    savepoint = transaction.savepoint()
    try:
        item.portal_workflow.doActionFor(item, step)
        taken: bool | str = True
    except StepRefused as error:
        taken = True if unmet else str(error)
    except WorkflowException:
        taken = False
    reached = state_of(item)
    savepoint.rollback()
    return taken, reached
