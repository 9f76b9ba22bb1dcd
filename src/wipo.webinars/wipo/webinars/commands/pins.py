"""``make versions``: buildout's ``versions.cfg`` from ``constraints.txt``, the one source of pins.

A test holds the two together, and what is installed to them.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from importlib.metadata import Distribution
from pathlib import Path

import re
import sys

HEADER = """\
# Written by `make versions` from constraints.txt, the one source of pins: do not edit.
[versions]
"""

_PIN = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[A-Za-z0-9.+!]+)")


def read(text: str) -> dict[str, str]:
    """Name to version of each pin in the text of a constraints file, in its order.

    Raises ValueError on a line that pins no exact version and on a name pinned twice.
    """
    pins: dict[str, str] = {}
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        match = _PIN.fullmatch(line)
        if match is None:
            raise ValueError(f"line {number} pins no exact version: {line!r}")
        if normalized(match["name"]) in seen:
            raise ValueError(f"line {number} pins {match['name']} a second time")
        seen.add(normalized(match["name"]))
        pins[match["name"]] = match["version"]
    return pins


def render(pins: Mapping[str, str]) -> str:
    """The text of ``versions.cfg`` for `pins`."""
    return HEADER + "".join(f"{name} = {version}\n" for name, version in pins.items())


def unpinned(installed: Iterable[Distribution], pins: Mapping[str, str], own: str) -> list[str]:
    """What is installed in another version than its pin or without one, as ``name==version``.

    `own` is the distribution that the pins are for.
    """
    wanted = {normalized(name): version for name, version in pins.items()}
    found = {normalized(item.metadata["Name"]): item.version for item in installed}
    found.pop(normalized(own), None)
    return sorted(
        f"{name}=={version}" for name, version in found.items() if wanted.get(name) != version
    )


def normalized(name: str) -> str:
    """The name of a distribution as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main(root: Path) -> None:
    """Write ``versions.cfg`` in the folder `root` from its ``constraints.txt``."""
    pins = read((root / "constraints.txt").read_text(encoding="utf-8"))
    (root / "versions.cfg").write_text(render(pins), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
