"""What a profile's XML cannot say: groups, stores, hubs."""

from plone import api
from plone.base.interfaces import INonInstallable
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import TYPES
from wipo.webinars.content.records import install as install_records
from wipo.webinars.interfaces import IHub
from wipo.webinars.lifecycle.hubs import ensure_hubs
from wipo.webinars.lifecycle.hubs import hubs
from wipo.webinars.vocabularies.terms import title
from wipo.webinars.vocabularies.terms import tokens
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import noLongerProvides

SECRETARIAT_GROUP = "secretariat"
ROLES = ("Secretariat", "Coordinator", "GroupCoordinator", "GroupRespondent")


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
    reindex_returned()


def reindex_returned() -> None:
    """Content of an earlier installation: the catalog's new indexes know nothing of it yet."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=list(TYPES)):
        brain._unrestrictedGetObject().reindexObject()


def uninstall(context: Any) -> None:
    """After the uninstall profile: what XML cannot take away.

    Content and records stay for a later return; the hubs become ordinary folders.
    """
    portal = api.portal.get()
    for hub in hubs().values():
        noLongerProvides(hub, IHub)
        hub.setLayout("listing_view")
        hub.reindexObject()
    chains = api.portal.get_tool("portal_workflow")._chains_by_type
    for portal_type in TYPES:
        chains.pop(portal_type, None)
    for name in (
        SECRETARIAT_GROUP,
        *(f"coordinators-{token}" for token in tokens("regional_groups")),
    ):
        if api.group.get(groupname=name) is not None:
            api.group.delete(groupname=name)
    for name in [name for name in portal.__dict__ if name.startswith("_wipo_webinars__")]:
        delattr(portal, name)
    roles = portal.acl_users.portal_role_manager
    for role in set(ROLES) & set(roles.listRoleIds()):
        roles.removeRole(role)
    portal._delRoles(sorted(set(ROLES) & set(portal.valid_roles())))
