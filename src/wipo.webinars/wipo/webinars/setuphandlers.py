"""What a profile's XML cannot say: groups, stores, hubs."""

from plone import api
from plone.base.interfaces import INonInstallable
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.records import install as install_records
from wipo.webinars.lifecycle.hubs import ensure_hubs
from wipo.webinars.vocabularies.terms import title
from wipo.webinars.vocabularies.terms import tokens
from zope.i18n import translate
from zope.interface import implementer

SECRETARIAT_GROUP = "secretariat"


@implementer(INonInstallable)
class HiddenProfiles:
    """Profiles that the add-ons control panel does not offer."""

    def getNonInstallableProfiles(self) -> list[str]:
        return ["wipo.webinars:uninstall"]


def ensure_groups() -> None:
    """The groups of the contract: `secretariat`, and `coordinators-<token>` for each region."""
    if api.group.get(groupname=SECRETARIAT_GROUP) is None:
        api.group.create(groupname=SECRETARIAT_GROUP, title=translate(_("Secretariat")))
    api.group.grant_roles(groupname=SECRETARIAT_GROUP, roles=["Secretariat"])
    for token in tokens("regional_groups"):
        name = f"coordinators-{token}"
        if api.group.get(groupname=name) is None:
            api.group.create(groupname=name, title=title("regional_groups", token, "en"))
        api.group.grant_roles(groupname=name, roles=["Coordinator"])


def install(context: Any) -> None:
    """After the default profile."""
    ensure_groups()
    install_records()
    ensure_hubs()


def uninstall(context: Any) -> None:
    """After the uninstall profile: the groups go; content and records stay for a later return."""
    for name in (
        SECRETARIAT_GROUP,
        *(f"coordinators-{token}" for token in tokens("regional_groups")),
    ):
        if api.group.get(groupname=name) is not None:
            api.group.delete(groupname=name)
