"""Builds the demonstration on a site in which the add-on is installed."""

from datetime import date
from datetime import datetime
from pathlib import Path
from Products.CMFPlone.Portal import PloneSite
from wipo.webinars.content.records import store
from wipo.webinars.demo.accounts import ensure_accounts
from wipo.webinars.demo.front import lead_to_hubs
from wipo.webinars.importing.applying import apply
from wipo.webinars.importing.dates import DEFAULT_ZONE
from wipo.webinars.importing.planning import plan
from wipo.webinars.importing.rows import Row
from wipo.webinars.importing.sources import read
from zoneinfo import ZoneInfo

import json

DATA = Path(__file__).parent / "data"
HUB = "hub.json"


def build(portal: PloneSite, demo_password: str) -> None:
    """Make the accounts, the texts of the hubs and the programmes. The caller commits.

    A second call changes nothing, on whatever day: what is relative to a day stays relative to
    that of the first.

    :param demo_password: of the accounts that are not there yet.
    :raises Unreadable: when a data file cannot be read.
    :raises ValueError: when the data is not consistent.
    """
    ensure_accounts(portal, demo_password)
    lead_to_hubs(_hub_texts())
    found = plan(rows(), today=_day())
    if found.problems:
        raise ValueError("\n".join(map(str, found.problems)))
    apply(found)


def rows() -> list[Row]:
    """The records of the demonstration."""
    files = sorted(path for path in DATA.glob("*.json") if path.name != HUB)
    return [row for path in files for row in read(path)]


def _day() -> date:
    """The day from which the demonstration counts: that of its first building."""
    days = store("demonstration")
    if "day" not in days:
        days["day"] = datetime.now(ZoneInfo(DEFAULT_ZONE)).date()
    return days["day"]


def _hub_texts() -> dict[str, dict[str, str]]:
    return json.loads((DATA / HUB).read_text(encoding="utf-8"))["translations"]
