"""Plone's own ways of adding lead to the form; the Secretariat still translates."""

from forms.visitor import answered
from plone import api
from wipo.webinars.content.items import translations
from wipo.webinars.lifecycle.hubs import ensure_hubs
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


@pytest.mark.parametrize("user", ["africa", "office"])
@pytest.mark.parametrize("place", ["", "/2027"])
def test_add_form_leads_to_propose(site, visit, user, place):
    visitor = visit(user, "fr")
    hub = f"{site.absolute_url()}/fr/webinars"
    visitor.browser.open(f"{hub}{place}/++add++Proposal")
    assert visitor.browser.url == f"{hub}/propose"


def test_topic_goes_along(site, visit):
    topic = site["en"]["webinars"]["2027"]["gardens"]
    visitor = visit("africa", "en")
    visitor.browser.open(
        f"{site.absolute_url()}/en/webinars/2027/++add++Proposal?topic={topic.UID()}"
    )
    assert visitor.form.get("form.widgets.responds_to") == topic.UID()


def test_secretariat_translates(site, visit, outgoing):
    visitor = visit("africa", "fr")
    visitor.submit(answered(visitor.open()))
    transaction.begin()
    (brain,) = site.portal_catalog.unrestrictedSearchResults(portal_type="Proposal")
    uid = brain.UID
    office = visit("office", "en")
    office.browser.open(f"{site.absolute_url()}/en/webinars/2027/++addtranslation++{uid}")
    assert office.status == 200
    office.browser.getControl(name="form.widgets.IBasic.title").value = "Protect a place name"
    office.browser.getControl("Save").click()
    transaction.begin()
    titles = {
        found.Language: found.Title
        for found in site.portal_catalog.unrestrictedSearchResults(portal_type="Proposal")
    }
    assert titles == {"fr": "Protéger un nom de lieu", "en": "Protect a place name"}


def test_form_of_a_hub_made_later(site):
    with api.env.adopt_roles(["Manager"]):
        del site["ru"]["webinars"]["propose"]
        form = site["en"]["webinars"]["propose"]
        form.fields_model = form.fields_model.replace("Say in one line", "Say in five words")
        notify(ObjectModifiedEvent(form))
        ensure_hubs()
    again = site["ru"]["webinars"]["propose"]
    assert "Say in five words" in again.fields_model
    assert len(translations(again)) == 6
