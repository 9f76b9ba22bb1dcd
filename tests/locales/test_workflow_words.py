"""Plone's toolbar and lists say the steps and types of the add-on in the site's languages.

Plone translates the titles of states and transitions in its own domain, `plone`; those of types in
the domain of the type.
"""

from collections.abc import Callable
from pathlib import Path
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.testing.zope import Browser
from typing import Any
from wipo import webinars
from xml.etree import ElementTree
from zope.i18n import translate

import json
import pytest
import re
import transaction

LANGUAGES = ("ar", "es", "fr", "ru", "zh")
WORKFLOWS = Path(webinars.__file__).parent / "profiles" / "default" / "workflows"


def titles() -> set[str]:
    """The titles of all states and transitions, and what the transitions are called in menus."""
    found: set[str] = set()
    for definition in WORKFLOWS.glob("*/definition.xml"):
        workflow = ElementTree.parse(definition).getroot()  # noqa: S314 - our own file
        for tag in ("state", "transition"):
            found.update(element.attrib["title"] for element in workflow.findall(tag))
        found.update(element.text for element in workflow.findall("transition/action"))
    return found


@pytest.fixture()
def french(functional: Any) -> Callable[[str], str]:
    """`french(path)`: what a manager gets there; the hub has a programme with a topic."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    programme = api.content.create(
        portal["fr"]["webinars"], "Programme", id="annee", year=2027, title="Année 2027"
    )
    for kind in ("Topic", "Proposal", "Webinar"):
        api.content.create(
            programme,
            kind,
            id=kind.lower(),
            title="Les marques",
            objectives=["Un"],
            audiences={"smes"},
            webinar_languages={"fr"},
        )
    transaction.commit()
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")

    def get(path: str) -> str:
        browser.open(f"{portal.absolute_url()}/fr/webinars/{path}")
        return browser.contents

    return get


def words(html: str, part: str) -> str:
    """The text of the list item of the toolbar with this id."""
    found = re.search(rf'<li[^>]*id="plone-contentmenu-{part}".*?</ul>', html, re.DOTALL)
    assert found, part
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_plone_knows_every_title_of_the_workflows(portal, language):
    assert len(titles()) > 20
    left = {
        title
        for title in titles()
        if translate(title, domain="plone", target_language=language) == title
    }
    assert left == set()


def test_the_toolbar_says_state_and_transitions_in_french(french):
    menu = words(french("annee/topic"), "workflow")
    assert "Proposé" in menu
    assert "Retirer" in menu
    assert "Archiver" in menu
    assert not {"Proposed", "Withdraw", "Archive"} & set(menu.split())
    menu = words(french("annee"), "workflow")
    assert "En préparation" in menu
    assert "Ouvrir l’appel" in menu


def test_the_add_menu_says_the_types_in_french(french):
    menu = words(french("annee"), "factories").split()
    assert {"Thème", "Webinaire"} <= set(menu)
    assert not {"Topic", "Webinar"} & set(menu)


def test_lists_of_contents_say_them_too(french):
    found = french(
        "../@@getVocabulary?name=plone.app.vocabularies.Catalog"
        "&attributes=id,Type,review_state,portal_type"
    )
    print("FOUND", found)
    print("FC", re.findall(r"<body.*", french("annee/folder_contents"), re.S)[0][:200], [m for m in re.findall(r"Th[^<>\"]*me|Topic|Proposed|Propos.", french("annee/folder_contents"))])
    print("SEARCH", re.findall(r"(?s).{100}(?:Th.me|Topic).{100}", french("../@@search?SearchableText=marques")))
    assert 0
