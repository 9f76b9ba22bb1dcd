"""`make start` as a user meets it: a process of its own, in an empty folder."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from wipo.webinars.commands.settings import LANGUAGES
from wipo.webinars.commands.settings import MIN_PASSWORD

import os
import psycopg2
import pytest
import re
import requests
import signal
import socket
import subprocess
import sys
import threading

PASSWORD = "correct horse battery"
PATIENCE = 300
"""Seconds that a start may take at most, on a busy machine."""


class Start:
    """One run of the command."""

    def __init__(self, **environ: str) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wipo.webinars.commands.start"],
            env={**kept, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.said = ""
        # Where it hangs, reading what it says ends with it.
        self._patience = threading.Timer(PATIENCE, self.process.kill)
        self._patience.start()

    def until(self, words: str) -> str:
        """Read what it says up to a line with `words`, and give that line."""
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return line
        raise AssertionError(f"never said {words!r}:\n{self.said}")

    def end(self, number: int) -> int:
        """Send a signal, read the rest and give the exit status."""
        self.process.send_signal(number)
        self.said += self.process.stdout.read()
        return self.process.wait()

    def end_of_refusal(self) -> str:
        """What it says, where it ends by itself with the status of a refusal."""
        self.said += self.process.stdout.read()
        assert self.process.wait() == 2
        return self.said

    def close(self) -> None:
        """End it, however it is."""
        self._patience.cancel()
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def start() -> Iterator[Callable[..., Start]]:
    """Starts the command; what still runs when the test ends is ended."""
    runs: list[Start] = []

    def run(**environ: str) -> Start:
        runs.append(Start(**environ))
        return runs[-1]

    yield run
    for each in runs:
        each.close()


@pytest.fixture
def environ(tmp_path) -> dict[str, str]:
    """A port that is free and a folder that is not there yet."""
    with closing(socket.create_server(("localhost", 0))) as listening:
        port = listening.getsockname()[1]
    return {"PORT": str(port), "DATA_DIR": str(tmp_path / "var"), "DEMO": "0"}


def _get(url: str, account: tuple[str, str] | None = None) -> requests.Response:
    with requests.Session() as session:
        # A proxy of the environment is for the web, not for this machine.
        session.trust_env = False
        headers = {"Accept": "application/json"}
        return session.get(url, auth=account, headers=headers, timeout=PATIENCE)


def _rename(url: str, account: tuple[str, str], title: str) -> None:
    with requests.Session() as session:
        session.trust_env = False
        changed = session.patch(
            url,
            auth=account,
            headers={"Accept": "application/json"},
            json={"title": title},
            timeout=PATIENCE,
        )
    assert changed.status_code == 204, changed.text


def _ready(run: Start) -> str:
    return re.search(r"http://\S+", run.until("Ready:")).group()


def _password(run: Start, user: str) -> str:
    return re.search(rf"^  {user} +(.+)$", run.said, re.MULTILINE).group(1)


def test_interrupted_repeated_and_kept(start, environ):
    environ = {**environ, "DEMO": "1"}
    killed = start(**environ)
    killed.until("Building the demonstration")
    killed.end(signal.SIGKILL)

    first = start(**environ)
    url = _ready(first)
    assert url == f"http://localhost:{environ['PORT']}/Plone"
    ok = _get(f"{url}/@@ok")
    assert (ok.status_code, ok.text.strip()) == (200, "OK")
    for language in LANGUAGES:
        hub = _get(f"{url}/{language}/webinars")
        assert hub.status_code == 200
        assert hub.json()["language"]["token"] == language
    admin = ("admin", _password(first, "admin"))
    coordinator = ("coordinator-african", _password(first, "coordinator-african"))
    for user, password in (admin, coordinator):
        assert len(password) >= MIN_PASSWORD
        assert _get(f"{url}/@users/{user}", (user, password)).status_code == 200
    assert _get(f"{url}/@users/admin", ("admin", coordinator[1])).status_code == 401
    clocks = _get(f"{url}/@registry/plone.portal_timezone", admin).json()
    assert clocks == "Europe/Zurich"
    assert "Africa/Nairobi" in _get(f"{url}/@registry/plone.available_timezones", admin).json()
    _rename(f"{url}/fr", admin, "Accueil")

    # A FileStorage admits one process: the second says so.
    with closing(socket.create_server(("localhost", 0))) as listening:
        other = str(listening.getsockname()[1])
    assert "is being served already" in start(**{**environ, "PORT": other}).end_of_refusal()
    assert first.end(signal.SIGINT) == 0
    assert "Traceback" not in first.said

    second = start(**{**environ, "DEMO_PASSWORD": PASSWORD})
    assert _ready(second) == url
    assert _get(f"{url}/fr").json()["title"] == "Accueil"
    assert _get(f"{url}/@users/admin", admin).status_code == 200
    assert _password(second, "admin") == "the one shown at the first start"
    renewed = (coordinator[0], PASSWORD)
    assert _get(f"{url}/@users/{coordinator[0]}", renewed).status_code == 200
    assert _get(f"{url}/@users/{coordinator[0]}", coordinator).status_code == 401
    assert second.end(signal.SIGTERM) == 0
    assert PASSWORD not in second.said

    # The accounts of the demonstration are there, whatever DEMO says now.
    opened = {**environ, "HOST": "0.0.0.0", "DEMO": "0", "ADMIN_PASSWORD": PASSWORD}
    assert "DEMO_PASSWORD is not set" in start(**opened).end_of_refusal()


@pytest.mark.postgresql
def test_a_site_in_postgresql_that_two_processes_serve(start, environ, postgres_dsn, tmp_path):
    environ = {**environ, "RELSTORAGE_DSN": postgres_dsn, "ADMIN_PASSWORD": PASSWORD}
    first = start(**environ)
    url = _ready(first)
    with closing(socket.create_server(("localhost", 0))) as listening:
        port = str(listening.getsockname()[1])
    second = start(**{**environ, "PORT": port, "DATA_DIR": str(tmp_path / "other")})
    other = _ready(second)
    assert other != url

    _rename(f"{url}/ru", ("admin", PASSWORD), "Начало")
    assert _get(f"{other}/ru").json()["title"] == "Начало"
    for language in LANGUAGES:
        assert _get(f"{other}/{language}/webinars").status_code == 200
    assert second.end(signal.SIGTERM) == first.end(signal.SIGTERM) == 0

    with closing(psycopg2.connect(postgres_dsn)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables")
        tables = {name for (name,) in cursor.fetchall()}
    assert "object_state" in tables
    assert "transaction" not in tables, "the history of objects is not kept"
    assert not (Path(environ["DATA_DIR"]) / "filestorage" / "Data.fs").exists()


def test_an_open_host_without_passwords_is_refused_before_anything_is_made(start, environ):
    assert "ADMIN_PASSWORD is not set" in start(**environ, HOST="0.0.0.0").end_of_refusal()
    assert not Path(environ["DATA_DIR"]).exists()


def test_a_port_in_use_is_refused_before_anything_is_made(start, environ):
    with closing(socket.create_server(("localhost", 0))) as listening:
        environ["PORT"] = str(listening.getsockname()[1])
        assert "cannot be served" in start(**environ).end_of_refusal()
    assert not Path(environ["DATA_DIR"]).exists()
