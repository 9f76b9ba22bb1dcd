"""What each page says to whom: nothing private, nothing of a draft, and all that is public."""

from browser.scene import PASSWORD
from browser.scene import PRIVATE
from browser.scene import SECRET_TITLE
from browser.scene import TITLES
from datetime import date
from html5lib import HTMLParser
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.namedfile.file import NamedBlobFile
from typing import Any
from wipo.webinars.content.items import item_id
from wipo.webinars.content.records import store
from wipo.webinars.lifecycle.states import place

import pytest
import requests
import transaction

YEAR = date.today().year
PATHS = (
    "",
    f"/{YEAR + 1}",
    f"/{YEAR + 1}/topic",
    f"/{YEAR + 1}/proposal",
    f"/{YEAR + 1}/proposal/as-received",
    f"/{YEAR}/scheduled",
    f"/{YEAR}/held",
    f"/{YEAR}/held/question",
)
OUTSIDERS = (None, "coordinator-grulac")


def fetch(scene: Any, path: str, user: str | None = None, language: str = "en") -> str:
    """The page at a path below the hub, as a user sees it."""
    response = requests.get(
        f"http://localhost:{scene['port']}/plone/{language}/webinars{path}",
        auth=(user, PASSWORD) if user else None,
        headers={"Accept": "text/html"},
        timeout=60,
    )
    assert response.status_code == 200, path
    return response.text


def main(source: str) -> Any:
    """The element that holds the content of a page."""
    tree = HTMLParser(strict=False, namespaceHTMLElements=False).parse(source)
    return tree.find(".//article[@id='content']")


def texts(source: str) -> str:
    """The text of the content of a page, its white space folded."""
    return " ".join("".join(main(source).itertext()).split())


@pytest.mark.parametrize("user", OUTSIDERS)
@pytest.mark.parametrize("path", PATHS)
def test_private_values_are_on_no_page(scene: Any, path: str, user: str | None) -> None:
    source = fetch(scene, path, user)
    for name, value in PRIVATE.items():
        assert value not in source, name


@pytest.mark.parametrize("path", PATHS)
def test_a_draft_leaks_to_no_page(scene: Any, path: str) -> None:
    assert SECRET_TITLE not in fetch(scene, path)


def test_a_draft_is_linked_for_those_who_may_see_it(scene: Any) -> None:
    for path in (f"/{YEAR + 1}/topic", f"/{YEAR}/held"):
        assert SECRET_TITLE in fetch(scene, path, "editor")


def test_contact_is_for_the_secretariat_and_the_own_group(scene: Any) -> None:
    for user in ("editor", "coordinator-african"):
        shown = fetch(scene, f"/{YEAR + 1}/proposal", user)
        assert PRIVATE["contact_name"] in shown
        assert PRIVATE["contact_email"] in shown


def test_links_in_both_directions(scene: Any) -> None:
    held = texts(fetch(scene, f"/{YEAR}/held"))
    for item in ("topic", "proposal", "scheduled"):
        assert held.count(TITLES[item]["en"]) == 1
    assert TITLES["held"]["en"] in texts(fetch(scene, f"/{YEAR + 1}/topic"))
    assert TITLES["proposal"]["en"] in texts(fetch(scene, f"/{YEAR + 1}/topic"))
    assert TITLES["topic"]["en"] in texts(fetch(scene, f"/{YEAR + 1}/proposal"))


def test_links_are_in_the_language_of_the_page(scene: Any) -> None:
    held = texts(fetch(scene, f"/{YEAR}/held", language="ar"))
    assert TITLES["topic"]["ar"] in held
    assert TITLES["topic"]["en"] not in held


def test_a_text_in_another_language_is_marked(scene: Any) -> None:
    content = main(fetch(scene, f"/{YEAR}/held", language="ar"))
    links = [a for a in content.iter("a") if "enseignement" in "".join(a.itertext())]
    assert [(a.get("lang"), a.get("dir"), a.get("hreflang")) for a in links] == [
        ("fr", "ltr", "fr")
    ]


def test_a_webinar_of_the_past(scene: Any) -> None:
    held = texts(fetch(scene, f"/{YEAR}/held"))
    assert f"Held on 11 April {YEAR - 1}" in held
    assert "The time of day is not known." in held
    assert "more than 645" in held
    assert "First Expert" in held
    assert "Kenya" in held
    assert held.index("Recording") < held.index("Slides") < held.index("Summary")
    assert "Who should measure the effect, and when?" in held
    # The form of the webinar was never recorded.
    assert "Form Not known" in held


