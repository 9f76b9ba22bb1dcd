"""`POST /Plone/@imports`: for managers and for the commands of this machine, for nobody else."""

from base64 import b64encode
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from wipo.webinars.importing import key

import json
import pytest
import requests
import transaction

RECORDS = {
    "records": [
        {
            "type": "Programme",
            "year": 2024,
            "state": "published",
            "translations": {"en": {"title": "Webinars 2024"}},
        },
        {
            "type": "Topic",
            "year": 2024,
            "id": "topic",
            "translations": {"fr": {"title": "Un thème"}},
        },
    ]
}
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture()
def site(functional):
    yield functional["portal"]
    key._lent.clear()


@pytest.fixture()
def post(site):
    """Send a file to the service; gives the response."""

    def send(data=RECORDS, *, name="records.json", write=False, auth=MANAGER, **headers):
        content = json.dumps(data).encode()
        answer = requests.post(
            f"{site.absolute_url()}/@imports",
            json={"name": name, "content": b64encode(content).decode(), "apply": write},
            headers={"Accept": "application/json"} | headers,
            auth=auth,
            timeout=60,
        )
        transaction.begin()
        return answer

    return send


def hub(site):
    return site["en"]["webinars"]


def test_a_dry_run_writes_nothing(site, post):
    answer = post()
    assert answer.status_code == 200
    assert answer.json()["counts"] == {"created": 2, "changed": 0, "unchanged": 0}
    assert answer.json()["applied"] is False
    assert "2024" not in hub(site)


def test_imported_once(site, post):
    answer = post(write=True)
    assert answer.status_code == 200
    assert answer.json()["applied"] is True
    assert site["fr"]["webinars"]["2024"]["topic"].title == "Un thème"
    again = post(write=True).json()
    assert again["counts"] == {"created": 0, "changed": 0, "unchanged": 2}


@pytest.mark.parametrize("write", [False, True])
def test_bad_rows(site, post, write):
    data = {"records": [RECORDS["records"][0], {"type": "Topic", "year": 2024, "id": "x"}]}
    answer = post(data, write=write)
    assert answer.status_code == 400
    assert [(error["place"], error["field"]) for error in answer.json()["errors"]] == [
        ("records.json, record 2 (x)", "original_language")
    ]
    assert "2024" not in hub(site)


def test_an_unreadable_file(post):
    answer = post(name="records.xlsx")
    assert answer.status_code == 400
    assert ".json or .csv" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("headers", [{}, {key.HEADER: ""}, {key.HEADER: "guessed"}])
def test_not_for_strangers(site, post, headers):
    assert post(auth=None, write=True, **headers).status_code == 401
    assert "2024" not in hub(site)


def test_for_a_command_with_the_key(site, post, tmp_path):
    key.lend(tmp_path, site.absolute_url())
    headers = {key.HEADER: key.find(tmp_path).value}
    assert post(auth=None, write=True, **headers).status_code == 200
    assert "2024" in hub(site)
    key.take_back(tmp_path)
    assert post(auth=None, **headers).status_code == 401


@pytest.mark.parametrize(
    "body,content_type",
    [
        ("{}", "application/json"),
        ('{"name": "a.json", "content": 5}', "application/json"),
        ('{"name": "a.json", "content": "%"}', "application/json"),
        ('{"name": "a.json", "content": "e30=", "apply": "yes"}', "application/json"),
        ('{"name": "a.json", "content": "e30="}', "text/plain"),
    ],
)
def test_bad_calls(site, body, content_type):
    answer = requests.post(
        f"{site.absolute_url()}/@imports",
        data=body,
        headers={"Accept": "application/json", "Content-Type": content_type},
        auth=MANAGER,
        timeout=60,
    )
    assert answer.status_code == 400


def test_a_large_file_comes_through(post):
    texts = {"title": "X", "relevance": "x" * 9000}
    data = {
        "records": [
            {"type": "Topic", "year": 1999, "id": f"t{number}", "translations": {"en": texts}}
            for number in range(200)
        ]
    }
    answer = post(data)
    assert answer.status_code == 400
    assert len(answer.json()["errors"]) == 200


def test_progress_while_nothing_runs(site):
    answer = requests.get(
        f"{site.absolute_url()}/@imports",
        headers={"Accept": "application/json"},
        auth=MANAGER,
        timeout=60,
    )
    assert answer.json() == {"done": 0, "total": 0}
