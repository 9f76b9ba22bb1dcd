"""A programme to try the lifecycle on, and a way to watch what happens to it."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from typing import Any
from wipo.webinars.lifecycle.states import StateChanged
from zope.component import getGlobalSiteManager

import pytest

SUBJECT = {"objectives": ["One"], "audiences": {"smes"}, "webinar_languages": {"fr"}}


@pytest.fixture()
def site(request: pytest.FixtureRequest) -> Any:
    """The portal of the layer that the test asks for; `functional` has the server."""
    if "functional" in request.fixturenames:
        return request.getfixturevalue("functional")["portal"]
    return request.getfixturevalue("portal")


@pytest.fixture()
def programme_2027(site: Any) -> Any:
    """The programme of 2027 in English, in preparation, made by a Manager, who stays signed in."""
    setRoles(site, TEST_USER_ID, ["Manager"])
    return api.content.create(
        site["en"]["webinars"],
        "Programme",
        year=2027,
        title="Programme 2027",
        call_opens=datetime.now(UTC) - timedelta(days=1),
        call_closes=datetime.now(UTC) + timedelta(days=30),
    )


@pytest.fixture()
def add(programme_2027: Any) -> Any:
    """`add("Topic", …)` in the programme, with what a subject needs; with `to`, elsewhere."""
    count = iter(range(1000))

    def add(kind: str, **values: Any) -> Any:
        place = values.pop("to", programme_2027)
        more = {"themes": ["One"], "regional_group": "african"} if kind == "Proposal" else {}
        return api.content.create(
            place, kind, **{"title": f"{kind} {next(count)}", **SUBJECT, **more, **values}
        )

    return add


@pytest.fixture()
def webinar_of(add: Any) -> Any:
    """`webinar_of(origin, …)`: a draft webinar that comes from these topics or proposals."""

    def webinar_of(*origins: Any, **values: Any) -> Any:
        start = datetime.now(UTC) - timedelta(hours=2)
        rows = [{"UID": origin.UID(), "session": at} for at, origin in enumerate(origins, 1)]
        return add(
            "Webinar",
            origins=rows,
            start=start,
            end=start + timedelta(hours=1),
            timezone="Europe/Zurich",
            **values,
        )

    return webinar_of


@pytest.fixture()
def changes() -> Iterator[list[StateChanged]]:
    """The changes of state as they are told."""
    told: list[StateChanged] = []
    registry = getGlobalSiteManager()
    registry.registerHandler(told.append, (StateChanged,))
    yield told
    registry.unregisterHandler(told.append, (StateChanged,))
