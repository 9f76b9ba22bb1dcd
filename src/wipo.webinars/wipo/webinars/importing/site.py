"""What the site already has: its hubs, programmes and items, as an import looks them up.

Read without permission checks: whoever may import may see all.
"""

from collections.abc import Mapping
from typing import Any
from wipo.webinars.content.items import translations
from wipo.webinars.content.programme import programmes_in
from wipo.webinars.importing.records import Key
from wipo.webinars.importing.records import Record
from wipo.webinars.lifecycle.hubs import hubs


class Site:
    """A look at the site. What is written meanwhile shows, but for new programmes (`refresh`)."""

    def __init__(self) -> None:
        self.hubs: dict[str, Any] = {}
        self._programmes: dict[int, dict[str, Any]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look again which programmes there are."""
        self.hubs = hubs()
        self._programmes = {}
        for language, hub in self.hubs.items():
            for programme in programmes_in(hub):
                self._programmes.setdefault(programme.year, {})[language] = programme

    def programme(self, year: int) -> dict[str, Any]:
        """The programme of a year by language; empty without one."""
        return self._programmes.get(year, {})

    def item(self, key: Key) -> dict[str, Any]:
        """The item at an address of a year's programme: translations by language; else empty."""
        year, id_ = key
        for programme in self.programme(year).values():
            if id_ in programme:
                return translations(programme[id_])
        return {}

    def versions(self, record: Record) -> dict[str, Any]:
        """What there is of a record already, by language."""
        if record.type == "Programme":
            return dict(self.programme(record.year))
        return self.item(record.key)

    def find(self, id_: str) -> list[Key]:
        """The items with this address, in whatever year."""
        return [(year, id_) for year in sorted(self._programmes) if self.item((year, id_))]


def questions(webinar: Mapping[str, Any], id_: str) -> dict[str, Any]:
    """The question at this address of a webinar, its translations by language; else empty.

    :param webinar: the webinar's translations by language.
    """
    for version in webinar.values():
        if id_ in version:
            return translations(version[id_])
    return {}
