"""Where an item stands, and the one way to put it elsewhere.

People take steps through Plone's workflow tool. Whatever follows from a step — translations,
origins, an import of past years — is placed here. Both end in `moved`, where side effects happen
once.
"""

from collections.abc import Sequence
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from Products.CMFCore.utils import getToolByName
from typing import Any
from wipo.webinars.content.items import siblings
from wipo.webinars.content.items import translations
from wipo.webinars.content.moments import aware
from wipo.webinars.lifecycle.workflow import workflow_of
from wipo.webinars.vocabularies.terms import title
from zope.event import notify

CHAIN = ("proposed", "adopted", "scheduled", "held", "archived")
#: How far along the chain a state is; archiving comes last.
RANK = {state: position for position, state in enumerate(CHAIN)}
PROGRAMME_CHAIN = ("preparation", "call", "consultation", "published", "reported")
#: The states of each type in their order, and the vocabulary of their titles.
CHAINS = {
    "Programme": (PROGRAMME_CHAIN, "programme_states"),
    "Question": (("pending", "published"), "question_states"),
}


def chain_of(portal_type: str) -> tuple[str, ...]:
    """The states through which an item of this type goes, in order."""
    return CHAINS.get(portal_type, (CHAIN, ""))[0]


def state_title(portal_type: str, state: str, language: str | None = None) -> str:
    """The name of a state in a language, that of the request by default."""
    return title(CHAINS.get(portal_type, ((), "lifecycle_states"))[1], state, language)


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
    """Apply the state's permissions and the rules of `visibility` anew, in the catalog too."""
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


def _utc(moment: datetime) -> DateTime:
    # DateTime gives a moment of a named zone back with the zone's local mean time.
    return DateTime(aware(moment).astimezone(UTC))


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
        "time": DateTime() if at is None else _utc(at),
    }
    for translation in translations(obj).values():
        write_status(translation, status)
    moved(obj, old, state, action)
    return True


def settle(obj: Any, steps: Sequence[tuple[str, datetime | None]]) -> bool:
    """Give an item the history of past years, in all its translations, without asking a guard.

    :param steps: the states through which it came, in order, and when (None: not known). The last
        is the state in which it is from now on.
    :returns: whether its state changed.
    :raises StepRefused: when the programme has no place left for another webinar.
    """
    old, new = state_of(obj), steps[-1][0]
    workflow = workflow_of(obj)
    actor = api.user.get_current().getId() or ""
    recorded = DateTime()
    entries = [
        {
            "review_state": state,
            "action": None,
            "actor": actor,
            "comments": "",
            "time": recorded if at is None else _utc(at),
            "dated": at is not None,
        }
        for state, at in steps
    ]
    for translation in translations(obj).values():
        translation.workflow_history[workflow.getId()] = tuple(dict(entry) for entry in entries)
        workflow.updateRoleMappingsFor(translation)
        translation.reindexObject()
        translation.reindexObjectSecurity()
    if old != new:
        moved(obj, old, new, None)
    return old != new


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
    """The steps of an item so far, oldest first: `state`, `time` (datetime with zone), `dated`,
    `action`, `actor`, `comment`.

    `dated` is False where the day of the step is not known (`settle`); `time` is then the moment at
    which it was recorded.

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
            "dated": entry.get("dated", True),
            "action": entry.get("action"),
            "actor": entry.get("actor", ""),
            "comment": entry.get("comments", ""),
        }
        for entry in entries
    ]


def step_dates(obj: Any) -> dict[str, datetime]:
    """When the item came into each state of the chain in which it is, or through which it came.

    Steps that were taken back are left out: a webinar postponed to `adopted` has no date for
    `scheduled`. So are those of which nobody knows the day.
    """
    ranks = {state: position for position, state in enumerate(chain_of(obj.portal_type))}
    current = ranks.get(state_of(obj))
    dates: dict[str, datetime] = {}
    for entry in history(obj):
        rank = ranks.get(entry["state"])
        if rank is not None and current is not None and rank <= current and entry["dated"]:
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
