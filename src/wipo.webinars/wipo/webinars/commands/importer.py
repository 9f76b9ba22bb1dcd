"""``make import FILE=…``: records of programmes, topics, proposals and webinars come in.

Run as ``python -m wipo.webinars.commands.importer FILE``; ``DRY=1`` in the environment only says
what it would do. While the site is served, the file goes to the server (`@imports`), because a
FileStorage admits no second process; otherwise the database is opened here. Either way: everything
is checked first, and one bad row stops it all.
"""

from base64 import b64encode
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import Protocol
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.request import build_opener
from urllib.request import ProxyHandler
from urllib.request import Request
from wipo.webinars.commands import config
from wipo.webinars.commands.settings import read
from wipo.webinars.commands.settings import Settings
from wipo.webinars.commands.settings import SettingsError
from wipo.webinars.commands.settings import SITE_ID
from wipo.webinars.importing import key

import json
import logging
import os
import sys
import threading

OK = 0
BAD_FILE = 1
REFUSED = 2

#: Seconds that a server gets to check or to import a file, and to say how far it is.
PATIENCE = 900
SHORT_PATIENCE = 10
#: Seconds between two looks at how far the server is.
INTERVAL = 0.5
#: Lines that are shown of what would change; the rest is counted.
SHOWN = 200

Progress = Callable[[int, int], None]


class Channel(Protocol):
    """A way to the site: by way of the server, or straight to the database."""

    def send(self, name: str, content: bytes, progress: Progress | None) -> dict[str, Any]:
        """The report on the file (importing.report); with `progress` it is imported too."""


class Closed(Exception):
    """This way to the site is not open."""


class Served:
    """The site that a process of this machine serves."""

    def __init__(self, url: str, value: str) -> None:
        self.url = f"{url}/@imports"
        self.key = value
        # A proxy of the environment is for the web, not for this machine.
        self.opener = build_opener(ProxyHandler({}))

    def send(self, name: str, content: bytes, progress: Progress | None) -> dict[str, Any]:
        body = {
            "name": name,
            "content": b64encode(content).decode(),
            "apply": progress is not None,
        }
        if progress is None:
            return self._call(PATIENCE, body)
        done = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(done, progress), daemon=True)
        watcher.start()
        try:
            return self._call(PATIENCE, body)
        finally:
            done.set()
            watcher.join()

    def _watch(self, done: threading.Event, progress: Progress) -> None:
        while not done.wait(INTERVAL):
            try:
                state = self._call(SHORT_PATIENCE)
            except Closed:
                # The import itself will say what is wrong.
                continue
            if state["total"]:
                progress(state["done"], state["total"])

    def _call(self, patience: float, body: dict[str, Any] | None = None) -> dict[str, Any]:
        # The address comes from the file that the server wrote, for its own port.
        request = Request(  # noqa: S310
            self.url,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Accept": "application/json",
                "Content-Type": "application/json",
                key.HEADER: self.key,
            },
        )
        try:
            with self.opener.open(request, timeout=patience) as response:
                return json.load(response)
        except HTTPError as error:
            with error:
                answer = error.read()
            if error.code in (401, 404):
                raise Closed("what answers there is another site, or an older one") from error
            return self._errors(error.code, answer)
        except (URLError, OSError, ValueError) as error:
            raise Closed(str(getattr(error, "reason", error))) from error

    def _errors(self, code: int, answer: bytes) -> dict[str, Any]:
        try:
            data = json.loads(answer)
        except ValueError:
            data = {}
        if isinstance(data, dict) and isinstance(data.get("errors"), list):
            return data
        words = data.get("message") if isinstance(data, dict) else None
        message = f"the server answers {code}: {words or 'see its log'}; nothing was written"
        return {"errors": [{"place": self.url, "field": "", "message": message}], "notes": []}


