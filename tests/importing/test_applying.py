"""Records become content: as the file says, once, and all or nothing."""

from AccessControl.SpecialUsers import nobody
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from plone import api
from Products.CMFCore.indexing import processQueue
from wipo.webinars.content.gradation import targets
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import translations
from wipo.webinars.importing import applying
from wipo.webinars.importing.applying import apply
from wipo.webinars.importing.applying import ImportFailed
from wipo.webinars.importing.planning import plan
from wipo.webinars.importing.sources import parse
from wipo.webinars.lifecycle.adoptions import adoptions
from wipo.webinars.lifecycle.capacity import taken
from wipo.webinars.lifecycle.received import as_received
from wipo.webinars.lifecycle.states import history
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.states import step_dates

import pytest
import transaction

PLAIN = (str, int, Decimal, datetime)


@pytest.fixture()
def done(site, planned, records):
    """The records are imported."""
    counts = apply(planned(*records))
    processQueue()
    assert counts == {"created": 4, "changed": 0, "unchanged": 0}
    return site


def snapshot(site):
    """What an import could touch, by address: what is stored, and when it was changed."""
    processQueue()
    catalog = api.portal.get_tool("portal_catalog")
    found = {}
    for brain in catalog.unrestrictedSearchResults(path="/".join(site.getPhysicalPath())):
        obj = brain._unrestrictedGetObject()
        # A ghost shows nothing.
        obj._p_activate()
        stored = vars(obj.aq_base)
        state = {name: stored[name] for name in stored if isinstance(stored[name], PLAIN)}
        found[brain.getPath()] = (
            brain.modified,
            obj.aq_base._p_serial,
            repr(sorted(state.items())),
        )
    assert found
    return found


def test_every_value(done):
    webinar = done["ar"]["webinars"]["2024"]["webinar"]
    assert webinar.title == "ندوة"
    assert webinar.start == datetime(2024, 4, 11, 12, tzinfo=UTC)
    assert webinar.start.utcoffset().total_seconds() == 7200
    assert webinar.end == datetime(2024, 4, 11, 13, 30, tzinfo=UTC)
    assert webinar.timezone == "Europe/Zurich"
    assert (webinar.attended, webinar.figures_are_minimum) == (645, True)
    assert webinar.registered is None
    assert webinar.expert_fee == Decimal("1500.50")
    assert webinar.summary.raw == "<p>ملخص</p>"
    assert webinar.experts[0]["name"] == "Chair"
    assert targets(webinar.builds_on)[0].getId() == "topic"
    assert webinar.origins[0]["session"] == 2


def test_translations_are_one_item_and_equal(done):
    versions = translations(done["ar"]["webinars"]["2024"]["webinar"])
    assert set(versions) == {"ar", "en", "fr"}
    assert len({item_id(version) for version in versions.values()}) == 1
    assert {version.attended for version in versions.values()} == {645}
    assert {state_of(version) for version in versions.values()} == {"held"}
    french = versions["fr"]
    assert french.absolute_url().endswith("/fr/webinars/2024/webinar")
    # The proposal exists in French, the topic in English only.
    assert french.portal_catalog(UID=french.origins[0]["UID"])
    assert targets(french.builds_on)[0].getId() == "topic"


def test_programmes_exist_in_every_language(done):
    versions = translations(done["en"]["webinars"]["2024"])
    assert set(versions) == {"ar", "zh", "en", "fr", "ru", "es"}
    assert versions["fr"].title == "Webinaires 2024"
    assert "2024" in versions["ru"].title
    assert {state_of(version) for version in versions.values()} == {"published"}


def test_release_of_each_language(done):
    versions = translations(done["ar"]["webinars"]["2024"]["webinar"])
    assert versions["ar"].released == datetime(2024, 5, 29, 22, tzinfo=UTC)
    assert versions["fr"].released is None
    assert versions["en"].released is not None
    catalog = api.portal.get_tool("portal_catalog")
    with api.env.adopt_user(user=nobody):
        visible = catalog.searchResults(TranslationGroup=item_id(versions["ar"]))
        assert {brain.Language for brain in visible} == {"ar", "en"}


