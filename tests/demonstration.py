"""The layer of a site with the demonstration, built once for all tests that look at it."""

from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from Products.CMFCore.indexing import processQueue
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.testing import FIXTURE
from zope.interface import alsoProvides

PASSWORD = "demonstration"


class DemoLayer(PloneSandboxLayer):
    """The site of the tests, with the demonstration of today."""

    defaultBases = (FIXTURE,)

    def setUpPloneSite(self, portal):
        from wipo.webinars.demo import build

        alsoProvides(portal.REQUEST, IPloneAppMultilingualInstalled, IWipoWebinarsLayer)
        setRoles(portal, TEST_USER_ID, ["Manager"])
        build(portal, PASSWORD)
        processQueue()


DEMO_FIXTURE = DemoLayer()
DEMO_TESTING = IntegrationTesting(bases=(DEMO_FIXTURE,), name="WipoWebinars:Demo")
