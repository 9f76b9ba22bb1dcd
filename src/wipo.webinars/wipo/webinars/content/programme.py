"""Programme: the webinars of one year, from the call to the report (R4.iv, R7–R10, R21, R22)."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from decimal import Decimal
from plone.app.content.namechooser import NormalizingNameChooser
from plone.app.multilingual.dx.directives import languageindependent
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.items import item_id
from wipo.webinars.content.moments import in_order
from wipo.webinars.content.moments import Moment
from wipo.webinars.content.records import peek
from wipo.webinars.interfaces import IHub
from z3c.form.validator import SimpleFieldValidator
from z3c.form.validator import WidgetValidatorDiscriminators
from zope import schema
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant

#: "In principle, the number of webinars should not exceed six a year" (R4.iv).
USUAL_CAPACITY = 6


class CapacityTaken(schema.ValidationError):
    __doc__ = _("More webinars than this are already on the list.")


class Capacity(schema.Int):
    """A number of places that never falls below the places taken."""

    def _validate(self, value: int) -> None:
        super()._validate(value)
        if self.context is not None and IProgramme.providedBy(self.context):
            seats = peek("seats", item_id(self.context))
            if seats is not None and len(seats.taken) > value:
                raise CapacityTaken(value).with_field_and_value(self, value)


class IProgramme(model.Schema):
    """The programme of webinars of one year."""

    year = schema.Int(
        title=_("Year"),
        description=_("The year in which the webinars are held. One programme a year."),
        min=2000,
        max=2100,
    )
    capacity = Capacity(
        title=_("Number of webinars at most"),
        description=_("In principle six a year. More needs a public note."),
        min=1,
        max=50,
        default=USUAL_CAPACITY,
    )
    capacity_note = schema.Text(
        title=_("Note on the number of webinars"),
        description=_("Public: why this year has more than six webinars."),
        required=False,
        max_length=2000,
    )

    model.fieldset("call", label=_("Call"), fields=["call_opens", "call_closes"])
    call_opens = Moment(
        title=_("The call opens"),
        description=_("In the second half of the year before."),
        required=False,
    )
    call_closes = Moment(
        title=_("The call closes"),
        description=_("The last moment at which a group can answer."),
        required=False,
    )

    model.fieldset("resources", label=_("Resources"), fields=["budget", "staff_days"])
    budget = schema.Decimal(
        title=_("Budget (CHF)"),
        description=_("Private to the Secretariat."),
        required=False,
        min=Decimal(0),
    )
    staff_days = schema.Int(
        title=_("Staff days"),
        description=_("Private to the Secretariat."),
        required=False,
        min=0,
    )
    languageindependent("year", "capacity", "call_opens", "call_closes", "budget", "staff_days")
    directives.read_permission(
        budget="wipo.webinars.ViewPrivate", staff_days="wipo.webinars.ViewPrivate"
    )
    directives.write_permission(
        budget="wipo.webinars.ViewPrivate", staff_days="wipo.webinars.ViewPrivate"
    )

    @invariant
    def capacity_explained(data):
        """Above six only with a note (R4.iv)."""
        capacity = getattr(data, "capacity", None) or 0
        if capacity > USUAL_CAPACITY and not (getattr(data, "capacity_note", "") or "").strip():
            raise Invalid(_("More than six webinars a year need a public note that says why."))

    @invariant
    def call_in_order(data):
        """The call closes after it opens."""
        opens, closes = getattr(data, "call_opens", None), getattr(data, "call_closes", None)
        if not in_order(opens, closes):
            raise Invalid(_("The call must close after it opens."))

    @invariant
    def year_unique(data):
        """One programme a year, its translations apart."""
        refuse_second_programme(getattr(data, "__context__", data), getattr(data, "year", None))


class YearValidator(SimpleFieldValidator):
    """The same at the field of a form: an add form has no content yet, only its container."""

    def validate(self, value: int | None, force: bool = False) -> None:
        super().validate(value, force)
        context = self.context if IProgramme.providedBy(self.context) else self.view.context
        refuse_second_programme(context, value)


WidgetValidatorDiscriminators(YearValidator, field=IProgramme["year"])


@implementer(IProgramme, IItem)
class Programme(Container):
    """The programme of one year in one language."""


@adapter(IHub)
class HubNameChooser(NormalizingNameChooser):
    """The address of a programme is its year: `/Plone/<lang>/webinars/<year>`."""

    def chooseName(self, name: str | None, obj: Any) -> str:
        if IProgramme.providedBy(obj):
            return str(obj.year)
        return super().chooseName(name, obj)


def refuse_second_programme(context: Any, year: int | None) -> None:
    """Raise `zope.interface.Invalid` when the hub already has a programme of this year.

    :param context: the programme itself, or the hub in which it is being added.
    """
    if year is None:
        return
    hub = aq_inner(context)
    while hub is not None and not IHub.providedBy(hub):
        hub = aq_parent(hub)
    if hub is None:
        return
    own = item_id(context) if IProgramme.providedBy(context) else None
    for other in programmes_in(hub, year):
        if aq_base(other) is not aq_base(context) and item_id(other) != own:
            raise Invalid(
                _(
                    "year_taken",
                    default="There is already a programme for ${year}.",
                    mapping={"year": str(year)},
                )
            )


def programmes_in(hub: Any, year: int | None = None) -> list[Any]:
    """The programmes of a hub, oldest year first; with `year`, those of that year."""
    found = [
        child
        for child in hub.objectValues()
        if IProgramme.providedBy(child) and year in (None, child.year)
    ]
    return sorted(found, key=lambda programme: programme.year)


def programme_of(obj: Any) -> Any:
    """The Programme that contains `obj` (or is `obj`), in its acquisition chain; None outside."""
    current = aq_inner(obj)
    while current is not None and not IProgramme.providedBy(current):
        current = aq_parent(current)
    return current
