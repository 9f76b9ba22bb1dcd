"""The form over REST: readable by all, never an error, its workings for editors (R10)."""

import json
import pytest


def get(visitor, path=""):
    """The form as JSON."""
    visitor.browser.addHeader("Accept", "application/json")
    visitor.browser.open(visitor.url + path)
    return json.loads(visitor.browser.contents)


@pytest.mark.parametrize("user", [None, "africa", "nobody"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_readers(site, visit, user, language):
    visitor = visit(user, language)
    data = get(visitor)
    assert visitor.status == 200
    assert data["@type"] == "EasyForm"
    assert "wipo.webinars.Audiences" in data["fields_model"]
    assert "actions_model" not in data


@pytest.mark.parametrize("user", ["office", "admin"])
def test_editors(site, visit, user):
    data = get(visit(user))
    assert "SubmitProposal" in data["actions_model"]


def test_in_a_list(site, visit):
    visitor = visit(None)
    visitor.url = visitor.url.rpartition("/")[0]
    data = get(visitor, "?fullobjects=1")
    assert visitor.status == 200
    assert "propose" in {item["@id"].rpartition("/")[2] for item in data["items"]}
