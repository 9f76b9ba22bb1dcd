"""A site to import into, and records to begin with."""

from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from wipo.webinars.importing.planning import plan
from wipo.webinars.importing.rows import Row

import copy
import datetime
import pytest

TODAY = datetime.date(2026, 11, 24)

PROGRAMME = {
    "type": "Programme",
    "year": 2024,
    "state": "published",
    "translations": {"en": {"title": "Webinars 2024"}, "fr": {"title": "Webinaires 2024"}},
}
TOPIC = {
    "type": "Topic",
    "year": 2024,
    "id": "topic",
    "state": "proposed",
    "fields": {"audiences": ["smes"], "webinar_languages": ["en"]},
    "translations": {"en": {"title": "A topic", "objectives": ["Know"]}},
}
PROPOSAL = {
    "type": "Proposal",
    "year": 2024,
    "id": "proposal",
    "state": "held",
    "original_language": "fr",
    "fields": {"format": "series", "regional_group": "african", "member_states": ["SN"]},
    "history": {"proposed": "2023-09-29T19:10", "adopted": "2023-12-08"},
    "translations": {
        "fr": {"title": "Une série", "themes": ["Un", "Deux"]},
        "en": {"title": "A series", "themes": ["One", "Two"]},
    },
}
WEBINAR = {
    "type": "Webinar",
    "year": 2024,
    "id": "webinar",
    "state": "held",
    "original_language": "ar",
    "fields": {
        "start": "2024-04-11T14:00",
        "end": {"minutes": 90},
        "timezone": "Europe/Zurich",
        "attended": 645,
        "figures_are_minimum": True,
        "experts": [{"name": "Chair", "country": "SN", "kind": "external", "role": "speaker"}],
        "expert_fee": "1500.50",
    },
    "origins": [{"id": "proposal", "session": 2}],
    "builds_on": ["topic"],
    "translations": {
        "ar": {"title": "ندوة", "summary": "<p>ملخص</p>"},
        "en": {"title": "A webinar"},
        "fr": {"title": "Un webinaire"},
    },
    "released": {"ar": "2024-05-30", "fr": None},
    "children": [
        {
            "id": "question",
            "type": "Question",
            "state": "published",
            "original_language": "ru",
            "translations": {"ru": {"title": "Вопрос", "question": "Почему?"}},
        }
    ],
}


@pytest.fixture()
def site(portal):
    """The site, with a manager signed in."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture()
def records():
    """A programme, a topic, a proposal in French and a webinar in Arabic that comes from it."""
    return copy.deepcopy([PROGRAMME, TOPIC, PROPOSAL, WEBINAR])


@pytest.fixture()
def planned(site):
    """From records to the plan of their import."""

    def from_records(*records):
        rows = [Row(f"record {number}", record) for number, record in enumerate(records, 1)]
        return plan(rows, today=TODAY)

    return from_records
