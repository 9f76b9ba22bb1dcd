"""What happens by itself as time passes, called every minute by the server (`make start`)."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from typing import Any
from wipo.webinars.content.records import peek
from wipo.webinars.content.records import store
from wipo.webinars.lifecycle.states import refresh_security
from zope.event import notify


class Released:
    """The day of release of a language version (`object`) has come."""

    def __init__(self, obj: Any) -> None:
        self.object = obj


def release_due(now: datetime) -> int:
    """Open the language versions whose day of release has come since the last call.

    :returns: how many were looked at.
    """
    since = peek("clock", "released", now - timedelta(days=3650))
    catalog = api.portal.get_tool("portal_catalog")
    due = catalog.unrestrictedSearchResults(
        webinar_released={"query": (since - timedelta(minutes=1), now), "range": "min:max"}
    )
    for brain in due:
        version = brain._unrestrictedGetObject()
        refresh_security(version)
        notify(Released(version))
    if due:
        store("clock")["released"] = now
    return len(due)


def tick(portal: Any, now: datetime | None = None) -> None:
    """Do what is due. The caller has set the site and commits.

    :param now: the moment, datetime with zone; the present by default.
    """
    release_due(now or datetime.now(UTC))
