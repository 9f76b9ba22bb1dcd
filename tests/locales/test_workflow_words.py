"""Plone's toolbar and lists say the steps and types of the add-on in the site's languages.

Plone translates the titles of states and transitions, and in its lists also the titles of types
and the ids of states, in its own domain, `plone`.
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
from wipo.webinars.content.items import TYPES
from xml.etree import ElementTree
from zope.i18n import translate

import json
import pytest
import re
import transaction

LANGUAGES = ("ar", "es", "fr", "ru", "zh")
WORKFLOWS = Path(webinars.__file__).parent / "profiles" / "default" / "workflows"


def said() -> set[str]:
    """What Plone shows of our workflows: titles of states and transitions, ids of states.

    The ids are what the script of folder contents translates.
    """
    found: set[str] = set()
    for definition in WORKFLOWS.glob("*/definition.xml"):
        workflow = ElementTree.parse(definition).getroot()  # noqa: S314 - our own file
        for tag in ("state", "transition"):
            found.update(element.attrib["title"] for element in workflow.findall(tag))
        found.update(element.text for element in workflow.findall("transition/action"))
        found.update(element.attrib["state_id"] for element in workflow.findall("state"))
    return found


@pytest.fixture()
def french(functional: Any) -> Callable[[str], str]:
    """`french(path)`: what a manager gets there; the hub has a programme with items."""
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
def test_plone_says_every_word_of_the_workflows(portal, language):
    assert {"Proposed", "proposed", "Withdraw"} <= said()
    left = {
        word for word in said() if translate(word, domain="plone", target_language=language) == word
    }
    assert left == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plone_says_every_type_as_we_do(portal, language):
    for name in TYPES:
        title = portal.portal_types[name].Title()
        ours = translate(title, target_language=language)
        assert translate(str(title), domain="plone", target_language=language) == ours


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


def test_lists_of_contents_say_the_types_in_french(french):
    found = french(
        "../@@getVocabulary?name=plone.app.vocabularies.Catalog&attributes=id,Type,portal_type"
    )
    kinds = {item["id"]: item["Type"] for item in json.loads(found)["results"]}
    assert kinds["topic"] == "Thème"
    assert kinds["proposal"] == "Proposition"
    assert kinds["webinar"] == "Webinaire"
    assert kinds["annee"] == "Programme"


def test_the_script_of_folder_contents_finds_the_words_for_states(french):
    words = json.loads(french("../../@@plonejsi18n?domain=plone&language=fr"))
    assert words["proposed"] == "Proposé"
    assert words["preparation"] == "En préparation"
