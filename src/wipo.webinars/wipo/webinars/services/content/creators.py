"""The account behind an item is nobody's business: it speaks for its group or the Secretariat.

The catalog gives `Creator` and `listCreators` of what one may see to whoever asks `@search`.
"""

from plone.indexer import indexer
from typing import Any
from wipo.webinars.content.interfaces import IItem


@indexer(IItem)
def no_creator(obj: Any) -> str:
    """No account."""
    return ""


@indexer(IItem)
def no_creators(obj: Any) -> tuple[str, ...]:
    """No accounts."""
    return ()
