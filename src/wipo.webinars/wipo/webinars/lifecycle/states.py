"""Where an item stands, and the one way to put it elsewhere.

People take steps through Plone's workflow tool. Whatever follows from a step — translations, origins,
an import of past years — is placed here. Both end in `moved`, where side effects happen once.
"""

from DateTime import DateTime
from datetime import datetime
from plone import api
from Products.CMFCore.utils import getToolByName
from typing import Any
from wipo.webinars.content.items import siblings
from wipo.webinars.content.items import translations
from wipo.webinars.lifecycle.workflow import workflow_of
from zope.event import notify

CHAIN = ("proposed", "adopted", "scheduled", "held", "archived")
#: How far along the chain a state is; archiving comes last.
RANK = {state: position for position, state in enumerate(CHAIN)}


class StateChanged:
    """An item (all its translations) went from one state to another.

    Notified once for each change, whatever caused it. `obj` is one of the translations.
    """

    def __init__(self, obj: Any, old: str | None, new: str, action: str | None) -> None:
        self.object = obj
        self.old = old
        self.new = new
        self.action = action


def state_of(obj: Any) -> str:
    """The id of the item's state."""
    return api.content.get_state(obj)


def refresh_security(obj: Any) -> None:
    """Apply the state's permissions and the rules of `visibility` anew, and the catalog with them."""
    workflow = workflow_of(obj)
    if workflow is not None and workflow.updateRoleMappingsFor(obj):
        obj.reindexObjectSecurity()


def write_status(obj: Any, status: dict[str, Any]) -> None:
    """Append one entry to the history of a single translation and let it take effect."""
    workflow = workflow_of(obj)
    getToolByName(obj, "portal_workflow").setStatusOf(workflow.getId(), obj, dict(status))
    workflow.updateRoleMappingsFor(obj)
    obj.reindexObject()
    obj.reindexObjectSecurity()


def place(
    obj: Any,
    state: str,
    *,
    action: str | None = None,
    comment: str = "",
    at: datetime | None = None,
) -> bool:
    """Put an item, in all its translations, into `state` without asking a guard.

    For what follows by itself (cascades, publication of the list) and for an import of past years.

    :param action: the id of the transition that it amounts to, if any.
    :param at: when it happened; now by default.
    :returns: whether anything changed.
    :raises StepRefused: when the programme has no place left for another webinar.
    """
    old = state_of(obj)
    if old == state:
        return False
    user = api.user.get_current()
    status = {
        "review_state": state,
        "action": action,
        "actor": user.getId() or "",
        "comments": comment,
        "time": DateTime(at) if at is not None else DateTime(),
    }
    for translation in translations(obj).values():
        write_status(translation, status)
    moved(obj, old, state, action)
    return True


def follow_siblings(obj: Any) -> None:
    """After a step on `obj`: take the same step on its other translations, without side effects."""
    workflow = workflow_of(obj)
    tool = getToolByName(obj, "portal_workflow")
    status = tool.getStatusOf(workflow.getId(), obj)
    for sibling in siblings(obj):
        if state_of(sibling) != status["review_state"]:
            write_status(sibling, status)


def moved(obj: Any, old: str | None, new: str, action: str | None) -> None:
    """Say once that an item went from `old` to `new`."""
    notify(StateChanged(obj, old, new, action))


def history(obj: Any) -> list[dict[str, Any]]:
    """The steps of an item so far, oldest first: `state`, `time` (datetime with zone), `action`,
    `actor`, `comment`.

    The actor is for the Secretariat's record: doors that serve the public leave it out.
    """
    workflow = workflow_of(obj)
    if workflow is None:
        return []
    entries = getattr(obj, "workflow_history", {}).get(workflow.getId(), ())
    return [
        {
            "state": entry["review_state"],
            "time": entry["time"].asdatetime(),
            "action": entry.get("action"),
            "actor": entry.get("actor", ""),
            "comment": entry.get("comments", ""),
        }
        for entry in entries
    ]


def step_dates(obj: Any) -> dict[str, datetime]:
    """When the item came into each state of the chain in which it is, or through which it came.

    Steps that were taken back are left out: a webinar postponed to `adopted` has no date for
    `scheduled`.
    """
    current = RANK.get(state_of(obj))
    dates: dict[str, datetime] = {}
    for entry in history(obj):
        rank = RANK.get(entry["state"])
        if rank is not None and current is not None and rank <= current:
            dates[entry["state"]] = entry["time"]
    return dates


def workflow_history_from(source: Any, target: Any) -> None:
    """Give a translation made later the history, and so the state, of its item."""
    workflow = workflow_of(source)
    entries = source.workflow_history[workflow.getId()]
    target.workflow_history[workflow.getId()] = tuple(dict(entry) for entry in entries)
    target.workflow_history = target.workflow_history
    workflow.updateRoleMappingsFor(target)
    target.reindexObject()
    target.reindexObjectSecurity()
