"""The clock: what happens by itself while the site is served.

Zope has no clock of its own under a WSGI server, so this one runs in a thread of the server's
process, which also works with a FileStorage, that admits no second process. `make start` starts
and stops it; elsewhere the filter ``egg:wipo.webinars#clock`` in the WSGI pipeline does, so that
it runs with the server and not with a script. Both also lend the key of `make import`.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from wipo.webinars.commands import session
from wipo.webinars.commands.mail import Delivery
from wipo.webinars.commands.settings import read
from wipo.webinars.commands.settings import Settings
from wipo.webinars.importing import key
from wipo.webinars.lifecycle.clock import tick

import atexit
import logging
import os
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
        self.jobs = tuple(jobs)
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
            for job in self.jobs:
                if self._stopping.is_set():
                    return
                try:
                    job()
                except Exception:
                    logger.exception("%r failed, and runs again in the next round", job)
            self._stopping.wait(self._interval)


def create(settings: Settings) -> Clock:
    """The clock of the contract: what is due on the site, then the mail that waits.

    Without a mail server no mail is delivered: it waits in the queue.
    """
    jobs: list[Job] = [tick_portal]
    if settings.smtp_host:
        queue = Delivery(settings.mail_queue, settings.smtp_host, settings.smtp_port)
        jobs.append(queue.run)
    return Clock(jobs)


def filter_factory(global_conf: Mapping[str, str], **local_conf: str) -> Callable:
    """A filter for PasteDeploy that leaves the application as it is and runs the clock beside it.

    Reads ``DATA_DIR``, ``PORT``, ``SMTP_HOST`` and ``SMTP_PORT`` from the environment.
    """
    names = ("DATA_DIR", "PORT", "SMTP_HOST", "SMTP_PORT")
    settings = read({name: os.environ.get(name, "") for name in names})
    clock = create(settings)

    def beside(application: Callable) -> Callable:
        clock.start()
        atexit.register(clock.stop)
        key.lend(settings.etc, settings.url)
        atexit.register(key.take_back, settings.etc)
        return application

    return beside


def tick_portal() -> None:
    """Let the site do what is due, in a connection and a transaction of its own.

    Where there is no site yet, nothing is.
    """
    with session.application() as root:
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                if session.SITE_ID in root.objectIds():
                    tick(session.enter(root[session.SITE_ID]))
