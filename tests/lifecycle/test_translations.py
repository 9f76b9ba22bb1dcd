"""Translations in step: fields and states are equal on all of them, whatever changes them."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.multilingual.api import translate
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from typing import Any
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import siblings
from wipo.webinars.content.items import translations
from wipo.webinars.lifecycle.clock import tick
from wipo.webinars.lifecycle.states import history
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.translations import independent_fields
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.interface import noLongerProvides
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import requests
import time_machine
import transaction

AUTH = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def relation(target: Any) -> RelationValue:
    return RelationValue(getUtility(IIntIds).getId(target))


def values_of(obj: Any) -> dict[str, Any]:
    """The language-independent values, relations by item."""
    found = {}
    for _schema, name, _field in independent_fields(obj):
        value = getattr(obj, name)
        if isinstance(value, RelationValue):
            value = item_id(value.to_object)
        elif isinstance(value, list) and value and isinstance(value[0], RelationValue):
            value = [item_id(each.to_object) for each in value]
        found[name] = value
    return found


def assert_in_step(obj: Any) -> None:
    for other in siblings(obj):
        assert values_of(other) == values_of(obj)
        assert state_of(other) == state_of(obj)
        assert [step["state"] for step in history(other)] == [s["state"] for s in history(obj)]


def test_every_field_of_the_contract_is_one_or_the_other(add: Any, programme_2027: Any) -> None:
    """Translated are these and no others (contract, Types)."""
    translated = {
        "title",
        "description",
        "capacity_note",
        "objectives",
        "audience_note",
        "relevance",
        "themes",
        "decision_note",
        "partners",
        "summary",
        "released",
    }
    ours = "audiences regional_groups webinar_languages scope recommendations builds_on format "
    ours += "regional_group member_states responds_to contact_name contact_email outcome "
    ours += "merged_into origins start end timezone date_only mode experts join_url promotion "
    ours += "expert_fee conference_cost staff_days recording_url registered attended "
    ours += "countries_attended figures_are_minimum is_example year capacity call_opens "
    ours += "call_closes budget"
    items = [programme_2027, *(add(kind) for kind in ("Topic", "Proposal", "Webinar"))]
    independent = {name for item in items for _schema, name, _field in independent_fields(item)}
    assert set(ours.split()) <= independent
    assert translated & independent == set()


@pytest.mark.parametrize("layer", [True, False])
def test_a_script_changes_fields(portal: Any, add: Any, layer: bool) -> None:
    """With and without plone.app.multilingual's layer on the request."""
    if not layer:
        noLongerProvides(portal.REQUEST, IPloneAppMultilingualInstalled)
    topic, earlier = add("Topic"), add("Topic")
    french, russian, earlier_fr = (
        translate(topic, "fr"),
        translate(topic, "ru"),
        translate(earlier, "fr"),
    )
    assert {version.language for version in (topic, french, russian)} == {"en", "fr", "ru"}
    french.audiences = {"ip-offices"}
    french.builds_on = [relation(earlier_fr)]
    french.recommendations = {1, 2}
    notify(ObjectModifiedEvent(french))
    assert_in_step(topic)
    assert topic.audiences == {"ip-offices"}
    assert topic.builds_on[0].to_object == earlier
    assert item_id(russian.builds_on[0].to_object) == item_id(earlier)
    topic.builds_on = []
    topic.audiences = set()
    notify(ObjectModifiedEvent(topic))
    assert_in_step(french)
    assert french.builds_on == []
    assert french.objectives in (None, [])
    assert topic.objectives == ["One"]


def test_a_translation_made_later_takes_all(portal: Any, add: Any, webinar_of: Any) -> None:
    noLongerProvides(portal.REQUEST, IPloneAppMultilingualInstalled)
    topic = add("Topic")
    webinar = webinar_of(topic, experts=[{"name": "A"}])
    place(webinar, "adopted")
    place(webinar, "scheduled")
    french, topic_fr = translate(webinar, "fr"), translate(topic, "fr")
    assert_in_step(webinar)
    assert state_of(french) == "scheduled"
    assert french.released is None
    assert french.origin_items == webinar.origin_items
    assert topic_fr.webinar_items == topic.webinar_items != ()
    assert state_of(topic_fr) == "scheduled"


def test_steps_and_their_consequences_once(add: Any, webinar_of: Any, changes: list) -> None:
    topic = add("Topic")
    french = translate(topic, "fr")
    webinar = webinar_of(topic)
    webinar_fr = translate(webinar, "fr")
    changes.clear()
    place(webinar, "adopted")
    api.content.transition(webinar_fr, "schedule")
    assert_in_step(webinar)
    assert_in_step(topic)
    assert sorted((e.object.portal_type, e.old, e.new) for e in changes) == [
        ("Topic", "adopted", "scheduled"),
        ("Topic", "proposed", "adopted"),
        ("Webinar", "adopted", "scheduled"),
        ("Webinar", "proposed", "adopted"),
    ]
    assert state_of(french) == "scheduled"
    changes.clear()
    api.content.transition(webinar, "postpone")
    assert state_of(webinar_fr) == state_of(french) == "adopted"
    assert len(changes) == 2
    changes.clear()
    api.content.transition(webinar_fr, "withdraw")
    assert webinar.outcome == webinar_fr.outcome == "withdrawn"
    assert len(changes) == 2


