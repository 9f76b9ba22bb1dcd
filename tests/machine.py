"""What some tests need of the machine: a Chromium, a PostgreSQL server.

Where it is missing these tests are skipped, with one line in pytest's summary that says so. In CI
(``CI=true``) they fail instead: there nothing may go unseen.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from playwright.sync_api import Browser
from playwright.sync_api import sync_playwright
from typing import NoReturn

import itertools
import os
import psycopg2
import pwd
import pytest
import shutil
import subprocess
import tempfile

CHROMIUM = "/usr/bin/chromium"


def missing(what: str) -> NoReturn:
    """Skip the test that needs `what`; in CI, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}: CI must have it", pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's Chromium, for Playwright's ``executable_path``."""
    if not os.access(CHROMIUM, os.X_OK):
        missing(f"no {CHROMIUM} here: tests in a browser are left out")
    return CHROMIUM


@pytest.fixture(scope="session")
def web_browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests: a process cannot drive Playwright twice."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def server_programs() -> Path | None:
    """The folder of PostgreSQL's newest server programs on this machine."""
    found = [Path(path).parent for path in (shutil.which("initdb"),) if path]
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found += sorted((path.parent for path in debian), key=lambda bin_: float(bin_.parent.name))
    return found[-1] if found else None


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    """A server of our own for the session; gives the folder of its socket. No port is opened.

    PostgreSQL refuses to run as root: then it runs as the user that Debian made for it.
    """
    programs = server_programs()
    if programs is None:
        missing("no PostgreSQL server programs here: tests on PostgreSQL are left out")
    user = None
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    if os.getuid() == 0:
        user = next(name for name in ("postgres", "nobody") if _exists(name))
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        # Output goes to a file: the server would keep a pipe open.
        with (folder / "log").open("a") as log:
            subprocess.run(  # noqa: S603
                [programs / program, "-D", folder / "data", *arguments],
                check=True,
                cwd=folder,
                user=user,
                extra_groups=[] if user else None,
                stdout=log,
                stderr=log,
            )

    try:
        run("initdb", "--auth=trust", "--username=webinars", "--encoding=UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "-w", "-o", options, "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(postgresql_server: Path) -> Callable[[], str]:
    """Makes an empty database on the session's server and gives its DSN, at each call."""
    numbers = itertools.count(1)

    def make() -> str:
        name = f"site{next(numbers)}"
        server = f"host='{postgresql_server}' user='webinars'"
        with closing(psycopg2.connect(f"{server} dbname='postgres'")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {name}")
        return f"{server} dbname='{name}'"

    return make


@pytest.fixture
def postgres_dsn(new_database: Callable[[], str]) -> str:
    """The DSN of an empty database, the test's own."""
    return new_database()


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
