"""`@received`: the text as it came in, whatever is edited later (R10)."""

from plone import api
from wipo.webinars.content.items import item_id
from wipo.webinars.content.records import store

import transaction

FR = "/fr/webinars/2027"


def test_as_received(site, rest, values):
    url = rest("african", "POST", FR, json=values).json()["@id"]
    change = {"title": "Edited", "themes": ["New", "Others"]}
    assert rest("secretary", "PATCH", url, json=change).status_code == 204
    body = rest(None, "GET", f"{url}/@received").json()
    assert body["@id"] == f"{url}/@received"
    assert body["language"] == "fr"
    assert body["received"].endswith("+00:00")
    assert body["fields"]["title"] == values["title"]
    assert body["fields"]["themes"] == values["themes"]
    assert sorted(body["fields"]["webinar_languages"]) == ["en", "fr"]
    assert "contact_name" not in body["fields"]
    assert values["contact_email"] not in str(body)


def test_additions(site, rest, values):
    """Answers to an editor's question are private unless the form says otherwise."""
    made = rest("african", "POST", FR, json=values).json()
    proposal = api.content.get(UID=made["UID"])
    record = store("received")[item_id(proposal)]
    record["additions"] = {
        "budget": {"title": "Budget", "value": "12", "public": False},
        "venue": {"title": "Venue", "value": "Nairobi", "public": True},
    }
    transaction.commit()
    url = f"{made['@id']}/@received"
    seen = {
        user: [answer["name"] for answer in rest(user, "GET", url).json()["additions"]]
        for user in (None, "member", "grulac", "african", "secretary")
    }
    assert seen == {
        None: ["venue"],
        "member": ["venue"],
        "grulac": ["venue"],
        "african": ["budget", "venue"],
        "secretary": ["budget", "venue"],
    }


def test_never_submitted(site, rest):
    programme = site["fr"]["webinars"]["2027"]
    api.content.create(programme, "Proposal", id="old", title="Of the past")
    transaction.commit()
    assert rest(None, "GET", f"{FR}/old/@received").status_code == 404
    assert rest(None, "GET", f"{FR}/@received").status_code == 404
