"""A small programme in several states and languages, made fast."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from wipo.webinars.lifecycle.states import place

import pytest

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


class Site:
    """What the tests of the lists do with a site."""

    def __init__(self, portal):
        self.portal = portal

    def hub(self, language="en"):
        return self.portal[language]["webinars"]

    def programme(self, year=2027, state="published", language="en"):
        made = api.content.create(self.hub(language), "Programme", year=year, title=f"P {year}")
        made.capacity = 50
        place(made, state)
        return made

    def item(self, programme, portal_type, title, state="proposed", outcome=None, **fields):
        made = api.content.create(programme, portal_type, title=title, **fields)
        if outcome:
            made.outcome = outcome
        if state != "proposed":
            place(made, state)
        made.reindexObject()
        return made

    def webinar(self, programme, title, state="scheduled", days=10, **fields):
        fields.setdefault("start", NOW + timedelta(days=days))
        if fields["start"]:
            fields.setdefault("end", fields["start"] + timedelta(hours=1))
        fields.setdefault("timezone", "Europe/Zurich")
        return self.item(programme, "Webinar", title, state, **fields)

    def as_user(self, user):
        """Act as `anonymous`, `coordinator` or `secretariat`."""
        logout()
        if user == "anonymous":
            return
        login(self.portal, TEST_USER_NAME)
        setRoles(
            self.portal,
            TEST_USER_ID,
            ["Member", {"coordinator": "Coordinator", "secretariat": "Manager"}[user]],
        )


@pytest.fixture
def site(portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return Site(portal)
