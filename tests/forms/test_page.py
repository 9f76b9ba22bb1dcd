"""The pages of the form in six languages: axe, markup, width, direction, without JavaScript too."""

from base64 import b64encode
from browser.test_pages import markup_errors
from browser.test_pages import violations
from forms.visitor import PASSWORD
from playwright.sync_api import expect
from typing import Any
from wipo.webinars.vocabularies.terms import LANGUAGES

import pytest

pytestmark = pytest.mark.browser


def open_as(browser: Any, user: str | None, **options: Any) -> Any:
    """A page of a user, signed in with each request."""
    if user:
        token = b64encode(f"{user}:{PASSWORD}".encode()).decode()
        options["extra_http_headers"] = {"Authorization": f"Basic {token}"}
    return browser.new_context(viewport={"width": 1280, "height": 900}, **options).new_page()


def faults(page: Any, source: str, language: str) -> list[str]:
    """What is wrong with the page that is shown."""
    wrong = violations(page) + markup_errors(source)
    direction = page.evaluate("document.documentElement.dir")
    if direction != ("rtl" if language == "ar" else "ltr"):
        wrong.append(f"direction {direction}")
    page.set_viewport_size({"width": 320, "height": 640})
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [*wrong, f"{over} pixels too wide"] if over > 0 else wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_form(site, functional, web_browser, language):
    address = f"http://localhost:{functional['port']}/plone/{language}/webinars/propose"
    page = open_as(web_browser, None)
    assert faults(page, page.goto(address).text(), language) == []
    page.context.close()
    page = open_as(web_browser, "africa")
    source = page.goto(address).text()
    page.check("input[value='series']")
    assert faults(page, source, language) == []
    with page.expect_response(address) as answer:
        page.locator(".ww-form-end button").click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert faults(page, answer.value.text(), language) == []
    page.context.close()


def test_without_javascript(site, functional, web_browser):
    address = f"http://localhost:{functional['port']}/plone/en/webinars/propose"
    page = open_as(web_browser, "africa", java_script_enabled=False)
    page.goto(address)
    page.fill("#form-widgets-title", "Protect a place name")
    page.fill("#form-widgets-objectives", "File an application")
    page.check("input[value='smes']")
    page.check("input[name='form.widgets.webinar_languages:list'][value='fr']")
    page.check("input[value='series']")
    page.fill("#form-widgets-themes", "The name\nThe register")
    page.locator(".ww-form-end button").click()
    expect(page).to_have_url(
        f"http://localhost:{functional['port']}/plone/en/webinars/2027/protect-a-place-name/@@submitted"
    )
    page.context.close()
    page = open_as(web_browser, "africa")
    source = page.goto(
        f"http://localhost:{functional['port']}/plone/en/webinars/2027/protect-a-place-name/@@submitted"
    ).text()
    assert faults(page, source, "en") == []
    page.context.close()
