"""What the hub lists: each item once, in its place, and only to those who may see it."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from itertools import islice
from plone import api
from plone.app.multilingual.api import translate
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.lifecycle import adoptions
from wipo.webinars.lifecycle.clock import tick
from wipo.webinars.lifecycle.states import place
from wipo.webinars.listing.query import FILTERS
from wipo.webinars.listing.query import parse
from wipo.webinars.listing.query import Query
from wipo.webinars.listing.search import Catalog
from wipo.webinars.listing.search import search
from wipo.webinars.listing.search import served
from wipo.webinars.listing.search import upcoming
from wipo.webinars.vocabularies.terms import LANGUAGES
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest

CONTRACT_KEYS = {
    "@id",
    "@type",
    "UID",
    "title",
    "description",
    "language",
    "review_state",
    "status",
    "regional_groups",
    "webinar_languages",
    "scope",
    "start",
    "end",
}


def titles(context, **query):
    return [row["title"] for row in search(context, Query(**query)).items]


def release(obj, moment=None):
    obj.released = moment or datetime.now(UTC) - timedelta(minutes=1)
    notify(ObjectModifiedEvent(obj))


def test_a_row_has_the_keys_of_the_contract(site):
    programme = site.programme()
    site.webinar(programme, "W", regional_groups={"grulac", "african"}, scope="reviews")
    (row,) = search(site.hub(), Query()).items
    assert row.keys() >= CONTRACT_KEYS
    assert row["@type"] == "Webinar"
    assert row["regional_groups"] == ["african", "grulac"]
    assert row["start"] == "2027-03-11T12:00:00+00:00"
    assert row["year"] == 2027


class TestStatus:
    @pytest.mark.parametrize(
        ("portal_type", "state", "outcome", "status"),
        [
            ("Webinar", "proposed", None, None),
            ("Webinar", "adopted", None, "scheduled"),
            ("Webinar", "scheduled", None, "scheduled"),
            ("Webinar", "held", None, "held"),
            ("Webinar", "archived", "completed", "held"),
            ("Topic", "proposed", None, "considered"),
            ("Topic", "adopted", None, "considered"),
            ("Topic", "archived", "not-retained", "closed"),
            ("Proposal", "proposed", None, "considered"),
            ("Proposal", "archived", "merged", "closed"),
            ("Proposal", "archived", "withdrawn", "closed"),
        ],
    )
    def test_of_each_state(self, site, portal_type, state, outcome, status):
        site.item(site.programme(), portal_type, "X", state, outcome)
        found = search(site.hub(), Query())
        assert [row["status"] for row in found.items] == ([status] if status else [])
        assert found.facets["status"] == ({status: 1} if status else {})

    def test_a_webinar_withdrawn_after_adoption_is_closed(self, site):
        webinar = site.webinar(site.programme(), "W")
        api.content.transition(webinar, "withdraw")
        assert titles(site.hub(), status=("closed",)) == ["W"]

    def test_a_draft_withdrawn_is_nowhere(self, site):
        webinar = site.webinar(site.programme(), "W", state="proposed")
        api.content.transition(webinar, "withdraw")
        assert search(site.hub(), Query()).total == 0

    def test_what_a_webinar_stands_for_is_not_considered_any_more(self, site):
        programme = site.programme()
        topic = site.item(programme, "Topic", "T")
        draft = site.webinar(
            programme, "W", state="proposed", origins=[{"UID": topic.UID(), "session": 1}]
        )
        assert titles(site.hub()) == ["T"]
        place(draft, "adopted")
        assert titles(site.hub()) == ["W"]
        place(draft, "proposed")
        assert titles(site.hub()) == ["T"]


class TestOnce:
    def test_in_the_language_of_the_hub_once_that_is_released(self, site):
        topic = site.item(site.programme(), "Topic", "English")
        french = translate(topic, "fr")
        french.title = "Français"
        assert titles(site.hub("fr")) == ["English"]
        release(french)
        for language in LANGUAGES:
            expected = "Français" if language == "fr" else "English"
            assert titles(site.hub(language)) == [expected]

    def test_in_its_own_language_otherwise(self, site):
        programme = site.programme()
        topic = api.content.create(site.hub("fr")[str(programme.year)], "Topic", title="Français")
        english = translate(topic, "en")
        english.title = "English"
        release(english)
        assert titles(site.hub("en")) == ["English"]
        assert titles(site.hub("ar")) == ["Français"]
        assert search(site.hub("ar"), Query()).items[0]["language"] == "fr"

    def test_released_by_the_clock(self, site):
        topic = site.item(site.programme(), "Topic", "English")
        french = translate(topic, "fr")
        french.title = "Français"
        release(french, datetime.now(UTC) + timedelta(hours=1))
        assert titles(site.hub("fr")) == ["English"]
        # The day comes: nobody edits anything.
        french.released = datetime.now(UTC) - timedelta(seconds=5)
        french.reindexObject(idxs=["webinar_released"])
        tick(site.portal)
        assert titles(site.hub("fr")) == ["Français"]

    def test_taken_back_and_deleted(self, site):
        topic = site.item(site.programme(), "Topic", "English")
        french = translate(topic, "fr")
        french.title = "Français"
        release(french)
        french.released = None
        notify(ObjectModifiedEvent(french))
        assert titles(site.hub("fr")) == ["English"]
        release(french)
        assert titles(site.hub("fr")) == ["Français"]
        api.content.delete(french)
        assert titles(site.hub("fr")) == ["English"]

    def test_the_original_deleted(self, site):
        topic = site.item(site.programme(), "Topic", "English")
        french = translate(topic, "fr")
        french.title = "Français"
        release(french)
        api.content.delete(topic)
        assert titles(site.hub("en")) == ["Français"]

    def test_moved_to_another_year(self, site):
        topic = site.item(site.programme(2027), "Topic", "T")
        other = site.programme(2028)
        for obj in (topic, topic.aq_parent):
            obj.manage_permission("Delete objects", ["Manager"])
        api.content.move(topic, other)
        assert search(site.hub(), Query()).facets["year"] == {2028: 1}


class TestWhoSees:
    @pytest.fixture
    def programme(self, site):
        call = site.programme(2028, "preparation")
        site.item(call, "Topic", "in preparation")
        published = site.programme(2027)
        site.webinar(published, "scheduled")
        held = site.item(published, "Topic", "not released")
        held.released = None
        notify(ObjectModifiedEvent(held))
        return published

    @pytest.mark.parametrize(
        ("user", "expected"),
        [
            ("anonymous", {"scheduled"}),
            ("coordinator", {"scheduled"}),
            ("secretariat", {"scheduled", "in preparation", "not released"}),
        ],
    )
    def test_rows_counts_and_facets(self, site, programme, user, expected):
        site.as_user(user)
        found = search(site.hub(), Query())
        assert {row["title"] for row in found.items} == expected
        assert found.total == len(expected)
        assert sum(found.facets["status"].values()) == len(expected)
        assert sum(found.facets["year"].values()) == len(expected)
        assert sum(found.facets["scope"].values()) == len(expected)

    def test_a_row_carries_nothing_private(self, site):
        programme = site.programme(2028, "call")
        proposal = site.item(
            programme,
            "Proposal",
            "P",
            contact_name="Ms Secret",
            contact_email="secret@example.org",
            decision_note="pending secret",
        )
        proposal.outcome = "merged"
        proposal.reindexObject()
        site.webinar(
            site.programme(2027),
            "W",
            join_url="https://secret.example.org",
            expert_fee=123454321,
            experts=[{"name": "A", "email": "secret@example.org", "gender": "f"}],
        )
        rows = search(site.hub(), Query()).items
        assert len(rows) == 2
        assert "ecret" not in str(rows)
        assert "123454321" not in str(rows)
        assert "merged" not in str(rows)


def brute_force(rows, query):
    """The rows that a query wants, found without an index."""
    keys = {
        "status": lambda row: {row["status"]},
        "group": lambda row: set(row["regional_groups"]),
        "language": lambda row: set(row["webinar_languages"]),
        "scope": lambda row: {row["scope"] or "none"},
        "audience": lambda row: set(row["audiences"]),
        "year": lambda row: {row["year"]},
    }

    def fits(row, names):
        return all(not getattr(query, n) or keys[n](row) & set(getattr(query, n)) for n in names)

    facets = {}
    for name in FILTERS:
        others = [row for row in rows if fits(row, [n for n in FILTERS if n != name])]
        counts = {}
        for row in others:
            for value in keys[name](row):
                counts[value] = counts.get(value, 0) + 1
        facets[name] = counts
    return [row for row in rows if fits(row, FILTERS)], facets


@pytest.fixture
def many(site):
    """Items of every kind, state and filter value, in a deterministic mixture."""
    groups = ("african", "china", "grulac")
    scopes = (None, "briefings", "reviews")
    for year in (2025, 2027):
        programme = site.programme(year)
        for n in range(12):
            site.item(
                programme,
                CHAIN_TYPES[n % 3],
                f"{year} {n}",
                state=("held" if n % 2 else "adopted") if n % 3 == 2 else "proposed",
                regional_groups=set(groups[: n % 4]),
                webinar_languages={LANGUAGES[n % 6]},
                audiences={"smes"} if n % 2 else set(),
                scope=scopes[n % 3],
            )
    return site


QUERIES = [
    {},
    {"status": "held"},
    {"status": ["held", "considered"], "group": "china"},
    {"group": ["african", "grulac"], "scope": "none"},
    {"year": "2027", "audience": "smes", "language": ["en", "zh"]},
    {"scope": ["none", "reviews"], "status": "scheduled", "year": ["2025", "2027"]},
]


@pytest.mark.parametrize("form", QUERIES)
def test_facets_and_rows_equal_brute_force(many, form):
    everything = search(many.hub(), parse({"b_size": "100"})).items
    query = parse({**form, "b_size": "100"})
    found = search(many.hub(), query)
    rows, facets = brute_force(everything, query)
    assert [row["UID"] for row in found.items] == [row["UID"] for row in rows]
    assert found.facets == facets


@pytest.mark.parametrize("sort", ["", "start", "-start", "title", "-title", "created", "-created"])
def test_batches_follow_one_another(many, sort):
    whole = [row["UID"] for row in search(many.hub(), Query(sort=sort, b_size=100)).items]
    assert len(set(whole)) == len(whole) == 24
    pieces = []
    start = 0
    while start is not None:
        found = search(many.hub(), Query(sort=sort, b_start=start, b_size=7))
        pieces += [row["UID"] for row in found.items]
        start = found.batching.next
    assert pieces == whole


@pytest.mark.parametrize("sort", ["", "start", "-start", "title", "-title"])
def test_few_of_many_come_in_the_same_order(many, sort):
    """Few rows are sorted, many are found by walking the index."""
    whole = [row["UID"] for row in search(many.hub(), Query(sort=sort, b_size=100)).items]
    catalog = Catalog()
    found = catalog.visible("en")
    walked = [
        brain.UID
        for brain in catalog.brains(islice(catalog.ordered(found, Query(sort=sort), 1), 24))
    ]
    assert walked == whole


def test_order_of_the_page(site):
    programme = site.programme()
    site.webinar(programme, "later", days=20)
    site.webinar(programme, "sooner", days=5)
    site.webinar(programme, "no date yet", state="adopted", start=None)
    site.webinar(programme, "held long ago", state="held", days=-300)
    site.webinar(programme, "just held", state="held", days=-3)
    site.item(programme, "Topic", "older")
    site.item(programme, "Topic", "newer")
    assert titles(site.hub()) == [
        "sooner",
        "later",
        "no date yet",
        "just held",
        "held long ago",
        "newer",
        "older",
    ]


def test_a_programme_lists_its_year(many):
    found = search(many.hub()["2025"], Query(b_size=100))
    assert found.total == 12
    assert {row["year"] for row in found.items} == {2025}
    assert found.facets["year"] == {2025: 12}


class TestWords:
    @pytest.fixture
    def topic(self, site):
        return site.item(
            site.programme(),
            "Topic",
            "Brevets",
            objectives=["Comprendre la gradation"],
            relevance="Développement",
            audience_note="Petites entreprises 知识产权局",
            decision_note="confidentiel",
        )

    @pytest.mark.parametrize(
        "text",
        [
            "brevets",
            "BREV",
            "gradation",
            "developpement",
            "entreprises brevets",
            "知识产权",
            "知识",
        ],
    )
    def test_found(self, site, topic, text):
        assert titles(site.hub(), text=text) == ["Brevets"]

    @pytest.mark.parametrize("text", ["confidentiel", "brevets absent", "产识", "not brevets"])
    def test_not_found(self, site, topic, text):
        assert titles(site.hub(), text=text) == []

    @pytest.mark.parametrize(
        "text",
        ['"', "(", "NOT", "a AND", "*", "-", "\x00", "xyz " * 2000, "OR OR"],
        ids=range(9),
    )
    def test_whatever_is_typed_raises_nothing(self, site, topic, text):
        search(site.hub(), parse({"text": text}))

    def test_contacts_are_never_found(self, site):
        programme = site.programme(2028, "call")
        site.item(
            programme, "Proposal", "P", contact_name="Findme", contact_email="findme@example.org"
        )
        assert titles(site.hub(), text="findme") == []

    def test_the_reason_of_a_decision_once_it_is_public(self, site, topic):
        topic.outcome = "not-retained"
        place(topic, "archived")
        assert titles(site.hub(), text="confidentiel") == ["Brevets"]


class TestFacts:
    def test_slides_answers_and_recording(self, site):
        webinar = site.webinar(site.programme(), "W", state="held")
        french = translate(webinar, "fr")
        release(french)
        api.content.create(webinar, "File", title="Slides")
        question = api.content.create(webinar, "Question", title="Q", question="Why?")
        webinar.recording_url = "https://example.org/video"
        notify(ObjectModifiedEvent(webinar))

        def row(language="en"):
            return search(site.hub(language), Query()).items[0]

        assert (row()["slides"], row()["answers"], row()["has_recording"]) == (1, 0, True)
        question.answer = RichText("Because")
        notify(ObjectModifiedEvent(question))
        api.content.transition(question, "publish")
        assert row()["answers"] == 1
        # They belong to the webinar, not to its English version.
        assert (row("fr")["slides"], row("fr")["answers"]) == (1, 1)
        api.content.transition(question, "retract")
        assert row()["answers"] == 0
        webinar._delObject("slides")
        assert row()["slides"] == 0

    def test_who_adopted_a_topic(self, site):
        topic = site.item(site.programme(2028, "call"), "Topic", "T")
        for group in ("grulac", "african"):
            adoptions.record(topic, group)
        assert search(site.hub(), Query()).items[0]["adopted_by"] == ["african", "grulac"]
        adoptions.take_back(topic, "grulac")
        assert search(site.hub(), Query()).items[0]["adopted_by"] == ["african"]


def RichText(text):
    from plone.app.textfield.value import RichTextValue

    return RichTextValue(text, "text/plain", "text/html")


def test_upcoming(site):
    programme = site.programme()
    now = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
    assert upcoming(site.hub(), now) is None
    site.webinar(programme, "past", days=-1)
    site.webinar(programme, "far", days=30)
    site.webinar(programme, "next", days=2)
    site.webinar(programme, "not scheduled yet", state="adopted", days=1)
    assert upcoming(site.hub(), now)["title"] == "next"


def test_served(many):
    table = served(many.hub(), 2027)
    assert table["china"] == {"considered": 4, "held": 1, "scheduled": 1}
    assert table["group-b"] == {}
