"""No object is loaded from the database to draw a row, be it one or forty."""

from Products.CMFCore.indexing import processQueue
from wipo.webinars.content.proposal import Proposal
from wipo.webinars.content.topic import Topic
from wipo.webinars.content.webinar import Webinar
from wipo.webinars.listing.query import Query
from wipo.webinars.listing.search import search

import pytest
import transaction


@pytest.fixture
def loads(site, monkeypatch):
    """`loads(call)`: how many topics, proposals and webinars a call reads from the database."""
    loaded = []

    def counting(original):
        def setstate(self, state):
            loaded.append(state)
            return original(self, state)

        return setstate

    for kind in (Topic, Proposal, Webinar):
        monkeypatch.setattr(kind, "__setstate__", counting(kind.__setstate__), raising=False)

    def count(call):
        # What waits to be indexed would be loaded for that.
        processQueue()
        transaction.savepoint()
        site.portal._p_jar.cacheMinimize()
        del loaded[:]
        call()
        return len(loaded)

    return count


@pytest.mark.parametrize("number", [1, 20, 40])
def test_rows_come_from_the_catalog(site, loads, number):
    programme = site.programme()
    for n in range(number):
        site.webinar(programme, f"W {n}", days=n)
    hub = site.hub()

    def page():
        assert hub.restrictedTraverse("@@hub")().count('class="ww-row"') == min(20, number)

    assert loads(lambda: search(hub, Query(b_size=40))) == 0
    assert loads(page) == 0
    # The count counts: an object that is touched is found.
    assert loads(lambda: programme.objectValues()[0].title) == 1
