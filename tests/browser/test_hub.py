"""The public page: what it shows to whom, in which language, and what hostile addresses do."""

from datetime import date
from html5lib import HTMLParser
from lxml import html
from playwright.sync_api import Browser
from playwright.sync_api import Page
from typing import Any
from wipo.webinars.browser.hub import format_number
from wipo.webinars.vocabularies.terms import LANGUAGES

import pytest
import requests

YEAR = date.today().year
HOSTILE = [
    "b_size=-1&b_start=-5",
    "b_size=1000000000&b_start=999999999999999999999",
    "b_size=ten&b_start=%00",
    "status[]=held&group[]=&year=nought",
    "status=%FF%FE&text=%FF%FE",
    "text=" + "(" * 300,
    "text=%22%20AND%20NOT%20(&sort=%27%3B--",
    "status:list=held&group:list=african&year:int=2027&b_size:int=5",
    "text:record=x&group.a:record=1&b_size:float=2.5",
    "language=../../etc/passwd&scope=none&scope=briefings&year=2027&year=99999",
]


def fetch(address: str) -> Any:
    answer = requests.get(address, timeout=60)
    assert answer.status_code == 200, answer.text[:500]
    return html.fromstring(answer.text)


def texts(tree: Any, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree.xpath(path)]


def by_class(name: str, tag: str = "*") -> str:
    return f"//{tag}[contains(concat(' ', @class, ' '), ' {name} ')]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_once_in_the_language_of_the_page_or_marked(site: str, language: str) -> None:
    tree = fetch(f"{site}/{language}/webinars")
    links = tree.xpath(f"{by_class('ww-row')}//h3/a")
    assert len(links) == 5
    french = "Le droit d’auteur dans l’enseignement à distance"
    for link in links:
        own = link.text_content() != french or language == "fr"
        assert link.get("lang") == (None if own else "fr")
        assert link.get("dir") == (None if own else "ltr")
        assert link.get("hreflang") == link.get("lang")
        assert f"/{'fr' if link.text_content() == french else language}/" in link.get("href")


def test_parts_with_their_counts(site: str) -> None:
    tree = fetch(f"{site}/en/webinars")
    assert texts(tree, f"{by_class('ww-part')}/h2") == [
        "Scheduled 1",
        "Held 1",
        "Under consideration 3",
    ]
    assert texts(tree, f"{by_class('ww-tabs')}//li") == [
        "All 5",
        "Scheduled 1",
        "Held 1",
        "Under consideration 3",
        "Closed 0",
    ]


def test_figures_that_are_lower_bounds_say_so(site: str) -> None:
    (row,) = texts(fetch(f"{site}/en/webinars?status=held"), by_class("ww-row"))
    assert "Participants: more than 645" in row
    assert "Countries: more than 116" in row
    assert "Recording" in row
    assert "Slides 1" in row
    assert "Answers 1" in row


def test_a_choice_is_in_the_address_and_can_be_taken_back(site: str) -> None:
    tree = fetch(f"{site}/en/webinars?status=considered&group=african&text=offices")
    assert texts(tree, by_class("ww-found")) == ["Entries found: 1"]
    assert len(tree.xpath(by_class("ww-row"))) == 1
    removing = [link.get("href").partition("?")[2] for link in tree.xpath(by_class("ww-chip"))]
    assert removing == ["status=considered&text=offices", "status=considered&group=african"]
    (checked,) = tree.xpath("//input[@type='checkbox'][@checked]")
    assert (checked.get("name"), checked.get("value")) == ("group", "african")
    (hidden,) = tree.xpath("//form[@role='search']//input[@type='hidden']")
    assert (hidden.get("name"), hidden.get("value")) == ("status", "considered")


def test_empty_places_say_why(site: str) -> None:
    assert (
        "Nothing was closed."
        in texts(fetch(f"{site}/en/webinars?status=closed"), by_class("ww-empty"))[0]
    )
    assert texts(fetch(f"{site}/en/webinars?status=held&text=zebra"), by_class("ww-empty")) == [
        "Nothing here matches what you chose."
    ]