def test_days_of_steps_that_are_known_and_no_others(done):
    webinar = done["ar"]["webinars"]["2024"]["webinar"]
    assert [entry["state"] for entry in history(webinar)] == [
        "proposed",
        "adopted",
        "scheduled",
        "held",
    ]
    # It was held on its day; nobody said when it was adopted.
    assert step_dates(webinar) == {"held": webinar.start}
    proposal = done["fr"]["webinars"]["2024"]["proposal"]
    assert set(step_dates(proposal)) == {"proposed", "adopted"}
    assert step_dates(proposal)["proposed"] == datetime(2023, 9, 29, 17, 10, tzinfo=UTC)


def test_places_are_taken(done):
    programme = done["en"]["webinars"]["2024"]
    assert taken(programme) == {item_id(done["ar"]["webinars"]["2024"]["webinar"])}


def test_origins_follow(done):
    proposal = done["fr"]["webinars"]["2024"]["proposal"]
    assert state_of(proposal) == "held"
    assert proposal.webinar_items == (item_id(done["ar"]["webinars"]["2024"]["webinar"]),)


def test_text_as_received(done):
    received = as_received(done["en"]["webinars"]["2024"]["proposal"])
    assert received["language"] == "fr"
    assert received["fields"]["title"] == "Une série"
    assert received["received"] == datetime(2023, 9, 29, 17, 10, tzinfo=UTC)


def test_a_question_keeps_its_language(done):
    question = done["ar"]["webinars"]["2024"]["webinar"]["question"]
    assert question.language == "ru"
    assert question.question == "Почему?"
    assert state_of(question) == "published"


def test_adoptions(site, planned, records):
    records[1] |= {
        "state": "adopted",
        "adoptions": [
            {
                "regional_group": "china",
                "note": {"zh": "希望"},
                "webinar_languages": ["zh"],
                "date": "2023-10-01T10:00",
            }
        ],
    }
    apply(planned(*records))
    topic = site["en"]["webinars"]["2024"]["topic"]
    assert adoptions(topic) == [
        {
            "regional_group": "china",
            "member_states": [],
            "note": "希望",
            "webinar_languages": ["zh"],
            "adopted": datetime(2023, 10, 1, 8, tzinfo=UTC),
        }
    ]
    assert state_of(topic) == "adopted"
    assert planned(*records).counts == {"created": 0, "changed": 0, "unchanged": 4}


def test_what_was_not_completed(site, planned, records):
    """Merged and withdrawn: the outcome, and no step that was never taken."""
    merged = {
        "type": "Topic",
        "year": 2024,
        "id": "merged",
        "state": "archived",
        "fields": {"outcome": "merged"},
        "merged_into": "proposal",
        "translations": {"en": {"title": "Merged"}},
    }
    withdrawn = {
        "type": "Webinar",
        "year": 2024,
        "id": "withdrawn",
        "state": "archived",
        "fields": {"outcome": "withdrawn", "start": "2024-05-01T10:00"},
        "history": {"adopted": "2023-12-08"},
        "translations": {"en": {"title": "Withdrawn"}},
    }
    apply(planned(*records, merged, withdrawn))
    programme = site["en"]["webinars"]["2024"]
    assert [entry["state"] for entry in history(programme["merged"])] == ["proposed", "archived"]
    assert programme["merged"].outcome == "merged"
    assert programme["merged"].merged_into.to_object.getId() == "proposal"
    assert [entry["state"] for entry in history(programme["withdrawn"])] == [
        "proposed",
        "adopted",
        "archived",
    ]
    assert len(taken(programme)) == 1


def test_a_second_run_changes_nothing(done, planned, records):
    transaction.savepoint()
    before = snapshot(done)
    found = planned(*records)
    assert found.counts == {"created": 0, "changed": 0, "unchanged": 4}
    assert apply(found) == {"created": 0, "changed": 0, "unchanged": 4}
    assert snapshot(done) == before
    # Not even one object is to be written.
    assert done._p_jar._registered_objects == []


def test_only_what_differs_changes(done, planned, records):
    transaction.savepoint()
    before = snapshot(done)
    records[3]["translations"]["en"]["title"] = "Another title"
    found = planned(*records)
    assert [(entry.record.name, entry.changes) for entry in found.entries if entry.changes] == [
        ("2024/webinar", ("title (en)",))
    ]
    assert apply(found) == {"created": 0, "changed": 1, "unchanged": 3}
    assert done["en"]["webinars"]["2024"]["webinar"].title == "Another title"
    after = snapshot(done)
    assert {path for path in after if after[path] != before[path]} == {
        "/plone/en/webinars/2024/webinar"
    }


