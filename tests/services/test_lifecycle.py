"""`@lifecycle`, and steps taken over REST: the same words everywhere, and no trace of a refusal."""

from plone import api
from wipo.webinars.lifecycle.checklist import missing
from wipo.webinars.lifecycle.states import place
from zope.i18n import translate

import transaction

EN = "/en/webinars/2027"
STATES = ["proposed", "adopted", "scheduled", "held", "archived"]


def test_shape(site, rest):
    programme = site["en"]["webinars"]["2027"]
    webinar = api.content.create(programme, "Webinar", id="w", title="W")
    place(webinar, "adopted")
    transaction.commit()
    body = rest(None, "GET", f"{EN}/w/@lifecycle").json()
    assert set(body) == {"@id", "state", "steps", "next"}
    assert body["@id"] == f"{webinar.absolute_url()}/@lifecycle"
    assert body["state"] == {"id": "adopted", "title": "Adopted"}
    assert [step["state"] for step in body["steps"]] == STATES
    assert [step["date"] is not None for step in body["steps"]] == [True, True, False, False, False]
    assert body["next"] == []
    assert rest("african", "GET", f"{EN}/w/@lifecycle").json()["next"] == []
    steps = rest("secretary", "GET", f"{EN}/w/@lifecycle").json()["next"]
    assert [(step["step"], step["allowed"]) for step in steps] == [
        ("schedule", False),
        ("reconsider", True),
        ("withdraw", True),
    ]
    french = rest(None, "GET", f"{EN}/w/@lifecycle", headers={"Accept-Language": "fr"}).json()
    assert french["state"]["title"] != "Adopted"


def test_all_types(site, rest):
    programme = site["en"]["webinars"]["2027"]
    question = api.content.create(
        api.content.create(programme, "Webinar", id="w", title="W"), "Question", id="q", title="Q"
    )
    api.content.create(programme, "Proposal", id="p", title="P", regional_group="african")
    assert question is not None
    transaction.commit()
    expected = {
        "": ["close_call", "reopen_preparation"],
        "/topic": ["archive", "withdraw"],
        "/p": ["archive", "withdraw"],
        "/w": ["adopt", "withdraw"],
        "/w/q": ["publish", "reject"],
    }
    for path, steps in expected.items():
        answer = rest("secretary", "GET", f"{EN}{path}/@lifecycle")
        assert answer.status_code == 200, answer.text
        assert [step["step"] for step in answer.json()["next"]] == steps, path
    (step,) = rest("african", "GET", f"{EN}/p/@lifecycle").json()["next"]
    assert (step["step"], step["allowed"], step["missing"]) == ("withdraw", True, [])


def test_refused_step_says_what_the_checklist_says(site, rest):
    """One list of words: the checklist, `@lifecycle`, the refusal over REST and on the page."""
    programme = site["en"]["webinars"]["2027"]
    webinar = api.content.create(programme, "Webinar", id="w", title="W")
    place(webinar, "adopted")
    transaction.commit()
    words = [translate(message) for message in missing(webinar, "schedule")]
    assert len(words) == 6
    (step,) = (
        step
        for step in rest("secretary", "GET", f"{EN}/w/@lifecycle").json()["next"]
        if step["step"] == "schedule"
    )
    assert (step["allowed"], step["missing"]) == (False, words)
    answer = rest("secretary", "POST", f"{EN}/w/@workflow/schedule")
    assert answer.status_code == 400
    body = answer.json()
    assert body["errors"] == [{"field": "", "message": message} for message in words]
    assert body["type"] == "WorkflowException"
    assert all(message in body["message"] for message in words)
    assert api.content.get_state(webinar) == "adopted"
    assert webinar.effective_date is None


def test_step_taken(site, rest):
    answer = rest("secretary", "POST", f"{EN}/@workflow/close_call")
    assert answer.status_code == 200, answer.text
    states = {api.content.get_state(site[code]["webinars"]["2027"]) for code in ("en", "ar", "zh")}
    assert states == {"consultation"}


def test_step_not_ones_own(site, rest):
    """Nor does a refused transition leave anything behind."""
    for user in (None, "member", "african"):
        answer = rest(user, "POST", f"{EN}/@workflow/close_call")
        assert answer.status_code in (400, 401), user
    answer = rest("manager", "POST", f"{EN}/topic/@workflow/adopt")
    assert answer.status_code == 400
    programme = site["en"]["webinars"]["2027"]
    assert api.content.get_state(programme) == "call"
    assert programme["topic"].effective_date is None
    assert rest("secretary", "POST", f"{EN}/@workflow/nonsense").status_code == 400
    assert rest("secretary", "POST", f"{EN}/@workflow").status_code == 400


def test_withdrawn_by_its_group(site, rest, values):
    url = rest("african", "POST", EN, json=values).json()["@id"]
    assert rest("grulac", "POST", f"{url}/@workflow/withdraw").status_code == 400
    assert rest("african", "POST", f"{url}/@workflow/withdraw").status_code == 200
    body = rest(None, "GET", url).json()
    assert (body["review_state"], body["outcome"]["token"]) == ("archived", "withdrawn")
    again = rest("african", "POST", EN, json=values)
    assert again.status_code == 201
    assert again.json()["@id"] != url


def test_a_step_already_taken_says_nothing_of_who_took_it(site, rest):
    taken = rest(None, "POST", f"{EN}/@workflow/open_call")
    assert (taken.status_code, "actor" in taken.text) == (401, False)
    refused = rest("african", "POST", f"{EN}/@workflow/open_call")
    assert (refused.status_code, "actor" in refused.text) == (400, False)
    assert refused.json()["errors"][0]["message"].startswith("This step cannot be taken")


def test_the_next_steps_are_named_in_the_callers_language(site, rest):
    french = rest("secretary", "GET", f"{EN}/@lifecycle", headers={"Accept-Language": "fr"}).json()
    assert "Close the call" not in [step["title"] for step in french["next"]]


def test_a_proposal_is_not_copied(site, rest, values):
    address = rest("african", "POST", EN, json=values).json()["@id"]
    answer = rest("secretary", "POST", f"{EN}/@copy", json={"source": address})
    assert answer.status_code == 403
    assert rest(None, "GET", f"{EN}/@search?portal_type=Proposal").json()["items_total"] == 1


def test_a_relation_leads_to_any_translation(site, rest):
    programme = site["fr"]["webinars"]["2027"]
    other = api.content.create(programme, "Topic", id="autre", title="Autre")
    transaction.commit()
    answer = rest("secretary", "PATCH", f"{EN}/topic", json={"builds_on": [other.UID()]})
    assert answer.status_code == 204, answer.text
    (found,) = rest("secretary", "GET", f"{EN}/topic").json()["builds_on"]
    assert found["@id"] == other.absolute_url()


def test_comments_are_refused_and_break_nothing(site, rest):
    answer = rest(None, "POST", f"{EN}/topic/@comments", json={"text": "Hello"})
    assert answer.status_code in (401, 403, 404)