def test_batches(site: str) -> None:
    first = fetch(f"{site}/en/webinars?status=considered&b_size=2")
    assert len(first.xpath(by_class("ww-row"))) == 2
    (following,) = first.xpath("//a[@rel='next']/@href")
    second = fetch(following)
    assert len(second.xpath(by_class("ww-row"))) == 1
    assert "Page 2 of 2" in texts(second, by_class("ww-pages"))[0]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_addresses(site: str, query: str) -> None:
    tree = fetch(f"{site}/en/webinars?{query}")
    assert len(tree.xpath(by_class("ww-row"))) <= 100


def test_what_is_typed_comes_back_as_text(site: str) -> None:
    script = '"><script>alert(1)</script>'
    tree = fetch(f"{site}/en/webinars?text=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert tree.xpath("//input[@id='ww-text']/@value") == [script]
    assert not [found for found in tree.xpath("//script/text()") if "alert(1)" in found]


def test_drafts_and_contacts_are_not_there(site: str) -> None:
    source = requests.get(f"{site}/en/webinars", timeout=60).text
    for word in ("Draft that only", "private.contact", "private-room", "Private Contact"):
        assert word not in source


def test_the_call_and_the_year(site: str) -> None:
    tree = fetch(f"{site}/fr/webinars")
    assert str(YEAR + 1) in texts(tree, by_class("ww-call"))[0]
    assert not tree.xpath("//a[contains(@href, '/propose')]")
    rows = texts(tree, f"{by_class('ww-matrix')}/tbody/tr")
    assert "Groupe des pays africains 0 1" in rows
    assert len(rows) == 7


@pytest.mark.parametrize(
    ("language", "written"), [("en", "1,234"), ("fr", "1\u202f234"), ("ru", "1\xa0234")]
)
def test_numbers_as_each_language_writes_them(language: str, written: str) -> None:
    assert format_number(1234, language) == written


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "?status=held&group=african&text=a", "?status=closed"])
def test_markup(site: str, language: str, query: str) -> None:
    parser = HTMLParser()
    parser.parse(requests.get(f"{site}/{language}/webinars{query}", timeout=60).text)
    assert parser.errors == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_for_assistive_technology_and_small_screens(site: str, page: Page, language: str) -> None:
    from browser.test_pages import inspect

    for query in ("", "?status=considered&group=african&b_size=1"):
        address = f"{site}/{language}/webinars{query}"
        assert inspect(page, address, language) == [], address


@pytest.mark.browser
def test_for_a_coordinator(site: str, page: Page) -> None:
    from browser.test_pages import inspect
    from browser.test_pages import sign_in

    sign_in(page, site, "coordinator-african")
    assert inspect(page, f"{site}/ar/webinars", "ar") == []
    propose = page.locator(".ww-call a.btn-primary")
    assert propose.get_attribute("href").endswith("/ar/webinars/propose")


@pytest.mark.browser
def test_filters_work_without_javascript(site: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/webinars")
    page.locator(".ww-filter summary", has_text="Group").click()
    page.locator("#ww-group-african").check()
    page.locator(".ww-search button").click()
    page.wait_for_url("**group=african**")
    assert page.locator(".ww-found").inner_text() == "Entries found: 2"
    context.close()


@pytest.mark.browser
def test_with_javascript_only_the_list_is_replaced(site: str, page: Page) -> None:
    page.goto(f"{site}/en/webinars", wait_until="networkidle")
    page.evaluate("window.sameDocument = true")
    page.locator(".ww-tabs a", has_text="Under consideration").click()
    page.wait_for_url("**status=considered**")
    page.locator(".ww-tabs a[aria-current]", has_text="Under consideration").wait_for()
    assert page.evaluate("window.sameDocument")
    page.wait_for_function("document.activeElement.classList.contains('ww-found')")
    page.go_back(wait_until="networkidle")
    page.locator(".ww-tabs a[aria-current]", has_text="All").wait_for()


@pytest.mark.browser
def test_a_menu_closes_by_escape(site: str, page: Page) -> None:
    page.goto(f"{site}/en/webinars", wait_until="networkidle")
    menu = page.locator(".ww-filter", has_text="Group").first
    menu.locator("summary").click()
    page.locator("#ww-group-african").focus()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
