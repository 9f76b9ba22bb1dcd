"""Moments in Plone's forms: typed and shown on the clocks that the form names."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from typing import Any

import pytest
import transaction

OPENS = datetime(2026, 9, 1, 10, tzinfo=UTC)
FIELD = "form.widgets.call_opens"


@pytest.fixture
def programme(functional: Any) -> Any:
    """A programme on a site whose clocks are Geneva's."""
    portal = functional["portal"]
    api.portal.set_registry_record("plone.portal_timezone", "Europe/Zurich")
    with api.env.adopt_roles(["Manager"]):
        programme = api.content.create(
            portal["en"]["webinars"],
            "Programme",
            year=2027,
            title="Programme 2027",
            call_opens=OPENS,
            call_closes=OPENS + timedelta(days=30),
        )
    transaction.commit()
    return programme


@pytest.fixture
def browser(functional: Any, programme: Any) -> Browser:
    """The edit form of the programme."""
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{programme.absolute_url()}/edit")
    return browser


def test_the_form_names_the_zone_in_which_it_shows(browser: Browser) -> None:
    assert "In the second half of the year before. Time zone: Europe/Zurich." in browser.contents
    assert browser.getControl(name=FIELD).value == "2026-09-01T12:00"


def test_what_is_typed_is_of_that_zone(browser: Browser, programme: Any) -> None:
    browser.getControl(name=FIELD).value = "2026-09-01T09:30"
    browser.getControl("Save").click()
    transaction.begin()
    assert programme.call_opens == datetime(2026, 9, 1, 7, 30, tzinfo=UTC)


def test_saving_unchanged_moves_nothing(browser: Browser, programme: Any) -> None:
    browser.getControl("Save").click()
    transaction.begin()
    assert programme.call_opens == OPENS