def test_example_is_marked(scene: Any) -> None:
    assert "invented for the demonstration" in texts(fetch(scene, f"/{YEAR + 1}/topic"))
    assert "invented for the demonstration" not in texts(fetch(scene, f"/{YEAR}/held"))


def test_as_received_is_in_the_language_of_its_author(scene: Any) -> None:
    content = main(fetch(scene, f"/{YEAR + 1}/proposal/as-received", language="ar"))
    title = next(content.iter("h1"))
    assert "".join(title.itertext()) == TITLES["proposal"]["en"]
    assert (title.get("lang"), title.get("dir")) == ("en", "ltr")


def test_answers_to_added_questions(scene: Any) -> None:
    proposal = scene["portal"]["en"]["webinars"][str(YEAR + 1)]["proposal"]
    answer = {"title": "A question", "public": True}
    store("received")[item_id(proposal)]["additions"] = {
        "first": answer | {"value": True},
        "again": answer | {"value": False},
        "paper": answer | {"value": "paper.pdf", "file": NamedBlobFile(b"x", filename="paper.pdf")},
        "places": answer | {"value": ("Dakar", "Kigali")},
        "when": answer | {"value": date(2027, 4, 8)},
    }
    transaction.commit()
    page = main(fetch(scene, f"/{YEAR + 1}/proposal/as-received", "editor"))
    answers = ["".join(answer.itertext()).strip() for answer in page.findall(".//dd[@dir='auto']")]
    assert answers == ["Yes", "No", "paper.pdf", "Dakar", "Kigali", "8 April 2027"]
    (link,) = page.findall(".//dd[@dir='auto']/a")
    assert link.get("href").endswith(f"/{YEAR + 1}/proposal/@@answer/paper")


def test_a_step_warns_of_its_own_consequences(scene: Any) -> None:
    hub = scene["portal"]["en"]["webinars"]
    place(hub[str(YEAR)]["held"]["question"], "pending")
    place(hub[str(YEAR + 1)], "consultation")
    transaction.commit()
    warning = "The drafts become the public list of the year."
    assert warning in fetch(scene, f"/{YEAR + 1}", "editor")
    page = fetch(scene, f"/{YEAR}/held/question", "editor")
    assert "Publish the question" in page
    assert warning not in page


def test_no_next_steps_for_visitors(scene: Any) -> None:
    for path in PATHS:
        assert "content_status_modify" not in fetch(scene, path)


def test_next_steps_say_what_is_missing(scene: Any) -> None:
    shown = texts(fetch(scene, f"/{YEAR}/scheduled", "editor"))
    assert "Mark the webinar as held Cannot be done yet The webinar has not begun yet." in shown


def test_a_coordinator_may_edit_and_withdraw_the_own_proposal(scene: Any) -> None:
    own = texts(fetch(scene, f"/{YEAR + 1}/proposal", "coordinator-african"))
    assert "Edit the proposal" in own
    assert "Withdraw the proposal" in own
    other = texts(fetch(scene, f"/{YEAR + 1}/proposal", "coordinator-grulac"))
    assert "Edit the proposal" not in other
    assert "Withdraw the proposal" not in other


def test_nothing_of_a_decision_shows_before_it_is_taken(scene: Any) -> None:
    portal = scene["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    proposal = portal["en"]["webinars"][str(YEAR + 1)]["proposal"]
    proposal.outcome = "not-retained"
    proposal.decision_note = "Another year suits it better."
    transaction.commit()
    path = f"/{YEAR + 1}/proposal"
    for user in (None, "coordinator-african"):
        shown = texts(fetch(scene, path, user))
        assert "Not retained" not in shown
        assert "Another year" not in shown
    shown = texts(fetch(scene, path, "editor"))
    assert "Pending: only the Secretariat sees this" in shown
    assert "Another year suits it better." in shown

    place(proposal, "archived")
    transaction.commit()
    shown = texts(fetch(scene, path))
    assert "Not retained for the programme" in shown
    assert "Another year suits it better." in shown
    assert "Pending" not in shown


def test_the_page_of_a_programme_lists_its_year(scene: Any) -> None:
    shown = texts(fetch(scene, f"/{YEAR + 1}"))
    assert TITLES["topic"]["en"] in shown
    assert TITLES["proposal"]["en"] in shown
    assert TITLES["held"]["en"] not in shown
