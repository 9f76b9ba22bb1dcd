"""The examples of the REST reference are what the server really says.

Each test makes a call and compares it with `docs/http-examples/<name>.req` and `.resp`, and with
what `docs/reference/rest.md` shows. After a change that is meant, write them anew with
`RECORD_EXAMPLES=1 pytest tests/services/test_documentation.py`, and read the difference.
"""

from collections.abc import Callable
from pathlib import Path
from plone import api
from typing import Any
from wipo.webinars.lifecycle.states import place

import json
import os
import pytest
import re
import requests
import transaction

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = DOCS / "http-examples"
REFERENCE = DOCS / "reference" / "rest.md"
RECORD = os.environ.get("RECORD_EXAMPLES") == "1"

EN, FR = "/en/webinars/2027", "/fr/webinars/2027"
HEADERS = ("Content-Type", "Location")


class Stable:
    """What differs at each run, written the same way: addresses, ids, moments."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.uids: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        text = text.replace(self.base, "http://localhost:8080/Plone")
        text = re.sub(r"\b[0-9a-f]{32}\b", self._uid, text)
        return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", "2026-09-12T10:00:00+00:00", text)

    def _uid(self, match: re.Match[str]) -> str:
        return self.uids.setdefault(match[0], f"{len(self.uids) + 1:032x}")


def request_text(path: str, answer: requests.Response) -> str:
    lines = [f"{answer.request.method} /Plone{path} HTTP/1.1", "Accept: application/json"]
    if "Accept-Language" in answer.request.headers:
        lines.append(f"Accept-Language: {answer.request.headers['Accept-Language']}")
    if "Authorization" in answer.request.headers:
        lines.append("Authorization: Basic …")
    if answer.request.body:
        lines.append("Content-Type: application/json")
        body = json.dumps(json.loads(answer.request.body), indent=2, ensure_ascii=False)
        lines += ["", body]
    return "\n".join(lines) + "\n"


def response_text(answer: requests.Response) -> str:
    body = answer.json()
    # Addresses of plone.restapi's own components, the same on all content.
    for name in ("@components", "parent", "previous_item", "next_item", "lock"):
        body.pop(name, None)
    lines = [f"HTTP/1.1 {answer.status_code} {answer.reason}"]
    lines += [f"{name}: {answer.headers[name]}" for name in HEADERS if name in answer.headers]
    text = json.dumps(body, indent=2, ensure_ascii=False, sort_keys=True)
    return "\n".join([*lines, "", text]) + "\n"


@pytest.fixture()
def example(site: Any, rest: Callable[..., requests.Response]) -> Callable[..., None]:
    """`example(name, user, method, path, …)`: make the call, compare it, or record it."""
    stable = Stable(site.absolute_url())

    def example(name: str, user: str | None, method: str, path: str, **kwargs: Any) -> Any:
        kwargs.setdefault("headers", {"Accept-Language": "en"})
        answer = rest(user, method, path, **kwargs)
        texts = {
            "req": stable(request_text(path, answer)),
            "resp": stable(response_text(answer)),
        }
        for ending, text in texts.items():
            file = EXAMPLES / f"{name}.{ending}"
            if RECORD:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8")
                show(f"{name}.{ending}", text)
            assert file.read_text(encoding="utf-8") == text, f"{file.name} has drifted"
            block = shown(f"{name}.{ending}")
            assert block == text, f"{REFERENCE.name} does not show {file.name} as it is"
        return answer

    return example


def _pattern(file: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- example: {re.escape(file)} -->\n```http\n)(.*?)(```\n)", re.DOTALL)


def shown(file: str) -> str | None:
    """The text that the reference shows for this example."""
    found = _pattern(file).search(REFERENCE.read_text(encoding="utf-8"))
    return found[2] if found else None


def show(file: str, text: str) -> None:
    """Put an example into the reference, where it is announced."""
    page = REFERENCE.read_text(encoding="utf-8")
    page = _pattern(file).sub(lambda found: found[1] + text + found[3], page)
    REFERENCE.write_text(page, encoding="utf-8")


def test_examples(site: Any, example: Any, values: dict[str, Any]) -> None:
    values = {name: value for name, value in values.items() if name != "recommendations"}
    values["builds_on"] = [site["fr"]["webinars"]["2027"].absolute_url()]
    example("proposal-post-refused", "african", "POST", FR, json=values | {"title": ""})
    del values["builds_on"]
    made = example("proposal-post", "african", "POST", FR, json=values)
    path = made.json()["@id"].removeprefix(site.absolute_url())
    example("received-get", None, "GET", f"{path}/@received")
    example("lifecycle-get", None, "GET", f"{path}/@lifecycle")
    example("lifecycle-get-secretariat", "secretary", "GET", f"{EN}/@lifecycle")
    webinar = api.content.create(
        site["en"]["webinars"]["2027"], "Webinar", id="webinar", title="Trademarks"
    )
    place(webinar, "adopted")
    transaction.commit()
    example("step-refused", "secretary", "POST", f"{EN}/webinar/@workflow/schedule")
    example("webinars-get", None, "GET", f"{EN}/@webinars?status=scheduled")


def test_every_example_is_shown() -> None:
    """And nothing else: no file without its place, no place without its file."""
    files = {file.name for file in EXAMPLES.iterdir()}
    page = REFERENCE.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- example: (\S+) -->", page)) == files
