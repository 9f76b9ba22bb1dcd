"""Topics and proposals follow the webinars that come from them (contract: Lifecycle).

Nothing is counted up or down: the state is derived anew from the webinars as they stand, so it is
right in either direction, whatever changed.
"""

from Acquisition import aq_base
from plone import api
from typing import Any
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import item_id_of_uid
from wipo.webinars.content.items import members
from wipo.webinars.content.records import peek
from wipo.webinars.lifecycle.capacity import holds_place
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.states import RANK
from wipo.webinars.lifecycle.states import state_of

#: Decisions that a person took, which webinars do not undo.
DECIDED = ("merged", "withdrawn")


def webinars_of(origin_id: str) -> list[Any]:
    """The webinars (one translation each) that come from the item with this id."""
    catalog = api.portal.get_tool("portal_catalog")
    found: dict[str, Any] = {}
    for brain in catalog.unrestrictedSearchResults(
        portal_type="Webinar", webinar_origins=origin_id
    ):
        found.setdefault(brain.TranslationGroup, brain._unrestrictedGetObject())
    return list(found.values())


def standing(webinar: Any) -> bool:
    """Whether a webinar counts outside: neither a draft nor withdrawn."""
    return holds_place(webinar, state_of(webinar))


def derive(origin: Any, webinars: list[Any]) -> tuple[str, str | None]:
    """The state and outcome of a topic or proposal, given the webinars that come from it.

    `adopted` when the first webinar is, `scheduled` when the first is scheduled, `held` when all
    are held, `archived` (completed) when all are archived. Without any: as adoptions or decisions
    left it.
    """
    return derived(
        origin.portal_type,
        state_of(origin),
        origin.outcome,
        [state_of(webinar) for webinar in webinars if standing(webinar)],
        adopted=bool(peek("adoptions", item_id(origin), None)),
    )


def derived(
    portal_type: str, state: str, outcome: str | None, webinars: list[str], *, adopted: bool
) -> tuple[str, str | None]:
    """The rule of `derive`, from plain values.

    :param state: where the topic or proposal stands now, with `outcome`.
    :param webinars: the states of the webinars that come from it and stand.
    :param adopted: whether a group has adopted the topic.
    """
    ranks = [RANK[each] for each in webinars]
    if outcome in DECIDED and state == "archived":
        return "archived", outcome
    if ranks:
        if min(ranks) == RANK["archived"]:
            return "archived", "completed"
        if min(ranks) >= RANK["held"]:
            return "held", None
        if max(ranks) >= RANK["scheduled"]:
            return "scheduled", None
        return "adopted", None
    if outcome == "not-retained" and state == "archived":
        return "archived", outcome
    if portal_type == "Topic" and adopted:
        return "adopted", None
    return "proposed", None


ACTIONS = {
    "adopted": "adopt",
    "scheduled": "schedule",
    "held": "hold",
    "archived": "archive",
    "proposed": "reconsider",
}


def recompute(origin_id: str | None) -> None:
    """Bring the item with this id in line with its webinars and adoptions."""
    versions = members(origin_id) if origin_id else []
    if not versions or versions[0].portal_type not in ("Topic", "Proposal"):
        return
    origin = versions[0]
    webinars = webinars_of(origin_id)
    stand = tuple(sorted(item_id(webinar) for webinar in webinars if standing(webinar)))
    state, outcome = derive(origin, webinars)
    # An archived item keeps the outcome that a person gave it; elsewhere a pending decision of the
    # Secretariat is not the cascade's to clear, only an outcome that it set itself.
    for version in versions:
        before = (getattr(aq_base(version), "webinar_items", ()), version.outcome)
        version.webinar_items = stand
        if state == "archived" or state_of(origin) == "archived":
            version.outcome = outcome
        if before != (version.webinar_items, version.outcome):
            version.reindexObject()
    if state != state_of(origin):
        back = RANK[state] < RANK[state_of(origin)]
        action = "postpone" if back and state == "adopted" else ACTIONS[state]
        place(origin, state, action=action)


def origin_ids(webinar: Any) -> tuple[str, ...]:
    """The items that a webinar names as its origins, whatever translation it names."""
    found = (item_id_of_uid(row["UID"]) for row in webinar.origins or () if row.get("UID"))
    return tuple(sorted({entry for entry in found if entry}))


def remember_origins(webinar: Any) -> tuple[str, ...]:
    """Keep the items behind `origins` on the webinar, for the catalog.

    :returns: the items that were or are origins, whose states may have changed.
    """
    before = getattr(aq_base(webinar), "origin_items", ())
    after = origin_ids(webinar)
    if before != after:
        webinar.origin_items = after
        webinar.reindexObject()
    return tuple(sorted(set(before) | set(after)))


def follow(webinar: Any) -> None:
    """Recompute every topic and proposal that the webinar comes from or came from."""
    for origin_id in remember_origins(webinar):
        recompute(origin_id)
