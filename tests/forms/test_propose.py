"""Submitting a proposal through the form (R8.ii), and everything that is not accepted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email import message_from_bytes
from forms.visitor import answered
from forms.visitor import stored
from plone import api
from typing import Any
from urllib.parse import urlencode
from wipo.webinars.browser.dates import day
from wipo.webinars.content.records import store
from wipo.webinars.lifecycle.received import as_received
from wipo.webinars.vocabularies.terms import title

import pytest
import transaction


def the_proposal(site: Any) -> Any:
    """The one proposal of the site."""
    transaction.begin()
    (brain,) = site.portal_catalog.unrestrictedSearchResults(portal_type="Proposal")
    return brain._unrestrictedGetObject()


def letters(outgoing: Any) -> list[Any]:
    """The mails that were sent, parsed."""
    return [message_from_bytes(letter) for letter in outgoing]


def test_series_in_french(site, visit, outgoing):
    visitor = visit("africa", "fr")
    page = visitor.submit(answered(visitor.open()))
    proposal = the_proposal(site)
    assert visitor.browser.url == f"{proposal.absolute_url()}/@@submitted"
    assert "/fr/webinars/2027/" in proposal.absolute_url()
    assert proposal.title == "Protéger un nom de lieu"
    assert proposal.themes == ["Le nom", "Le registre"]
    assert proposal.format == "series"
    assert proposal.scope is None
    assert proposal.recommendations == {1, 12}
    assert proposal.audiences == {"smes", "ip-offices"}
    assert proposal.regional_group == "african"
    assert proposal.contact_email == "contact@example.org"
    assert as_received(proposal)["language"] == "fr"
    assert proposal.title in page
    assert "contact@example.org" not in page


def test_relations(site, visit, outgoing):
    topic = site["en"]["webinars"]["2027"]["gardens"]
    visitor = visit("africa", "fr")
    form = answered(visitor.open())
    form.set("form.widgets.responds_to", topic.UID())
    form.set("form.widgets.builds_on", topic.UID())
    visitor.submit(form)
    proposal = the_proposal(site)
    assert proposal.responds_to.to_object.title == topic.title
    assert [relation.to_object.title for relation in proposal.builds_on] == [topic.title]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_form_in_each_language(site, visit, language):
    visitor = visit("africa", language)
    form = visitor.open()
    assert visitor.status == 200
    assert form.get("form.widgets.regional_group") == "african"
    assert form.get("form.widgets.format") == "single"
    assert f'lang="{language}"' in visitor.browser.contents


def test_topic_of_the_address(site, visit):
    topic = site["en"]["webinars"]["2027"]["gardens"]
    visitor = visit("africa", "fr")
    form = visitor.open(f"?topic={topic.UID()}")
    assert form.get("form.widgets.responds_to") == topic.UID()
    assert form.get("topic") == topic.UID()
    # The language selector keeps it, before and after a failed submission, and nothing else.
    assert f"topic={topic.UID()}" in visitor.browser.contents
    form.set("form.widgets.title", "")
    form.set("form.widgets.contact_email", "secret@example.org")
    page = visitor.submit(form)
    assert visitor.form.get("topic") == topic.UID()
    assert f"topic={topic.UID()}" in page
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    selector = [link for link in links if "multilingual-selector" in link]
    assert len(selector) >= 5
    assert all(topic.UID() in link for link in selector)
    assert not any("secret" in link for link in selector)


def test_links_do_not_fill_in_the_form(visit):
    form = visit("africa").open("?form.widgets.title=Written+by+another")
    assert form.get("form.widgets.title") == ""


def test_mail_in_the_language_of_the_user(site, visit, outgoing):
    visitor = visit("africa-fr", "en")
    visitor.submit(answered(visitor.open()))
    transaction.begin()
    (message,) = letters(outgoing)
    assert message["To"] == "africa-fr@example.org"
    assert message.get_content_type() == "text/plain"
    text = message.get_payload(decode=True).decode()
    assert title("lifecycle_states", "proposed", "fr") in text
    assert the_proposal(site).absolute_url() in text
    assert "contact@example.org" not in text


def test_mail_in_the_language_of_the_form(visit, outgoing):
    visitor = visit("africa", "es")
    visitor.submit(answered(visitor.open()))
    transaction.begin()
    (message,) = letters(outgoing)
    text = message.get_payload(decode=True).decode()
    assert title("lifecycle_states", "proposed", "es") in text


def test_no_mail_server_no_harm(site, visit, caplog):
    site.MailHost.smtp_host = "localhost"
    site.MailHost.smtp_port = 9
    transaction.commit()
    visitor = visit("africa")
    visitor.submit(answered(visitor.open()))
    assert stored(site) == (1, 1, 1)
    assert visitor.browser.url.endswith("/@@submitted")
    assert "No confirmation for 2027-" in caplog.text
    assert "africa@example.org" not in caplog.text


def test_no_sender_no_harm(site, visit, outgoing, caplog):
    api.portal.set_registry_record("plone.email_from_address", "")
    transaction.commit()
    visitor = visit("africa")
    visitor.submit(answered(visitor.open()))
    transaction.begin()
    assert stored(site) == (1, 1, 1)
    assert list(outgoing) == []


def test_twice_is_once(site, visit, outgoing):
    visitor = visit("africa")
    form = answered(visitor.open())
    visitor.submit(form)
    first = visitor.browser.url
    visitor.submit(form)
    assert visitor.browser.url == first
    assert stored(site) == (1, 1, 1)
    transaction.begin()
    assert len(outgoing) == 1


def test_two_at_the_same_moment_are_one(site, visit):
    visitors = [visit("africa"), visit("africa")]
    forms = [answered(visitor.open()) for visitor in visitors]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: pair[0].submit(pair[1]), zip(visitors, forms, strict=True)))
    assert visitors[0].browser.url == visitors[1].browser.url
    assert visitors[0].browser.url.endswith("/@@submitted")
    assert stored(site) == (1, 1, 1)


def refused(site: Any, visitor: Any, form: Any, *fields: str) -> str:
    """Send a form that is refused: nothing is stored, every answer is still there."""
    before = stored(site)
    page = visitor.submit(form)
    assert visitor.browser.url == visitor.url
    assert 'id="error-summary"' in page
    assert stored(site) == before
    kept = visitor.form
    for name in ("title", "description", "objectives", "themes", "contact_name"):
        key = f"form.widgets.{name}"
        assert (kept.get(key) or "").replace("\r\n", "\n").lstrip("\n") == (form.get(key) or "")
    for name in fields:
        assert f'id="form-widgets-{name}-error"' in page
    assert page.count('-error"\n') + page.count('class="ww-error"') >= len(fields)
    return page


def test_empty(site, visit):
    visitor = visit("africa")
    refused(
        site,
        visitor,
        visitor.open(),
        "title",
        "objectives",
        "audiences",
        "webinar_languages",
        "themes",
    )


def test_errors_in_the_language_of_the_reader(site, visit):
    visitor = visit("africa", "fr")
    form = answered(visitor.open())
    form.set("form.widgets.contact_email", "nowhere")
    page = refused(site, visitor, form, "contact_email")
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    "format, themes",
    [
        ("single", "One\nTwo"),
        ("series", "One"),
        ("series", "\n".join("1234567")),
    ],
)
def test_themes_fit_the_format(site, visit, format, themes):
    visitor = visit("africa")
    form = answered(visitor.open())
    form.set("form.widgets.format", format)
    form.set("form.widgets.themes", themes)
    refused(site, visitor, form, "themes")


@pytest.mark.parametrize("field", ["title", "objectives", "themes", "contact_name"])
def test_200_kilobytes_in_one_line(site, visit, field):
    visitor = visit("africa")
    form = answered(visitor.open())
    form.set(f"form.widgets.{field}", "x" * 200_000)
    refused(site, visitor, form, field)


@pytest.mark.parametrize(
    "field, values",
    [
        ("regional_group", ["grulac"]),
        ("regional_group", ["nonsense"]),
        ("audiences", ["smes", "nonsense"]),
        ("scope", ["nonsense"]),
        ("format", ["nonsense"]),
        ("recommendations", ["46"]),
        ("member_states", ["XX"]),
        ("responds_to", ["0" * 32]),
        ("builds_on", ["../../acl_users"]),
        ("webinar_languages", ["fr"] * 501),
    ],
)
def test_not_among_what_is_offered(site, visit, field, values):
    visitor = visit("africa")
    form = answered(visitor.open())
    form.set(f"form.widgets.{field}", *values)
    refused(site, visitor, form, field)


def test_hidden_item_cannot_be_named(site, visit):
    with api.env.adopt_roles(["Manager"]):
        hub = site["en"]["webinars"]
        later = api.content.create(hub, "Programme", year=2028, title="Programme 2028")
        topic = api.content.create(later, "Topic", title="Not yet public")
    transaction.commit()
    visitor = visit("africa")
    form = answered(visitor.open())
    form.set("form.widgets.builds_on", topic.UID())
    page = refused(site, visitor, form, "builds_on")
    assert "Not yet public" not in page


def test_script_in_the_answers(site, visit):
    script = "</textarea><script>alert(1)</script>"
    visitor = visit("africa")
    form = answered(visitor.open())
    for name in ("title", "objectives", "themes", "contact_name", "description"):
        form.set(f"form.widgets.{name}", script)
    form.set("form.widgets.format", "series")
    page = refused(site, visitor, form, "themes")
    assert "<script>alert" not in page
    form.set("form.widgets.themes", f"{script}\n{script}")
    page = visitor.submit(form)
    assert visitor.browser.url.endswith("/@@submitted")
    assert "<script>alert" not in page


def test_group_is_a_choice_among_the_own(site, visit, outgoing):
    visitor = visit("two")
    form = visitor.open()
    page = visitor.browser.contents
    assert form.get("form.widgets.regional_group") is None
    asked = page.split('data-question="regional_group"')[1].split("</fieldset>")[0]
    assert asked.count('type="radio"') == 2
    assert 'value="grulac"' in asked
    refused(site, visitor, answered(form), "regional_group")
    form.set("form.widgets.regional_group", "group-b")
    visitor.submit(form)
    assert the_proposal(site).regional_group == "group-b"


def test_rights_follow_the_group(site, visit, outgoing):
    visitor = visit("africa")
    visitor.submit(answered(visitor.open()))
    proposal = the_proposal(site)
    with api.env.adopt_user(username="africa-fr"):
        assert api.user.has_permission("Modify portal content", obj=proposal)
        assert api.user.has_permission("wipo.webinars: View Contacts", obj=proposal)
    api.group.remove_user(groupname="coordinators-african", username="africa")
    with api.env.adopt_user(username="africa"):
        assert not api.user.has_permission("Modify portal content", obj=proposal)
        assert not api.user.has_permission("wipo.webinars: View Contacts", obj=proposal)


@pytest.mark.parametrize("user", [None, "nobody", "office"])
def test_others_read_what_is_asked(site, visit, user):
    visitor = visit(user)
    form = visitor.open()
    page = visitor.browser.contents
    assert visitor.status == 200
    assert form.values == []
    assert "Proposals are submitted by the coordinators" in page
    assert "Target audiences" in page
    assert ("/login?came_from=" in page) is (user is None)


@pytest.mark.parametrize("user", [None, "nobody", "office", "admin"])
def test_others_cannot_submit(site, visit, user):
    form = answered(visit("africa").open())
    visitor = visit(user)
    page = refused(site, visitor, form)
    assert visitor.status == 403
    assert "Only coordinators of a regional group can submit" in page


def test_forged_request(site, visit):
    visitor = visit("africa")
    form = answered(visitor.open())
    form.set("_authenticator", "0" * 40)
    page = refused(site, visitor, form)
    assert visitor.status == 403
    assert "open for too long" in page
    form.set("_authenticator")
    refused(site, visitor, form)


def test_get_with_a_token_submits_nothing(site, visit):
    visitor = visit("africa")
    form = answered(visitor.open())
    for view in ("", "/view", "/@@embedded", "/@@z3cform_validate_field"):
        query = urlencode([*form.values, ("form.buttons.submit", "submit")])
        visitor.browser.open(f"{visitor.url}{view}?{query}")
        assert stored(site) == (0, 0, 0)


def test_no_open_call(site, visit):
    form = answered(visit("africa").open())
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(site["en"]["webinars"]["2027"], "close_call")
    transaction.commit()
    visitor = visit("africa")
    assert visitor.open().values == []
    assert "The call for proposals is not open now." in visitor.browser.contents
    page = refused(site, visitor, form)
    assert visitor.status == 403
    assert "The call is not open" in page


def test_next_call_is_announced(site, visit):
    opens = datetime.now(UTC) + timedelta(days=200)
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(site["en"]["webinars"]["2027"], "close_call")
        api.content.create(
            site["en"]["webinars"], "Programme", year=2028, title="2028", call_opens=opens
        )
    transaction.commit()
    visitor = visit(None, "fr")
    visitor.open()
    assert day(opens, language="fr") in visitor.browser.contents


def test_action_switched_off(site, visit):
    form = site["en"]["webinars"]["propose"]
    form.actions_model = form.actions_model.replace("<schema>", "<schema/><!--").replace(
        "</schema>", "-->"
    )
    transaction.commit()
    visitor = visit("africa")
    page = refused(site, visitor, answered(visitor.open()))
    assert "Please tell the Secretariat" in page


def test_stores_hold_no_more_than_the_proposal(site, visit, outgoing):
    visitor = visit("africa")
    visitor.submit(answered(visitor.open()))
    transaction.begin()
    (record,) = store("received").values()
    assert "contact_email" not in record["fields"]
    assert record["additions"] == {}
