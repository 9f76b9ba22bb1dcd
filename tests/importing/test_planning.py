"""Each kind of bad row is found, with its place, field and reason, and nothing is written."""

from plone import api
from plone.app.multilingual.dx.interfaces import ILanguageIndependentField
from plone.dexterity.utils import iterSchemataForType
from wipo.webinars.importing.applying import apply
from wipo.webinars.importing.values import APART
from wipo.webinars.importing.values import fields_of
from wipo.webinars.vocabularies.terms import LANGUAGES

import pytest


def change(record, path, value):
    *way, last = path.split(".")
    for step in way:
        record = record.setdefault(step, {})
    if value is ...:
        record.pop(last, None)
    else:
        record[last] = value


#: Which record (2 topic, 3 proposal, 4 webinar), what is wrong, the field and words of the reason.
WRONG = [
    (1, {"type": "Event"}, "type", "none of Programme"),
    (2, {"type": "Question"}, "type", "none of"),
    (2, {"year": "soon"}, "year", "a number"),
    (2, {"year": 1900}, "year", "no programme of 1900"),
    (1, {"year": 1999}, "year", ""),
    (2, {"id": "../x"}, "id", "small letters"),
    (2, {"id": ...}, "id", "small letters"),
    (1, {"id": "other"}, "id", "its year"),
    (2, {"state": "done"}, "state", "none of proposed"),
    (2, {"colour": "red"}, "colour", "nothing of this name"),
    (2, {"origins": []}, "origins", "nothing of this name"),
    (2, {"original_language": "de"}, "original_language", "none of ar"),
    (2, {"original_language": "fr"}, "original_language", "no translation"),
    (2, {"translations": []}, "translations", "a text by language"),
    (2, {"translations.de": {"title": "X"}}, "translations", "none of ar"),
    (2, {"translations.fr": "X"}, "translations", "a value by field"),
    (2, {"translations.fr": {}}, "title", "missing"),
    (2, {"translations.en.title": "x" * 301}, "title", "too long"),
    (2, {"translations.en.title": "two\nlines"}, "title", ""),
    (2, {"translations.en.title": 5}, "title", "no text"),
    (2, {"translations.en.objectives": ["x" * 501]}, "objectives", "too long"),
    (2, {"translations.en.objectives": 5}, "objectives", "a list of lines"),
    (2, {"translations.en.colour": "red"}, "colour", "no field"),
    (2, {"translations.en.audiences": ["smes"]}, "audiences", "the same in all languages"),
    (2, {"fields": []}, "fields", "a value by field"),
    (2, {"fields.title": "X"}, "title", "belongs to a language"),
    (2, {"fields.attended": 5}, "attended", "no field"),
    (2, {"fields.audiences": ["cats"]}, "audiences", "use one of policy-makers"),
    (2, {"fields.audiences": 5}, "audiences", "a list of values"),
    (2, {"fields.recommendations": [46]}, "recommendations", "not known"),
    (2, {"fields.recommendations": [True]}, "recommendations", "not known"),
    (2, {"fields.is_example": "perhaps"}, "is_example", "neither true nor false"),
    (2, {"released": {"fr": "2024-01-01"}}, "released", "no translation"),
    (2, {"released": {"en": "yesterday"}}, "released", "no date"),
    (2, {"history": {"done": "2024-01-01"}}, "history", "none of"),
    (2, {"history": {"held": "2024-01-01"}}, "history", "further than the state"),
    (2, {"builds_on": ["nothing"]}, "builds_on", "nothing called"),
    (2, {"builds_on": ["2023/proposal"]}, "builds_on", "nothing called"),
    (2, {"builds_on": ["topic"]}, "builds_on", "the item itself"),
    (2, {"builds_on": ["proposal", "proposal"]}, "builds_on", "twice"),
    (2, {"builds_on": {"id": "proposal"}}, "builds_on", "names an id"),
    (2, {"builds_on": ["webinar"]}, "builds_on", "leads back"),
    (2, {"adoptions": [{"regional_group": "cats"}]}, "adoptions", "not known"),
    (2, {"adoptions": [{}]}, "adoptions", "missing"),
    (2, {"adoptions": [{"regional_group": "china", "colour": 1}]}, "adoptions", "colour"),
    (2, {"adoptions": [{"regional_group": "china", "date": "x"}]}, "adoptions", "no date"),
    (2, {"adoptions": "china"}, "state", "should be “adopted”"),
    (2, {"state": "adopted"}, "state", "should be “proposed”"),
    (2, {"state": "archived"}, "state", "outcome is missing"),
    (2, {"state": "archived", "fields.outcome": "merged"}, "merged_into", "missing"),
    (3, {"state": "adopted", "history": {}}, "state", "should be “held”"),
    (3, {"responds_to": "webinar"}, "responds_to", "is a Webinar"),
    (3, {"fields.member_states": ["XX"]}, "member_states", "none of the 193"),
    (3, {"fields.contact_email": "nobody"}, "contact_email", ""),
    (3, {"history": {"proposed": "2024-01-01", "adopted": "2023-01-01"}}, "history", "before"),
    (3, {"fields.format": "single"}, "", "one theme"),
    (3, {"translations.fr.themes": ["Un", "Deux", "Trois"]}, "themes", "the same themes"),
    (4, {"fields.start": "11.4.2024"}, "start", "no date"),
    (4, {"fields.end": "2024-04-11T13:00"}, "", "end must come after"),
    (4, {"fields.timezone": "Mars/Olympus"}, "timezone", "not known"),
    (4, {"fields.attended": -1}, "attended", ""),
    (4, {"fields.attended": "many"}, "attended", "no whole number"),
    (4, {"fields.expert_fee": "much"}, "expert_fee", "no amount"),
    (4, {"fields.expert_fee": "NaN"}, "expert_fee", "no amount"),
    (4, {"fields.join_url": "javascript:alert(1)"}, "", "must begin with https"),
    (4, {"fields.experts": [{"affiliation": "X"}]}, "experts", "row 1, name"),
    (4, {"fields.experts": [{"name": "X", "colour": 1}]}, "experts", "no column"),
    (4, {"fields.experts": "X"}, "experts", "JSON"),
    (4, {"fields.year": 2024}, "year", "no field"),
    (4, {"translations.ar.summary": "x" * 100_001}, "summary", "too long"),
    (4, {"origins": [{"id": "nothing"}]}, "origins", "nothing called"),
    (4, {"origins": [{"id": "proposal", "session": 3}]}, "origins", "no session 3"),
    (4, {"origins": [{"id": "proposal", "session": 0}]}, "origins", "is written"),
    (4, {"origins": [{"id": "proposal"}, {"id": "proposal"}]}, "origins", "twice"),
    (4, {"origins": ["proposal"]}, "origins", "is written"),
    (4, {"state": "archived"}, "outcome", "completed or withdrawn"),
    (4, {"children": [{"type": "Topic"}]}, "type", "none of Question"),
    (4, {"children": [5]}, "", "a record"),
    (1, {"state": "call"}, "state", "nothing of a decision"),
    (1, {"fields.capacity": 7}, "", "public note"),
    (1, {"fields.capacity": 0}, "capacity", ""),
    (1, {"fields.year": 2025}, "year", "beside the fields"),
]


