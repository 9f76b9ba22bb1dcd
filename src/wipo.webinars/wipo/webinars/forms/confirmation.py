"""What a group gets back: a reference, what happens next and when, on a page and by e-mail."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from plone import api
from Products.CMFPlone.resources import add_bundle_on_request
from Products.Five import BrowserView
from typing import Any
from wipo.webinars import _
from wipo.webinars.browser import dates
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import language_of
from wipo.webinars.content.programme import programme_of
from wipo.webinars.forms.vocabularies import hub_of
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.submission import is_open
from wipo.webinars.vocabularies import terms
from zope.globalrequest import getRequest
from zope.i18n import translate

import logging
import transaction

logger = logging.getLogger(__name__)

REFERENCE_LENGTH = 6
BUNDLE = "wipo-webinars-forms"


def reference(proposal: Any) -> str:
    """What a proposal is called in letters, the same for all its translations: "2027-3F9A1C"."""
    year = programme_of(proposal).year
    return f"{year}-{(item_id(proposal) or proposal.UID())[:REFERENCE_LENGTH].upper()}"


def _say(message: Any, language: str | None = None) -> str:
    return translate(message, context=getRequest(), target_language=language)


def _closing(proposal: Any) -> datetime | None:
    programme = programme_of(proposal)
    return programme.call_closes if is_open(programme) else None


def next_steps(proposal: Any, language: str | None = None) -> list[str]:
    """What happens next and when, as sentences in `language` (of the request when None)."""
    closes = _closing(proposal)
    messages = []
    if closes is not None:
        messages.append(
            _(
                "next_until_call_closes",
                default=(
                    "Until the call closes on ${when}, the coordinators of your group can edit or "
                    "withdraw the proposal on its page. The text as received stays readable."
                ),
                mapping={"when": dates.moment(closes, language=language)},
            )
        )
    messages += [
        _(
            "After that the Secretariat prepares the list of the year's webinars from all that was "
            "proposed, and consults the coordinators on it."
        ),
        _("When the list is published, the page of the proposal says what became of it, and why."),
    ]
    return [_say(message, language) for message in messages]


class Submitted(BrowserView):
    """The confirmation page of a proposal: `<proposal>/@@submitted`."""

    def __call__(self) -> str:
        add_bundle_on_request(self.request, BUNDLE)
        return self.index()

    @property
    def reference(self) -> str:
        return reference(self.context)

    @property
    def state(self) -> str:
        return terms.title("lifecycle_states", state_of(self.context))

    @property
    def group(self) -> str:
        return terms.title("regional_groups", self.context.regional_group)

    @property
    def language(self) -> str:
        return language_of(self.context)

    @property
    def direction(self) -> str:
        return terms.direction(self.language)

    @property
    def next_steps(self) -> list[str]:
        return next_steps(self.context)

    @property
    def hub_url(self) -> str:
        return hub_of(self.context).absolute_url()


def _reader_language(user: Any, proposal: Any) -> str:
    chosen = str(user.getProperty("language", "") or "").replace("_", "-").split("-")[0].lower()
    return chosen if chosen in terms.LANGUAGES else language_of(proposal)


def letter(proposal: Any, user: Any) -> EmailMessage:
    """The e-mail that confirms a proposal to who submitted it, in plain text, in their language."""
    language = _reader_language(user, proposal)
    sender = api.portal.get_registry_record("plone.email_from_address", default="") or ""
    name = api.portal.get_registry_record("plone.email_from_name", default="") or ""
    code = reference(proposal)
    lines = [
        _say(
            _(
                "mail_received",
                default="Your group's proposal “${title}” has been received.",
                mapping={"title": proposal.title},
            ),
            language,
        ),
        "\n".join(
            [
                _say(
                    _("mail_reference", default="Reference: ${code}", mapping={"code": code}),
                    language,
                ),
                _say(
                    _(
                        "mail_state",
                        default="State: ${state}",
                        mapping={
                            "state": terms.title("lifecycle_states", state_of(proposal), language)
                        },
                    ),
                    language,
                ),
                proposal.absolute_url(),
            ]
        ),
        _say(_("What happens next"), language),
        *next_steps(proposal, language),
    ]
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _say(
        _("mail_subject", default="Proposal received: ${code}", mapping={"code": code}), language
    )
    message["From"] = formataddr((name, sender))
    message["To"] = str(user.getProperty("email", "") or "")
    message.set_content("\n\n".join(lines) + "\n")
    return message


def send(proposal: Any) -> None:
    """Send the confirmation to the signed-in user. Whatever goes wrong, the submission stands.

    In a queue the message leaves with the commit. Without one a mail server is asked only after the
    commit, so that its failure cannot take the proposal with it. The log names the reference alone.
    """
    code = reference(proposal)
    try:
        message = letter(proposal, api.user.get_current())
        if not message["To"] or "@" not in message["From"]:
            logger.warning("No confirmation for %s: an address is missing.", code)
            return
        host = api.portal.get_tool("MailHost")
        if host.smtp_queue:
            host.send(message, immediate=False)
        else:
            transaction.get().addAfterCommitHook(_deliver, args=(host, message, code))
    except Exception as error:
        logger.warning("No confirmation for %s: %s.", code, type(error).__name__)


def _deliver(committed: bool, host: Any, message: EmailMessage, code: str) -> None:
    if not committed:
        return
    try:
        host.send(message, immediate=True)
    except Exception as error:
        logger.warning("No confirmation for %s: %s.", code, type(error).__name__)
