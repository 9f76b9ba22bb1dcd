"""What REST tells of our content, to whom, and what it takes for it."""

from datetime import date
from datetime import datetime
from plone import api
from plone.app.multilingual.api import translate
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import translations
from wipo.webinars.lifecycle.states import place
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

import json
import pytest
import transaction

EN = "/en/webinars/2027"


def relation(target):
    return RelationValue(getUtility(IIntIds).getId(target))


@pytest.fixture()
def scene(site):
    """A draft webinar (hidden from the public), and what leads to it."""
    programme = site["en"]["webinars"]["2027"]
    draft = api.content.create(
        programme,
        "Webinar",
        id="draft",
        title="Secret plan",
        origins=[{"UID": programme["topic"].UID(), "session": 1}],
    )
    proposal = api.content.create(
        programme,
        "Proposal",
        id="proposal",
        title="Proposal",
        themes=["One"],
        objectives=["a"],
        audiences={"smes"},
        webinar_languages={"fr"},
        regional_group="african",
        contact_name="Hidden Name",
        contact_email="hidden@example.org",
        builds_on=[relation(draft), relation(programme["topic"])],
        outcome="merged",
        merged_into=relation(programme["topic"]),
        decision_note="Pending note",
    )
    shown = api.content.create(
        programme,
        "Webinar",
        id="shown",
        title="Shown",
        origins=[
            {"UID": proposal.UID(), "session": 1},
            {"UID": programme["topic"].UID(), "session": 1},
        ],
        experts=[
            {
                "name": "Expert",
                "affiliation": "Office",
                "country": "KE",
                "kind": "external",
                "role": "speaker",
                "gender": "female",
                "email": "expert@example.org",
            }
        ],
        join_url="https://meet.example.org/secret",
        expert_fee=None,
        staff_days=77,
    )
    place(shown, "adopted")
    transaction.commit()
    return programme


OURS = "&".join(
    f"portal_type:list={kind}" for kind in ("Programme", "Topic", "Proposal", "Webinar", "Question")
)
SECRETS = {
    None: [
        "Secret plan",
        "Hidden Name",
        "hidden@example.org",
        "Pending note",
        "expert@example.org",
        "female",
        "meet.example.org",
        '"staff_days"',
        "test_user_1_",
        '"token": "merged"',
    ],
    "grulac": ["Hidden Name", "hidden@example.org", "Pending note", "expert@example.org"],
    "african": ["Pending note", "expert@example.org", "meet.example.org", "female"],
}


@pytest.mark.parametrize("user", SECRETS)
def test_nothing_leaks(scene, rest, user):
    """Of content, lists, search, translations and history."""
    paths = [
        f"{EN}",
        f"{EN}?fullobjects=1",
        f"{EN}?metadata_fields=_all",
        f"{EN}/proposal",
        f"{EN}/proposal?expand=workflow,translations,breadcrumbs,lifecycle",
        f"{EN}/shown",
        f"{EN}/topic",
        f"/@search?{OURS}&metadata_fields=_all&b_size=500",
        f"/@search?{OURS}&fullobjects=1&b_size=500",
        "/@search?SearchableText=hidden@example.org&metadata_fields=_all",
        "/@search?SearchableText=expert&metadata_fields=_all",
    ]
    for item in ("proposal", "shown", "topic"):
        paths += [
            f"{EN}/{item}/{name}" for name in ("@translations", "@workflow", "@lifecycle", "@types")
        ]
        paths.append(f"{EN}/{item}/@history")
    if user is None:
        paths.append(f"{EN}/@webinars?metadata_fields=_all")
    found = []
    for path in paths:
        answer = rest(user, "GET", path)
        assert answer.status_code in (200, 401), (path, answer.status_code, answer.text[:500])
        found += [(path, secret) for secret in SECRETS[user] if secret in answer.text]
    assert found == []


