"""Sites to measure: built in a temporary folder, filled fast, asked through the WSGI publisher."""

from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import json
import os
import time

ADMIN = ("admin", "benchmark-admin")
COORDINATOR = ("coordinator-grulac", "benchmark-coordinator")
YEARS = tuple(range(2018, 2028))
CALL_YEAR = 2028
#: One item in five has a second language version.
TRANSLATED = 5
DAY = datetime(2018, 1, 1, 12, tzinfo=UTC)

GROUPS = ("african", "asia-pacific", "cebs", "caceec", "grulac", "group-b", "china")
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
SCOPES = (None, "briefings", "reviews", "new-activities", "good-practices", "emerging-challenges")
AUDIENCES = ("policy-makers", "ip-offices", "smes", "general-public")


class Answer:
    """A response: `status` (int), `body` (bytes), `seconds` of processor time that it took."""

    def __init__(self, status: int, body: bytes, seconds: float) -> None:
        self.status = status
        self.body = body
        self.seconds = seconds

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Stage:
    """A Zope in this process, with sites in six languages side by side in one database."""

    def __init__(self, folder: Path) -> None:
        from wipo.webinars.commands import config
        from wipo.webinars.commands.settings import read

        self.settings = read({"DATA_DIR": str(folder), "DEMO": "0", "ADMIN_PASSWORD": ADMIN[1]})
        os.environ.update(config.environment(self.settings))
        config.write(self.settings)
        from Zope2.Startup.run import make_wsgi_app

        self.app = make_wsgi_app({}, str(self.settings.etc / "zope.conf"))

    def build(self, name: str, webinars: int = 0, events: int = 0) -> None:
        """Make a site with so many webinars (topics among them) and so many Events."""
        from wipo.webinars.commands import site

        def fill(portal: Any) -> None:
            _furnish(portal)
            _fill(portal, webinars, _add_item)
            _fill(portal, events, _add_event)

        with patch.object(site, "SITE_ID", name):
            site.ensure(self.settings, lambda step: None)
        self._work(name, fill)

    def close(self) -> None:
        """Close the database."""
        import Zope2

        for database in Zope2.opened:
            database.close()

    # Asking

    def get(self, path: str, accept: str = "text/html") -> Answer:
        """An anonymous GET of a path from the root, with its query."""
        path, _mark, query = path.partition("?")
        return self._ask("GET", path, query, accept)

    def post(self, path: str, values: dict[str, Any], account: tuple[str, str]) -> Answer:
        """A POST over REST, signed in."""
        body = json.dumps(values).encode()
        return self._ask("POST", path, "", "application/json", body, account)

    def _ask(
        self,
        method: str,
        path: str,
        query: str,
        accept: str,
        body: bytes = b"",
        account: tuple[str, str] | None = None,
    ) -> Answer:
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_ACCEPT": accept,
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/json" if body else "",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if account:
            token = b64encode(":".join(account).encode()).decode()
            environ["HTTP_AUTHORIZATION"] = f"Basic {token}"
        status = []

        def start_response(line: str, headers: Any, error: Any = None) -> None:
            status[:] = [int(line.split()[0])]

        begun = time.process_time()
        answer = self.app(environ, start_response)
        content = b"".join(answer)
        seconds = time.process_time() - begun
        if hasattr(answer, "close"):
            with closing(answer):
                pass
        return Answer(status[0], content, seconds)

    def _work(self, name: str, task: Callable[[Any], None]) -> None:
        from AccessControl.SecurityManagement import newSecurityManager
        from wipo.webinars.commands import session

        import transaction

        with session.application() as root:
            portal = session.enter(root[name])
            newSecurityManager(None, root.acl_users.getUser(ADMIN[0]).__of__(portal.acl_users))
            task(portal)
            transaction.commit()


def _furnish(portal: Any) -> None:
    """Programmes, an empty page, a Collection and a coordinator."""
    from plone import api
    from wipo.webinars.lifecycle.states import place

    english = portal["en"]
    for portal_type, name in (("Document", "empty"), ("Folder", "events")):
        made = api.content.create(english, portal_type, id=name, title=name)
        made.exclude_from_nav = True
        api.content.transition(made, "publish")
    collection = api.content.create(
        english,
        "Collection",
        id="collection",
        title="Events",
        query=[
            {
                "i": "portal_type",
                "o": "plone.app.querystring.operation.selection.any",
                "v": ["Event"],
            }
        ],
        sort_on="start",
        item_count=20,
    )
    api.content.transition(collection, "publish")
    for year in (*YEARS, CALL_YEAR):
        programme = api.content.create(english["webinars"], "Programme", title=str(year), year=year)
        place(programme, "call" if year == CALL_YEAR else "published")
    api.user.create(
        username=COORDINATOR[0], password=COORDINATOR[1], email="coordinator@example.org"
    )
    api.group.add_user(groupname="coordinators-grulac", username=COORDINATOR[0])


