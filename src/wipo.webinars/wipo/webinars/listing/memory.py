"""Counts, remembered for as long as the catalog stays as it is.

Counting is the one thing whose cost grows with the catalog. What was counted is kept by the state
of the database in which it holds: the catalog's counter changes with every object that is indexed,
and the serial of that counter is of one transaction alone. So nothing has to expire or be
invalidated, and no process has to hear of another's changes.
"""

from Acquisition import aq_base
from collections import OrderedDict
from collections.abc import Callable
from collections.abc import Hashable
from threading import Lock
from typing import Any
from typing import TypeVar
from ZODB.utils import z64

Counted = TypeVar("Counted")

#: How many answers are kept: some for each hub, role and choice.
MOST = 512

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def state(catalog: Any) -> Hashable | None:
    """What names the state of a catalog tool; None while this transaction has changed it."""
    counter = getattr(aq_base(catalog), "_counter", None)
    if counter is None or counter._p_jar is None:
        return None
    value = counter()
    if counter._p_changed or counter._p_serial == z64:
        return None
    # The value beside the serial: after a savepoint the counter passes for unchanged.
    return (catalog.getPhysicalPath(), counter._p_serial, value)


def remembered(at: Hashable | None, question: Hashable, count: Callable[[], Counted]) -> Counted:
    """The answer to a question in a state, counted when it is not known yet.

    :param at: of `state`; with None it is counted anew.
    :param question: all that the answer depends on beside the state, who asks included.
    """
    if at is None:
        return count()
    key = (at, question)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    answer = count()
    with _lock:
        _kept[key] = answer
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer
