"""Submitting a proposal (R8.ii): the one rule behind the form and REST.

What is checked comes before anything is written, so a refused submission leaves no trace.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from json import dumps
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.behaviors import IDecision
from wipo.webinars.content.behaviors import IRelease
from wipo.webinars.content.behaviors import ISubject
from wipo.webinars.content.gradation import targets
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import members
from wipo.webinars.content.programme import programmes_in
from wipo.webinars.content.proposal import IProposal
from wipo.webinars.content.proposal import refuse_themes
from wipo.webinars.content.records import peek
from wipo.webinars.content.records import store
from wipo.webinars.lifecycle.checklist import missing_subject
from wipo.webinars.lifecycle.received import keep
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.visibility import aware
from wipo.webinars.vocabularies.membership import own_groups
from z3c.relationfield import RelationValue
from zExceptions import Forbidden
from zope.component import getUtility
from zope.interface import Invalid
from zope.intid.interfaces import IIntIds
from zope.schema import getFieldsInOrder
from zope.schema import TextLine
from zope.schema.interfaces import RequiredMissing
from zope.schema.interfaces import TooLong
from zope.schema.interfaces import ValidationError

MAX_TITLE = 300
MAX_DESCRIPTION = 2000
RELATIONS = ("builds_on", "responds_to")


@dataclass(frozen=True)
class Problem:
    """Something that the submitter has to mend: at which field, and an i18n message."""

    field: str
    message: Any


class SubmissionRefused(Exception):
    """A proposal is not accepted; `problems` says why, field by field. Nothing was stored."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(problem.message) for problem in problems))
        self.problems = problems


def proposal_fields() -> dict[str, Any]:
    """The fields that a submitter fills in, by name, in the order of the form."""
    fields: dict[str, Any] = {
        "title": TextLine(__name__="title", title=_("Title"), max_length=MAX_TITLE),
        "description": TextLine(
            __name__="description", title=_("Summary"), max_length=MAX_DESCRIPTION, required=False
        ),
    }
    for schema in (ISubject, IProposal):
        fields.update(getFieldsInOrder(schema))
    return fields


#: Fields of a Proposal that are the Secretariat's: a submission that names them is not obeyed.
NOT_SUBMITTED = frozenset([*IDecision.names(), *IRelease.names()])


def is_open(programme: Any) -> bool:
    """Whether the programme takes proposals: its call is open and has not run out."""
    if state_of(programme) != "call":
        return False
    closes = programme.call_closes
    return closes is None or aware(closes) > datetime.now(UTC)


def refuse_stranger(programme: Any) -> tuple[str, ...]:
    """The groups for which the current user may submit.

    :raises zExceptions.Forbidden: when the user coordinates no regional group.
    """
    groups = own_groups()
    if not groups or "Coordinator" not in api.user.get_roles(obj=programme):
        raise Forbidden(
            api.portal.translate(_("Only coordinators of a regional group can submit a proposal."))
        )
    return groups


