"""Taking a step on the page: done, refused in words, or too late."""

from browser.scene import PASSWORD
from datetime import date
from html5lib import HTMLParser
from typing import Any

import pytest
import requests

YEAR = date.today().year


def session(user: str) -> requests.Session:
    """Requests of a user who is signed in."""
    made = requests.Session()
    made.auth = (user, PASSWORD)
    made.headers["Accept"] = "text/html"
    return made


def token(source: str) -> str:
    """The token of plone.protect on a page."""
    tree = HTMLParser(strict=False, namespaceHTMLElements=False).parse(source)
    return next(
        field.get("value") for field in tree.iter("input") if field.get("name") == "_authenticator"
    )


def messages(source: str) -> list[str]:
    """The messages on top of a page."""
    tree = HTMLParser(strict=False, namespaceHTMLElements=False).parse(source)
    box = tree.find(".//*[@id='global_statusmessage']")
    return [
        " ".join("".join(element.itertext()).split())
        for element in box.iter("div")
        if "portalMessage" in (element.get("class") or "").split()
    ]


@pytest.fixture
def hub(scene: Any) -> str:
    """The address of the hub in English."""
    return f"http://localhost:{scene['port']}/plone/en/webinars"


def take(user: str, item: str, step: str, **kwargs: Any) -> requests.Response:
    """Press the button of a step on the item's page."""
    browser = session(user)
    page = browser.get(item, timeout=60)
    return browser.post(
        f"{item}/content_status_modify",
        data={"workflow_action": step, "_authenticator": token(page.text)} | kwargs,
        timeout=60,
    )


def test_a_coordinator_withdraws_a_proposal(hub: str) -> None:
    proposal = f"{hub}/{YEAR + 1}/proposal"
    answer = take("coordinator-african", proposal, "withdraw")
    assert answer.url == proposal
    assert any("Archived" in message for message in messages(answer.text))
    assert "Withdrawn on" in requests.get(proposal, timeout=60).text


def test_a_refused_step_says_what_is_missing(hub: str) -> None:
    webinar = f"{hub}/{YEAR}/scheduled"
    answer = take("editor", webinar, "hold")
    assert answer.status_code == 200
    assert answer.url == webinar
    shown = " ".join(messages(answer.text))
    assert "This step cannot be taken yet." in shown
    assert "The webinar has not begun yet." in shown
    assert "Scheduled for" in answer.text


def test_the_same_from_the_menu_of_plone(hub: str) -> None:
    """Plone's workflow menu links to the view, with the token in the address."""
    webinar = f"{hub}/{YEAR}/scheduled"
    browser = session("editor")
    page = browser.get(webinar, timeout=60)
    answer = browser.get(
        f"{webinar}/content_status_modify",
        params={"workflow_action": "hold", "_authenticator": token(page.text)},
        timeout=60,
    )
    assert "The webinar has not begun yet." in " ".join(messages(answer.text))


def test_a_step_that_is_not_open(hub: str) -> None:
    webinar = f"{hub}/{YEAR}/scheduled"
    answer = take("editor", webinar, "adopt")
    assert "This step is not open" in " ".join(messages(answer.text))


def test_a_stranger_takes_no_step(hub: str) -> None:
    proposal = f"{hub}/{YEAR + 1}/proposal"
    for user in (None, ("coordinator-grulac", PASSWORD)):
        requests.post(
            f"{proposal}/content_status_modify",
            data={"workflow_action": "withdraw"},
            auth=user,
            timeout=60,
        )
    assert "Proposed on" in requests.get(proposal, timeout=60).text


def test_without_a_token_nothing_happens(hub: str) -> None:
    proposal = f"{hub}/{YEAR + 1}/proposal"
    answer = session("coordinator-african").post(
        f"{proposal}/content_status_modify", data={"workflow_action": "withdraw"}, timeout=60
    )
    assert answer.status_code == 403
    assert "Proposed on" in requests.get(proposal, timeout=60).text
