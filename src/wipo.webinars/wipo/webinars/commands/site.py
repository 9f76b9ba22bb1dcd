"""The site of the contract: created when it is not there, adjusted on every start.

The creation is one transaction: interrupted at any moment it leaves nothing behind, and the next
start begins again. What the environment decides (mail server, passwords) is set on every start,
what an editor may have changed since is not.
"""

from AccessControl.SecurityManagement import newSecurityManager
from collections.abc import Callable
from OFS.Application import Application
from plone.app.multilingual.browser.setup import SetupMultilingualSite
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.factory import addPloneSite
from Products.CMFPlone.Portal import PloneSite
from pytz import common_timezones
from wipo.webinars import demo
from wipo.webinars.commands import mail
from wipo.webinars.commands import session
from wipo.webinars.commands.settings import Accounts
from wipo.webinars.commands.settings import check_password
from wipo.webinars.commands.settings import DEFAULT_LANGUAGE
from wipo.webinars.commands.settings import LANGUAGES
from wipo.webinars.commands.settings import Settings
from wipo.webinars.commands.settings import SITE_ID
from zope.component.hooks import setSite

import secrets
import transaction

ADMIN = "admin"
PROFILE = "wipo.webinars:default"
SECRETARIAT = "secretariat"
TITLE = "Webinars"
#: In which moments are typed: the clocks of the Organization's seat, as pages show them.
TIMEZONE = "Europe/Zurich"

Report = Callable[[str], None]


def ensure(settings: Settings, report: Report) -> Accounts:
    """Create the site when it is not there, else bring it up to date; `report` says what is done.

    Raises `SettingsError` when the site has demonstration accounts and is to be opened to others
    without a password for them.
    """
    with session.application() as root:
        for attempt in transaction.manager.attempts(5):
            with attempt:
                try:
                    if SITE_ID in root.objectIds():
                        accounts = _adjust(root, settings, report)
                    else:
                        accounts = _create(root, settings, report)
                    processQueue()
                finally:
                    # An aborted transaction takes a new site away: nothing may be looked up in
                    # it any more, neither by the commit nor by the abort.
                    setSite(None)
    return accounts


def _create(root: Application, settings: Settings, report: Report) -> Accounts:
    admin_password = settings.admin_password or secrets.token_urlsafe(12)
    demo_password = settings.demo_password or secrets.token_urlsafe(12)
    _set_admin(root, admin_password)
    report("Creating the site")
    portal = addPloneSite(
        root,
        SITE_ID,
        title=TITLE,
        distribution_name="classic",
        default_language=DEFAULT_LANGUAGE,
        portal_timezone=TIMEZONE,
    )
    # Else a person could choose no other zone than the site's in the preferences.
    portal.portal_registry["plone.available_timezones"] = list(common_timezones)
    # What is made from here on belongs to someone who exists.
    newSecurityManager(None, root.acl_users.getUser(ADMIN).__of__(root.acl_users))
    mail.configure(portal, settings)
    report(f"Setting up the languages {' '.join(LANGUAGES)}")
    _set_languages(portal)
    report("Installing the webinars")
    portal.portal_setup.runAllImportStepsFromProfile(f"profile-{PROFILE}")
    session.mark(portal)
    if settings.demo:
        report("Building the demonstration programme")
        demo.build(portal, demo_password)
    report("Storing it all")
    return Accounts(
        demo=settings.demo,
        admin_password=None if settings.admin_password else admin_password,
        demo_password=demo_password if settings.demo and not settings.demo_password else None,
    )


def _set_languages(portal: PloneSite) -> None:
    registry = portal.portal_registry
    registry["plone.available_languages"] = list(LANGUAGES)
    registry["plone.default_language"] = DEFAULT_LANGUAGE
    registry["plone.use_combined_language_codes"] = False
    portal.portal_setup.runAllImportStepsFromProfile("profile-plone.app.multilingual:default")
    # The front page leads to the language that the browser asks for.
    registry["plone.use_request_negotiation"] = True
    session.mark(portal)
    SetupMultilingualSite().setupSite(portal)


def _adjust(root: Application, settings: Settings, report: Report) -> Accounts:
    portal = session.enter(root[SITE_ID])
    # Not getUserById: a group has the same id.
    has_demo = SECRETARIAT in portal.acl_users.source_users.listUserIds()
    if has_demo and not settings.loopback:
        # With DEMO=0 the environment could not be checked for it: the accounts are older.
        check_password("DEMO_PASSWORD", settings.demo_password, settings.host)
    if settings.admin_password:
        _set_admin(root, settings.admin_password)
    if has_demo and settings.demo_password:
        for user_id in _demonstration_accounts(portal):
            portal.acl_users.source_users.updateUserPassword(user_id, settings.demo_password)
    mail.configure(portal, settings)
    setup = portal.portal_setup
    if setup.getLastVersionForProfile(PROFILE) == "unknown":
        report("Installing the webinars on the site that is there")
        setup.runAllImportStepsFromProfile(f"profile-{PROFILE}")
    elif setup.hasPendingUpgrades(PROFILE):
        report("Upgrading the webinars")
        setup.upgradeProfile(PROFILE)
    return Accounts(demo=has_demo)


def _demonstration_accounts(portal: PloneSite) -> list[str]:
    """The ids of the accounts that the demonstration created."""
    known = portal.acl_users.source_users.listUserIds()
    return [id_ for id_ in known if id_ == SECRETARIAT or id_.startswith("coordinator-")]


def _set_admin(root: Application, password: str) -> None:
    """Let the administrator sign in with `password`."""
    folder = root.acl_users
    # A new database has Zope's plain user folder; the first Plone site replaces it with PAS.
    users = getattr(folder.aq_base, "users", None)
    if users is None:
        folder._doAddUser(ADMIN, password, ["Manager"], [])
    elif ADMIN in users.listUserIds():
        users = folder.users
        if users.authenticateCredentials({"login": ADMIN, "password": password}) is None:
            users.updateUserPassword(ADMIN, password)
    else:
        folder.users.addUser(ADMIN, ADMIN, password)
        folder.roles.assignRoleToPrincipal("Manager", ADMIN)
