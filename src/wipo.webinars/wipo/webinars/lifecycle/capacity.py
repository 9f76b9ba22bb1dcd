"""Capacity: never more webinars beyond `proposed` than the programme has places (R4.iv).

The webinars that hold a place are kept on one persistent object a programme. Two transactions that
take the last place at the same moment both write it, so the database refuses the second with a
`ConflictError`; Zope repeats it, and it finds no place left.
"""

from persistent import Persistent
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import item_id
from wipo.webinars.content.programme import programme_of
from wipo.webinars.content.records import peek
from wipo.webinars.content.records import store
from wipo.webinars.lifecycle.refusal import StepRefused
from wipo.webinars.lifecycle.visibility import withdrawn


class Seats(Persistent):
    """The ids of the webinars that hold a place in one programme."""

    def __init__(self) -> None:
        self.taken: frozenset[str] = frozenset()


def holds_place(webinar: Any, state: str) -> bool:
    """Whether a webinar in this state counts towards the capacity: all but drafts and withdrawn."""
    return state != "proposed" and not withdrawn(webinar, state)


def taken(programme: Any) -> frozenset[str]:
    """The ids of the webinars that hold a place."""
    seats = peek("seats", item_id(programme))
    return seats.taken if seats is not None else frozenset()


def places_left(programme: Any, webinar: Any = None) -> int:
    """How many places are free; the one that `webinar` itself may hold counts as free."""
    return programme.capacity - len(taken(programme) - {item_id(webinar)})


def no_place(programme: Any) -> Any:
    """The words for a full programme."""
    return _(
        "no_place_left",
        default=(
            "The programme of ${year} has ${capacity} webinars at most, and all places are taken."
        ),
        mapping={"year": str(programme.year), "capacity": str(programme.capacity)},
    )


def account(webinar: Any, state: str) -> None:
    """Take or give back the webinar's place, as its state demands.

    :raises StepRefused: when there is no place left.
    """
    programme = programme_of(webinar)
    if programme is None:
        return
    own = item_id(webinar)
    if holds_place(webinar, state):
        if own in taken(programme):
            return
        if places_left(programme) < 1:
            raise StepRefused([no_place(programme)])
        seats = store("seats").setdefault(item_id(programme), Seats())
        seats.taken = seats.taken | {own}
    else:
        give_back(programme, own)


def give_back(programme: Any, webinar_id: str) -> None:
    """Free the place of a webinar, if it holds one."""
    if webinar_id in taken(programme):
        seats = store("seats")[item_id(programme)]
        seats.taken = seats.taken - {webinar_id}
