"""The clock: what happens by itself while the site is served.

Zope has no clock of its own under a WSGI server, so `make start` runs this one in a thread of
the server's process, which also works with a FileStorage, that admits no second process.
"""

from collections.abc import Callable
from collections.abc import Sequence
from wipo.webinars.commands.session import enter
from wipo.webinars.commands.session import portal
from wipo.webinars.lifecycle.clock import tick

import logging
import threading
import transaction

logger = logging.getLogger(__name__)

INTERVAL = 60.0
"""Seconds from the end of one round to the beginning of the next."""

ATTEMPTS = 5
"""How often a round is tried when others change the same objects at the same moment."""

Job = Callable[[], None]


class Clock:
    """Runs its jobs, one after the other, every `interval` seconds until it is stopped.

    A job that fails is logged and tried again in the next round: nothing stops the clock.
    """

    def __init__(self, jobs: Sequence[Job], interval: float = INTERVAL) -> None:
        self._jobs = tuple(jobs)
        self._interval = interval
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        """Begin the first round now."""
        self._thread.start()

    def stop(self, timeout: float = 20.0) -> bool:
        """Let the job that runs end, begin no other. False: it did not within `timeout` seconds."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            for job in self._jobs:
                if self._stopping.is_set():
                    return
                try:
                    job()
                except Exception:
                    logger.exception("%r failed, and runs again in the next round", job)
            self._stopping.wait(self._interval)


def tick_portal() -> None:
    """Let the site do what is due, in a connection and a transaction of its own."""
    with portal() as site:
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                tick(enter(site))
