"""What is read from a file, and what is wrong with it."""

from dataclasses import dataclass
from dataclasses import field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One item as a file gives it, in the form of a JSON record (docs/how-to/import.md).

    `place`: where it stands, in words ("record 3", "line 12"); `places`: where each of its
    translations stands, when that is somewhere else.
    """

    place: str
    data: dict[str, Any]
    places: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Why something cannot be imported: where, at which field ("" = the whole), the reason."""

    place: str
    field: str
    reason: str

    def __str__(self) -> str:
        at = f", {self.field}" if self.field else ""
        return f"{self.place}{at}: {self.reason}"


class Unreadable(Exception):
    """A file from which no rows can be read; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems
