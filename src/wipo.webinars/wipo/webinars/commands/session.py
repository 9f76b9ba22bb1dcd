"""A portal to work on outside of a browser's request: the clock, the set-up, an import.

What a request brings with it in the publisher has to be brought here by hand, most of all the
browser layers: plone.app.multilingual copies language-independent fields only when the request
provides its layer.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.SpecialUsers import system
from collections.abc import Iterator
from contextlib import contextmanager
from OFS.Application import Application
from plone.browserlayer.layer import mark_layer
from Products.CMFPlone.Portal import PloneSite
from Testing.makerequest import makerequest
from types import SimpleNamespace
from wipo.webinars.commands.settings import SITE_ID
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest

import transaction
import Zope2


@contextmanager
def application() -> Iterator[Application]:
    """The root of the database, with a request of its own, as the system user.

    Each call opens a connection of this thread. What is not committed when the block is left
    is lost.
    """
    root = makerequest(Zope2.app())
    try:
        root.REQUEST["PARENTS"] = [root]
        setRequest(root.REQUEST)
        newSecurityManager(None, system)
        yield root
    finally:
        transaction.abort()
        noSecurityManager()
        setSite(None)
        clearRequest()
        root._p_jar.close()


@contextmanager
def portal() -> Iterator[PloneSite]:
    """The site, with the browser layers of the add-ons that it has installed.

    Raises KeyError when there is no site.
    """
    with application() as root:
        yield enter(root[SITE_ID])


def enter(site: PloneSite) -> PloneSite:
    """Make `site` the one that utilities are looked up in, and mark its request. Gives it back."""
    setSite(site)
    mark(site)
    return site


def mark(site: PloneSite) -> None:
    """Mark the request with the layers that are installed now: again after a profile ran."""
    site.REQUEST._plonebrowserlayer_ = False
    mark_layer(site, SimpleNamespace(request=site.REQUEST))