def completed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they would be stored: known fields only, the group filled in where it is plain.

    A user with one group need not name it. Empty answers take the field's own empty value.
    """
    fields = proposal_fields()
    result: dict[str, Any] = {}
    for name, field in fields.items():
        value = values.get(name)
        if value in (None, "", [], set(), ()):
            value = field.missing_value if value is None or field.missing_value is None else value
        if isinstance(value, str) and name != "contact_email":
            value = value.strip()
        result[name] = value
    result["format"] = result["format"] or "single"
    own = own_groups()
    if not result["regional_group"] and len(own) == 1:
        result["regional_group"] = own[0]
    result["objectives"] = [line for line in result["objectives"] or [] if line.strip()]
    result["themes"] = [line for line in result["themes"] or [] if line.strip()]
    return result


def _relation_problem(name: str, value: Any) -> Any:
    for target in targets(value if name == "builds_on" else [value] if value else []):
        if target.portal_type not in ("Topic", "Proposal", "Webinar") or (
            name == "responds_to" and target.portal_type != "Topic"
        ):
            return _("Choose a topic of the list.")
        if not api.user.has_permission("View", obj=target):
            return _("Choose a topic of the list.")
    return None


def check(programme: Any, values: Mapping[str, Any]) -> list[Problem]:
    """What stands in the way of submitting these values to `programme`.

    :param values: field name → Python value; relations as content objects; unknown names are
        ignored. Values of the wrong kind are reported, never raised.
    :returns: problems in the order of the form, empty when the proposal can be submitted.
    """
    problems: list[Problem] = []
    if not is_open(programme):
        problems.append(Problem("", _("The call is not open: proposals are not accepted now.")))
    for name in sorted(NOT_SUBMITTED & {key for key, value in values.items() if value}):
        problems.append(Problem(name, _("This is decided by the Secretariat.")))
    full = completed(values)
    for name, field in proposal_fields().items():
        value = full[name]
        if name in RELATIONS:
            message = _relation_problem(name, value)
            if message:
                problems.append(Problem(name, message))
            continue
        try:
            field.bind(programme).validate(value)
        except ValidationError as error:
            problems.append(Problem(name, words(error, field)))
    invalid = {problem.field for problem in problems}
    for name, message in missing_subject(full.get).items():
        if name not in invalid:
            problems.append(Problem(name, message))
    if "themes" not in invalid and "format" not in invalid:
        if not full["themes"]:
            problems.append(Problem("themes", _("At least one theme is missing.")))
        else:
            try:
                refuse_themes(full["format"], full["themes"])
            except Invalid as error:
                problems.append(Problem("themes", error.args[0]))
    if "regional_group" not in invalid:
        group = full["regional_group"]
        if not group:
            problems.append(Problem("regional_group", _("Choose the group that submits.")))
        elif group not in own_groups():
            problems.append(
                Problem("regional_group", _("You can submit only for a group you coordinate."))
            )
    order = ["", *proposal_fields()]
    return sorted(
        problems, key=lambda p: order.index(p.field) if p.field in order else len(order)
    )


def words(error: ValidationError, field: Any) -> Any:
    """A validation error as a message that says what to do."""
    if isinstance(error, RequiredMissing):
        return _("This is missing.")
    if isinstance(error, TooLong) and getattr(field, "max_length", None):
        return _(
            "too_long",
            default="This is too long: ${most} at most.",
            mapping={"most": str(field.max_length)},
        )
    nested = next(iter(error.args[:1]), None)
    if isinstance(nested, list) and nested and isinstance(nested[0], ValidationError):
        return words(nested[0], getattr(field, "value_type", field))
    return error.doc()


def fingerprint(programme: Any, values: Mapping[str, Any]) -> str:
    """A digest (hex) of what a group submits: equal for a double click or a repeated submission."""
    plain: dict[str, Any] = {"programme": item_id(programme)}
    for name, value in completed(values).items():
        if name in RELATIONS:
            many = value if name == "builds_on" else [value] if value else []
            plain[name] = sorted(item_id(target) or "" for target in targets(many))
        elif isinstance(value, set | frozenset):
            plain[name] = sorted(map(str, value))
        else:
            plain[name] = value
    return sha256(dumps(plain, sort_keys=True, default=str).encode()).hexdigest()


def submitted_before(programme: Any, values: Mapping[str, Any]) -> Any:
    """The proposal that these very values already made, unless it has been archived; else None."""
    known = peek("fingerprints", fingerprint(programme, values))
    for proposal in members(known) if known else ():
        if state_of(proposal) != "archived":
            return proposal
    return None


def submit(
    programme: Any,
    values: Mapping[str, Any],
    *,
    additions: Mapping[str, Mapping[str, Any]] | None = None,
) -> Any:
    """Make a Proposal of these values in `programme`, in the programme's language.

    Submitting the same values twice gives the first proposal again.

    :param values: as in `check`.
    :param additions: answers to questions that editors added to the form, see `received.keep`.
    :returns: the Proposal, released and in state `proposed`.
    :raises zExceptions.Forbidden: when the user coordinates no regional group.
    :raises SubmissionRefused: when `check` finds problems; nothing is stored.
    """
    refuse_stranger(programme)
    problems = check(programme, values)
    if problems:
        raise SubmissionRefused(problems)
    earlier = submitted_before(programme, values)
    if earlier is not None:
        return earlier
    full = completed(values)
    intids = getUtility(IIntIds)
    full["builds_on"] = [
        RelationValue(intids.getId(target)) for target in targets(full["builds_on"])
    ]
    if full["responds_to"] is not None:
        full["responds_to"] = RelationValue(intids.getId(full["responds_to"]))
    proposal = createContent("Proposal", **full)
    proposal = addContentToContainer(programme, proposal, checkConstraints=False)
    keep(proposal, additions=dict(additions or {}))
    store("fingerprints")[fingerprint(programme, values)] = item_id(proposal)
    return proposal


def open_programme(hub: Any) -> Any:
    """The programme of this hub whose call is open, the soonest to close first; None without one."""
    found = [programme for programme in programmes_in(hub) if is_open(programme)]
    far = datetime.max.replace(tzinfo=UTC)
    return min(found, key=lambda p: aware(p.call_closes or far), default=None)


def next_call(hub: Any) -> datetime | None:
    """When the next call opens, where that is fixed (datetime with zone); None otherwise."""
    now = datetime.now(UTC)
    days = [
        aware(programme.call_opens)
        for programme in programmes_in(hub)
        if programme.call_opens is not None and aware(programme.call_opens) > now
    ]
    return min(days, default=None)
