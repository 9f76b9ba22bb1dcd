"""Catalogs are compiled when they are registered, whole and only when they changed."""

from pythongettext.msgfmt import PoSyntaxError
from wipo.webinars.locales import catalogs
from zope.i18n.gettextmessagecatalog import GettextMessageCatalog

import os
import pytest

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def source(tmp_path):
    """The source of a small French catalog."""
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    path = folder / "fruit.po"
    path.write_text(HEADER + 'msgid "Apple"\nmsgstr "Pomme"\n', encoding="utf-8")
    return path


def compiled(source):
    return GettextMessageCatalog("fr", "fruit", str(source.with_suffix(".mo")))


def test_compiles_what_is_missing(source):
    catalogs.compile_catalog(source)
    assert compiled(source).queryMessage("Apple") == "Pomme"
    assert sorted(path.name for path in source.parent.iterdir()) == ["fruit.mo", "fruit.po"]


def test_compiles_again_what_changed(source):
    catalogs.compile_catalog(source)
    source.write_text(HEADER + 'msgid "Apple"\nmsgstr "La pomme"\n', encoding="utf-8")
    newer = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (newer, newer))
    catalogs.compile_catalog(source)
    assert compiled(source).queryMessage("Apple") == "La pomme"


def test_leaves_alone_what_is_up_to_date(source):
    target = source.with_suffix(".mo")
    target.write_bytes(b"as it was")
    newer = source.stat().st_mtime + 1
    os.utime(target, (newer, newer))
    catalogs.compile_catalog(source)
    assert target.read_bytes() == b"as it was"


def test_a_broken_catalog_stops_the_start(source):
    source.write_text(HEADER + "msgid Apple\n", encoding="utf-8")
    with pytest.raises(PoSyntaxError):
        catalogs.compile_catalog(source)
    assert not source.with_suffix(".mo").exists()
