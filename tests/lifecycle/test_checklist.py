"""What is missing for a step, in words."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.multilingual.api import translate as translated
from plone.app.textfield import RichTextValue
from typing import Any
from wipo.webinars.lifecycle.adoptions import record
from wipo.webinars.lifecycle.checklist import missing
from wipo.webinars.lifecycle.refusal import StepRefused
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.steps import next_steps
from zope.event import notify
from zope.i18n import translate
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


def words(obj: Any, step: str) -> list[str]:
    return [translate(message) for message in missing(obj, step)]


def refusal(obj: Any, step: str) -> str:
    with pytest.raises(StepRefused) as refused:
        obj.portal_workflow.doActionFor(obj, step)
    return str(refused.value)


def test_opening_the_call(programme_2027: Any, add: Any) -> None:
    programme_2027.call_opens = programme_2027.call_closes = None
    assert words(programme_2027, "open_call") == [
        "The day on which the call opens is missing.",
        "The day on which the call closes is missing.",
        "The list of topics is empty.",
    ]
    programme_2027.call_opens = datetime.now(UTC)
    programme_2027.call_closes = datetime.now(UTC) + timedelta(days=9)
    topic = add("Topic", title="Marks", objectives=[], audiences=set())
    (first, second) = words(programme_2027, "open_call")
    assert first == "“Marks”: At least one objective is needed."
    assert "target audience" in second
    assert first in refusal(programme_2027, "open_call")
    french = translated(topic, "fr")
    french.objectives = ["Dit en français"]
    topic.audiences = {"smes"}
    assert words(programme_2027, "open_call") == []
    add("Topic", objectives=[]).portal_workflow.doActionFor(
        add("Topic", objectives=[], id="gone"), "withdraw"
    )
    assert len(words(programme_2027, "open_call")) == 1


def test_back_to_preparation_only_before_an_answer(programme_2027: Any, add: Any) -> None:
    topic = add("Topic")
    place(programme_2027, "call")
    assert words(programme_2027, "reopen_preparation") == []
    record(topic, "african")
    assert "already answered" in refusal(programme_2027, "reopen_preparation")


def test_a_proposal_is_an_answer(programme_2027: Any, add: Any) -> None:
    place(programme_2027, "call")
    add("Proposal")
    assert "already answered" in refusal(programme_2027, "reopen_preparation")


def test_scheduling_and_holding(programme_2027: Any, add: Any) -> None:
    place(programme_2027, "published")
    webinar = add("Webinar", objectives=[])
    api.content.transition(webinar, "adopt")
    said = words(webinar, "schedule")
    assert len(said) == 4
    (step,) = (step for step in next_steps(webinar) if step.step == "schedule")
    assert [translate(message) for message in step.missing] == said
    assert not step.allowed
    assert all(message in refusal(webinar, "schedule") for message in said)
    webinar.objectives = ["One"]
    webinar.start = datetime.now(UTC) + timedelta(hours=1)
    webinar.timezone = "Europe/Zurich"
    assert words(webinar, "schedule") == ["The end is missing."]
    webinar.date_only = True
    api.content.transition(webinar, "schedule")
    assert "not begun" in refusal(webinar, "hold")
    webinar.start = datetime.now(UTC) - timedelta(hours=1)
    api.content.transition(webinar, "hold")


def test_completing_the_follow_up(programme_2027: Any, webinar_of: Any) -> None:
    webinar = webinar_of()
    french = translated(webinar, "fr")
    place(webinar, "held")
    question = api.content.create(french, "Question", title="Q", question="?")
    assert words(webinar, "archive") == [
        "The recording is missing.",
        "The slides are missing.",
        "The summary is missing.",
        "Questions are still pending: publish or reject them.",
    ]
    webinar.recording_url = "https://example.org/video"
    notify(ObjectModifiedEvent(webinar))
    api.content.create(french, "File", title="Slides")
    french.summary = RichTextValue("<p>Dit</p>", "text/html", "text/x-html-safe")
    api.content.transition(question, "publish")
    api.content.transition(webinar, "archive")
    assert webinar.outcome == french.outcome == "completed"


def test_archiving_by_hand(programme_2027: Any, add: Any, webinar_of: Any) -> None:
    topic = add("Topic")
    assert len(words(topic, "archive")) == 3
    place(programme_2027, "published")
    topic.outcome = "merged"
    assert words(topic, "archive") == [
        "What it was merged into is missing.",
        "The reason of the decision is missing.",
    ]
    topic.outcome, topic.decision_note = "completed", "Why"
    assert len(words(topic, "archive")) == 1
    topic.outcome = "not-retained"
    api.content.transition(topic, "archive")
    other = add("Topic", outcome="not-retained", decision_note="Why")
    place(webinar_of(other), "adopted")
    assert words(other, "archive") == [
        "Its state follows the webinars that come from it: it cannot be archived by hand."
    ]
