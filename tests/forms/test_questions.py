"""Questions that editors add: on all six versions, kept, private unless marked public."""

from forms.visitor import answered
from forms.visitor import stored
from io import BytesIO
from plone import api
from plone.schemaeditor.utils import SchemaModifiedEvent
from typing import Any
from urllib.parse import urlencode
from wipo.webinars.content.items import translations
from wipo.webinars.lifecycle.received import as_received
from zope.event import notify

import json
import pytest
import transaction

LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}


def models(site: Any) -> set[str]:
    """The different sets of questions that the versions of the form have."""
    transaction.begin()
    return {site[language]["webinars"]["propose"].fields_model for language in LANGUAGES}


def edit(visitor: Any, path: str) -> Any:
    """Open a page of the form's editors."""
    visitor.browser.open(f"{visitor.url}/{path}")
    return visitor.browser


def add_question(visitor: Any, name: str, kind: str = "label_textline_field") -> None:
    """Add a question through the web, as an editor does."""
    browser = edit(visitor, "fields/@@add-field")
    browser.getControl(name="form.widgets.title").value = f"Question {name}"
    browser.getControl(name="form.widgets.__name__").value = name
    browser.getControl(name="form.widgets.factory:list").value = [kind]
    browser.getControl(name="form.widgets.required:list").value = []
    browser.getControl(name="form.buttons.add").click()


def test_forms_are_translations_of_one_another(site):
    form = site["ru"]["webinars"]["propose"]
    assert set(translations(form)) == LANGUAGES
    assert len(models(site)) == 1


@pytest.mark.parametrize("user", ["office", "admin"])
def test_added_question_is_on_all_versions(site, visit, user):
    add_question(visit(user, "fr"), "interpretation")
    (model,) = models(site)
    assert 'name="interpretation"' in model
    for language in LANGUAGES:
        assert "Question interpretation" in submit_page(visit("africa", language))


def submit_page(visitor: Any) -> str:
    """The page of the form."""
    visitor.open()
    return visitor.browser.contents


def test_answers_are_kept_and_private(site, visit, outgoing):
    editor = visit("office", "en")
    add_question(editor, "interpretation")
    add_question(editor, "place")
    browser = edit(editor, "fields/place")
    browser.getControl("Public answer").selected = True
    browser.getControl("Save").click()
    (model,) = models(site)
    assert model.count('public="true"') == 1
    visitor = visit("africa", "fr")
    form = answered(visitor.open())
    form.set("form.widgets.interpretation", "Sign language, please")
    form.set("form.widgets.place", "Dakar")
    visitor.submit(form)
    transaction.begin()
    (brain,) = site.portal_catalog.unrestrictedSearchResults(portal_type="Proposal")
    proposal = brain._unrestrictedGetObject()
    answers = as_received(proposal, private=True)["additions"]
    assert answers["interpretation"] == {
        "title": "Question interpretation",
        "value": "Sign language, please",
        "public": False,
    }
    assert set(as_received(proposal)["additions"]) == {"place"}


def test_changed_words_show(site, visit):
    browser = edit(visit("office", "fr"), "fields/relevance")
    browser.getControl(name="form.widgets.title").value = "Pourquoi maintenant"
    browser.getControl(name="form.buttons.save").click()
    assert "Pourquoi maintenant" in submit_page(visit("africa", "fr"))


def test_question_of_a_proposal_stays(site, visit):
    editor = visit("office", "en")
    add_question(editor, "place")
    token = edit(editor, "fields/place").getControl(name="_authenticator").value
    edit(editor, f"fields/title/@@delete?_authenticator={token}")
    assert editor.status == 400
    edit(editor, f"fields/place/@@delete?_authenticator={token}")
    assert editor.status == 200
    (model,) = models(site)
    assert 'name="title"' in model
    assert 'name="place"' not in model


