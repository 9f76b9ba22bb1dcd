"""A real browser on a served site: Chromium through Playwright.

On a machine without Chromium these tests are skipped, with a line that says so; in CI they fail.
"""

from browser.scene import SCENE_TESTING
from collections.abc import Iterator
from playwright.sync_api import Browser
from playwright.sync_api import Page
from pytest_plone import fixtures_factory
from typing import Any

import pytest

globals().update(fixtures_factory(((SCENE_TESTING, "scene"),)))


@pytest.fixture(scope="session")
def chromium(web_browser: Browser) -> Browser:
    """The browser of the session."""
    return web_browser


@pytest.fixture
def site(scene: Any) -> str:
    """The address of the site; the theme is off for an address in numbers."""
    return f"http://localhost:{scene['port']}/plone"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page of a visitor who is not signed in."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
