"""What belongs to an item and not to one of its translations, in one place.

Adoptions, the text as received and the seats of a programme are kept in a BTree on the site, by the
id of the item (`content.items.item_id`): they outlive the translation through which they came in.
"""

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations

KEY = "wipo.webinars.records"


def store(name: str) -> OOBTree:
    """The site's BTree of this name (`adoptions`, `received`, …), made when first asked for."""
    annotations = IAnnotations(api.portal.get())
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping()
    stores = annotations[KEY]
    if name not in stores:
        stores[name] = OOBTree()
    return stores[name]


def peek(name: str, key: str, default: Any = None) -> Any:
    """The record under `key`, without writing anything to the database."""
    stores = IAnnotations(api.portal.get()).get(KEY)
    if stores is None or name not in stores:
        return default
    return stores[name].get(key, default)


def install() -> None:
    """Make the stores, so that later reads and concurrent first writes do not conflict."""
    for name in ("adoptions", "received", "fingerprints", "seats"):
        store(name)
