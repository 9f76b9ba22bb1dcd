"""The files that Zope reads: that it reads them, and what they say."""

from paste.deploy import appconfig
from pathlib import Path
from wipo.webinars.commands import config
from wipo.webinars.commands.settings import read
from Zope2.Startup.options import ZopeWSGIOptions
from Zope2.Startup.serve import setup_logging

import logging
import pytest
import stat


@pytest.fixture(params=["plain", "with spaces, $HOME é"])
def folder(tmp_path, request) -> Path:
    """A data folder: one of them with the characters that mean something in these files."""
    return tmp_path / request.param


def _zope(path: Path):
    return ZopeWSGIOptions(configfile=str(path))().configroot


def test_a_file_storage_with_blobs_in_the_data_folder(folder):
    config.write(read({"DATA_DIR": str(folder)}))
    root = _zope(folder / "etc" / "zope.conf")
    storage = root.dbtab.getDatabaseFactory("/").config.storage
    assert root.clienthome == str(folder)
    assert storage.config.blob_dir == str(folder / "blobstorage")
    assert storage.config.base.config.path == str(folder / "filestorage" / "Data.fs")


def test_postgresql_without_the_secret_in_the_file(folder, monkeypatch):
    dsn = "dbname='w' password='p$w'"
    settings = read({"DATA_DIR": str(folder), "RELSTORAGE_DSN": dsn})
    config.write(settings)
    for path in (folder / "etc").iterdir():
        assert "p$w" not in path.read_text(encoding="utf-8")
    monkeypatch.setenv("RELSTORAGE_DSN", config.environment(settings)["RELSTORAGE_DSN"])
    storage = _zope(folder / "etc" / "zope.conf").dbtab.getDatabaseFactory("/").config.storage
    assert storage.config.adapter.config.dsn == dsn
    assert storage.config.keep_history is False
    assert storage.config.shared_blob_dir is False
    assert storage.config.blob_dir == str(folder / "blobcache")


@pytest.mark.parametrize(
    "dsn, read_by_relstorage",
    [
        ("postgresql://w@host/w", "postgresql://w@host/w?application_name=webinars"),
        (
            "postgresql://w@host/w?sslmode=require",
            "postgresql://w@host/w?sslmode=require&application_name=webinars",
        ),
        ("dbname='w' user='w'", "dbname='w' user='w'"),
    ],
)
def test_a_url_names_its_application_so_that_relstorage_appends_nothing(dsn, read_by_relstorage):
    settings = read({"RELSTORAGE_DSN": dsn})
    assert config.environment(settings)["RELSTORAGE_DSN"] == read_by_relstorage


def test_the_server_listens_where_it_is_told(folder):
    server = config.server(read({"PORT": "8099", "HOST": "127.0.0.1"}))
    assert (server["host"], server["port"]) == ("127.0.0.1", 8099)


def test_the_log_goes_into_the_data_folder(folder, monkeypatch):
    ini = config.write(read({"DATA_DIR": str(folder)}))
    opened = []

    class Recorded(logging.NullHandler):
        def __init__(self, path: str, mode: str, encoding: str) -> None:
            super().__init__()
            opened.append(path)

    monkeypatch.setattr(logging, "FileHandler", Recorded)
    root = logging.getLogger()
    kept = root.handlers[:], root.level
    try:
        setup_logging(str(ini))
    finally:
        root.handlers[:], root.level = kept
    assert sorted(opened) == [str(folder / "log" / n) for n in ("access.log", "event.log")]


def test_the_application_is_zope_with_its_own_configuration(folder):
    ini = config.write(read({"DATA_DIR": str(folder)}))
    found = appconfig(f"config:{ini}", name="zope")
    assert found["zope_conf"] == str(folder / "etc" / "zope.conf")


def test_the_data_is_for_its_owner_alone(folder):
    config.write(read({"DATA_DIR": str(folder)}))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_every_language_of_the_site_is_loaded_and_zh_cn_for_zh():
    languages = config.ENVIRONMENT["zope_i18n_allowed_languages"].split()
    assert set(languages) == {"ar", "zh", "zh_CN", "en", "fr", "ru", "es"}
