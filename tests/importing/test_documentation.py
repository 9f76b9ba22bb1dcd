"""The examples of docs/how-to/import.md can be imported as they stand there."""

from pathlib import Path
from wipo.webinars.importing.applying import apply
from wipo.webinars.importing.planning import plan
from wipo.webinars.importing.sources import parse
from wipo.webinars.lifecycle.states import state_of

import pytest
import re

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "import.md"


def example(kind):
    """The example of this kind on the page."""
    return re.search(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]


@pytest.mark.parametrize(
    "kind,number,address",
    [("csv", 3, "2023/searching-patents"), ("json", 2, "2022/first-webinar")],
)
def test_example(site, kind, number, address):
    found = plan(parse(f"example.{kind}", example(kind).encode()))
    assert (found.problems, found.notes) == ([], [])
    assert apply(found)["created"] == number
    assert state_of(site["en"]["webinars"].unrestrictedTraverse(address)) == "held"
