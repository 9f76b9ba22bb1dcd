"""Who sees an item beyond what its state says (contract: "who sees it").

The state's permission map gives the rule; what is here narrows it.
"""

from Acquisition import aq_base
from datetime import datetime
from datetime import UTC
from plone import api
from typing import Any
from wipo.webinars.content.moments import aware

SECRETARIAT = ("Manager", "Secretariat", "Site Administrator")
CONSULTED = (*SECRETARIAT, "Coordinator")


def is_released(obj: Any, now: datetime | None = None) -> bool:
    """Whether this language version is open to readers outside the Secretariat."""
    released = getattr(aq_base(obj), "released", None)
    return released is not None and aware(released) <= (now or datetime.now(UTC))


def was_ever(obj: Any, states: tuple[str, ...]) -> bool:
    """Whether the item has been in one of these states."""
    history = getattr(aq_base(obj), "workflow_history", None) or {}
    return any(
        entry.get("review_state") in states for entries in history.values() for entry in entries
    )


def restriction(obj: Any, state: str) -> tuple[str, ...] | None:
    """The only roles that may read `obj`, or None when its state alone decides.

    * A language version that is not released: the Secretariat.
    * A webinar withdrawn before it was adopted: those who saw the draft.
    """
    if getattr(aq_base(obj), "portal_type", None) == "Question":
        return None
    if not is_released(obj):
        return SECRETARIAT
    if obj.portal_type == "Webinar" and withdrawn(obj, state):
        return None if was_ever(obj, ("adopted", "scheduled", "held")) else CONSULTED
    return None


def withdrawn(obj: Any, state: str) -> bool:
    """Whether an item in this state was withdrawn. An outcome means nothing before archiving."""
    return state == "archived" and getattr(aq_base(obj), "outcome", None) == "withdrawn"


def may_see_decision(obj: Any) -> bool:
    """Whether the current user may see outcome, merger and reason of `obj`.

    "Nothing of a decision shows before publish": until the item is archived they are the
    Secretariat's own notes.
    """
    if api.content.get_state(obj, default=None) == "archived":
        return True
    return api.user.has_permission("wipo.webinars: Decide", obj=obj)
