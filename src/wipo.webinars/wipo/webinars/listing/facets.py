"""What the filters and their values are called."""

from typing import Any
from wipo.webinars import _
from wipo.webinars.listing.indexers import OUTSIDE
from wipo.webinars.vocabularies.terms import title
from zope.globalrequest import getRequest
from zope.i18n import translate

#: The vocabulary behind each filter; a year is its own title.
VOCABULARIES = {
    "status": "statuses",
    "group": "regional_groups",
    "language": "languages",
    "scope": "scope",
    "audience": "audiences",
}

LABELS = {
    "status": _("filter_status", default="Status"),
    "group": _("filter_group", default="Group"),
    "language": _("filter_language", default="Language"),
    "scope": _("Area"),
    "audience": _("Audience"),
    "year": _("Year"),
    "text": _("Words"),
}


def facet_title(name: str, token: Any) -> str:
    """The title of a filter's value in the language of the request."""
    if name not in VOCABULARIES:
        return str(token)
    if name == "scope" and token == OUTSIDE:
        return translate(_("Outside the five areas"), context=getRequest())
    return title(VOCABULARIES[name], token)
