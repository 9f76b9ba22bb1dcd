"""Constraints of storage, through schemas: what a form and REST refuse."""

from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.multilingual.api import translate
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from typing import Any
from wipo.webinars.content.behaviors import ISubject
from wipo.webinars.content.programme import IProgramme
from wipo.webinars.content.webinar import IWebinar
from wipo.webinars.lifecycle.states import place
from z3c.form.validator import InvariantsValidator
from z3c.relationfield import RelationValue
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.interface import Invalid
from zope.intid.interfaces import IIntIds

import pytest
import transaction


def refused(obj: Any, schema: Any, **values: Any) -> list[str]:
    validator = InvariantsValidator(obj, None, None, schema, None)
    return [str(error.args[0]) for error in validator.validate(values)]


def relation(target: Any) -> RelationValue:
    return RelationValue(getUtility(IIntIds).getId(target))


def test_a_year_has_one_programme(portal: Any, programme_2027: Any) -> None:
    hub = portal["fr"]["webinars"]
    before = transaction.savepoint()
    with pytest.raises(Invalid):
        api.content.create(hub, "Programme", year=2027, title="Again")
    before.rollback()
    whole = dict.fromkeys(IProgramme.names()) | {"capacity": 6}
    assert refused(hub, IProgramme, **whole | {"year": 2027}) == ["year_taken"]
    assert refused(hub, IProgramme, **whole | {"year": 2029}) == []
    other = api.content.create(hub, "Programme", year=2028, title="Next")
    assert refused(other, IProgramme, year=2027) == ["year_taken"]
    assert refused(other, IProgramme, year=2028) == []
    assert refused(hub["2027"], IProgramme, year=2027) == []


def test_more_than_six_needs_a_note(programme_2027: Any) -> None:
    assert refused(programme_2027, IProgramme, capacity=7, capacity_note=" ")
    assert refused(programme_2027, IProgramme, capacity=7, capacity_note="Why") == []
    assert refused(programme_2027, IProgramme, capacity=6, capacity_note=None) == []


EARLY, LATE = datetime(2027, 1, 1, 10), datetime(2027, 1, 1, 11)


@pytest.mark.parametrize(
    "schema,first,last",
    [
        (IWebinar, "start", "end"),
        (IProgramme, "call_opens", "call_closes"),
    ],
)
@pytest.mark.parametrize("zones", [(None, None), (UTC, None), (None, UTC), (UTC, UTC)])
def test_the_end_comes_last(
    programme_2027: Any, webinar_of: Any, schema: Any, first: str, last: str, zones: Any
) -> None:
    obj = programme_2027 if schema is IProgramme else webinar_of()
    early, late = (m.replace(tzinfo=z) for m, z in zip((EARLY, LATE), zones, strict=True))
    assert refused(obj, schema, **{first: early, last: late}) == []
    assert len(refused(obj, schema, **{first: late, last: early})) == 1
    assert len(refused(obj, schema, **{first: early, last: EARLY.replace(tzinfo=zones[1])})) == 1


def test_no_cycles(add: Any, programme_2027: Any) -> None:
    """Not directly, not by others, not by way of a translation."""
    one, two, three = add("Topic"), add("Proposal"), add("Webinar")
    two.builds_on, three.builds_on = [relation(one)], [relation(two)]
    french = translate(three, "fr")
    for target in (one, two, three, french):
        assert len(refused(one, ISubject, builds_on=[target])) == 1
    assert refused(three, ISubject, builds_on=[one, two]) == []
    assert len(refused(three, ISubject, builds_on=[programme_2027])) == 1


def test_links_are_of_the_web(webinar_of: Any) -> None:
    webinar = webinar_of()
    for name in ("join_url", "recording_url"):
        assert refused(webinar, IWebinar, **{name: "javascript:alert(1)"})
        assert refused(webinar, IWebinar, **{name: "https://example.org"}) == []


def test_slides_of_a_held_webinar_can_be_taken_away(portal: Any, add: Any) -> None:
    webinar = add("Webinar")
    place(webinar, "held")
    slides = api.content.create(webinar, "File", title="Slides")
    setRoles(portal, TEST_USER_ID, ["Secretariat"])
    api.content.delete(slides)
    assert webinar.objectIds() == []
    with pytest.raises(Unauthorized):
        webinar.aq_parent.manage_delObjects([webinar.getId()])
