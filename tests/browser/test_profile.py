"""What the profiles register of this room, and that uninstalling takes it out again."""

from importlib.resources import files
from pathlib import Path
from plone import api
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from typing import Any
from zope.component import getUtility

import gzip

BUNDLE = "plone.bundles/wipo-webinars-base.csscompilation"
HEADER = ("plone.portalheader", "Plone Default")
MOST = 60_000


def storage() -> Any:
    """Where the order of viewlets is kept."""
    return getUtility(IViewletSettingsStorage)


def test_installed(portal: Any) -> None:
    assert api.portal.get_registry_record(BUNDLE).endswith("/base.css")
    assert "wipo.webinars.languages" in storage().getOrder(*HEADER)
    assert "plone.app.multilingual.languageselector" in storage().getHidden(*HEADER)


def test_uninstalled(portal: Any) -> None:
    portal.portal_setup.runAllImportStepsFromProfile("wipo.webinars:uninstall")
    assert api.portal.get_registry_record(BUNDLE, default=None) is None
    assert "wipo.webinars.languages" not in storage().getOrder(*HEADER)
    assert "plone.app.multilingual.languageselector" not in storage().getHidden(*HEADER)


def test_weight_of_style_and_script() -> None:
    package = Path(str(files("wipo.webinars")))
    served = [path for path in package.glob("*/static/*") if path.suffix in (".css", ".js")]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in served)
    assert served
    assert weight <= MOST