def test_xml_of_the_model_goes_to_all_versions(site, visit):
    editor = visit("admin", "es")
    browser = edit(editor, "fields/@@modeleditor")
    source = browser.getControl(name="source").value
    browser.post(
        f"{editor.url}/fields/@@modeleditor",
        _encoded(
            {
                "source": source.replace("Say in one line", "Say in five words"),
                "form.button.save": "Save",
                "_authenticator": browser.getControl(name="_authenticator").value,
            }
        ),
    )
    (model,) = models(site)
    assert "Say in five words" in model


def _encoded(values: dict[str, str]) -> str:
    return urlencode(values)


def test_each_change_once(site):
    with api.env.adopt_roles(["Manager"]):
        form = site["en"]["webinars"]["propose"]
        editor = form.restrictedTraverse("@@fields")
        editor.schema["title"].title = "New"
        notify(SchemaModifiedEvent(editor))
    transaction.commit()
    assert len(models(site)) == 1
    assert "New" in models(site).pop()


@pytest.mark.parametrize("user", ["africa", "nobody", None])
@pytest.mark.parametrize("path", ["fields", "actions", "edit", "fields/@@modeleditor"])
def test_others_do_not_edit_the_form(site, visit, user, path):
    visitor = visit(user)
    edit(visitor, path)
    assert visitor.is_denied


def test_secretariat_leaves_expressions_alone(site, visit):
    browser = edit(visit("office", "en"), "fields/title")
    assert "TDefault" not in browser.contents
    visitor = visit("office", "en")
    edit(visitor, "actions/@@add-action")
    assert "Custom Script" not in visitor.browser.contents
    edit(visitor, "fields/@@modeleditor")
    assert visitor.is_denied


def test_secretariat_elsewhere(site, visit):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(site["en"], "EasyForm", id="elsewhere", title="Elsewhere")
    transaction.commit()
    visitor = visit("office", "en")
    visitor.browser.open(f"{site.absolute_url()}/en/elsewhere/fields")
    assert visitor.is_denied


def test_upload_too_large(site, visit):
    add_question(visit("office"), "paper", "File Upload")
    visitor = visit("africa")
    form = answered(visitor.open())
    before = stored(site)
    browser = visitor.browser
    browser.open(visitor.url)
    for name, value in form.values:
        if name.startswith("form.widgets.") and not name.endswith("marker"):
            control = browser.getControl(name=name, index=0)
            if control.type in ("text", "textarea", "email"):
                control.value = value
    browser.getControl(name="form.widgets.audiences:list").value = ["smes"]
    browser.getControl(name="form.widgets.webinar_languages:list").value = ["fr"]
    browser.getControl(name="form.widgets.format").value = ["series"]
    upload = browser.getControl(name="form.widgets.paper")
    upload.add_file(BytesIO(b"x" * 11_000_000), "application/pdf", "paper.pdf")
    browser.getControl(name="form.buttons.submit").click()
    assert 'id="form-widgets-paper-error"' in browser.contents
    assert visitor.form.get("form.widgets.title") == form.get("form.widgets.title")
    assert stored(site) == before
    upload = browser.getControl(name="form.widgets.paper")
    upload.add_file(BytesIO(b"x" * 3_000), "application/pdf", "paper.pdf")
    browser.getControl(name="form.buttons.submit").click()
    assert browser.url.endswith("/@@submitted")
    transaction.begin()
    (brain,) = site.portal_catalog.unrestrictedSearchResults(portal_type="Proposal")
    proposal = brain._unrestrictedGetObject()
    answers = as_received(proposal, private=True)["additions"]
    assert answers["paper"]["value"] == "paper.pdf"
    browser.open(f"{proposal.absolute_url()}/@@answer/paper")
    assert browser.headers["Content-Disposition"].startswith("attachment")
    assert len(browser.contents) == 3_000
    browser.addHeader("Accept", "application/json")
    browser.open(f"{proposal.absolute_url()}/@received")
    (answer,) = json.loads(browser.contents)["additions"]
    assert answer["file"]["size"] == 3_000
    stranger = visit("two")
    stranger.browser.open(f"{proposal.absolute_url()}/@@answer/paper")
    assert stranger.status == 404
