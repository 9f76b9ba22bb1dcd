"""Install, uninstall, install again."""

from importlib.resources import files
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.browserlayer.utils import registered_layers
from typing import Any
from wipo.webinars.content.items import TYPES
from wipo.webinars.interfaces import IHub
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.setuphandlers import ROLES
from wipo.webinars.vocabularies.terms import LANGUAGES

import pytest
import re
import requests
import transaction

DEFAULT = files("wipo.webinars").joinpath("profiles", "default")
GROUPS = (
    "secretariat",
    *(f"coordinators-{name}" for name in ("african", "asia-pacific", "cebs", "caceec")),
    *(f"coordinators-{name}" for name in ("grulac", "group-b", "china")),
)
WORKFLOWS = tuple(f"{name.lower()}_workflow" for name in TYPES)


def named(file: str, tag: str, attribute: str) -> set[str]:
    text = DEFAULT.joinpath(file).read_text("utf-8")
    return set(re.findall(rf'<{tag}\s[^>]*?\b{attribute}="(\w+)"', text))


def left(portal: Any) -> dict[str, set[str]]:
    """What the site has of ours, by kind."""
    catalog = portal.portal_catalog
    records = api.portal.get_tool("portal_registry").records
    return {
        "types": set(TYPES) & set(portal.portal_types.objectIds()),
        "workflows": set(WORKFLOWS) & set(portal.portal_workflow.objectIds()),
        "chains": set(TYPES) & set(portal.portal_workflow._chains_by_type),
        "roles": set(ROLES) & set(portal.valid_roles()),
        "PAS roles": set(ROLES) & set(portal.acl_users.portal_role_manager.listRoleIds()),
        "groups": set(GROUPS) & {group.getId() for group in api.group.get_groups()},
        "indexes": named("catalog.xml", "index", "name") & set(catalog.indexes()),
        "columns": named("catalog.xml", "column", "value") & set(catalog.schema()),
        "records": {name for name in records if "wipo" in name},
        "layers": {"layer"} if IWipoWebinarsLayer in registered_layers() else set(),
        "hubs": {
            code
            for code in LANGUAGES
            if "webinars" in portal[code] and IHub.providedBy(portal[code]["webinars"])
        },
    }


@pytest.fixture()
def site(functional: Any) -> Any:
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


def test_installed(site: Any) -> None:
    found = left(site)
    assert found["types"] == set(TYPES)
    assert found["chains"] == set(TYPES)
    assert found["workflows"] == set(WORKFLOWS)
    assert found["roles"] == found["PAS roles"] == set(ROLES)
    assert found["groups"] == set(GROUPS)
    assert found["indexes"] == named("catalog.xml", "index", "name")
    assert found["hubs"] == set(LANGUAGES)
    assert found["layers"]
    roles = {name: set(api.group.get_roles(groupname=name)) for name in GROUPS}
    assert "Secretariat" in roles.pop("secretariat")
    assert all("Coordinator" in granted for granted in roles.values())


def test_uninstalled_and_back(site: Any) -> None:
    programme = api.content.create(
        site["en"]["webinars"], "Programme", year=2027, title="Programme 2027"
    )
    topic = api.content.create(programme, "Topic", id="topic", title="Topic", audiences={"smes"})
    installer = api.portal.get_tool("portal_setup")
    installer.runAllImportStepsFromProfile("profile-wipo.webinars:uninstall")
    assert {kind: names for kind, names in left(site).items() if names} == {}
    assert not [name for name in site.__dict__ if "wipo" in name]
    transaction.commit()
    url = site.absolute_url()
    for path in ("", "/en", "/en/webinars", "/sitemap", "/@search", "/en/webinars/@search"):
        accept = "application/json" if "@" in path else "text/html"
        answer = requests.get(url + path, headers={"Accept": accept}, timeout=60)
        assert answer.status_code == 200, (path, answer.text[-2000:])
    assert "Programme 2027" not in requests.get(f"{url}/ar", timeout=60).text

    installer.runAllImportStepsFromProfile("profile-wipo.webinars:default")
    test_installed(site)
    assert site["en"]["webinars"]["2027"]["topic"] == topic
    assert api.content.get_state(topic) == "proposed"
    (brain,) = site.portal_catalog.unrestrictedSearchResults(
        portal_type="Topic", webinar_audiences="smes"
    )
    assert topic.UID() == brain.UID


def test_installing_again_changes_nothing(site: Any) -> None:
    before = left(site), {code: site[code]["webinars"].UID() for code in LANGUAGES}
    site.portal_setup.runAllImportStepsFromProfile("profile-wipo.webinars:default")
    assert before == (left(site), {code: site[code]["webinars"].UID() for code in LANGUAGES})
