"""The demonstration: the facts as they are known, the examples marked, and built once."""

from AccessControl.SpecialUsers import nobody
from datetime import date
from plone import api
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import translations
from wipo.webinars.demo.accounts import LANGUAGES
from wipo.webinars.demo.build import _day
from wipo.webinars.demo.build import build
from wipo.webinars.demo.build import rows
from wipo.webinars.importing.planning import plan
from wipo.webinars.lifecycle.adoptions import adoptions
from wipo.webinars.lifecycle.capacity import taken
from wipo.webinars.lifecycle.cascade import derive
from wipo.webinars.lifecycle.cascade import webinars_of
from wipo.webinars.lifecycle.hubs import hubs
from wipo.webinars.lifecycle.received import as_received
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.states import step_dates
from wipo.webinars.vocabularies import terms

import pytest
import transaction

OURS = ["Programme", "Topic", "Proposal", "Webinar", "Question"]


def brains(**query):
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.unrestrictedSearchResults(portal_type=OURS, **query)


def items(portal_type):
    """One translation of each item of a type."""
    found = {
        brain.TranslationGroup: brain for brain in brains() if brain.portal_type == portal_type
    }
    return [brain._unrestrictedGetObject() for brain in found.values()]


#: What is known (shared/data/webinars.json): address, day, people, countries.
HELD = [
    ("2024", "2024-04-11-aiming-for-impact", "2024-04-11", 645, 116),
    ("2024", "2024-09-12-virtual-technical-assistance", "2024-09-12", 250, 90),
    ("2025", "2025-04-03-strategic-planning", "2025-04-03", 350, 50),
]