def test_creator_is_no_key(scene, rest):
    """Nobody can ask who submitted."""
    answer = rest(None, "GET", "/@search?Creator=test_user_1_&portal_type=Proposal")
    assert answer.json()["items_total"] == 0
    assert rest(None, "GET", "/@search?portal_type=Proposal").json()["items_total"] == 1


def test_the_secretariat_sees_all(scene, rest):
    proposal = rest("secretary", "GET", f"{EN}/proposal").json()
    assert [target["title"] for target in proposal["builds_on"]] == [
        "Secret plan",
        "Trademarks for small firms",
    ]
    assert proposal["outcome"]["token"] == "merged"
    assert proposal["merged_into"]["title"] == "Trademarks for small firms"
    assert proposal["decision_note"] == "Pending note"
    shown = rest("secretary", "GET", f"{EN}/shown").json()
    assert shown["experts"][0]["email"] == "expert@example.org"
    assert shown["join_url"] == "https://meet.example.org/secret"
    assert shown["staff_days"] == 77


def test_the_public_sees_the_rest(scene, rest):
    proposal = rest(None, "GET", f"{EN}/proposal").json()
    assert [target["title"] for target in proposal["builds_on"]] == ["Trademarks for small firms"]
    assert (proposal["outcome"], proposal["merged_into"], proposal["decision_note"]) == (None,) * 3
    shown = rest(None, "GET", f"{EN}/shown").json()
    assert shown["experts"] == [
        {
            "name": "Expert",
            "affiliation": "Office",
            "country": "KE",
            "kind": "external",
            "role": "speaker",
        }
    ]
    assert [row["UID"] for row in shown["origins"]] == [
        scene["proposal"].UID(),
        scene["topic"].UID(),
    ]


def test_decision_shows_once_archived(scene, rest):
    place(scene["proposal"], "archived")
    transaction.commit()
    proposal = rest(None, "GET", f"{EN}/proposal").json()
    assert proposal["outcome"]["token"] == "merged"
    assert proposal["decision_note"] == "Pending note"


def test_origins_by_a_version_that_the_caller_sees(scene, rest, site):
    """An origin whose named version is hidden is given by one that is not; else not at all."""
    french = translate(scene["topic"], "fr")
    shown = scene["shown"]
    shown.origins = [{"UID": french.UID(), "session": 1}]
    notify(ObjectModifiedEvent(shown))
    transaction.commit()
    rows = rest(None, "GET", f"{EN}/shown").json()["origins"]
    assert rows == [{"UID": scene["topic"].UID(), "session": 1}]
    scene["topic"].released = None
    notify(ObjectModifiedEvent(scene["topic"]))
    transaction.commit()
    assert rest(None, "GET", f"{EN}/shown").json()["origins"] == []


def test_translations_only_when_released(scene, rest):
    """`@translations` works on all five types and tells of nothing that is hidden."""
    question = api.content.create(scene["shown"], "Question", title="Q", question="?")
    api.content.transition(question, "publish")
    french = translate(scene["topic"], "fr")
    transaction.commit()
    for path in ("", "/topic", "/proposal", "/shown", "/shown/q"):
        answer = rest(None, "GET", f"{EN}{path}/@translations")
        assert answer.status_code == 200, (path, answer.text)
        languages = {entry["language"] for entry in answer.json()["items"]}
        assert languages == ({"ar", "zh", "fr", "ru", "es"} if path == "" else set()), path
    listed = rest("secretary", "GET", f"{EN}/topic/@translations").json()["items"]
    assert [entry["language"] for entry in listed] == ["fr"]
    url = french.absolute_url()
    assert rest(None, "GET", url).status_code == 401
    assert url not in rest(None, "GET", "/@search?portal_type=Topic&b_size=500").text
    french.released = datetime(2026, 1, 1)
    notify(ObjectModifiedEvent(french))
    transaction.commit()
    assert rest(None, "GET", url).status_code == 200
    assert url in rest(None, "GET", f"{EN}/topic/@translations").text


