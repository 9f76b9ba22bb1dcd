"""One set of questions: what an editor changes on one language version is changed on all six."""

from Acquisition import aq_parent
from collective.easyform.browser.actions import EasyFormActionsView
from collective.easyform.browser.actions import ModelEditorView as ActionsModelEditorView
from collective.easyform.browser.fields import EasyFormFieldContext
from collective.easyform.browser.fields import EasyFormFieldsView
from collective.easyform.browser.fields import ModelEditorView as FieldsModelEditorView
from plone import api
from plone.schemaeditor.browser.field.order import FieldOrderView
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import siblings
from wipo.webinars.forms.interfaces import IProposeActionsContext
from wipo.webinars.forms.interfaces import IProposeFieldContext
from wipo.webinars.forms.interfaces import IProposeFieldsContext
from wipo.webinars.lifecycle.submission import proposal_fields
from zExceptions import BadRequest
from zope.interface import implementer
from ZPublisher.BaseRequest import DefaultPublishTraverse

#: What all language versions of a form have in common.
SHARED = ("fields_model", "actions_model")


def spread(form: Any) -> None:
    """Give the questions and actions of one language version to all others.

    Plain attributes are set and no event is fired, so this cannot call itself again.
    """
    for version in siblings(form):
        changed = False
        for name in SHARED:
            if getattr(version, name) != getattr(form, name):
                setattr(version, name, getattr(form, name))
                changed = True
        if changed:
            version.notifyModified()
            version.reindexObject(idxs=["modified"])


def schema_changed(editor: Any, event: Any) -> None:
    """The schema editor changed something; EasyForm's own subscriber has stored it before."""
    spread(aq_parent(editor))


def form_changed(form: Any, event: Any) -> None:
    """The form was edited, or written to over REST."""
    spread(form)


@implementer(IProposeFieldContext)
class ProposeFieldContext(EasyFormFieldContext):
    """One question of the propose form."""


@implementer(IProposeFieldsContext)
class ProposeFieldsView(EasyFormFieldsView):
    """The schema editor of the propose form."""

    def publishTraverse(self, request: Any, name: str) -> Any:
        if name in self.schema:
            return ProposeFieldContext(self.schema[name], self.request).__of__(self)
        return DefaultPublishTraverse(self, request).publishTraverse(request, name)


@implementer(IProposeActionsContext)
class ProposeActionsView(EasyFormActionsView):
    """The editor of the propose form's actions."""


class DeleteField(FieldOrderView):
    """Questions that editors added can go; those that make a proposal stay."""

    def delete(self) -> None:
        if self.field.__name__ in proposal_fields():
            raise BadRequest(
                api.portal.translate(_("This question belongs to every proposal: it stays."))
            )
        super().delete()


class FieldsModel(FieldsModelEditorView):
    """The XML editor of the questions, which stores without firing an event."""

    def save(self, source: str) -> None:
        super().save(source)
        spread(aq_parent(self.context))


class ActionsModel(ActionsModelEditorView):
    """The XML editor of the actions, which stores without firing an event."""

    def save(self, source: str) -> None:
        super().save(source)
        spread(aq_parent(self.context))
