"""`POST <Programme>` with a Proposal: the rule of the form, over REST (R8.ii)."""

from plone import api
from wipo.webinars.lifecycle.received import as_received
from zope.component import getGlobalSiteManager
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.simpletranslationdomain import SimpleTranslationDomain

import pytest
import transaction

FR = "/fr/webinars/2027"
EN = "/en/webinars/2027"


def proposals(site):
    return [
        brain.getObject()
        for brain in site.portal_catalog.unrestrictedSearchResults(portal_type="Proposal")
    ]


def fields(answer):
    assert answer.status_code == 400, answer.text
    body = answer.json()
    assert body["type"] == "BadRequest"
    assert body["message"]
    assert all(problem["message"] for problem in body["errors"])
    return {problem["field"] for problem in body["errors"]}


def test_submitted(site, rest, values):
    values["builds_on"] = [site["en"]["webinars"]["2027"]["topic"].UID()]
    values["responds_to"] = {"@id": f"{site.absolute_url()}{EN}/topic"}
    answer = rest("african", "POST", FR, json=values)
    assert answer.status_code == 201, answer.text
    (proposal,) = proposals(site)
    body = answer.json()
    assert answer.headers["Location"] == body["@id"] == proposal.absolute_url()
    assert body["@id"].startswith(f"{site.absolute_url()}{FR}/")
    assert body["review_state"] == "proposed"
    assert body["regional_group"]["token"] == "african"
    assert [topic["title"] for topic in body["builds_on"]] == ["Trademarks for small firms"]
    assert body["contact_email"] == "mission@example.org"
    assert proposal.language == "fr"
    assert proposal.recommendations == {1, 18}
    assert proposal.audiences == {"ip-offices", "indigenous-local-communities"}
    assert proposal.themes == values["themes"]
    assert as_received(proposal)["fields"]["title"] == values["title"]


def test_submitted_twice_is_one(site, rest, values):
    first = rest("african", "POST", FR, json=values)
    second = rest("both", "POST", FR, json=values)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["UID"] == second.json()["UID"]
    assert len(proposals(site)) == 1


def test_group_filled_in_where_plain(site, rest, values):
    del values["regional_group"]
    assert rest("african", "POST", EN, json=values).json()["regional_group"]["token"] == "african"
    assert fields(rest("both", "POST", EN, json=values)) == {"regional_group"}


@pytest.mark.parametrize(
    "user,status", [(None, 401), ("member", 403), ("secretary", 403), ("african", 201)]
)
def test_who(site, rest, values, user, status):
    assert rest(user, "POST", EN, json=values).status_code == status
    assert len(proposals(site)) == (1 if status == 201 else 0)


def test_not_for_another_group(site, rest, values):
    values["regional_group"] = "grulac"
    assert fields(rest("african", "POST", EN, json=values)) == {"regional_group"}
    assert proposals(site) == []


def test_call_closed(site, rest, values):
    api.content.transition(site["en"]["webinars"]["2027"], "close_call")
    transaction.commit()
    assert fields(rest("african", "POST", EN, json=values)) == {""}
    assert proposals(site) == []


BAD = {
    "title": (None, "", "   ", 5, ["a"], {"a": 1}, "x" * 200_000),
    "description": (5, "x" * 200_000, ["a"]),
    "objectives": (None, [], [""], "one", 7, [5], [None], ["x" * 200_000], ["x"] * 100_000),
    "audiences": (None, [], ["nobody"], [{}], [["smes"]], "smes", 3, [True], ["smes"] * 3 + [1.5]),
    "webinar_languages": (None, [], ["de"], {"a": 1}),
    "recommendations": ([0], [46], [True], [1.5], ["x"], [None], [{"token": "99"}], 5),
    "scope": ("elsewhere", 5, ["briefings"], {"token": []}, True),
    "format": ("trilogy", 5, []),
    "themes": (None, [], ["one"], ["t"] * 7, [1, 2], "ab", ["x" * 200_000, "y"]),
    "regional_group": ("nato", "grulac", 5, ["african"], {"token": "grulac"}),
    "member_states": (["ZZ"], ["Kenya"], [{}], "KE", [5]),
    "regional_groups": (["nato"], 5),
    "builds_on": (["nothing"], "nothing", [5], [{}], {"@id": 5}, ["/en"], ["x"] * 100_000, [None]),
    "responds_to": ("nothing", 5, [], {}, "/en/webinars", "/../../etc/passwd", "x" * 200_000),
    "contact_email": ("nobody", 5, ["a@example.org"], "a@" + "x" * 300 + ".org"),
    "contact_name": (5, "x" * 201),
    "relevance": (5, "x" * 200_000, ["a"]),
    "outcome": ("completed", 5),
    "merged_into": ("/en",),
    "decision_note": ("chosen",),
    "released": ("2020-01-01",),
    "is_example": (True,),
}


