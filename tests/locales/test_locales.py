"""Our own messages are complete in the site's languages: every string of the code, in each.

English needs no catalog: the message, or its default, is the English text.
"""

from argparse import Namespace
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from i18ndude.script import rebuild_pot
from pathlib import Path
from wipo.webinars import locales

import pytest
import re

DOMAIN = "wipo.webinars"
LOCALES = Path(locales.__file__).parent
POT = LOCALES / f"{DOMAIN}.pot"
LANGUAGES = ("ar", "es", "fr", "ru", "zh")
VARIABLE = re.compile(r"\$\{\w+\}")


def _messages(path: Path) -> dict[str, Message]:
    with path.open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


def _english(message: Message) -> str:
    """What the message says in English: its default, which the catalogs note, or itself."""
    match = re.search(r'Default: "(.*)"', " ".join(message.auto_comments), re.DOTALL)
    return match.group(1) if match else message.id


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict[str, Message]:
    """The messages of the code as it stands, as `make i18n` finds them."""
    pot = tmp_path_factory.mktemp("locales") / f"{DOMAIN}.pot"
    rebuild_pot(
        Namespace(
            create_domain=DOMAIN,
            exclude="",
            include_line_numbers=False,
            merge_fn=None,
            merge2_fn=None,
            path=[str(LOCALES.parent)],
            pot_fn=str(pot),
            width=79,
            wrap=False,
        )
    )
    return _messages(pot)


def test_the_template_has_the_messages_of_the_code(found):
    assert found, "no message was found at all"
    kept = _messages(POT)
    # `make i18n` carries the messages of the code into the catalogs.
    assert found.keys() - kept.keys() == set()
    assert kept.keys() - found.keys() == set()
    changed = {id_ for id_, message in found.items() if _english(message) != _english(kept[id_])}
    assert changed == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    catalog = _messages(LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po")
    assert catalog.keys() == _messages(POT).keys()
    missing = [
        id_ for id_, message in catalog.items() if not message.string.strip() or message.fuzzy
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_says_every_variable_and_no_other(language):
    catalog = _messages(LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po")
    wrong = [
        id_
        for id_, message in catalog.items()
        if set(VARIABLE.findall(message.string)) != set(VARIABLE.findall(_english(message)))
    ]
    assert wrong == []