def _fill(portal: Any, number: int, add: Callable[[Any, int], None]) -> None:
    for position in range(number):
        add(portal, position)
        if position % 500 == 499:
            _breathe(portal)


def _breathe(portal: Any) -> None:
    """Store what was made so far, and let go of it."""
    import transaction

    transaction.commit()
    portal._p_jar.cacheGC()


def _item_fields(position: int) -> dict[str, Any]:
    start = DAY + timedelta(days=365 * (position % len(YEARS)), hours=7 * (position % 1000))
    topic = position % 10 == 9
    fields = {
        "title": f"Webinar {position} on technical assistance",
        "description": "How offices and innovators make use of the intellectual property system.",
        "objectives": ["To understand the flexibilities", "To learn from the experience of others"],
        "relevance": "It helps to carry out the recommendations of the Development Agenda.",
        "audiences": {AUDIENCES[position % 4], AUDIENCES[position % 3]},
        "regional_groups": {GROUPS[position % 7], GROUPS[position % 5]},
        "webinar_languages": {LANGUAGES[position % 6], "en"},
        "scope": SCOPES[position % 6],
    }
    if not topic:
        fields |= {
            "start": start,
            "end": start + timedelta(hours=1),
            "timezone": "Europe/Zurich",
            "recording_url": "https://example.org/video",
            "attended": position % 500,
            "countries_attended": position % 90,
        }
    return fields


def _add_item(portal: Any, position: int) -> None:
    """One item as it would be stored by Plone's own way, without the events on that way.

    Nine in ten are webinars, most of them held; the others are topics under consideration.
    """
    from wipo.webinars.content.items import item_id
    from wipo.webinars.listing.representation import FACTS
    from wipo.webinars.listing.representation import facts
    from wipo.webinars.listing.text import PublicText

    portal_type = "Topic" if position % 10 == 9 else "Webinar"
    state = {8: "scheduled", 9: "proposed"}.get(position % 10, "held")
    year = YEARS[position % len(YEARS)]
    languages = ["en", LANGUAGES[position % 6]] if position % TRANSLATED == 0 else ["en"]
    versions = []
    for language in dict.fromkeys(languages):
        container = portal[language]["webinars"][str(year)]
        version = _store(container, portal_type, f"item-{position}", _item_fields(position))
        _prepare(version, language, state, versions[0] if versions else None)
        versions.append(version)
    known = facts(versions)
    for version in versions:
        version.joined_item = item_id(versions[0])
        setattr(version, FACTS, known[version.language])
        _index(version, PublicText(version)())


def _index(obj: Any, text: str) -> None:
    """Put an object into all indexes, its text without drawing a widget for each field."""
    catalog = obj.portal_catalog
    names = [name for name in catalog.indexes() if name != "SearchableText"]
    path = "/".join(obj.getPhysicalPath())
    catalog.catalog_object(obj, path, idxs=names)
    catalog._catalog.getIndex("SearchableText").index_object(
        catalog.getrid(path), SimpleNamespace(SearchableText=text)
    )


def _prepare(version: Any, language: str, state: str, first: Any) -> None:
    from plone.app.multilingual.interfaces import IMutableTG
    from wipo.webinars.content.items import item_id
    from wipo.webinars.lifecycle.workflow import workflow_of

    version.language = language
    version.released = DAY
    if first is not None:
        IMutableTG(version).set(item_id(first))
    workflow = workflow_of(version)
    version.portal_workflow.setStatusOf(workflow.getId(), version, {"review_state": state})
    workflow.updateRoleMappingsFor(version)


def _store(container: Any, portal_type: str, name: str, fields: dict[str, Any]) -> Any:
    from plone.dexterity.utils import createContent
    from zope.event import notify
    from zope.lifecycleevent import ObjectCreatedEvent

    made = createContent(portal_type, id=name, **fields)
    notify(ObjectCreatedEvent(made))
    container._setObject(name, made, suppress_events=True)
    return container[name]


def _add_event(portal: Any, position: int) -> None:
    start = DAY + timedelta(hours=position)
    event = _store(
        portal["en"]["events"],
        "Event",
        f"event-{position}",
        {
            "title": f"Event {position} on technical assistance",
            "description": "How offices and innovators make use of the property system.",
            "start": start,
            "end": start + timedelta(hours=1),
            "timezone": "Europe/Zurich",
            # Plone's navigation would list all of them on every page.
            "exclude_from_nav": True,
        },
    )
    event.language = "en"
    workflow = portal.portal_workflow.getWorkflowsFor(event)[0]
    portal.portal_workflow.setStatusOf(workflow.getId(), event, {"review_state": "published"})
    workflow.updateRoleMappingsFor(event)
    _index(event, f"{event.title} {event.description}")
