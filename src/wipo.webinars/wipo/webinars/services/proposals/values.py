"""From JSON to the values that `submission` checks.

Nothing is refused here. What cannot be read is left as it is, and `submission.check` finds it to be
of the wrong kind, at its field and in words.
"""

from collections.abc import Mapping
from plone import api
from typing import Any
from wipo.webinars.content.behaviors import MAX_LINES
from wipo.webinars.lifecycle.submission import proposal_fields
from wipo.webinars.lifecycle.submission import RELATIONS
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import ISet

#: No address on the site is longer than this.
MAX_ADDRESS = 2000


def resolve(value: Any) -> Any:
    """The content that a UID, an address or a path on the site names; the value itself if none.

    Any translation will do, and only what the caller may see is found. Serialised content
    (`{"@id": …}`) is understood too.
    """
    address = value.get("@id") if isinstance(value, dict) else value
    if not isinstance(address, str) or not 0 < len(address) <= MAX_ADDRESS:
        return value
    catalog = api.portal.get_tool("portal_catalog")
    portal = api.portal.get()
    url = portal.absolute_url()
    if address.startswith(f"{url}/"):
        path = address.removeprefix(url).removeprefix("/++api++")
    else:
        path = address
    if path.startswith("/"):
        root = "/".join(portal.getPhysicalPath())
        full = root + path.rstrip("/")
        brains = catalog.searchResults(path={"query": full, "depth": 0})
    else:
        brains = catalog.searchResults(UID=path)
    return brains[0].getObject() if brains else value


def token_of(value: Any) -> Any:
    """The token of a serialised term, or the value itself."""
    return value.get("token") if isinstance(value, dict) and "token" in value else value


def _choice(field: Any, value: Any) -> Any:
    value = token_of(value)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return str(value)
    vocabulary = field.bind(api.portal.get()).vocabulary
    try:
        return vocabulary.getTermByToken(str(value)).value
    except LookupError:
        return value


def _value(name: str, field: Any, value: Any) -> Any:
    if value is None:
        return None
    if name in RELATIONS:
        if not isinstance(value, list):
            return resolve(value)
        return [resolve(each) for each in value] if len(value) <= MAX_LINES else value
    if ICollection.providedBy(field) and isinstance(value, list):
        if IChoice.providedBy(field.value_type):
            value = [_choice(field.value_type, each) for each in value]
        return set(value) if ISet.providedBy(field) else value
    if IChoice.providedBy(field):
        return _choice(field, value)
    return value


def from_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a proposal as `submission.submit` takes them.

    :param data: the JSON object of the request.
    :returns: the fields that a submitter fills in, as Python values; other members as they are.
    """
    fields = proposal_fields()
    return {
        name: _value(name, fields[name], value) if name in fields else value
        for name, value in data.items()
    }
