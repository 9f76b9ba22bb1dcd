"""Layers with content of their own, set up for one module and taken down after it.

All layers of plone.testing share one stack of databases: while such a layer is set up, every test
sees its content. A fixture of pytest-plone would keep it for the whole session.
"""

from collections.abc import Iterator
from plone.app.testing import PloneSandboxLayer
from typing import Any

import pytest


def for_module(layer: PloneSandboxLayer) -> Any:
    """A fixture that has `layer` set up for the module of the tests that ask for it.

    The tests themselves use the `functional` layer, whose database lies on top. It is not to be
    used with `integration`.
    """

    @pytest.fixture(scope="module")
    def fixture(functional_session: Any) -> Iterator[PloneSandboxLayer]:
        layer.setUp()
        yield layer
        layer.tearDown()

    return fixture
