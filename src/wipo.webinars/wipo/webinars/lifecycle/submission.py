"""Submitting a proposal (R8.ii): the one rule behind the form and REST.

What is checked comes before anything is written, so a refused submission leaves no trace.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from copy import copy
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
from wipo.webinars.content.behaviors import MAX_LINES
from wipo.webinars.content.gradation import targets
from wipo.webinars.content.items import CHAIN_TYPES
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import members
from wipo.webinars.content.programme import programmes_in
from wipo.webinars.content.proposal import IProposal
from wipo.webinars.content.proposal import refuse_themes
from wipo.webinars.content.records import peek
from wipo.webinars.content.records import store
from wipo.webinars.lifecycle.checklist import missing_subject
from wipo.webinars.lifecycle.checklist import SUBJECT_FIELDS
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
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import RequiredMissing
from zope.schema.interfaces import TooLong
from zope.schema.interfaces import ValidationError
from zope.schema.interfaces import WrongType

MAX_TITLE = 300
MAX_DESCRIPTION = 2000
RELATIONS = ("builds_on", "responds_to")
#: Lists of lines, of which the empty ones do not count.
LINES = ("objectives", "themes")


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


def plain(value: Any) -> Any:
    """Texts without characters that no page or feed can carry; other values as they are."""
    if isinstance(value, str):
        text = value.encode("utf-8", "replace").decode("utf-8")
        return "".join(each for each in text if each >= " " or each in "\t\n\r")
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value


def completed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they would be stored: known fields only, the group filled in where it is plain.

    A user with one group need not name it. Empty answers take the field's own empty value.
    """
    result: dict[str, Any] = {}
    for name, field in proposal_fields().items():
        value = values.get(name)
        value = plain(value)
        if isinstance(value, str):
            # Only texts of several lines keep their lines.
            lines = IText.providedBy(field) and not ITextLine.providedBy(field)
            value = value.strip() if lines else " ".join(value.split())
        elif isinstance(value, list | tuple) and name in LINES:
            stripped = (line.strip() if isinstance(line, str) else line for line in value)
            value = [line for line in stripped if line != ""]
        if value is None or value == "":
            value = copy(field.missing_value)
        result[name] = value
    result["format"] = result["format"] or "single"
    own = own_groups()
    if not result["regional_group"] and len(own) == 1:
        result["regional_group"] = own[0]
    return result


def _relation_problem(name: str, value: Any) -> Any:
    alone = [] if value is None else [value]
    many = alone if name == "responds_to" else value
    if not isinstance(many, list | tuple) or None in many:
        return _("Choose from the list.")
    if len(many) > MAX_LINES:
        return too_many(MAX_LINES)
    kinds = ("Topic",) if name == "responds_to" else CHAIN_TYPES
    for target in targets(many):
        if getattr(aq_base(target), "portal_type", None) not in kinds:
            return _("Choose from the list.")
        if not api.user.has_permission("View", obj=target):
            return _("Choose from the list.")
    return None


def _field_problem(programme: Any, name: str, field: Any, value: Any) -> Any:
    if name in RELATIONS:
        return _relation_problem(name, value)
    try:
        field.bind(programme).validate(value)
    except ValidationError as error:
        return words(error, field)
    return None


def _themes_problem(format: str, themes: Any) -> Any:
    if not themes:
        return _("At least one theme is needed.")
    try:
        refuse_themes(format, themes if isinstance(themes, list) else [])
    except Invalid as error:
        return error.args[0]
    return None


def _group_problem(group: Any) -> Any:
    if not group:
        return _("Choose the group that submits.")
    if group not in own_groups():
        return _("You can submit only for a group you coordinate.")
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
        message = _field_problem(programme, name, field, full[name])
        if message:
            problems.append(Problem(name, message))
    invalid = {problem.field for problem in problems}
    conditions = {
        **missing_subject(full.get),
        "themes": None if "format" in invalid else _themes_problem(full["format"], full["themes"]),
        "regional_group": _group_problem(full["regional_group"]),
    }
    problems += [
        Problem(name, message)
        for name, message in conditions.items()
        if message and name not in invalid
    ]
    order = ["", *proposal_fields()]
    return sorted(problems, key=lambda p: order.index(p.field) if p.field in order else len(order))


def words(error: ValidationError, field: Any) -> Any:
    """A validation error as a message that says what to do."""
    if isinstance(error, RequiredMissing):
        return _("This is missing.")
    if isinstance(error, TooLong) and getattr(field, "max_length", None):
        return (too_many if ICollection.providedBy(field) else too_long)(field.max_length)
    if isinstance(error, WrongType):
        return _("This is not of the right kind.")
    nested = next(iter(error.args[:1]), None)
    if isinstance(nested, list) and nested and isinstance(nested[0], ValidationError):
        return words(nested[0], getattr(field, "value_type", field))
    return error.doc()


def too_long(most: int) -> Any:
    """The words for a text of more than `most` characters."""
    return _(
        "too_long",
        default="This is too long: ${most} characters at most.",
        mapping={"most": str(most)},
    )


def too_many(most: int) -> Any:
    """The words for a list of more than `most` entries."""
    return _(
        "too_many",
        default="These are too many entries: ${most} at most.",
        mapping={"most": str(most)},
    )


def refuse_long(title: str | None, description: str | None) -> None:
    """Raise `zope.interface.Invalid` for a title or summary that no page could hold."""
    for text, most in ((title, MAX_TITLE), (description, MAX_DESCRIPTION)):
        if len(text or "") > most:
            raise Invalid(too_long(most))


def refuse_edit(proposal: Any, names: Sequence[str], values: Callable[[str], Any]) -> None:
    """Raise `zope.interface.Invalid` when a group's edit takes away what submission asks for.

    The Secretariat may: it also keeps records of the past, which lack some of it.

    :param names: the fields to look at.
    :param values: a function from a field name to its new value.
    """
    if api.user.has_permission("wipo.webinars: Decide", obj=proposal):
        return
    conditions = {
        **SUBJECT_FIELDS,
        "themes": _("At least one theme is needed."),
        "regional_group": _("Choose the group that submits."),
    }
    for name in names:
        if not values(name):
            raise Invalid(conditions[name])


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
    # Rights come from the membership of the group (`roles`): an owner could hand them on, translate
    # or change addresses, and would keep that after the call.
    proposal.manage_delLocalRoles(list(proposal.users_with_local_role("Owner")))
    keep(proposal, additions=dict(additions or {}))
    store("fingerprints")[fingerprint(programme, values)] = item_id(proposal)
    return proposal


def open_programme(hub: Any) -> Any:
    """The programme of this hub whose call is open, the soonest to close; None without one."""
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
