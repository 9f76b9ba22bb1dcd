"""The mail queue: nothing fails without a mail server, nothing is lost, nothing leaves twice."""

from email import message_from_bytes
from pathlib import Path
from plone import api
from wipo.webinars.commands import config
from wipo.webinars.commands import mail
from wipo.webinars.commands.mail import Delivery
from wipo.webinars.commands.settings import read
from wipo.webinars.commands.settings import Settings
from zope.sendmail.maildir import Maildir
from zope.sendmail.mailer import SMTPMailer

import logging
import pytest
import socketserver
import threading
import transaction

LOOPBACK = "127.0.0.1"


class _Session(socketserver.StreamRequestHandler):
    """As much of SMTP as delivering a message takes."""

    def handle(self) -> None:
        self._say("220 test")
        body: list[bytes] | None = None
        for line in self.rfile:
            if body is not None:
                if line == b".\r\n":
                    self.server.messages.append(b"".join(body))
                    body = None
                    self._say("250 kept")
                else:
                    body.append(line)
                continue
            verb = line.split()[0].upper()
            if verb == b"DATA":
                body = []
                self._say("354 go on")
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            elif verb == b"RCPT" and b"refused" in line:
                self._say("550 nobody of that name")
            else:
                self._say("250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is given."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Session)
        self.messages: list[bytes] = []

    @property
    def port(self) -> int:
        return self.server_address[1]

    def __enter__(self) -> "Server":
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()


@pytest.fixture(autouse=True)
def queue_only(monkeypatch) -> None:
    """As the server runs: MailHost starts no queue runner of its own."""
    name = "MAILHOST_QUEUE_ONLY"
    monkeypatch.setenv(name, config.ENVIRONMENT[name])


@pytest.fixture
def queue(tmp_path) -> Path:
    """An empty queue."""
    folder = tmp_path / "mailqueue"
    Maildir(str(folder), create=True)
    return folder


def _wait(queue: Path, recipient: str = "participant@example.org") -> None:
    writer = Maildir(str(queue)).newMessage()
    writer.write(f"X-Zope-From: secretariat@example.org\nX-Zope-To: {recipient}\n")
    writer.write(f"To: {recipient}\nSubject: The call is open\n\nDeadline: 30 November\n")
    writer.commit()


@pytest.fixture
def deliver(portal, queue):
    """Runs one delivery of the queue to the server on a port."""

    def run(port: int) -> None:
        # Within the site of the test a mailer finds its settings without opening another.
        api.portal.set_registry_record("plone.smtp_host", LOOPBACK)
        api.portal.set_registry_record("plone.smtp_port", port)
        Delivery(queue, LOOPBACK, port, SMTPMailer).run()

    return run


def test_what_waits_is_delivered_once(queue, deliver):
    _wait(queue)
    with Server() as server:
        deliver(server.port)
        deliver(server.port)
        (message,) = server.messages
    assert message_from_bytes(message)["Subject"] == "The call is open"
    assert list(Maildir(str(queue))) == []


def test_an_absent_server_leaves_the_queue_as_it_is_for_the_next_run(queue, deliver, caplog):
    _wait(queue)
    with Server() as server:
        port = server.port
    with caplog.at_level(logging.ERROR, logger=mail.__name__):
        deliver(port)
    assert "does not answer" in caplog.text
    with Server(port) as server:
        deliver(port)
        assert len(server.messages) == 1


def test_a_refused_recipient_does_not_hold_up_the_others(queue, deliver):
    _wait(queue, "refused@example.org")
    _wait(queue)
    with Server() as server:
        deliver(server.port)
        (message,) = server.messages
    assert message_from_bytes(message)["To"] == "participant@example.org"
    assert list(Maildir(str(queue))) == []


def _settings(folder: Path, **environ: str) -> Settings:
    return read({"DATA_DIR": str(folder), **environ})


def test_mail_of_a_site_without_a_server_waits_until_the_commit_and_longer(functional, tmp_path):
    portal = functional["portal"]
    mail.configure(portal, _settings(tmp_path))
    api.portal.send_email(recipient="coordinator@example.org", subject="Received", body="Thanks")
    queue = Maildir(str(tmp_path / "mailqueue"))
    assert list(queue) == []
    transaction.commit()
    (path,) = queue
    assert b"coordinator@example.org" in Path(path).read_bytes()


def test_mail_of_an_aborted_transaction_never_leaves(functional, tmp_path):
    mail.configure(functional["portal"], _settings(tmp_path))
    api.portal.send_email(recipient="coordinator@example.org", subject="Received", body="Thanks")
    transaction.abort()
    assert list(Maildir(str(tmp_path / "mailqueue"))) == []


def test_every_start_sets_the_server_and_leaves_the_sender_to_the_editors(portal, tmp_path):
    mail.configure(portal, _settings(tmp_path))
    registry = portal.portal_registry
    assert registry["plone.email_from_address"].endswith(".invalid")
    registry["plone.email_from_address"] = "dacd@example.org"
    mail.configure(portal, _settings(tmp_path, SMTP_HOST="mail.example.org", SMTP_PORT="2525"))
    assert registry["plone.smtp_host"] == "mail.example.org"
    assert registry["plone.smtp_port"] == 2525
    assert registry["plone.email_from_address"] == "dacd@example.org"
