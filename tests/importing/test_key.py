"""The key that opens the served site to a command of the same machine."""

from wipo.webinars.importing import key

import pytest
import stat


@pytest.fixture(autouse=True)
def forget():
    yield
    key._lent.clear()


def test_only_the_owner_reads_it(tmp_path):
    key.lend(tmp_path / "etc", "http://localhost:8080/Plone")
    mode = (tmp_path / "etc" / key.NAME).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_found_key_opens(tmp_path):
    key.lend(tmp_path, "http://localhost:8080/Plone")
    found = key.find(tmp_path)
    assert found.url == "http://localhost:8080/Plone"
    assert key.opens(found.value)


@pytest.mark.parametrize("value", [None, "", "x"])
def test_nothing_else_opens(tmp_path, value):
    key.lend(tmp_path, "http://localhost:8080/Plone")
    assert not key.opens(value)


@pytest.mark.parametrize("value", [None, "", "x"])
def test_nothing_opens_where_no_key_was_lent(value):
    assert not key.opens(value)


def test_taken_back(tmp_path):
    key.lend(tmp_path, "http://localhost:8080/Plone")
    value = key.find(tmp_path).value
    key.take_back(tmp_path)
    assert key.find(tmp_path) is None
    assert not key.opens(value)


def test_a_new_server_draws_a_new_key(tmp_path):
    key.lend(tmp_path, "http://localhost:8080/Plone")
    first = key.find(tmp_path).value
    key.lend(tmp_path, "http://localhost:8080/Plone")
    assert not key.opens(first)


def test_the_key_of_another_server_stays(tmp_path):
    key.lend(tmp_path, "http://localhost:8080/Plone")
    other = '{"url": "http://localhost:8081/Plone", "key": "other"}'
    (tmp_path / key.NAME).write_text(other)
    key.take_back(tmp_path)
    assert key.find(tmp_path).value == "other"


@pytest.mark.parametrize("text", ["", "[]", "{}", "nonsense"])
def test_a_broken_file_is_no_key(tmp_path, text):
    (tmp_path / key.NAME).write_text(text)
    assert key.find(tmp_path) is None