def test_programme_in_all_languages(portal: Any, programme_2027: Any) -> None:
    versions = translations(programme_2027)
    assert set(versions) == {"ar", "zh", "en", "fr", "ru", "es"}
    assert {v.absolute_url_path().split("/")[-1] for v in versions.values()} == {"2027"}
    versions["ar"].capacity = 4
    notify(ObjectModifiedEvent(versions["ar"]))
    assert_in_step(programme_2027)
    assert programme_2027.capacity == 4


def released(topic: Any, moment: datetime | None) -> None:
    topic.released = moment
    notify(ObjectModifiedEvent(topic))


def test_invisible_until_released(functional: Any, programme_2027: Any, add: Any) -> None:
    """Page, REST, search, sitemap, @translations, language selector; then the clock opens it."""
    portal = functional["portal"]
    place(programme_2027, "call")
    topic = add("Topic", title="Original")
    french = translate(topic, "fr")
    french.title = "Traduction"
    now = datetime.now(UTC)
    released(french, now + timedelta(days=1))
    transaction.commit()
    base, url = portal.absolute_url(), french.absolute_url()

    def seen() -> dict[str, bool]:
        def get(path: str, accept: str = "text/html") -> requests.Response:
            return requests.get(path, headers={"Accept": accept}, timeout=60, allow_redirects=False)

        json = "application/json"
        return {
            "page": get(url).status_code == 200,
            "REST": get(url, json).status_code == 200,
            "search": url in get(f"{base}/@search?portal_type=Topic&b_size=99", json).text,
            "full text": url in get(f"{base}/fr/@@search?SearchableText=Traduction").text,
            "sitemap": "Traduction" in get(f"{base}/fr/sitemap").text,
            "@translations": url in get(f"{topic.absolute_url()}/@translations", json).text,
            "selector": url in get(topic.absolute_url()).text,
            "parent": url in get(f"{base}/fr/webinars/2027", json).text,
        }

    assert [door for door, open_ in seen().items() if open_] == []
    with time_machine.travel(now + timedelta(days=1, minutes=1), tick=False):
        assert [door for door, open_ in seen().items() if open_] == []
        tick(portal, datetime.now(UTC))
        transaction.commit()
    assert {door for door, open_ in seen().items() if not open_} <= {"full text", "sitemap"}
    released(french, None)
    transaction.commit()
    assert [door for door, open_ in seen().items() if open_] == []


def test_the_clock_opens_once(portal: Any, programme_2027: Any, add: Any) -> None:
    place(programme_2027, "call")
    topic = add("Topic")
    start = datetime(2030, 1, 1, tzinfo=UTC)
    released(topic, start)
    with time_machine.travel(start - timedelta(minutes=5), tick=False) as clock:
        tick(portal)
        logout()
        assert not api.user.has_permission("View", obj=topic)
        clock.shift(timedelta(minutes=5, seconds=30))
        tick(portal)
        assert api.user.has_permission("View", obj=topic)


def test_forms_keep_translations_in_step(functional: Any, add: Any, programme_2027: Any) -> None:
    """Plone's edit form and the form of plone.app.multilingual for a new translation."""
    portal = functional["portal"]
    topic = add("Topic", title="Original")
    place(topic, "adopted")
    transaction.commit()
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.handleErrors = False
    uid = topic.UID()
    browser.open(f"{portal['fr']['webinars']['2027'].absolute_url()}/++addtranslation++{uid}")
    browser.getControl(name="form.widgets.IBasic.title").value = "Traduction"
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    versions = translations(topic)
    assert set(versions) == {"en", "fr"}
    french = versions["fr"]
    assert french.title == "Traduction"
    assert french.audiences == topic.audiences == {"smes"}
    assert french.released is None
    assert state_of(french) == "adopted"
    assert topic.objectives == ["One"]
    browser.open(f"{french.absolute_url()}/edit")
    browser.getControl(name="form.widgets.ISubject.regional_groups:list").value = ["grulac"]
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert topic.regional_groups == french.regional_groups == {"grulac"}
    assert french.released is None
    assert_in_step(topic)


def test_rest_keeps_translations_in_step(functional: Any, add: Any, programme_2027: Any) -> None:
    portal = functional["portal"]
    topic = add("Topic")
    transaction.commit()
    headers = {"Accept": "application/json"}
    made = requests.post(
        portal["es"]["webinars"]["2027"].absolute_url(),
        json={
            "@type": "Topic",
            "title": "Tema",
            "language": "es",
            "translation_of": topic.UID(),
        },
        headers=headers,
        auth=AUTH,
        timeout=60,
    )
    assert made.status_code == 201, made.text
    transaction.begin()
    spanish = translations(topic)["es"]
    assert spanish.released is None
    assert_in_step(topic)
    url = spanish.absolute_url()
    change = {"scope": "reviews", "audiences": ["smes", "general-public"]}
    answer = requests.patch(url, json=change, headers=headers, auth=AUTH, timeout=60)
    assert answer.status_code == 204, answer.text
    answer = requests.post(f"{url}/@workflow/withdraw", headers=headers, auth=AUTH, timeout=60)
    assert answer.status_code == 200, answer.text
    transaction.begin()
    assert topic.scope == "reviews"
    assert topic.outcome == "withdrawn"
    assert_in_step(topic)