@pytest.mark.parametrize("number,changes,field,reason", WRONG)
def test_wrong(planned, records, number, changes, field, reason):
    for path, value in changes.items():
        change(records[number - 1], path, value)
    before = len(api.portal.get_tool("portal_catalog"))
    found = planned(*records)
    assert any(problem.field == field and reason in problem.reason for problem in found.problems), (
        found.problems
    )
    assert found.entries == []
    assert len(api.portal.get_tool("portal_catalog")) == before


def test_the_place_is_that_of_the_record(planned, records):
    change(records[3], "fields.attended", -1)
    assert [problem.place for problem in planned(*records).problems] == ["record 4"]


def test_nothing_wrong(planned, records):
    found = planned(*records)
    assert found.problems == []
    assert [(entry.record.name, entry.action) for entry in found.entries] == [
        ("2024", "create"),
        ("2024/topic", "create"),
        ("2024/proposal", "create"),
        ("2024/webinar", "create"),
    ]


def test_twice_in_the_file(planned, records):
    found = planned(*records, records[1])
    assert [(problem.place, problem.field) for problem in found.problems] == [("record 5", "id")]
    assert "record 2" in found.problems[0].reason


def test_a_plan_with_problems_is_not_applied(planned, records):
    change(records[3], "fields.attended", -1)
    with pytest.raises(ValueError, match="problems"):
        apply(planned(*records))


