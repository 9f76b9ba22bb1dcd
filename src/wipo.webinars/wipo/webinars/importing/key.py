"""The key with which a command of this machine comes in to the served site.

A FileStorage admits one process, so `make import` asks the process that serves it. It shows a key
that was drawn when the server started and that only the owner of the data can read; no password of
a person is needed or kept. The server has it in memory, the file is for the commands.
"""

from dataclasses import dataclass
from pathlib import Path

import hmac
import json
import os
import secrets

HEADER = "X-Import-Key"
NAME = "import-key.json"

_lent: list[str] = []


@dataclass(frozen=True)
class Key:
    """Where the site is served and what opens it for commands."""

    url: str
    value: str


def lend(folder: Path, url: str) -> None:
    """Draw a key for the site that this process serves at `url`, and leave it in `folder`.

    Only the owner of the data can read the file.
    """
    value = secrets.token_urlsafe(32)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"url": url, "key": value}, file)
    _lent[:] = [value]


def take_back(folder: Path) -> None:
    """The site is no longer served by this process: its key opens nothing any more."""
    found = find(folder)
    if found is not None and opens(found.value):
        (folder / NAME).unlink(missing_ok=True)
    _lent.clear()


def find(folder: Path) -> Key | None:
    """The key that the last server left in `folder`, or None. It may have stopped since."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Key(str(data["url"]), str(data["key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def opens(value: str | None) -> bool:
    """Whether `value` is the key that this process lent."""
    return any(hmac.compare_digest(value or "", lent) for lent in _lent)
