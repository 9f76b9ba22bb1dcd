"""A site whose call is open, and a way to talk to it over HTTP as one of its users."""

from collections.abc import Callable
from layers import for_module
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from services.scene import OPEN_CALL
from services.scene import PASSWORD
from typing import Any

import pytest
import requests
import transaction

open_call = for_module(OPEN_CALL)


@pytest.fixture()
def site(open_call: Any, functional: Any) -> Any:
    """The portal; a Manager is signed in."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    transaction.commit()
    return portal


@pytest.fixture()
def rest(site: Any) -> Callable[..., requests.Response]:
    """`rest(user, method, path, json=…)` as that user, None for nobody; sees what is committed."""

    def call(user: str | None, method: str, path: str, **kwargs: Any) -> requests.Response:
        headers = {"Accept": "application/json", **kwargs.pop("headers", {})}
        auth = (user, PASSWORD) if user else None
        url = path if path.startswith("http") else f"{site.absolute_url()}{path}"
        answer = requests.request(
            method, url, headers=headers, auth=auth, timeout=60, allow_redirects=False, **kwargs
        )
        transaction.begin()
        return answer

    return call


@pytest.fixture()
def values() -> dict[str, Any]:
    """A proposal as JSON that can be submitted as it is."""
    return {
        "@type": "Proposal",
        "title": "Traditional knowledge and patents",
        "description": "How patent offices take traditional knowledge into account.",
        "objectives": ["Search prior art in traditional knowledge"],
        "relevance": "It helps offices of the region.",
        "audiences": ["ip-offices", "indigenous-local-communities"],
        "webinar_languages": ["fr", "en"],
        "regional_groups": ["african"],
        "scope": "good-practices",
        "recommendations": [1, "18"],
        "format": "series",
        "themes": ["Documentation", "Search and examination"],
        "regional_group": "african",
        "member_states": ["KE"],
        "contact_name": "The mission",
        "contact_email": "mission@example.org",
    }
