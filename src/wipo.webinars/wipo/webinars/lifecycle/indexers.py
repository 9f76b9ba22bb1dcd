"""What the lifecycle itself asks the catalog for."""

from Acquisition import aq_base
from datetime import datetime
from plone.indexer import indexer
from typing import Any
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.webinar import IWebinar


@indexer(IWebinar)
def webinar_origins(obj: Any) -> tuple[str, ...]:
    """The items that the webinar comes from."""
    return tuple(getattr(aq_base(obj), "origin_items", ()))


@indexer(IItem)
def webinar_released(obj: Any) -> datetime | None:
    """When this language version opens."""
    return getattr(aq_base(obj), "released", None)
