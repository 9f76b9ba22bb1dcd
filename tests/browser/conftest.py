"""A real browser on a served site: Chromium through Playwright.

On a machine without Chromium these tests are skipped, with a line that says so; in CI they fail.
"""

from browser.scene import SCENE
from collections.abc import Iterator
from layers import for_module
from playwright.sync_api import Browser
from playwright.sync_api import Page
from typing import Any

import pytest

scene_layer = for_module(SCENE)


@pytest.fixture
def scene(scene_layer: Any, functional: Any) -> Any:
    """The layer with the small site of `scene.py`, served."""
    return functional


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
