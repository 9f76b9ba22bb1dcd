"""The whole way (R8.ii, R10): submitted in French, found on the Arabic hub, read as received."""

from forms.visitor import PASSWORD
from playwright.sync_api import expect
from typing import Any

import json
import pytest

TITLE = "Protéger un nom de lieu"


@pytest.fixture
def address(site: Any, functional: Any) -> str:
    """The served site; the theme is off for an address in numbers."""
    return f"http://localhost:{functional['port']}/plone"


@pytest.mark.browser
def test_in_a_browser(site, address, web_browser):
    coordinator = web_browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    coordinator.goto(f"{address}/fr/webinars/propose")
    coordinator.locator(".ww-form-note .ww-main-action").click()
    coordinator.fill("#__ac_name", "africa")
    coordinator.fill("#__ac_password", PASSWORD)
    coordinator.keyboard.press("Enter")
    expect(coordinator).to_have_url(f"{address}/fr/webinars/propose")
    coordinator.fill("#form-widgets-title", TITLE)
    coordinator.fill("#form-widgets-objectives", "Savoir déposer une demande")
    coordinator.check("input[value='smes']")
    coordinator.check("input[name='form.widgets.webinar_languages:list'][value='fr']")
    coordinator.check("input[value='series']")
    themes = coordinator.locator(".ww-themes input")
    expect(themes).to_have_count(2)
    themes.nth(0).fill("Le registre")
    themes.nth(1).fill("Le nom")
    # By keyboard alone: a third session, taken away again, and the order put right.
    coordinator.locator(".ww-add").press("Enter")
    expect(themes).to_have_count(3)
    expect(themes.nth(2)).to_be_focused()
    coordinator.locator(".ww-themes li").nth(2).locator("button").last.press("Enter")
    expect(themes).to_have_count(2)
    coordinator.locator(".ww-themes li").nth(1).locator("button").first.press("Enter")
    expect(themes.nth(0)).to_have_value("Le nom")
    coordinator.locator("[data-question='member_states'] [type='search']").fill("Sénégal")
    coordinator.check("input[value='SN']")
    # Without an objective it comes back, the error at the field and everything still there.
    coordinator.fill("#form-widgets-objectives", "")
    coordinator.locator(".ww-form-end button").click()
    expect(coordinator.locator("#error-summary")).to_be_focused()
    coordinator.locator("#error-summary a").first.click()
    expect(coordinator.locator("#form-widgets-objectives")).to_be_focused()
    expect(coordinator.locator("#form-widgets-title")).to_have_value(TITLE)
    expect(themes.nth(1)).to_have_value("Le registre")
    expect(coordinator.locator("input[value='SN']")).to_be_checked()
    coordinator.fill("#form-widgets-objectives", "Savoir déposer une demande")
    coordinator.locator(".ww-form-end button").click()
    expect(coordinator.locator(".ww-submitted")).to_contain_text(TITLE)

    visitor = web_browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    visitor.goto(f"{address}/ar/webinars?status=considered")
    expect(visitor.locator("html")).to_have_attribute("dir", "rtl")
    found = visitor.get_by_role("link", name=TITLE)
    expect(found).to_be_visible()
    assert found.evaluate("link => link.closest('[lang]').lang") == "fr"
    assert found.evaluate("link => link.closest('[dir]').dir") == "ltr"
    found.click()
    visitor.locator("a[href*='as-received']").first.click()
    received = visitor.locator("[lang='fr']", has_text="Savoir déposer une demande").first
    expect(received).to_be_visible()
    assert visitor.get_by_text("Le nom").count()
    coordinator.context.close()
    visitor.context.close()


def test_over_rest(site, visit, outgoing):
    coordinator = visit("africa", "fr").browser
    coordinator.addHeader("Accept", "application/json")
    url = f"{site.absolute_url()}/fr/webinars/2027"
    coordinator.post(
        url,
        json.dumps(
            {
                "@type": "Proposal",
                "title": TITLE,
                "objectives": ["Savoir déposer une demande"],
                "audiences": ["smes"],
                "webinar_languages": ["fr"],
                "format": "series",
                "themes": ["Le nom", "Le registre"],
                "regional_group": "african",
            }
        ),
        content_type="application/json",
    )
    made = json.loads(coordinator.contents)
    visitor = visit(None, "ar").browser
    visitor.addHeader("Accept", "application/json")
    visitor.open(f"{site.absolute_url()}/ar/webinars/@webinars?status=considered")
    (entry,) = [
        entry for entry in json.loads(visitor.contents)["items"] if entry["@type"] == "Proposal"
    ]
    assert (entry["title"], entry["language"]) == (TITLE, "fr")
    assert entry["UID"] == made["UID"]
    visitor.open(f"{entry['@id']}/@received")
    received = json.loads(visitor.contents)
    assert received["language"] == "fr"
    assert received["fields"]["themes"] == ["Le nom", "Le registre"]
