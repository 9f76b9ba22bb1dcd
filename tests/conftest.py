"""Fixtures of all tests: the layers of `wipo.webinars.testing` through pytest-plone."""

from pytest_plone import fixtures_factory
from wipo.webinars.testing import FUNCTIONAL_TESTING
from wipo.webinars.testing import INTEGRATION_TESTING

pytest_plugins = ["pytest_plone", "machine"]

globals().update(
    fixtures_factory(((FUNCTIONAL_TESTING, "functional"), (INTEGRATION_TESTING, "integration")))
)
