"""What stands between an item and its next state, in words.

One function for each step gives the list of what is missing. The item's page and `@lifecycle` show
it; the workflow refuses a step while it is not empty, with the same words.
"""

from Acquisition import aq_base
from collections.abc import Callable
from datetime import datetime
from datetime import UTC
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import siblings
from wipo.webinars.content.programme import programme_of
from wipo.webinars.content.records import peek
from wipo.webinars.lifecycle.capacity import no_place
from wipo.webinars.lifecycle.capacity import places_left
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.visibility import aware

Missing = list[Any]

#: What a subject must say before it is put to others (contract, note ¹).
SUBJECT_FIELDS = {
    "objectives": _("At least one objective is needed."),
    "audiences": _("At least one target audience is needed."),
    "webinar_languages": _("At least one language of the webinar is needed."),
}


def missing_subject(values: Any) -> dict[str, Any]:
    """The conditions of a subject that are not met, by field.

    :param values: a function from a field name to its value.
    """
    return {name: message for name, message in SUBJECT_FIELDS.items() if not values(name)}


def _subject(obj: Any) -> Missing:
    # Said in one language is said: a translation that is not finished stands in no one's way.
    versions = (obj, *siblings(obj))
    found = missing_subject(
        lambda name: any(getattr(aq_base(version), name, None) for version in versions)
    )
    return list(found.values())


def _topics(programme: Any) -> list[Any]:
    return [
        child
        for child in programme.objectValues()
        if child.portal_type == "Topic" and state_of(child) != "archived"
    ]


def opening(programme: Any) -> Missing:
    """`open_call` (R7): dates, and topics with objectives, audiences and languages."""
    missing: Missing = []
    if programme.call_opens is None:
        missing.append(_("The day on which the call opens is missing."))
    if programme.call_closes is None:
        missing.append(_("The day on which the call closes is missing."))
    versions = [programme, *siblings(programme)]
    topics = {item_id(topic): topic for version in versions for topic in _topics(version)}
    if not topics:
        missing.append(_("The list of topics is empty."))
    for topic in topics.values():
        for message in _subject(topic):
            missing.append(
                _(
                    "topic_lacks",
                    default="“${title}”: ${missing}",
                    mapping={"title": topic.title, "missing": message},
                )
            )
    return missing


def answered(programme: Any) -> bool:
    """Whether a group has already answered the call, by an adoption or a proposal."""
    for version in (programme, *siblings(programme)):
        for child in version.objectValues():
            if child.portal_type == "Proposal":
                return True
            if child.portal_type == "Topic" and peek("adoptions", item_id(child), None):
                return True
    return False


def preparing_again(programme: Any) -> Missing:
    """`reopen_preparation` is refused once a group has answered."""
    if answered(programme):
        return [_("A group has already answered the call: it cannot go back to preparation.")]
    return []


def publishing(programme: Any) -> Missing:
    """`publish` (R9): the drafts fit into the capacity."""
    drafts = {
        item_id(child)
        for version in (programme, *siblings(programme))
        for child in version.objectValues()
        if child.portal_type == "Webinar" and state_of(child) == "proposed"
    }
    if len(drafts) > places_left(programme):
        return [no_place(programme)]
    return []


def adopting(webinar: Any) -> Missing:
    """`adopt`: the list is published and a place is left."""
    programme = programme_of(webinar)
    missing: Missing = []
    if programme is None or state_of(programme) not in ("published", "reported"):
        missing.append(_("The list of the year is not published yet."))
    if programme is not None and places_left(programme, webinar) < 1:
        missing.append(no_place(programme))
    return missing


def scheduling(webinar: Any) -> Missing:
    """`schedule` (R11): what is said to those who may come."""
    missing = _subject(webinar)
    if webinar.start is None:
        missing.append(_("The start is missing."))
    if webinar.end is None and not webinar.date_only:
        missing.append(_("The end is missing."))
    if not webinar.timezone:
        missing.append(_("The time zone in which it is announced is missing."))
    return missing


def holding(webinar: Any) -> Missing:
    """`hold`: the webinar has begun."""
    if webinar.start is None:
        return [_("The start is missing.")]
    if aware(webinar.start) > datetime.now(UTC):
        return [_("The webinar has not begun yet.")]
    return []


def archiving_webinar(webinar: Any) -> Missing:
    """`archive`: the follow-up is complete (R20): recording, slides, summary, open questions."""
    missing: Missing = []
    versions = [webinar, *siblings(webinar)]
    children = [child for version in versions for child in version.objectValues()]
    if not webinar.recording_url:
        missing.append(_("The recording is missing."))
    if not any(child.portal_type == "File" for child in children):
        missing.append(_("The slides are missing."))
    if not any(version.summary and version.summary.raw.strip() for version in versions):
        missing.append(_("The summary is missing."))
    questions = (child for child in children if child.portal_type == "Question")
    if any(state_of(question) == "pending" for question in questions):
        missing.append(_("Questions are still pending: publish or reject them."))
    return missing


def archiving_origin(origin: Any) -> Missing:
    """`archive` by hand: a decision of the published list, with its reason (R9, R10)."""
    programme = programme_of(origin)
    missing: Missing = []
    if programme is None or state_of(programme) not in ("published", "reported"):
        missing.append(_("The list of the year is not published yet."))
    if getattr(aq_base(origin), "webinar_items", ()):
        missing.append(
            _("Its state follows the webinars that come from it: it cannot be archived by hand.")
        )
    if origin.outcome not in ("merged", "not-retained"):
        missing.append(_("The outcome is missing: merged or not retained."))
    if origin.outcome == "merged" and not origin.merged_into:
        missing.append(_("What it was merged into is missing."))
    if not any((version.decision_note or "").strip() for version in (origin, *siblings(origin))):
        missing.append(_("The reason of the decision is missing."))
    return missing


CHECKS: dict[tuple[str, str], Callable[[Any], Missing]] = {
    ("Programme", "open_call"): opening,
    ("Programme", "reopen_preparation"): preparing_again,
    ("Programme", "publish"): publishing,
    ("Webinar", "adopt"): adopting,
    ("Webinar", "schedule"): scheduling,
    ("Webinar", "hold"): holding,
    ("Webinar", "archive"): archiving_webinar,
    ("Topic", "archive"): archiving_origin,
    ("Proposal", "archive"): archiving_origin,
}


def missing(obj: Any, step: str) -> Missing:
    """What is missing before the transition `step` can be taken, as i18n messages."""
    check = CHECKS.get((obj.portal_type, step))
    return check(obj) if check is not None else []
