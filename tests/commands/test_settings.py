"""The environment of `make start`: defaults, what is refused, open hosts and passwords."""

from pathlib import Path
from wipo.webinars.commands.settings import is_loopback
from wipo.webinars.commands.settings import MIN_PASSWORD
from wipo.webinars.commands.settings import read
from wipo.webinars.commands.settings import SettingsError

import pytest

LONG = "x" * MIN_PASSWORD
SHORT = "x" * (MIN_PASSWORD - 1)


def test_defaults_are_those_of_the_contract():
    settings = read({})
    assert (settings.host, settings.port, settings.demo) == ("localhost", 8080, True)
    assert settings.data_dir == Path("var").resolve()
    assert settings.url == "http://localhost:8080/Plone"
    assert settings.admin_password is settings.demo_password is None
    assert settings.relstorage_dsn is settings.smtp_host is None


def test_an_empty_value_is_an_unset_one():
    names = ("HOST", "PORT", "DATA_DIR", "DEMO", "ADMIN_PASSWORD", "RELSTORAGE_DSN", "SMTP_HOST")
    assert read(dict.fromkeys(names, "")) == read({})


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"])
def test_loopback_needs_no_password(host):
    assert is_loopback(host)
    assert read({"HOST": host}).url == "http://localhost:8080/Plone"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "localhost.example.org", "web"])
@pytest.mark.parametrize(
    "passwords",
    [
        {},
        {"ADMIN_PASSWORD": LONG},
        {"DEMO_PASSWORD": LONG},
        {"ADMIN_PASSWORD": SHORT, "DEMO_PASSWORD": LONG},
        {"ADMIN_PASSWORD": LONG, "DEMO_PASSWORD": SHORT},
        {"ADMIN_PASSWORD": SHORT, "DEMO": "0"},
    ],
)
def test_an_open_host_refuses_an_unset_or_short_password(host, passwords):
    with pytest.raises(SettingsError, match=r"(ADMIN|DEMO)_PASSWORD (is not set|has only 11)"):
        read({"HOST": host, **passwords})


def test_an_open_host_takes_long_passwords():
    passwords = {"ADMIN_PASSWORD": LONG, "DEMO_PASSWORD": LONG}
    assert read({"HOST": "192.0.2.1", **passwords}).url == "http://192.0.2.1:8080/Plone"
    assert read({"HOST": "2001:db8::1", **passwords}).url == "http://[2001:db8::1]:8080/Plone"
    assert read({"HOST": "0.0.0.0", **passwords}).url == "http://localhost:8080/Plone"
    # Without the demonstration there are no accounts that its password would open.
    assert not read({"HOST": "::", "DEMO": "0", "ADMIN_PASSWORD": LONG}).loopback


@pytest.mark.parametrize(
    "name, value",
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "٨٠٨٠"),
        ("SMTP_PORT", "25a"),
        ("DATA_DIR", "100%"),
        ("DEMO", "yes"),
        ("HOST", "a b"),
        ("HOST", "localhost\nthreads = 900"),
        ("SMTP_HOST", "mail/.."),
        ("RELSTORAGE_DSN", "webinars"),
        ("RELSTORAGE_DSN", "mysql://webinars"),
        ("RELSTORAGE_DSN", "dbname='x'\n</postgresql>"),
        ("EMAIL_FROM", "Someone <a@example.org>"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(name, value):
    with pytest.raises(SettingsError, match=name):
        read({name: value})


def test_a_refused_dsn_is_not_repeated():
    with pytest.raises(SettingsError) as caught:
        read({"RELSTORAGE_DSN": "oracle://user:secret@host"})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("dsn", ["dbname='w' user='w'", "postgresql://w:p@host/w", "service=w"])
def test_both_forms_of_a_dsn(dsn):
    assert read({"RELSTORAGE_DSN": dsn}).relstorage_dsn == dsn


def test_the_sender_is_an_address_that_reaches_nobody():
    assert read({}).email_from == "secretariat@localhost.invalid"
    assert read({"HOST": "127.0.0.1"}).email_from == "secretariat@webinars.invalid"
    assert read({"EMAIL_FROM": "dacd@example.org"}).email_from == "dacd@example.org"
