"""The forms of the hubs, made where they are missing."""

from collections.abc import Iterable
from importlib.resources import files
from plone import api
from plone.base.interfaces import ILanguage
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import link
from wipo.webinars.forms.interfaces import IProposeForm
from zope.i18n import translate
from zope.interface import alsoProvides

PROPOSE_ID = "propose"
TITLE = _("Propose a webinar")
DESCRIPTION = _(
    "propose_description",
    default="Regional groups propose a webinar, or a series of webinars, for the coming programme.",
)


def model(name: str) -> str:
    """The text of a model that ships with this room."""
    return files(__package__).joinpath("models", name).read_text(encoding="utf-8")


def hubs_ensured(event: Any) -> None:
    """The hubs are there, some perhaps new: so are their forms from now on."""
    ensure_forms(event.hubs)


def ensure_forms(hubs: dict[str, Any]) -> None:
    """Make the propose form in each hub that has none, and link its versions as translations.

    A new version takes the questions of those that exist, so what editors added is on it too.

    :param hubs: the hubs by language code.
    """
    for language, hub in hubs.items():
        if PROPOSE_ID not in hub:
            form = _make(hub, language, _existing(hubs.values()))
            ILanguage(form).set_language(language)
            if api.content.get_state(form, default="published") != "published":
                api.content.transition(form, to_state="published")
            form.reindexObject()
    link({language: hub[PROPOSE_ID] for language, hub in hubs.items()})


def _existing(hubs: Iterable[Any]) -> Any:
    return next(
        (
            hub[PROPOSE_ID]
            for hub in hubs
            if PROPOSE_ID in hub and IProposeForm.providedBy(hub[PROPOSE_ID])
        ),
        None,
    )


def _make(hub: Any, language: str, like: Any) -> Any:
    form = createContent(
        "EasyForm",
        id=PROPOSE_ID,
        title=translate(TITLE, target_language=language),
        description=translate(DESCRIPTION, target_language=language),
        fields_model=like.fields_model if like is not None else model("propose.xml"),
        actions_model=like.actions_model if like is not None else model("propose_actions.xml"),
        submitLabel=translate(_("Submit the proposal"), target_language=language),
        CSRFProtection=True,
        exclude_from_nav=True,
    )
    alsoProvides(form, IProposeForm)
    return addContentToContainer(hub, form, checkConstraints=False)
