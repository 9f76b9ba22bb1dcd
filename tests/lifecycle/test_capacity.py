"""Never more webinars than places, and what publishing the list brings about (R4.iv, R9, R10)."""

from plone import api
from plone.app.multilingual.api import translate
from typing import Any
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import translations
from wipo.webinars.lifecycle.adoptions import record
from wipo.webinars.lifecycle.capacity import places_left
from wipo.webinars.lifecycle.capacity import taken
from wipo.webinars.lifecycle.refusal import StepRefused
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.states import state_of
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import ValidationError

import pytest


def consult(programme: Any) -> Any:
    place(programme, "consultation")
    return programme


def test_publishing_adopts_and_archives(programme_2027: Any, add: Any, webinar_of: Any) -> None:
    chosen, left, adopted, merged = (add("Topic") for _ in range(4))
    proposal = add("Proposal")
    record(adopted, "african")
    webinar = webinar_of(chosen, proposal)
    webinar_fr = translate(webinar, "fr")
    left_fr = translate(left, "fr")
    merged.outcome = "merged"
    merged.decision_note = "Goes on in another."
    api.content.transition(consult(programme_2027), "publish")
    assert state_of(webinar) == state_of(webinar_fr) == "adopted"
    assert state_of(chosen) == state_of(proposal) == "adopted"
    for topic in (left, left_fr, adopted):
        assert (state_of(topic), topic.outcome) == ("archived", "not-retained")
    assert (state_of(merged), merged.outcome) == ("archived", "merged")
    assert merged.decision_note == "Goes on in another."
    assert "2027" in left.decision_note
    assert left_fr.decision_note
    assert {state_of(version) for version in translations(programme_2027).values()} == {"published"}


def test_adopt_before_publication_is_refused(programme_2027: Any, webinar_of: Any) -> None:
    webinar = webinar_of()
    for state in ("preparation", "call", "consultation"):
        place(programme_2027, state)
        with pytest.raises(StepRefused):
            webinar.portal_workflow.doActionFor(webinar, "adopt")
    place(programme_2027, "published")
    api.content.transition(webinar, "adopt")


def test_full(programme_2027: Any, webinar_of: Any) -> None:
    programme_2027.capacity = 2
    webinars = [webinar_of() for _ in range(3)]
    with pytest.raises(StepRefused):
        programme_2027.portal_workflow.doActionFor(consult(programme_2027), "publish")
    assert state_of(programme_2027) == "consultation"
    place(programme_2027, "published")
    first, second, third = webinars
    api.content.transition(first, "adopt")
    api.content.transition(translate(second, "fr"), "adopt")
    assert taken(programme_2027) == {item_id(first), item_id(second)}
    workflow = third.portal_workflow
    with pytest.raises(StepRefused):
        workflow.doActionFor(third, "adopt")
    with pytest.raises(StepRefused):
        place(third, "held")
    place(third, "proposed")
    api.content.transition(first, "withdraw")
    assert places_left(programme_2027) == 1
    api.content.transition(third, "adopt")
    api.content.transition(first, "reopen")
    assert (state_of(first), first.outcome) == ("proposed", None)
    with pytest.raises(StepRefused):
        workflow.doActionFor(first, "adopt")
    api.content.transition(third, "reconsider")
    api.content.transition(first, "adopt")
    assert taken(programme_2027) == {item_id(first), item_id(second)}
    first.aq_parent._delObject(first.getId())
    assert taken(programme_2027) == {item_id(second)}


def test_places_of_all_that_stand(programme_2027: Any, webinar_of: Any) -> None:
    webinar = webinar_of()
    for state in ("adopted", "scheduled", "held", "archived"):
        webinar.outcome = "completed" if state == "archived" else None
        place(webinar, state)
        assert taken(programme_2027) == {item_id(webinar)}
    place(webinar, "proposed")
    assert taken(programme_2027) == frozenset()


def test_an_outcome_counts_only_once_archived(programme_2027: Any, webinar_of: Any) -> None:
    webinar = webinar_of()
    place(webinar, "adopted")
    webinar.outcome = "withdrawn"
    notify(ObjectModifiedEvent(webinar))
    place(webinar, "scheduled")
    assert taken(programme_2027) == {item_id(webinar)}


def test_capacity_never_below_the_places_taken(programme_2027: Any, webinar_of: Any) -> None:
    """Refused at the field, so in the form and over REST alike."""
    from wipo.webinars.content.programme import IProgramme

    for _ in range(3):
        place(webinar_of(), "adopted")
    field = IProgramme["capacity"]
    for version in translations(programme_2027).values():
        bound = field.bind(version)
        bound.validate(3)
        with pytest.raises(ValidationError) as refused:
            bound.validate(2)
        assert "already on the list" in refused.value.doc()


@pytest.mark.parametrize("step", ["adopt", "schedule", "hold", "reconsider", "postpone"])
@pytest.mark.parametrize("kind", ["Topic", "Proposal"])
def test_never_by_hand(add: Any, kind: str, step: str) -> None:
    """Not even by a Manager: these follow from adoptions and webinars."""
    origin = add(kind)
    for state in ("proposed", "adopted", "scheduled", "held", "archived"):
        place(origin, state)
        with pytest.raises(api.exc.InvalidParameterError):
            api.content.transition(origin, step)
        assert state_of(origin) == state
