"""An open call and people for the forms."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from forms.visitor import make_user
from forms.visitor import Visitor
from plone import api
from Products.CMFPlone.tests.utils import MockMailHost
from Products.MailHost.interfaces import IMailHost
from typing import Any
from zope.component import getSiteManager

import pytest
import transaction


@pytest.fixture
def site(functional: Any) -> Any:
    """The site with an open call in 2027, a topic, and people."""
    portal = functional["portal"]
    api.portal.set_registry_record("plone.email_from_address", "webinars@example.org")
    api.portal.set_registry_record("plone.email_from_name", "Webinars")
    now = datetime.now(UTC)
    hub = portal["en"]["webinars"]
    with api.env.adopt_roles(["Manager"]):
        programme = api.content.create(
            hub,
            "Programme",
            year=2027,
            title="Programme of webinars 2027",
            call_opens=now - timedelta(days=10),
            call_closes=now + timedelta(days=20),
        )
        api.content.create(
            programme,
            "Topic",
            id="gardens",
            title="Geographical indications for market gardens",
            objectives=["Know what an indication protects"],
            audiences={"smes"},
            webinar_languages={"fr"},
        )
        api.content.transition(programme, "open_call")
        make_user("africa", "coordinators-african")
        make_user("africa-fr", "coordinators-african", language="fr")
        make_user("two", "coordinators-grulac", "coordinators-group-b")
        make_user("nobody")
        make_user("office", "secretariat")
    transaction.commit()
    return portal


@pytest.fixture
def outgoing(site: Any) -> Iterator[list[Any]]:
    """What leaves by e-mail: a mail host with a queue that keeps what it is given."""
    manager = getSiteManager(site)
    before = site.MailHost
    host = MockMailHost("MailHost")
    host.smtp_queue = True
    site._original_MailHost = before
    site.MailHost = host
    manager.unregisterUtility(provided=IMailHost)
    manager.registerUtility(host, IMailHost)
    transaction.commit()
    yield host.messages
    transaction.begin()


@pytest.fixture
def visit(functional: Any, site: Any) -> Any:
    """`visit(user, language)`: a visitor on the form."""

    def start(user: str | None, language: str = "en") -> Visitor:
        return Visitor(functional["app"], site, user, language)

    return start
