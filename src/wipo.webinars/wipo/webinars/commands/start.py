"""``make start``: the site of the contract, created when it is not there, served until Ctrl-C.

Run as ``python -m wipo.webinars.commands.start``; the environment says what, see `settings`.
Zope is imported inside the functions: it reads the environment when it is imported.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import FrameType
from waitress.server import create_server
from wipo.webinars.commands import config
from wipo.webinars.commands.settings import Accounts
from wipo.webinars.commands.settings import read
from wipo.webinars.commands.settings import Settings
from wipo.webinars.commands.settings import SettingsError
from wipo.webinars.importing import key

import logging
import os
import signal
import socket
import sys
import time

OK = 0
REFUSED = 2


class Progress:
    """Says on the terminal what is being done and how long it has taken so far."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def __call__(self, step: str) -> None:
        """Announce `step`, which begins now."""
        print(f"[{time.monotonic() - self._begun:4.0f} s] {step} …", flush=True)


def main() -> int:
    """Create or adjust the site, serve it until interrupted. Gives the exit status."""
    try:
        settings = read(os.environ)
        check_port(settings)
        serve(settings, Progress())
    except SettingsError as error:
        print(f"make start: {error}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("\nInterrupted. What was finished is kept; start again at any time.")
    return OK


def check_port(settings: Settings) -> None:
    """Raises `SettingsError` when the address cannot be served: before minutes of work for it."""
    try:
        found = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError as error:
        raise SettingsError(f"HOST={settings.host} is not known here: {error}.") from error
    for family, kind, protocol, _name, address in found:
        try:
            probe = socket.socket(family, kind, protocol)
        except OSError:
            # A machine without IPv6 still resolves localhost to ::1.
            continue
        with closing(probe):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise SettingsError(
                    f"{settings.host}:{settings.port} cannot be served: {error}. "
                    "Choose another with PORT=…, or stop what uses it."
                ) from error


def serve(settings: Settings, report: Progress) -> None:
    """Start Zope, see to the site, run the clock and serve until SIGINT or SIGTERM."""
    os.environ.update(config.environment(settings))
    ini = config.write(settings)
    report("Starting Zope")
    # Also where a shell has set SIGINT aside, as it does for what it runs in the background.
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    app = _load(ini)
    try:
        from wipo.webinars.commands import clock as clocks
        from wipo.webinars.commands import site

        accounts = site.ensure(settings, report)
        clock = clocks.create(settings)
        server = create_server(app, **config.server(settings))
        try:
            clock.start()
            key.lend(settings.etc, settings.url)
            # The server listens already: who reads this and comes is served.
            print(welcome(settings, accounts))
            print(f"Ready: {settings.url} (Ctrl-C stops it)", flush=True)
            server.run()
        finally:
            report("Stopping")
            key.take_back(settings.etc)
            clock.stop()
            server.close()
    finally:
        _close()


def _load(ini: Path) -> Callable:
    from paste.deploy import loadapp
    from zc.lockfile import LockError
    from Zope2.Startup.serve import setup_logging

    setup_logging(str(ini))
    # A console that shows each deprecation of a dependency hides what matters.
    logging.captureWarnings(True)
    try:
        return loadapp(f"config:{ini}")
    except LockError as error:
        raise SettingsError(
            f"The site in {ini.parent.parent} is being served already (or used by another "
            "command): stop that one, or choose another folder with DATA_DIR=…"
        ) from error


def _close() -> None:
    import Zope2

    for database in Zope2.opened:
        database.close()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def welcome(settings: Settings, accounts: Accounts) -> str:
    """What the terminal shows at the end: who can sign in with what, and where mail goes.

    A password drawn at random is shown by the start that drew it and by no other; one from the
    environment is known to whoever set it.
    """
    from wipo.webinars.vocabularies import terms

    drawn = "the one shown at the first start"
    admin = accounts.admin_password or ("$ADMIN_PASSWORD" if settings.admin_password else drawn)
    rows = [("account", "password"), ("admin", admin)]
    if accounts.demo:
        demo = accounts.demo_password or ("$DEMO_PASSWORD" if settings.demo_password else drawn)
        users = ["secretariat"]
        users += [f"coordinator-{group}" for group in terms.tokens("regional_groups")]
        rows += [(user, demo) for user in users]
    lines = [f"  {user:<26}{password}" for user, password in rows]
    if accounts.admin_password or accounts.demo_password:
        lines += [
            "",
            "These passwords are not shown again. A forgotten one is replaced with",
            "  ADMIN_PASSWORD=… DEMO_PASSWORD=… make start",
        ]
    mail = (
        f"Mail leaves through {settings.smtp_host}:{settings.smtp_port}."
        if settings.smtp_host
        else f"Mail waits in {settings.mail_queue} until SMTP_HOST is set."
    )
    return "\n".join(["", *lines, "", mail])


if __name__ == "__main__":
    sys.exit(main())
