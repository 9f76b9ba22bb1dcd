"""``make import``: checked first, stopped by one bad row, sent to the server while there is one."""

from wipo.webinars.commands import importer
from wipo.webinars.importing import key

import json
import pytest
import threading

COUNTS = {"created": 1, "changed": 0, "unchanged": 2}
GOOD = {
    "errors": [],
    "notes": [{"place": "record 3", "field": "translations", "message": "left out"}],
    "entries": [
        {"type": "Topic", "name": "2024/topic", "action": "create", "changes": []},
        {"type": "Topic", "name": "2024/same", "action": "same", "changes": []},
    ],
    "counts": COUNTS,
}
BAD = {
    "errors": [{"place": "a.csv, line 2", "field": "title", "message": "this is missing"}],
    "notes": [],
}


class Channel:
    """A way to the site that answers as it is told."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.calls = []

    def send(self, name, content, progress):
        self.calls.append(progress is not None)
        return self.answers.pop(0)


def test_checked_then_imported(capsys):
    channel = Channel(GOOD, GOOD)
    assert importer.run(channel, "a.csv", b"", dry=False) == importer.OK
    assert channel.calls == [False, True]
    shown = capsys.readouterr().out
    assert "create  Topic 2024/topic" in shown
    assert "2024/same" not in shown
    assert "Note: record 3, translations: left out" in shown
    assert "Imported: 1 created, 0 changed, 2 unchanged." in shown


def test_a_bad_row_stops_it(capsys):
    channel = Channel(BAD)
    assert importer.run(channel, "a.csv", b"", dry=False) == importer.BAD_FILE
    assert channel.calls == [False]
    shown = capsys.readouterr()
    assert "a.csv, line 2, title: this is missing" in shown.err
    assert "nothing was written" in shown.err
    assert "to create" not in shown.out


def test_dry(capsys):
    channel = Channel(GOOD)
    assert importer.run(channel, "a.csv", b"", dry=True) == importer.OK
    assert channel.calls == [False]
    assert "A dry run: nothing was written." in capsys.readouterr().out


def test_nothing_to_do(capsys):
    nothing = GOOD | {"counts": {"created": 0, "changed": 0, "unchanged": 3}}
    channel = Channel(nothing)
    assert importer.run(channel, "a.csv", b"", dry=False) == importer.OK
    assert channel.calls == [False]
    assert "nothing to do" in capsys.readouterr().out


def test_refused_at_the_last_moment(capsys):
    """Somebody took the last place between the check and the import."""
    assert importer.run(Channel(GOOD, BAD), "a.csv", b"", dry=False) == importer.BAD_FILE
    assert "nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], [""], ["a", "b"]])
def test_which_file(capsys, arguments):
    assert importer.main(arguments, {}) == importer.REFUSED
    assert "FILE=" in capsys.readouterr().err


def test_no_such_file(capsys, tmp_path):
    assert importer.main([str(tmp_path / "a.csv")], {}) == importer.BAD_FILE
    assert "cannot be read" in capsys.readouterr().err


def test_no_site(capsys, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("type,year,language\n")
    environ = {"DATA_DIR": str(tmp_path / "var")}
    assert importer.main([str(path)], environ) == importer.REFUSED
    assert "make start" in capsys.readouterr().err


def test_a_server_that_has_gone_is_passed_over(capsys, tmp_path):
    """Its key is still there, nobody answers, and there is no database either."""
    key.lend(tmp_path / "var" / "etc", "http://localhost:1/Plone")
    path = tmp_path / "a.csv"
    path.write_text("type,year,language\n")
    environ = {"DATA_DIR": str(tmp_path / "var")}
    assert importer.main([str(path)], environ) == importer.REFUSED
    assert "There is no site" in capsys.readouterr().err


@pytest.fixture()
def answering():
    """A server that answers every call as it is told; gives its address and what it was asked."""
    from http.server import BaseHTTPRequestHandler
    from http.server import HTTPServer

    seen = []

    class Handler(BaseHTTPRequestHandler):
        status, body = 200, b"{}"

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            seen.append((self.path, dict(self.headers), json.loads(self.rfile.read(length))))
            self.send_response(Handler.status)
            self.end_headers()
            self.wfile.write(Handler.body)

        def log_message(self, *_arguments):
            """Not on the terminal of the tests."""

    server = HTTPServer(("localhost", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/Plone", Handler, seen
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_the_server_is_sent(answering):
    url, handler, seen = answering
    handler.body = json.dumps(GOOD).encode()
    assert importer.Served(url, "the key").send("a.csv", b"x", None) == GOOD
    (path, headers, body) = seen[0]
    assert path == "/Plone/@imports"
    assert headers[key.HEADER] == "the key"
    assert body == {"name": "a.csv", "content": "eA==", "apply": False}


@pytest.mark.parametrize("status", [401, 404])
def test_another_site_answers(answering, status):
    url, handler, _seen = answering
    handler.status = status
    with pytest.raises(importer.Closed):
        importer.Served(url, "the key").send("a.csv", b"x", None)


def test_the_server_refuses_the_file(answering):
    url, handler, _seen = answering
    handler.status, handler.body = 400, json.dumps(BAD).encode()
    assert importer.Served(url, "the key").send("a.csv", b"x", None) == BAD


@pytest.mark.parametrize("body", [b"<html>", b'{"message": "It broke"}', b"[]"])
def test_the_server_fails(answering, body):
    url, handler, _seen = answering
    handler.status, handler.body = 500, body
    found = importer.Served(url, "the key").send("a.csv", b"x", None)
    assert "500" in found["errors"][0]["message"]
    assert found["notes"] == []