@pytest.mark.usefixtures("demonstration_class")
class TestDemonstration:
    """Built once for all of these."""

    @pytest.mark.parametrize("year,id_,day,people,countries", HELD)
    def test_the_webinars_really_held(self, site, year, id_, day, people, countries):
        hub = next(each for each in hubs().values() if id_ in each[year])
        versions = translations(hub[year][id_])
        for webinar in versions.values():
            assert webinar.start.date().isoformat() == day
            assert webinar.date_only
            assert (webinar.attended, webinar.countries_attended) == (people, countries)
            assert webinar.figures_are_minimum
            assert state_of(webinar) == "held"
            assert not webinar.is_example
            # Nothing is invented for what is not known.
            assert webinar.registered is None
            assert webinar.end is None
            assert webinar.recording_url is None
            assert webinar.objectives in (None, [])
            assert {step: at.date().isoformat() for step, at in step_dates(webinar).items()} == {
                "held": day
            }

    def test_titles_as_published(self, site):
        english = hubs()["en"]
        assert english["2025"]["2025-04-03-strategic-planning"].title == (
            "Maximizing Impact: Strategic Planning for Technical Assistance and Capacity Building"
        )
        # The English title of April 2024 would be our translation: it is not shown as official.
        assert "2024-04-11-aiming-for-impact" not in english["2024"]

    def test_the_pilot_is_the_text_of_its_year(self, site):
        for hub in hubs().values():
            assert hub["2019"].description
            assert hub["2019"].objectIds() == []
            assert state_of(hub["2019"]) == "reported"

    def test_examples_say_so(self, site):
        """Nothing is shown as a fact without a source; the past is no example."""
        facts = {row.data.get("id") for row in rows() if "source" in row.data}
        this_year = max(programme.year for programme in items("Programme")) - 1
        for portal_type in OURS:
            for obj in items(portal_type):
                year = obj.year if portal_type == "Programme" else int(obj.getPhysicalPath()[4])
                if year < this_year:
                    assert not obj.is_example, obj.absolute_url()
                elif obj.getId() not in facts:
                    assert obj.is_example, obj.absolute_url()

    def test_examples_name_no_person(self, site):
        for webinar in items("Webinar"):
            if webinar.is_example:
                assert not webinar.experts
        for proposal in items("Proposal"):
            assert proposal.contact_email == f"coordinator-{proposal.regional_group}@example.org"

    def test_the_year_that_runs_and_the_call(self, site):
        years = sorted(programme.year for programme in items("Programme"))
        assert years[:3] == [2019, 2024, 2025]
        hub = hubs()["en"]
        assert state_of(hub[str(years[-2])]) == "published"
        assert state_of(hub[str(years[-1])]) == "call"
        statuses = {state_of(webinar) for webinar in items("Webinar") if webinar.is_example}
        assert statuses == {"adopted", "scheduled", "held", "archived"}
        open_ones = [
            obj
            for obj in (*items("Topic"), *items("Proposal"))
            if obj.getPhysicalPath()[4] == str(years[-1])
        ]
        assert len(open_ones) >= 12

    def test_capacity_is_kept(self, site):
        for programme in items("Programme"):
            assert len(taken(programme)) <= programme.capacity <= 6

    def test_what_follows_is_in_step(self, site):
        """A second look at the states finds nothing to move."""
        for origin in (*items("Topic"), *items("Proposal")):
            state, _outcome = derive(origin, webinars_of(item_id(origin)))
            assert state_of(origin) == state, origin.absolute_url()

    def test_proposals_as_received(self, site):
        for proposal in items("Proposal"):
            received = as_received(proposal)
            assert received["language"] in translations(proposal)
            assert received["received"] == step_dates(proposal)["proposed"]

    def test_adoptions(self, site):
        adopted = [topic for topic in items("Topic") if adoptions(topic)]
        assert len(adopted) >= 4
        groups = {entry["regional_group"] for topic in adopted for entry in adoptions(topic)}
        assert len(groups) >= 5

    def test_anonymous_sees_it_in_every_language(self, site):
        catalog = api.portal.get_tool("portal_catalog")
        with api.env.adopt_user(user=nobody):
            for language in terms.LANGUAGES:
                found = {
                    brain.portal_type for brain in catalog(Language=language, portal_type=OURS)
                }
                assert {"Programme", "Topic", "Webinar"} <= found, language
            # A translation that is not released is nobody's yet.
            released = {brain.getPath() for brain in catalog(portal_type=OURS)}
        year = max(programme.year for programme in items("Programme"))
        assert f"/plone/ar/webinars/{year}/creative-content-online" in released
        assert f"/plone/en/webinars/{year}/creative-content-online" not in released

    def test_accounts(self, site):
        assert "secretariat" in {
            user.getId() for user in api.user.get_users(groupname="secretariat")
        }
        for token, language in LANGUAGES.items():
            member = api.user.get(userid=f"coordinator-{token}")
            assert member.getProperty("language") == language
            assert member.getProperty("email") == f"coordinator-{token}@example.org"
            groups = {group.getId() for group in api.group.get_groups(user=member)}
            assert f"coordinators-{token}" in groups
        assert set(LANGUAGES) == set(terms.tokens("regional_groups"))

    def test_front_pages_lead_to_the_hubs(self, site):
        for language, hub in hubs().items():
            folder = site[language]
            view = folder.restrictedTraverse(folder.getLayout())
            view()
            assert view.request.response.getHeader("Location") == hub.absolute_url()
            assert hub.title
            assert len({each.title for each in hubs().values()}) == 6

    def test_a_second_building_changes_nothing(self, site):
        """Also on another day: what is relative stays relative to the day of the first."""
        transaction.savepoint()
        build(site, "another password")
        assert site._p_jar._registered_objects == []
        users = site.acl_users.source_users
        assert users.authenticateCredentials({"login": "secretariat", "password": "demonstration"})
        day = _day()
        found = plan(rows(), today=day)
        assert found.problems == []
        assert (found.counts["created"], found.counts["changed"]) == (0, 0)
        later = plan(rows(), today=day.replace(day=1))
        assert later.counts["changed"] + later.counts["created"] > 0 or day.day == 1


@pytest.mark.parametrize(
    "day", ["2026-01-01", "2026-02-28", "2026-06-30", "2026-12-31", "2028-02-29"]
)
def test_the_data_fits_every_day(portal, day):
    """On whatever day someone builds it: dates in order, nothing beyond its bounds."""
    found = plan(rows(), today=date.fromisoformat(day))
    assert found.problems == []
