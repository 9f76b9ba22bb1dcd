"""``bin/instance create_site``: for buildout, what `make start` does before it serves.

A command of plone.recipe.zope2instance, which runs this same file in the instance's Zope: as with
``bin/instance run``.
"""

from typing import Protocol
from wipo.webinars.commands.settings import read
from wipo.webinars.commands.start import Progress
from wipo.webinars.commands.start import welcome

import os


class Options(Protocol):
    """The command line of ``bin/instance``."""

    args: list[str]


class Control(Protocol):
    """What zope2instance hands to a command: the part that is used."""

    options: Options

    def do_run(self, argument: str) -> None:
        """Run the script that the options name."""


def command(control: Control, argument: str) -> None:
    """Run this file in the instance."""
    control.options.args = ["run", __file__]
    control.do_run(__file__)


def main() -> None:
    """Create the site that the environment asks for, or bring it up to date."""
    from wipo.webinars.commands import site

    settings = read(os.environ)
    print(welcome(settings, site.ensure(settings, Progress())))
    print("`bin/instance fg` serves it.")


if __name__ == "__main__":
    main()
