"""What Plone's own edit form and plone.restapi's PATCH check beside the schemas.

Both ask for the validators of a schema with `IManagerValidator`; the rules themselves stand in
`submission`.
"""

from collections.abc import Callable
from plone.app.dexterity.behaviors.metadata import IBasic
from typing import Any
from wipo.webinars.content.behaviors import ISubject
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.proposal import IProposal
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.lifecycle.submission import refuse_edit
from wipo.webinars.lifecycle.submission import refuse_long
from z3c.form.interfaces import IManagerValidator
from z3c.form.util import getSpecification
from z3c.form.validator import Data
from z3c.form.validator import InvariantsValidator
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid


class _Also(InvariantsValidator):
    """The invariants of the schema, and one rule more.

    `rule` takes the values and raises `Invalid` when they are not acceptable.
    """

    rule: Callable[[Data], None]

    def validateObject(self, data: Any) -> tuple[Invalid, ...]:
        errors = super().validateObject(data)
        try:
            self.rule(data)
        except Invalid as error:
            errors = (*errors, error)
        return errors


@implementer(IManagerValidator)
@adapter(
    IProposal, IWipoWebinarsLayer, Interface, getSpecification(IProposal, force=True), Interface
)
class Conditions(_Also):
    """After submission its conditions still hold for a coordinator's edits."""

    def rule(self, data: Data) -> None:
        refuse_edit(self.context, ("regional_group", "themes"), lambda name: getattr(data, name))


@implementer(IManagerValidator)
@adapter(
    IProposal, IWipoWebinarsLayer, Interface, getSpecification(ISubject, force=True), Interface
)
class SubjectConditions(_Also):
    """The same for what every subject says."""

    def rule(self, data: Data) -> None:
        names = ("objectives", "audiences", "webinar_languages")
        refuse_edit(self.context, names, lambda name: getattr(data, name))


@implementer(IManagerValidator)
@adapter(IItem, IWipoWebinarsLayer, Interface, getSpecification(IBasic, force=True), Interface)
class Bounds(_Also):
    """Titles and summaries that still fit on a page, for whoever edits."""

    def rule(self, data: Data) -> None:
        refuse_long(data.title, data.description)
