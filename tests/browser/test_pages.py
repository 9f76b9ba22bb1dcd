"""Every page in every language, for a visitor and for a coordinator: axe, markup, width, direction.

One visit a page and language answers all four, so that the whole takes a few minutes at most.
"""

from axe_playwright_python.sync_playwright import Axe
from browser.scene import PASSWORD
from collections import Counter
from datetime import date
from html5lib import HTMLParser
from playwright.sync_api import Browser
from playwright.sync_api import Page
from wipo.webinars.vocabularies.terms import LANGUAGES

import pytest

YEAR = date.today().year
ITEMS = {
    "programme": f"{YEAR + 1}",
    "topic": f"{YEAR + 1}/topic",
    "proposal": f"{YEAR + 1}/proposal",
    "scheduled": f"{YEAR}/scheduled",
    "held": f"{YEAR}/held",
}
ENGLISH_ONLY = {
    "as-received": f"{YEAR + 1}/proposal/as-received",
    "question": f"{YEAR}/held/question",
}

pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    """What axe finds, of any impact: rule, then the elements."""
    return [
        f"{violation['id']} ({violation['impact']}): "
        + "; ".join(node["html"][:160] for node in violation["nodes"])
        for violation in Axe().run(page).response["violations"]
    ]


def markup_errors(source: str) -> list[str]:
    """What a strict parser of HTML objects to, ids that occur twice, and what Plone's frame wrote
    that HTML does not know."""
    parser = HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(source)
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    unknown = [
        *tree.iterfind(".//a[@icon]"),
        *tree.iterfind(".//script[@defer='True']"),
        *(each for each in tree.iterfind(".//div[@aria-labelledby]") if not each.get("role")),
    ]
    charsets = [*tree.iterfind(".//meta[@charset]"), *tree.iterfind(".//meta[@http-equiv]")]
    return (
        [f"{code} at {position}" for position, code, _data in parser.errors]
        + [f"id {name} occurs {times} times" for name, times in ids.items() if times > 1]
        + [f"not HTML: {element.tag} {element.attrib}" for element in unknown]
        + [f"{len(charsets)} times the encoding"] * (len(charsets) != 1)
    )


def sign_in(page: Page, site: str, user: str) -> None:
    """Sign in through Plone's form."""
    page.goto(f"{site}/login")
    page.fill("#__ac_name", user)
    page.fill("#__ac_password", PASSWORD)
    page.press("#__ac_password", "Enter")
    page.wait_for_url(f"{site}/**")


def inspect(page: Page, address: str, language: str) -> list[str]:
    """Open a page and say what is wrong with it."""
    page.set_viewport_size({"width": 1280, "height": 900})
    response = page.goto(address)
    assert response.status == 200, address
    wrong = violations(page) + markup_errors(response.text())
    root = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    if root != [language, "rtl" if language == "ar" else "ltr"]:
        wrong.append(f"language and direction are {root}")
    page.set_viewport_size({"width": 320, "height": 640})
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if over > 0:
        wrong.append(f"{over} pixels too wide at 320")
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_visitor(site: str, page: Page, language: str) -> None:
    for path in ITEMS.values():
        address = f"{site}/{language}/webinars/{path}"
        assert inspect(page, address, language) == [], address


@pytest.mark.parametrize("path", ENGLISH_ONLY.values(), ids=list(ENGLISH_ONLY))
def test_pages_in_one_language(site: str, page: Page, path: str) -> None:
    assert inspect(page, f"{site}/en/webinars/{path}", "en") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_coordinator(site: str, page: Page, language: str) -> None:
    sign_in(page, site, "coordinator-african")
    for path in (ITEMS["proposal"], ITEMS["held"]):
        address = f"{site}/{language}/webinars/{path}"
        assert inspect(page, address, language) == [], address


def test_pages_of_the_secretariat(site: str, page: Page) -> None:
    sign_in(page, site, "editor")
    for path in ITEMS.values():
        address = f"{site}/fr/webinars/{path}"
        assert inspect(page, address, "fr") == [], address


def test_toolbar_on_a_phone(site: str, page: Page) -> None:
    sign_in(page, site, "editor")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/fr/webinars/{ITEMS['held']}")
    assert violations(page) == []


def test_without_javascript(site: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/webinars/{ITEMS['scheduled']}")
    assert page.locator("li[aria-current=step]").inner_text().startswith("Scheduled")
    assert not page.locator(".ww-your-time").is_visible()
    context.close()


def test_the_readers_own_time(site: str, chromium: Browser) -> None:
    context = chromium.new_context(timezone_id="Asia/Tokyo", locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site}/fr/webinars/{ITEMS['scheduled']}")
    box = page.locator(".ww-your-time")
    box.wait_for(state="visible")
    assert "Japon" in box.inner_text()
    context.close()


def test_edit_forms_add_nothing_to_what_axe_finds_in_plones_own(site: str, page: Page) -> None:
    sign_in(page, site, "editor")

    def rules(address: str) -> set[str]:
        page.goto(f"{site}/en/webinars/{address}")
        page.wait_for_load_state("networkidle")
        assert page.locator("#content form").count(), address
        return {violation.split(" ")[0] for violation in violations(page)}

    stock = rules("++add++Document")
    kinds = ("programme", "topic", "proposal", "scheduled")
    found = {kind: rules(f"{ITEMS[kind]}/edit") - stock for kind in kinds}
    assert found == {kind: set() for kind in kinds}