# PATCH


@pytest.mark.parametrize(
    "user,status",
    [(None, 401), ("member", 401), ("grulac", 401), ("african", 204), ("secretary", 204)],
)
def test_who_edits_a_proposal(scene, rest, user, status):
    answer = rest(user, "PATCH", f"{EN}/proposal", json={"title": "Changed"})
    assert answer.status_code == status, answer.text
    assert scene["proposal"].title == ("Changed" if status == 204 else "Proposal")


def test_what_a_coordinator_edits(scene, rest):
    """Not the group, not the decision, not what submission asks for."""
    proposal = scene["proposal"]
    refused = [
        {"regional_group": "grulac"},
        {"regional_group": None},
        {"regional_group": "nato"},
        {"objectives": []},
        {"objectives": None},
        {"audiences": []},
        {"webinar_languages": None},
        {"themes": []},
        {"themes": ["a", "b"]},
        {"title": ""},
        {"title": None},
        {"title": "x" * 200_000},
        {"title": 5},
        {"description": "x" * 200_000},
        {"objectives": ["x" * 200_000]},
        {"objectives": [5]},
        {"objectives": "x"},
        {"audiences": [[]]},
        {"builds_on": [{}]},
        {"builds_on": [None]},
        {"builds_on": ["/en"]},
        {"builds_on": [proposal.UID()]},
        {"responds_to": {"@id": 5}},
        {"responds_to": "/en/webinars"},
        {"responds_to": proposal.UID()},
        {"recommendations": [True]},
        {"recommendations": [99]},
        {"contact_email": "nobody"},
        {"member_states": ["ZZ"]},
    ]
    for change in refused:
        answer = rest("african", "PATCH", f"{EN}/proposal", json=change)
        assert answer.status_code == 400, (str(change)[:80], answer.status_code, answer.text[:300])
    ignored = {"outcome": "completed", "released": None, "is_example": True, "decision_note": "x"}
    assert rest("african", "PATCH", f"{EN}/proposal", json=ignored).status_code == 204
    assert (proposal.outcome, proposal.decision_note) == ("merged", "Pending note")
    assert proposal.released is not None
    assert not proposal.is_example
    good = {"audiences": ["smes", "ip-offices"], "contact_name": "New", "regional_group": "african"}
    assert rest("african", "PATCH", f"{EN}/proposal", json=good).status_code == 204
    assert (proposal.contact_name, proposal.title) == ("New", "Proposal")
    assert proposal.audiences == {"smes", "ip-offices"}
    own = rest("both", "PATCH", f"{EN}/proposal", json={"regional_group": "grulac"})
    assert own.status_code == 204
    assert proposal.regional_group == "grulac"
    assert rest("african", "PATCH", f"{EN}/proposal", json=good).status_code == 401


def test_no_edit_after_the_call(scene, rest):
    api.content.transition(scene, "close_call")
    transaction.commit()
    assert rest("african", "PATCH", f"{EN}/proposal", json={"title": "x"}).status_code == 401
    assert rest("secretary", "PATCH", f"{EN}/proposal", json={"title": "x"}).status_code == 204


def test_the_secretariat_may_leave_gaps(scene, rest):
    """What is a condition of a step is none of storage."""
    answer = rest("secretary", "PATCH", f"{EN}/proposal", json={"objectives": [], "themes": None})
    assert answer.status_code == 204, answer.text


