"""One source of pins: constraints.txt, versions.cfg and what is installed say the same."""

from importlib.metadata import distributions
from pathlib import Path
from wipo.webinars.commands import pins

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_versions_cfg_is_what_make_versions_writes(tmp_path):
    (tmp_path / "constraints.txt").write_text(CONSTRAINTS, encoding="utf-8")
    pins.main(tmp_path)
    written = (tmp_path / "versions.cfg").read_text(encoding="utf-8")
    assert (ROOT / "versions.cfg").read_text(encoding="utf-8") == written


def test_whatever_is_installed_has_its_pin():
    found = pins.unpinned(distributions(), pins.read(CONSTRAINTS), own="wipo.webinars")
    assert found == [], "pin these in constraints.txt, then `make versions`"


def test_an_installed_distribution_without_its_pin_is_found():
    wanted = dict(pins.read(CONSTRAINTS))
    assert wanted.pop("Zope")
    wanted["waitress"] = "0.0"
    found = pins.unpinned(distributions(), wanted, own="wipo.webinars")
    assert {name.partition("==")[0] for name in found} == {"zope", "waitress"}


@pytest.mark.parametrize("line", ["Zope>=6", "Zope", "Zope==6.*", "zope==6.2\nZOPE==6.2"])
def test_a_line_that_pins_nothing_exactly_is_refused(line):
    with pytest.raises(ValueError, match="line"):
        pins.read(line)


def test_the_build_tools_are_pinned_too():
    assert {"pip", "setuptools", "wheel", "zc.buildout", "zc.recipe.egg"} <= set(
        pins.read(CONSTRAINTS)
    )