def test_more_webinars_than_places(planned, records):
    change(records[0], "fields.capacity", 1)
    second = {
        "type": "Webinar",
        "year": 2024,
        "id": "second",
        "state": "scheduled",
        "translations": {"en": {"title": "Second"}},
    }
    found = planned(*records, second)
    assert [(problem.place, problem.field) for problem in found.problems] == [("record 5", "state")]
    assert "1 webinars at most" in found.problems[0].reason
    change(second, "state", "proposed")
    assert planned(*records, second).problems == []


def test_places_taken_on_the_site_count(planned, records):
    change(records[0], "fields.capacity", 1)
    apply(planned(*records))
    second = {
        "type": "Webinar",
        "year": 2024,
        "id": "second",
        "state": "scheduled",
        "translations": {"en": {"title": "Second"}},
    }
    assert [problem.field for problem in planned(second).problems] == ["state"]


def test_an_address_of_another_type(planned, records):
    apply(planned(*records))
    other = {"type": "Topic", "year": 2024, "id": "webinar", "translations": {"en": {"title": "X"}}}
    assert "a Webinar of this address" in planned(other).problems[0].reason


def test_a_cycle_by_way_of_the_site(planned, records):
    apply(planned(*records))
    change(records[1], "builds_on", ["webinar"])
    assert [problem.field for problem in planned(records[1]).problems] == ["builds_on"]


def test_a_reference_that_can_mean_several(planned, records):
    apply(planned(*records))
    other = [
        {"type": "Programme", "year": year, "translations": {"en": {"title": str(year)}}}
        for year in (2022, 2023)
    ]
    topic = {"type": "Topic", "year": 2022, "id": "topic", "translations": {"en": {"title": "X"}}}
    third = {
        "type": "Topic",
        "year": 2023,
        "id": "third",
        "builds_on": ["topic"],
        "translations": {"en": {"title": "Y"}},
    }
    apply(planned(*other, topic))
    reason = planned(third).problems[0].reason
    assert "2022/topic" in reason
    assert "2024/topic" in reason
    third["builds_on"] = ["2022/topic"]
    assert planned(third).problems == []


def test_a_language_that_the_site_lacks(planned, records, site):
    site.manage_delObjects(["fr"])
    found = planned(records[0], records[1])
    assert [(note.field, "“fr”" in note.reason) for note in found.notes] == [("translations", True)]
    assert found.problems == []
    assert [problem.field for problem in planned(records[0], records[2]).problems] == [
        "original_language",
        "state",
    ]


def test_a_site_without_hubs(planned, records, site):
    site.manage_delObjects(list(LANGUAGES))
    assert [problem.place for problem in planned(*records).problems] == ["the site"]


def test_a_proposal_without_its_day_keeps_no_text_as_received(planned, records):
    records[2]["history"] = {}
    assert [note.field for note in planned(*records).notes] == ["history"]


@pytest.mark.parametrize("portal_type", ["Programme", "Topic", "Proposal", "Webinar", "Question"])
def test_the_fields_are_those_of_the_type(site, portal_type):
    """No field of the contract is forgotten, and what is translated is known as such."""
    ours = {
        name: each[name]
        for each in iterSchemataForType(portal_type)
        if each.__module__.startswith("wipo.webinars.")
        for name in each
        if name not in APART
    }
    known = fields_of(portal_type)
    assert set(known) == {*ours, "title", "description"}
    independent = {name for name in ours if ILanguageIndependentField.providedBy(ours[name])}
    assert {name for name in known if ILanguageIndependentField.providedBy(known[name])} == (
        independent
    )
