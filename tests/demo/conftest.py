"""A site with the demonstration."""

from demonstration import DEMO_TESTING
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from pytest_plone import fixtures_factory

import pytest

# Not kept for the session: what it stores would show in the layer that all other tests use.
globals().update(fixtures_factory(((DEMO_TESTING, "demonstration"),), keep_session=False))


@pytest.fixture()
def site(demonstration):
    """The site with the demonstration, a manager signed in."""
    portal = demonstration["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal
