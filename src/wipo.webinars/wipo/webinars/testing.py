"""Test layers: a site in the six languages with the add-on installed."""

from plone.app.multilingual.browser.setup import SetupMultilingualSite
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer
from plone.supermodel.model import finalizeSchemas
from plone.testing.zope import WSGI_SERVER_FIXTURE
from Products.CMFCore.indexing import processQueue
from typing import Any
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.vocabularies.terms import LANGUAGES
from zope.interface import alsoProvides

import os

os.environ.setdefault("zope_i18n_compile_mo_files", "true")


class WipoWebinarsLayer(PloneSandboxLayer):
    """Plone with plone.app.multilingual in the six languages and `wipo.webinars`."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app: Any, configurationContext: Any) -> None:
        import wipo.webinars

        self.loadZCML(package=wipo.webinars)
        # A test module may have imported our schemas before their directives could take effect
        # (language-independent fields): Plone finalizes schemas once, before this layer.
        finalizeSchemas()

    def setUpPloneSite(self, portal: Any) -> None:
        from plone import api

        applyProfile(portal, "plone.restapi:default")
        applyProfile(portal, "plone.app.multilingual:default")
        api.portal.set_registry_record("plone.available_languages", list(LANGUAGES))
        SetupMultilingualSite().setupSite(portal)
        applyProfile(portal, "wipo.webinars:default")
        alsoProvides(portal.REQUEST, IPloneAppMultilingualInstalled, IWipoWebinarsLayer)
        # The layer commits after the site is unset, when the catalog can no longer be found.
        processQueue()


FIXTURE = WipoWebinarsLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="WipoWebinars:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="WipoWebinars:Functional"
)