def test_bad_values_are_reported_at_their_field(site, rest, values):
    wrong = []
    for name, bad in BAD.items():
        for value in bad:
            answer = rest("african", "POST", EN, json={**values, name: value})
            known = answer.status_code == 400 and name in fields(answer)
            if not known:
                wrong.append((name, repr(value)[:40], answer.status_code, answer.text[:200]))
    assert wrong == []
    assert proposals(site) == []


@pytest.mark.parametrize("body", ["", "[]", "5", "null", "{", '"x"', '{"@type": ["Proposal"]}'])
def test_no_proposal_at_all(site, rest, body):
    assert rest("african", "POST", EN, data=body).status_code in (400, 401)
    assert proposals(site) == []


def test_harmless(site, rest, values):
    """A script in a title, other alphabets, characters that no page can show."""
    values |= {
        "title": "<script>alert(1)</script> المعارف التقليدية \u0000\u0007\ud800 x",
        "description": "First line\nsecond line",
        "id": "../../evil",
        "UID": "0" * 32,
        "@id": "http://evil.example.org",
        "unknown": {"deep": [1]},
        "recommendations": list(range(1, 46)),
    }
    answer = rest("african", "POST", EN, json=values)
    assert answer.status_code == 201, answer.text
    (proposal,) = proposals(site)
    assert proposal.title == "<script>alert(1)</script> المعارف التقليدية ? x"
    assert proposal.description == "First line second line"
    assert proposal.UID() != "0" * 32
    assert proposal.aq_parent.absolute_url() == f"{site.absolute_url()}{EN}"
    page = rest(None, "GET", proposal.absolute_url(), headers={"Accept": "text/html"})
    assert "<script>alert(1)" not in page.text


@pytest.fixture()
def catalogs():
    """Two words of the package's catalogs, whatever else they hold."""
    registry = getGlobalSiteManager()
    real = registry.queryUtility(ITranslationDomain, "wipo.webinars")
    words = {("fr", "This is missing."): "Cela manque.", ("ru", "This is missing."): "Нет этого."}
    ours = SimpleTranslationDomain("wipo.webinars", words)
    registry.registerUtility(ours, ITranslationDomain, "wipo.webinars")
    yield
    registry.unregisterUtility(ours, ITranslationDomain, "wipo.webinars")
    if real is not None:
        registry.registerUtility(real, ITranslationDomain, "wipo.webinars")


def test_words_in_the_callers_language(site, rest, values, catalogs):
    """What `Accept-Language` asks for counts, else the language of the address."""
    for path, header, message in [
        (EN, "", "This is missing."),
        (FR, "", "Cela manque."),
        (EN, "fr-CH,en;q=.2", "Cela manque."),
        (EN, "de;q=1,ru;q=.9,en;q=.2", "Нет этого."),
        (FR, "ru", "Нет этого."),
        (EN, "xx, ;q=z", "This is missing."),
    ]:
        headers = {"Accept-Language": header}
        answer = rest("african", "POST", path, json={**values, "title": ""}, headers=headers)
        said = [problem["message"] for problem in answer.json()["errors"]]
        assert said == [message], (path, header)


def test_other_types_as_in_any_folder(site, rest):
    topic = {"@type": "Topic", "title": "Another"}
    assert rest(None, "POST", EN, json=topic).status_code == 401
    assert rest("african", "POST", EN, json=topic).status_code == 401
    answer = rest("secretary", "POST", EN, json=topic)
    assert answer.status_code == 201, answer.text
    assert answer.json()["@type"] == "Topic"
    assert rest("secretary", "POST", EN, json={"title": "x"}).status_code == 400


def test_translation_by_the_secretariat(site, rest, values):
    original = rest("african", "POST", FR, json=values).json()
    translation = {
        "@type": "Proposal",
        "title": "In English",
        "language": "en",
        "translation_of": original["UID"],
    }
    assert rest("african", "POST", EN, json=translation).status_code == 403
    answer = rest("secretary", "POST", EN, json=translation)
    assert answer.status_code == 201, answer.text
    assert answer.json()["released"] is None
    assert answer.json()["regional_group"]["token"] == "african"
    versions = {proposal.language: proposal for proposal in proposals(site)}
    assert set(versions) == {"en", "fr"}
    assert versions["en"].audiences == versions["fr"].audiences
    assert as_received(versions["en"])["fields"]["title"] == values["title"]
    assert rest(None, "GET", answer.json()["@id"]).status_code == 401


@pytest.mark.parametrize(
    "change", [{"translation_of": "nothing"}, {"translation_of": 5}, {"language": "ru"}]
)
def test_translation_refused(site, rest, values, change):
    original = rest("african", "POST", FR, json=values).json()
    translation = {
        "@type": "Proposal",
        "title": "In English",
        "language": "en",
        "translation_of": original["UID"],
    }
    assert fields(rest("secretary", "POST", EN, json=translation | change)) == set(change)
    assert len(proposals(site)) == 1
