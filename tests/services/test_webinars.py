"""`GET …/@webinars`: the contract's keys, to whom, and what hostile parameters do."""

from collections.abc import Callable
from plone import api
from typing import Any
from wipo.webinars.lifecycle.states import place

import pytest
import requests
import transaction

Rest = Callable[..., requests.Response]


@pytest.fixture
def programme(site: Any) -> Any:
    """The open call, with three proposals beside its topic, and a programme not yet open."""
    programme = site["en"]["webinars"]["2027"]
    for number in range(3):
        api.content.create(
            programme,
            "Proposal",
            title=f"Proposal {number}",
            regional_groups={"african"},
            webinar_languages={"fr"},
            contact_email="secret@example.org",
        )
    hidden = api.content.create(site["en"]["webinars"], "Programme", year=2030, title="2030")
    api.content.create(hidden, "Topic", title="In preparation")
    webinar = api.content.create(programme, "Webinar", title="Draft")
    place(webinar, "proposed")
    transaction.commit()
    return programme


def test_the_answer(programme: Any, rest: Rest) -> None:
    answer = rest(None, "GET", "/fr/webinars/@webinars?group=african&b_size=2").json()
    assert answer["items_total"] == 3
    assert [item["title"] for item in answer["items"]] == ["Proposal 2", "Proposal 1"]
    first = answer["items"][0]
    assert first["@type"] == "Proposal"
    assert first["@id"].endswith("/en/webinars/2027/proposal-2")
    assert first["language"] == "en"
    assert first["status"] == "considered"
    assert (first["start"], first["end"], first["scope"]) == (None, None, None)
    assert "secret" not in str(answer)
    assert {"token": "considered", "title": "À l’étude", "count": 3} in answer["facets"]["status"]
    batching = answer["batching"]
    assert batching["next"].endswith("@webinars?group=african&b_start=2&b_size=2")
    following = rest(None, "GET", batching["next"]).json()
    assert [item["title"] for item in following["items"]] == ["Proposal 0"]
    assert "next" not in following["batching"]
    assert following["batching"]["prev"].endswith("@webinars?group=african&b_size=2")


def test_in_a_programme(programme: Any, rest: Rest) -> None:
    answer = rest("manager", "GET", "/fr/webinars/2027/@webinars").json()
    assert {item["year"] for item in answer["items"]} == {2027}
    assert rest("manager", "GET", "/ar/webinars/2030/@webinars").json()["items_total"] == 1
    assert rest(None, "GET", "/ar/webinars/2030/@webinars").status_code == 401


@pytest.mark.parametrize(
    ("user", "hidden"), [(None, False), ("african", False), ("member", False), ("secretary", True)]
)
def test_only_what_the_caller_may_see(
    programme: Any, rest: Rest, user: str | None, hidden: bool
) -> None:
    answer = rest(user, "GET", "/en/webinars/@webinars").json()
    titles = {item["title"] for item in answer["items"]}
    assert ("In preparation" in titles) == hidden
    assert "Draft" not in titles
    years = {entry["token"] for entry in answer["facets"]["year"]}
    assert (2030 in years) == hidden
    assert sum(entry["count"] for entry in answer["facets"]["year"]) == answer["items_total"]


@pytest.mark.parametrize(
    "query",
    [
        "b_size=-1&b_start=-1",
        "b_size=1000000000",
        "b_start=1000000000000000000000",
        "status[]=held&group:list=african",
        "status=%FF&text=%FF&year=x",
        "text=(((&sort=nothing",
        "b_size:int=3&year:int=2027",
        "text.a:record=1",
        "group=<script>&text=<script>alert(1)</script>",
    ],
    ids=range(9),
)
def test_hostile_parameters(programme: Any, rest: Rest, query: str) -> None:
    answer = rest(None, "GET", f"/en/webinars/@webinars?{query}")
    assert answer.status_code == 200
    assert len(answer.json()["items"]) <= 100


def test_the_column_of_the_catalog_is_public(programme: Any, rest: Rest) -> None:
    answer = rest(None, "GET", "/@search?portal_type=Proposal&metadata_fields=_all")
    (row, *_others) = answer.json()["items"]
    assert row["webinar_row"]["regional_groups"] == ["african"]
    assert "secret" not in answer.text
