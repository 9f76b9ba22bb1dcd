"""Topics and proposals follow their webinars, in either direction, whatever changed."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from plone import api
from plone.app.multilingual.api import translate
from typing import Any
from wipo.webinars.content.items import item_id
from wipo.webinars.lifecycle.adoptions import record
from wipo.webinars.lifecycle.adoptions import take_back
from wipo.webinars.lifecycle.cascade import derived
from wipo.webinars.lifecycle.states import CHAIN
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.states import RANK
from wipo.webinars.lifecycle.states import state_of
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest

KINDS = st.sampled_from(("Topic", "Proposal"))
STANDING = st.lists(st.sampled_from(CHAIN[1:]), min_size=1, max_size=6)
OPEN = st.sampled_from((None, "merged", "not-retained", "completed"))


@given(KINDS, st.sampled_from(CHAIN), OPEN, STANDING, st.booleans())
def test_law_of_standing_webinars(
    kind: str, state: str, outcome: str | None, webinars: list[str], adopted: bool
) -> None:
    """`adopted` when the first is, `scheduled` when the first is scheduled, `held` when all are
    held, `archived` when all are archived."""
    if state == "archived" and outcome == "merged":
        return
    found, became = derived(kind, state, outcome, webinars, adopted=adopted)
    ranks = [RANK[each] for each in webinars]
    if all(rank >= RANK["archived"] for rank in ranks):
        assert (found, became) == ("archived", "completed")
    elif all(rank >= RANK["held"] for rank in ranks):
        assert (found, became) == ("held", None)
    elif any(rank >= RANK["scheduled"] for rank in ranks):
        assert (found, became) == ("scheduled", None)
    else:
        assert (found, became) == ("adopted", None)


@given(KINDS, st.sampled_from(CHAIN), OPEN, STANDING, st.booleans())
def test_law_of_memory(
    kind: str, state: str, outcome: str | None, webinars: list[str], adopted: bool
) -> None:
    """Where webinars stand, the way there does not count; nor does their order; twice is once."""
    if state == "archived" and outcome == "merged":
        return
    first = derived(kind, state, outcome, webinars, adopted=adopted)
    assert first == derived(kind, "proposed", None, webinars[::-1], adopted=not adopted)
    assert first == derived(kind, *first, webinars, adopted=adopted)


@given(KINDS, STANDING, st.integers(0, 5))
def test_law_of_progress(kind: str, webinars: list[str], at: int) -> None:
    """A webinar that goes on never takes its origin back."""
    at %= len(webinars)
    before = derived(kind, "proposed", None, webinars, adopted=False)[0]
    webinars[at] = CHAIN[min(RANK[webinars[at]] + 1, RANK["archived"])]
    assert RANK[derived(kind, before, None, webinars, adopted=False)[0]] >= RANK[before]


@given(KINDS, st.sampled_from(("merged", "withdrawn")), st.lists(st.sampled_from(CHAIN[1:])))
def test_law_of_decisions(kind: str, outcome: str, webinars: list[str]) -> None:
    """What was merged or withdrawn stays so, whatever its webinars do."""
    assert derived(kind, "archived", outcome, webinars, adopted=True) == ("archived", outcome)


def test_without_webinars() -> None:
    assert derived("Topic", "scheduled", None, [], adopted=True) == ("adopted", None)
    assert derived("Topic", "scheduled", None, [], adopted=False) == ("proposed", None)
    assert derived("Proposal", "held", None, [], adopted=False) == ("proposed", None)
    assert derived("Topic", "archived", "not-retained", [], adopted=True) == (
        "archived",
        "not-retained",
    )


settings.register_profile("here", deadline=None)
settings.load_profile("here")


def move(webinar: Any, state: str) -> None:
    place(webinar, state)


@pytest.mark.parametrize("kind", ["Topic", "Proposal"])
def test_one_webinar_forth_and_back(add: Any, webinar_of: Any, kind: str) -> None:
    origin = add(kind)
    webinar = webinar_of(translate(origin, "fr"))
    for state in ("adopted", "scheduled", "held", "archived"):
        webinar.outcome = "completed" if state == "archived" else None
        move(webinar, state)
        assert state_of(origin) == state, state
    assert origin.outcome == "completed"
    api.content.transition(webinar, "reopen")
    assert (state_of(webinar), state_of(origin), origin.outcome) == ("held", "held", None)
    for state in ("scheduled", "adopted", "proposed"):
        move(webinar, state)
        assert state_of(origin) == state, state


def test_series_in_several_sessions(add: Any, webinar_of: Any) -> None:
    """A proposal of a series is held when its last session is."""
    series = add("Proposal", format="series", themes=["One", "Two"])
    first, second = webinar_of(series), webinar_of(series)
    move(first, "adopted")
    assert state_of(series) == "adopted"
    move(second, "adopted")
    move(second, "scheduled")
    assert state_of(series) == "scheduled"
    move(second, "held")
    assert state_of(series) == "scheduled"
    move(first, "held")
    assert state_of(series) == "held"
    second.outcome = "completed"
    move(second, "archived")
    assert state_of(series) == "held"
    first.outcome = "completed"
    move(first, "archived")
    assert (state_of(series), series.outcome) == ("archived", "completed")
    api.content.transition(first, "reopen")
    assert (state_of(series), series.outcome) == ("held", None)


def test_withdrawn_webinars_do_not_count(add: Any, webinar_of: Any) -> None:
    topic = add("Topic")
    record(topic, "african")
    first, second = webinar_of(topic), webinar_of(topic)
    for webinar in (first, second):
        move(webinar, "adopted")
    move(first, "held")
    assert state_of(topic) == "scheduled"
    api.content.transition(second, "withdraw")
    assert state_of(topic) == "held"
    api.content.transition(second, "reopen")
    assert (state_of(second), state_of(topic)) == ("proposed", "held")
    move(first, "proposed")
    assert state_of(topic) == "adopted"
    take_back(topic, "african")
    assert state_of(topic) == "proposed"


def test_origins_added_and_removed(add: Any, webinar_of: Any) -> None:
    topic, proposal = add("Topic"), add("Proposal")
    webinar = webinar_of(topic)
    move(webinar, "adopted")
    webinar.origins = [{"UID": proposal.UID(), "session": 1}]
    notify(ObjectModifiedEvent(webinar))
    assert (state_of(topic), state_of(proposal)) == ("proposed", "adopted")
    assert topic.webinar_items == ()
    assert proposal.webinar_items == (item_id(webinar),)
    webinar.origins = []
    notify(ObjectModifiedEvent(webinar))
    assert state_of(proposal) == "proposed"


def test_deleted(add: Any, webinar_of: Any) -> None:
    topic = add("Topic")
    webinar = webinar_of(topic)
    french = translate(webinar, "fr")
    move(webinar, "adopted")
    assert state_of(topic) == "adopted"
    for version, state in ((webinar, "adopted"), (french, "proposed")):
        version.aq_parent._delObject(version.getId())
        assert state_of(topic) == state
    other = webinar_of(topic)
    topic.aq_parent._delObject(topic.getId())
    move(other, "adopted")
    assert state_of(other) == "adopted"


def test_adoption(add: Any) -> None:
    topic = add("Topic")
    french = translate(topic, "fr")
    record(french, "african")
    record(topic, "grulac")
    assert state_of(topic) == state_of(french) == "adopted"
    assert take_back(topic, "african")
    assert state_of(topic) == "adopted"
    assert take_back(french, "grulac")
    assert state_of(topic) == state_of(french) == "proposed"
    assert not take_back(topic, "grulac")


def test_a_withdrawn_topic_comes_back_where_it_belongs(add: Any, webinar_of: Any) -> None:
    topic = add("Topic")
    webinar = webinar_of(topic)
    move(webinar, "adopted")
    api.content.transition(topic, "withdraw")
    move(webinar, "scheduled")
    assert (state_of(topic), topic.outcome) == ("archived", "withdrawn")
    api.content.transition(topic, "reopen")
    assert (state_of(topic), topic.outcome) == ("scheduled", None)


def test_a_copy_is_a_new_item(add: Any, webinar_of: Any, programme_2027: Any) -> None:
    topic = add("Topic")
    move(webinar_of(topic), "adopted")
    topic.outcome = "merged"
    copy = api.content.copy(topic, programme_2027, id="copy")
    assert (state_of(copy), copy.outcome) == ("proposed", None)
    assert getattr(copy, "webinar_items", ()) == ()
    assert item_id(copy) != item_id(topic)