class Opened:
    """The database, opened by this process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __enter__(self) -> "Opened":
        """Start Zope. Raises `SettingsError` when there is no site or another process has it."""
        database = self.settings.data_dir / "filestorage" / "Data.fs"
        if not self.settings.relstorage_dsn and not database.exists():
            raise SettingsError(
                f"There is no site in {self.settings.data_dir} yet: `make start` creates it."
            )
        os.environ.update(config.environment(self.settings))
        ini = config.write(self.settings)
        from zc.lockfile import LockError
        from Zope2.Startup.run import configure_wsgi
        from Zope2.Startup.serve import setup_logging

        setup_logging(str(ini))
        logging.captureWarnings(True)
        try:
            configure_wsgi(str(self.settings.etc / "zope.conf"))
            import Zope2

            Zope2.startup_wsgi()
        except LockError as error:
            raise SettingsError(
                f"Another process uses the site in {self.settings.data_dir}, and it cannot be "
                "reached for an import: wait until `make start` says Ready, or stop it."
            ) from error
        return self

    def __exit__(self, *_error: object) -> None:
        import Zope2

        for database in Zope2.opened:
            database.close()

    def send(self, name: str, content: bytes, progress: Progress | None) -> dict[str, Any]:
        from wipo.webinars.commands import session
        from wipo.webinars.importing.applying import apply
        from wipo.webinars.importing.planning import plan
        from wipo.webinars.importing.report import refused
        from wipo.webinars.importing.report import report
        from wipo.webinars.importing.rows import Unreadable
        from wipo.webinars.importing.sources import parse

        import transaction

        try:
            rows = parse(name, content)
        except Unreadable as error:
            return refused(error.problems)
        with session.application() as root:
            if SITE_ID not in root.objectIds():
                raise SettingsError("There is no site yet: `make start` creates it.")
            found: dict[str, Any] = {}
            for attempt in transaction.manager.attempts(5):
                with attempt:
                    session.enter(root[SITE_ID])
                    wanted = plan(rows)
                    found = report(wanted)
                    if progress is not None and not wanted.problems:
                        found["counts"] = apply(wanted, progress)
            return found


class Bar:
    """A progress bar on the terminal; nothing where nobody watches."""

    WIDTH = 40

    def __init__(self) -> None:
        self.drawn = False

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` is done."""
        if sys.stderr.isatty() and total:
            filled = self.WIDTH * done // total
            bar = "█" * filled + "░" * (self.WIDTH - filled)
            print(f"\r{bar} {100 * done // total:3d} %", end="", file=sys.stderr, flush=True)
            self.drawn = True

    def end(self) -> None:
        """The line is finished."""
        if self.drawn:
            print(file=sys.stderr)


def main(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Check the file, and import it unless something is wrong. Gives the exit status.

    0: imported, or `DRY` and nothing wrong. 1: the file cannot be imported. 2: the site cannot be
    reached, or the call is wrong.
    """
    if len(arguments) != 1 or not arguments[0]:
        print("make import: say which file: make import FILE=webinars.csv", file=sys.stderr)
        return REFUSED
    path = Path(arguments[0])
    try:
        settings = read({**environ, "HOST": ""} if environ.get("HOST") else environ)
        content = path.read_bytes()
    except SettingsError as error:
        print(f"make import: {error}", file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"make import: {path} cannot be read: {error.strerror or error}", file=sys.stderr)
        return BAD_FILE
    dry = environ.get("DRY", "").strip() not in ("", "0")
    try:
        return _reach(settings, path.name, content, dry)
    except SettingsError as error:
        print(f"make import: {error}", file=sys.stderr)
        return REFUSED


def _reach(settings: Settings, name: str, content: bytes, dry: bool) -> int:
    found = key.find(settings.etc)
    if found is not None:
        try:
            return run(Served(found.url, found.value), name, content, dry)
        except Closed:
            # The server that left the key has gone.
            pass
    with Opened(settings) as channel:
        return run(channel, name, content, dry)


def run(channel: Channel, name: str, content: bytes, dry: bool) -> int:
    """Check by way of `channel`, say what is found, and import. Gives the exit status."""
    found = channel.send(name, content, None)
    show(found)
    if found["errors"]:
        print(f"\n{name}: nothing was written.", file=sys.stderr)
        return BAD_FILE
    if dry:
        print("\nA dry run: nothing was written.")
        return OK
    if not found["counts"]["created"] and not found["counts"]["changed"]:
        print("\nThe site has it all already: nothing to do.")
        return OK
    bar = Bar()
    try:
        done = channel.send(name, content, bar)
    except Closed as error:
        bar.end()
        print(
            f"\nThe server broke off ({error}). The import is all or nothing: run it again to see "
            "which it was.",
            file=sys.stderr,
        )
        return REFUSED
    bar.end()
    if done["errors"]:
        show(done)
        print(f"\n{name}: nothing was written.", file=sys.stderr)
        return BAD_FILE
    print(
        "\nImported: {created} created, {changed} changed, {unchanged} unchanged.".format(
            **done["counts"]
        )
    )
    return OK


def show(found: Mapping[str, Any]) -> None:
    """Print a report: what is wrong on the standard error, the rest on the standard output."""
    for problem in found["errors"]:
        print(_line(problem), file=sys.stderr)
    for note in found["notes"]:
        print(f"Note: {_line(note)}")
    moving = [entry for entry in found.get("entries", ()) if entry["action"] != "same"]
    for entry in moving[:SHOWN]:
        what = ": " + ", ".join(entry["changes"]) if entry["changes"] else ""
        print(f"{entry['action']:<7} {entry['type']} {entry['name']}{what}")
    if len(moving) > SHOWN:
        print(f"… and {len(moving) - SHOWN} more")
    if not found["errors"]:
        print(
            "Dry run: {created} to create, {changed} to change, {unchanged} unchanged.".format(
                **found["counts"]
            )
        )


def _line(problem: Mapping[str, str]) -> str:
    field = f", {problem['field']}" if problem["field"] else ""
    return f"{problem['place']}{field}: {problem['message']}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
