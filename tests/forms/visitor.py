"""People on the propose form: what a browser would send, and what is stored of it."""

from html.parser import HTMLParser
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from typing import Any
from urllib.parse import urlencode
from wipo.webinars.content.records import store

import transaction

PASSWORD = "A-long-secret-1"


def make_user(name: str, *groups: str, language: str = "") -> None:
    """A user who is in these groups."""
    api.user.create(
        username=name,
        email=f"{name}@example.org",
        password=PASSWORD,
        properties={"language": language},
    )
    for group in groups:
        api.group.add_user(groupname=group, username=name)


class Form(HTMLParser):
    """The values of a page's propose form as a browser would send them, and its errors."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.values: list[tuple[str, str]] = []
        self.inside = False
        self.area: str | None = None
        self.select: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "form":
            self.inside = attributes.get("id") == "propose"
        if not self.inside:
            return
        name, value = attributes.get("name"), attributes.get("value") or ""
        if tag == "input" and name:
            if attributes.get("type") in ("radio", "checkbox") and "checked" not in attributes:
                return
            if attributes.get("type") != "file":
                self.values.append((name, value))
        elif tag == "textarea" and name:
            self.area, self.text = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attributes:
            self.values.append((self.select, value))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea" and self.area:
            self.values.append((self.area, self.text))
            self.area = None
        if tag == "select":
            self.select = None

    def get(self, name: str) -> Any:
        """What the form has under this name: None, a text, or a list of texts."""
        found = [value for known, value in self.values if known.removesuffix(":list") == name]
        return found[0] if len(found) == 1 else found or None

    def set(self, name: str, *values: str) -> None:
        """Answer a question anew, with one value or several."""
        key = next((known for known, _ in self.values if known.removesuffix(":list") == name), name)
        self.values = [pair for pair in self.values if pair[0].removesuffix(":list") != name]
        several = len(values) > 1 and not key.endswith(":list")
        self.values += [(f"{key}:list" if several else key, value) for value in values]


class Visitor:
    """A person with a browser on the form of one language."""

    def __init__(self, app: Any, site: Any, user: str | None, language: str) -> None:
        self.browser = Browser(app)
        self.browser.raiseHttpErrors = False
        self.site = site
        self.url = f"{site.absolute_url()}/{language}/webinars/propose"
        self.browser.addHeader("Accept-Language", language)
        if user == "admin":
            self.sign_in(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        elif user:
            self.sign_in(user, PASSWORD)

    def sign_in(self, user: str, password: str) -> None:
        self.browser.addHeader("Authorization", f"Basic {user}:{password}")

    def open(self, query: str = "") -> Form:
        self.browser.open(self.url + query)
        return self.form

    @property
    def form(self) -> Form:
        return Form(self.browser.contents)

    @property
    def status(self) -> int:
        return int(self.browser.headers["Status"].split()[0])

    @property
    def is_denied(self) -> bool:
        """Whether the last page was refused: Plone leads to the log-in, or says why."""
        url = self.browser.url
        return "/login?" in url or url.endswith("/insufficient-privileges")

    def submit(self, form: Form) -> str:
        """Send the form; the page that answers."""
        self.browser.post(self.url, urlencode([*form.values, ("form.buttons.submit", "submit")]))
        return self.browser.contents


def answered(form: Form) -> Form:
    """The form with the answers of a sound proposal for a series."""
    form.set("form.widgets.title", "Protéger un nom de lieu")
    form.set("form.widgets.description", "Deux séances pour les petites coopératives.")
    form.set("form.widgets.objectives", "Savoir déposer une demande\nSavoir tenir un registre")
    form.set("form.widgets.audiences", "smes", "ip-offices")
    form.set("form.widgets.webinar_languages", "fr", "ar")
    form.set("form.widgets.format", "series")
    form.set("form.widgets.themes", "Le nom\nLe registre")
    form.set("form.widgets.scope", "outside")
    form.set("form.widgets.recommendations", "1", "12")
    form.set("form.widgets.member_states", "SN", "KE")
    form.set("form.widgets.contact_name", "A. Contact")
    form.set("form.widgets.contact_email", "contact@example.org")
    return form


def stored(site: Any) -> tuple[int, int, int]:
    """How many proposals, texts as received and fingerprints there are."""
    transaction.begin()
    catalog = site.portal_catalog
    return (
        len(catalog.unrestrictedSearchResults(portal_type="Proposal")),
        len(store("received")),
        len(store("fingerprints")),
    )