def test_rows_read_from_json(scene, rest):
    change = {
        "experts": [{"name": "A", "country": {"token": "KE"}, "gender": "male"}],
        "promotion": [
            {
                "audience": "smes",
                "channel": "web",
                "responsible": "KE",
                "due": "2027-03-01",
                "done": True,
            }
        ],
        "origins": [{"UID": scene["topic"].UID()}],
        "expert_fee": "1200.50",
        "start": "2027-04-08T14:00:00+02:00",
        "end": "2027-04-08T15:30:00+02:00",
        "summary": "<p>Said</p><script>x</script>",
    }
    answer = rest("secretary", "PATCH", f"{EN}/shown", json=change)
    assert answer.status_code == 204, answer.text
    shown = scene["shown"]
    assert shown.experts[0]["name"] == "A"
    assert shown.experts[0]["affiliation"] is None
    assert shown.promotion[0]["due"] == date(2027, 3, 1)
    assert shown.origins == [{"UID": scene["topic"].UID(), "session": 1}]
    assert shown.start.utcoffset().total_seconds() == 0
    body = rest("secretary", "GET", f"{EN}/shown").json()
    assert body["start"] == "2027-04-08T12:00:00+00:00"
    assert body["promotion"][0]["due"] == "2027-03-01"
    assert "<script>" not in body["summary"]["data"]
    keep = ("experts", "promotion", "origins", "start", "end", "timezone", "released")
    answer = rest("secretary", "PATCH", f"{EN}/shown", json={name: body[name] for name in keep})
    assert answer.status_code == 204, answer.text


def test_bad_rows_refused(scene, rest):
    bad = [
        {"experts": [{}]},
        {"experts": [{"name": 5}]},
        {"experts": ["A"]},
        {"experts": "A"},
        {"experts": [{"name": "A", "country": "ZZ"}]},
        {"experts": [{"name": "x" * 201}]},
        {"promotion": [{"audience": "smes"}]},
        {
            "promotion": [
                {"audience": "smes", "channel": "web", "responsible": "KE", "due": "tomorrow"}
            ]
        },
        {"origins": [{"UID": "nothing"}]},
        {"origins": [{"UID": scene["topic"].UID(), "session": 9}]},
        {"start": "soon"},
        {"start": 5},
        {"start": "2027-01-02T00:00:00Z", "end": "2027-01-01T00:00:00"},
        {"expert_fee": "abc"},
        {"expert_fee": "NaN"},
        {"expert_fee": -1},
        {"summary": 5},
        {"join_url": "javascript:alert(1)"},
        {"attended": "many"},
        {"attended": True},
        {"figures_are_minimum": "yes"},
        {"timezone": "Mars/Phobos"},
    ]
    for change in bad:
        answer = rest("secretary", "PATCH", f"{EN}/shown", json=change)
        assert answer.status_code == 400, (change, answer.status_code, answer.text[:500])
    assert scene["shown"].experts[0]["name"] == "Expert"


def test_outcome_of_a_webinar_comes_from_its_steps(scene, rest):
    rest("secretary", "PATCH", f"{EN}/shown", json={"outcome": "withdrawn"})
    assert scene["shown"].outcome is None


def test_a_proposal_stays(scene, rest, site, values):
    """Nobody deletes a submitted proposal, alone or with what contains it."""
    made = rest("african", "POST", EN, json=values).json()["@id"]
    for user in ("african", "secretary", "admin"):
        for target in (made, f"{site.absolute_url()}{EN}"):
            assert rest(user, "DELETE", target).status_code in (401, 403), (user, target)
    for target in (f"{EN.rsplit('/', 1)[0]}", "/en"):
        status = rest("manager", "DELETE", target).status_code
        assert status in (401, 403), (target, status)
    assert rest(None, "GET", made).status_code == 200


def test_patch_reaches_all_translations(scene, rest):
    french = translate(scene["proposal"], "fr")
    transaction.commit()
    answer = rest("african", "PATCH", f"{EN}/proposal", json={"member_states": ["KE", "GH"]})
    assert answer.status_code == 204
    assert {v.member_states == {"KE", "GH"} for v in translations(french).values()} == {True}
    assert item_id(french) == item_id(scene["proposal"])
    assert json.loads(json.dumps(sorted(french.member_states))) == ["GH", "KE"]