@pytest.mark.parametrize(
    "change,label",
    [
        ({"fields": {"attended": 700}}, "attended"),
        ({"translations": {"fr": {}}, "released": {"fr": "2024-06-01"}}, "released (fr)"),
        ({"builds_on": []}, "builds_on"),
        ({"origins": [{"id": "proposal", "session": 1}]}, "origins"),
        ({"history": {"adopted": "2023-12-08"}}, "history"),
        ({"translations": {"ar": {}, "es": {"title": "Un seminario"}}}, "translation “es”"),
        ({"translations": {"ar": {"summary": "<p>X</p>"}}}, "summary (ar)"),
    ],
)
def test_each_kind_of_change(done, planned, change, label):
    """Announced by the plan, done once, then found done; what is not in the file stays."""
    record = {"type": "Webinar", "year": 2024, "id": "webinar", "translations": {"ar": {}}} | change
    found = planned(record)
    assert found.problems == []
    assert found.entries[0].changes == (label,)
    assert apply(found)["changed"] == 1
    assert planned(record).counts["unchanged"] == 1
    webinar = done["ar"]["webinars"]["2024"]["webinar"]
    assert webinar.title == "ندوة"
    assert state_of(webinar) == "held"
    assert {version.attended for version in translations(webinar).values()} == {
        change.get("fields", {}).get("attended", 645)
    }


def test_a_state_moves_on(done, planned):
    record = {
        "type": "Webinar",
        "year": 2024,
        "id": "webinar",
        "state": "archived",
        "fields": {"outcome": "completed"},
        "history": {"archived": "2024-09-01"},
        "translations": {"ar": {}},
    }
    apply(planned(record))
    programme = done["fr"]["webinars"]["2024"]
    assert state_of(programme["webinar"]) == "archived"
    assert set(step_dates(programme["webinar"])) == {"held", "archived"}
    assert (state_of(programme["proposal"]), programme["proposal"].outcome) == (
        "archived",
        "completed",
    )


@pytest.mark.parametrize("where", ["_content", "_links", "_steps", "_children"])
def test_all_or_nothing(site, planned, records, monkeypatch, where):
    """Whatever breaks, and however late: nothing of the import is left."""
    transaction.savepoint()
    before = snapshot(site)
    original = getattr(applying._Writer, where)

    def breaking(self, record):
        result = original(self, record)
        if record.type == "Webinar":
            raise ImportFailed("in the middle")
        return result

    monkeypatch.setattr(applying._Writer, where, breaking)
    with pytest.raises(ImportFailed):
        apply(planned(*records))
    assert snapshot(site) == before
    assert "2024" not in site["en"]["webinars"]
    monkeypatch.undo()
    assert apply(planned(*records))["created"] == 4


def test_csv_gives_the_same(site):
    text = """\
type;year;id;language;state;title;objectives;audiences;webinar_languages;origins;start;date_only;day_proposed;experts
Programme;2023;;en;reported;Webinars 2023;;;;;;;;
Topic;2023;topic;en;held;A topic;One|Two;smes, ip-offices;en fr;;;;2022-10-01;
Topic;2023;topic;fr;;Un thème;Une|Deux;;;;;;;
Webinar;2023;webinar;fr;held;Un webinaire;;;;topic;2023-05-04;yes;;"[{""name"": ""Chair""}]"
"""
    rows = parse("records.csv", text.encode())
    found = plan(rows)
    assert found.problems == []
    assert apply(found) == {"created": 3, "changed": 0, "unchanged": 0}
    topic = site["fr"]["webinars"]["2023"]["topic"]
    assert topic.objectives == ["Une", "Deux"]
    assert topic.audiences == {"smes", "ip-offices"}
    assert state_of(topic) == "held"
    webinar = site["fr"]["webinars"]["2023"]["webinar"]
    assert webinar.start == datetime(2023, 5, 4, 12, tzinfo=UTC)
    assert webinar.date_only is True
    assert webinar.experts[0]["name"] == "Chair"
    assert apply(plan(rows)) == {"created": 0, "changed": 0, "unchanged": 3}


def test_progress_is_told(site, planned, records):
    told = []
    apply(planned(*records), lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _total in told] == list(range(1, len(told) + 1))
