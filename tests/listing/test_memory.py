"""Counts are remembered exactly as long as they are right."""

from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from wipo.webinars.listing import memory
from wipo.webinars.listing import search as module
from wipo.webinars.listing.query import Query
from wipo.webinars.listing.search import search

import pytest
import transaction


@pytest.fixture
def hub(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    programme = api.content.create(portal["en"]["webinars"], "Programme", year=2027, title="P")
    api.content.create(programme, "Topic", title="One")
    transaction.commit()
    return portal["en"]["webinars"]


@pytest.fixture
def counting(monkeypatch):
    """How often something was counted."""
    calls = []
    original = module.Catalog.counts

    def counts(self, found, name):
        calls.append(name)
        return original(self, found, name)

    monkeypatch.setattr(module.Catalog, "counts", counts)
    return calls


def considered(hub):
    return search(hub, Query()).facets["status"].get("considered", 0)


def test_counted_once_in_a_state(hub, counting):
    assert considered(hub) == 1
    del counting[:]
    assert considered(hub) == 1
    assert counting == []


def test_counted_anew_after_each_commit(hub):
    assert considered(hub) == 1
    api.content.create(hub["2027"], "Topic", title="Two")
    transaction.commit()
    assert considered(hub) == 2
    api.content.delete(hub["2027"]["two"], check_linkintegrity=False)
    transaction.commit()
    assert considered(hub) == 1


def test_what_is_not_committed_is_counted_but_never_remembered(hub):
    assert considered(hub) == 1
    api.content.create(hub["2027"], "Topic", title="Two")
    assert considered(hub) == 2
    transaction.savepoint()
    assert considered(hub) == 2
    api.content.create(hub["2027"], "Topic", title="Three")
    assert considered(hub) == 3
    transaction.abort()
    assert considered(hub) == 1


def test_each_sees_their_own_counts(hub):
    programme = api.content.create(hub, "Programme", year=2030, title="In preparation")
    api.content.create(programme, "Topic", title="Hidden")
    transaction.commit()
    assert considered(hub) == 1 + 1
    logout()
    # The programme of 2027 is in preparation too.
    assert considered(hub) == 0
    login(api.portal.get(), TEST_USER_NAME)
    assert considered(hub) == 2


def test_it_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(memory, "MOST", 3)
    for number in range(10):
        assert memory.remembered("state", number, lambda: "answer") == "answer"
    assert len(memory._kept) == 3
