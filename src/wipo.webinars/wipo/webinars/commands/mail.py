"""The mail queue (contract, "Running it"): mail waits in a folder, the clock delivers it.

Mail is queued when the transaction commits, so a transaction never fails for want of a mail
server. Without ``SMTP_HOST`` it waits; a later start with it delivers what has waited.
"""

from collections.abc import Callable
from collections.abc import Iterable
from pathlib import Path
from Products.CMFPlone.Portal import PloneSite
from wipo.webinars.commands import session
from wipo.webinars.commands.settings import Settings
from zope.sendmail.maildir import Maildir
from zope.sendmail.mailer import SMTPMailer
from zope.sendmail.queue import QueueProcessorThread

import atexit
import logging
import smtplib

logger = logging.getLogger(__name__)

TIMEOUT = 10
"""Seconds in which the mail server has to answer."""


def configure(site: PloneSite, settings: Settings) -> None:
    """Set the site's mail to the queue, and the server to the environment's.

    The sender's name and address are set only where the site has none: those are an editor's
    to change.
    """
    folder = str(settings.mail_queue)
    Maildir(folder, create=True)
    host = site.MailHost
    if not host.smtp_queue or host.smtp_queue_directory != folder:
        host.smtp_queue = True
        host.smtp_queue_directory = folder
    registry = site.portal_registry
    wanted: dict[str, str | int] = {}
    if settings.smtp_host:
        wanted["plone.smtp_host"] = settings.smtp_host
        wanted["plone.smtp_port"] = settings.smtp_port
    if not registry["plone.email_from_address"]:
        wanted["plone.email_from_address"] = settings.email_from
    if not registry["plone.email_from_name"]:
        wanted["plone.email_from_name"] = site.title
    for name, value in wanted.items():
        if registry[name] != value:
            registry[name] = value


class Delivery:
    """Delivers what waits in a queue to one mail server.

    Zope's queue processor sets a message aside for three hours when the server cannot be
    reached. So the server is asked first: as long as it does not answer, mail waits untouched
    and leaves with the first run that finds it.
    """

    def __init__(
        self, folder: Path, host: str, port: int, mailer: Callable[[], SMTPMailer] | None = None
    ) -> None:
        self.host = host
        self.port = port
        self._mailer = mailer or site_mailer
        self._processor = QueueProcessorThread()
        self._processor.setQueuePath(str(folder))
        self._reachable = True

    def run(self) -> None:
        """Deliver once. Trouble with the server or a message is logged, never raised."""
        if not any(True for _ in self._waiting()):
            return
        if not self._answers():
            return
        self._processor.setMailer(self._mailer())
        self._processor.run(forever=False)
        # Each run registers its stop again.
        atexit.unregister(self._processor.stop)

    def _waiting(self) -> Iterable[str]:
        return self._processor.maildir

    def _answers(self) -> bool:
        try:
            with smtplib.SMTP(self.host, self.port, timeout=TIMEOUT) as server:
                server.noop()
        except (OSError, smtplib.SMTPException) as error:
            if self._reachable:
                logger.error(
                    "The mail server %s:%s does not answer (%s): mail waits in the queue.",
                    self.host,
                    self.port,
                    error,
                )
            self._reachable = False
        else:
            self._reachable = True
        return self._reachable


def site_mailer() -> SMTPMailer:
    """What sends, with the server and the account of the site's registry.

    The server there is the environment's on every start (`configure`), the account an editor's.
    """
    # Plone looks the settings up in the site when a mailer is made.
    with session.portal():
        return SMTPMailer()
