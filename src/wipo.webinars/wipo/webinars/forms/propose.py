"""The page of the propose form: who may answer, until when, five steps, one button (R8.ii)."""

from collective.easyform.api import get_actions
from collective.easyform.api import get_expression
from collective.easyform.api import get_schema
from collective.easyform.browser.view import EasyFormForm
from collective.easyform.browser.view import EasyFormFormWrapper
from collective.easyform.config import FORM_ERROR_MARKER
from collective.easyform.interfaces import IActionExtender
from functools import cached_property
from plone import api
from plone.autoform.interfaces import WIDGETS_KEY
from Products.CMFPlone.resources import add_bundle_on_request
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from wipo.webinars import _
from wipo.webinars.browser import dates
from wipo.webinars.forms import questions
from wipo.webinars.forms.actions import problems
from wipo.webinars.forms.actions import refusal
from wipo.webinars.forms.actions import SUBMITTED
from wipo.webinars.forms.adding import with_topic
from wipo.webinars.forms.confirmation import BUNDLE
from wipo.webinars.forms.interfaces import ISubmitProposal
from wipo.webinars.forms.vocabularies import hub_of
from wipo.webinars.forms.vocabularies import OpenTopics
from wipo.webinars.lifecycle import submission
from wipo.webinars.vocabularies import terms
from wipo.webinars.vocabularies.membership import own_groups
from z3c.form import button
from zExceptions import Forbidden
from zope.annotation.interfaces import IAnnotations
from zope.i18n import translate
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import RequiredMissing

UNKNOWN = _("Choose from what is offered.")
SWITCHED_OFF = _(
    "The form cannot take proposals at present: the action that submits them was removed or "
    "switched off. Please tell the Secretariat. Your answers are still here."
)


class ProposeForm(EasyFormForm):
    """The form itself, without the page around it."""

    template = ViewPageTemplateFile("propose.pt")
    method = "post"
    allow_prefill_from_GET_request = False
    # Checked in the handler, so that a page that was open for too long keeps its answers.
    enableCSRFProtection = False

    def __init__(self, context: Any, request: Any) -> None:
        super().__init__(context, request)
        self.errors: dict[str, str] = {}

    @cached_property
    def schema(self) -> Any:
        return get_schema(self.context)

    @cached_property
    def programme(self) -> Any:
        """The programme whose call is open in this hub, or None."""
        return submission.open_programme(hub_of(self.context))

    # Who and when

    @cached_property
    def is_coordinator(self) -> bool:
        """Whether the reader may submit for a regional group."""
        try:
            submission.refuse_stranger(self.programme or self.context)
        except Forbidden:
            return False
        return True

    @property
    def is_anonymous(self) -> bool:
        return api.user.is_anonymous()

    @property
    def is_answered(self) -> bool:
        """Whether the request carries answers, which are to be kept whoever sends them."""
        return self.request.method == "POST" and any(
            name.startswith("form.widgets.") for name in self.request.form
        )

    @property
    def is_shown(self) -> bool:
        """Whether the questions can be answered here; otherwise they can be read."""
        return self.is_answered or (self.is_coordinator and self.programme is not None)

    @property
    def deadline(self) -> str:
        closes = self.programme.call_closes if self.programme is not None else None
        return dates.moment(closes) if closes else ""

    @property
    def next_call(self) -> str:
        opens = submission.next_call(hub_of(self.context))
        return dates.day(opens) if opens else ""

    @property
    def login_url(self) -> str:
        back = with_topic(self.context.absolute_url(), self.request.form)
        return f"{api.portal.get().absolute_url()}/login?{urlencode({'came_from': back})}"

    @property
    def groups_of_reader(self) -> str:
        return ", ".join(terms.title("regional_groups", group) for group in own_groups())

    # The topic of the address

    @cached_property
    def topic(self) -> Any:
        """The topic that the address names, by the UID of any version, as a term; or None."""
        uid = self.request.form.get("topic")
        if not isinstance(uid, str) or not uid:
            return None
        try:
            return OpenTopics()(self.context).getTermByToken(uid)
        except LookupError:
            return None

    @property
    def preset(self) -> dict[str, list[str]]:
        """What is chosen before anybody answers."""
        chosen = {"format": ["single"]}
        if self.topic is not None:
            chosen["responds_to"] = [self.topic.token]
        groups = own_groups()
        if len(groups) == 1:
            chosen["regional_group"] = list(groups)
        return chosen

    # Drawing

    def action(self) -> str:
        return self.context.absolute_url()

    def updateFields(self) -> None:
        super().updateFields()
        chosen = self.schema.queryTaggedValue(WIDGETS_KEY, {})
        for fields in (self.fields, *(group.fields for group in self.groups)):
            questions.choose_widgets(fields, chosen)

    def update(self) -> None:
        """Read the request and, for a submission, act on it."""
        if not self.is_shown:
            return
        self.formMaybeForceSSL()
        # Nobody's link fills in the form: of an address `?topic=` alone is read.
        self.ignoreRequest = self.request.method != "POST"
        # EasyForm's own `update` prepares its page of thanks; ours is the proposal's.
        super(EasyFormForm, self).update()
        self.markWidgets()

    @property
    def steps(self) -> list[questions.Step]:
        more = translate(_("More"), context=self.request)
        if not self.is_shown:
            return questions.outline(self.schema, more)
        return questions.steps(self, self.preset, self.errors, more)

    @property
    def general_error(self) -> str:
        return self.errors.get(FORM_ERROR_MARKER, "")

    @property
    def can_be_mended(self) -> bool:
        """Whether submitting again can succeed."""
        return self.is_coordinator and self.programme is not None

    # Submitting

    @button.buttonAndHandler(_("Submit the proposal"), name="submit")
    def handleSubmit(self, action: Any) -> None:
        refused = refusal(self.request, self.programme)
        data, views = self.extractData()
        found = self._refused_answers(views, data if refused is None else None)
        if refused is not None:
            found[FORM_ERROR_MARKER] = refused
            self.request.response.setStatus(403)
        if not found:
            found = self.processActions(self.updateServerSideData(data)) or {}
        self.errors = {
            name: translate(message, context=self.request) for name, message in found.items()
        }
        if not found:
            page = f"{self.submitted.absolute_url()}/@@submitted"
            self.request.response.redirect(page, status=303)

    def _refused_answers(self, views: Any, data: Any) -> dict[str, Any]:
        """All that is wrong at once: of a wrong type, against the rule, not on offer."""
        missing: dict[str, Any] = {}
        mistyped: dict[str, Any] = {}
        for view in views:
            name = view.widget.field.__name__ if view.widget is not None else FORM_ERROR_MARKER
            kind = missing if isinstance(view.error, RequiredMissing) else mistyped
            kind[name] = view.message
        rule = problems(self.programme, data) if data is not None else {}
        unknown = {
            widget.field.__name__: UNKNOWN
            for widget in questions.widgets_of(self)
            if questions.is_unknown(widget)
        }
        return {**missing, **rule, **mistyped, **unknown}

    def processActions(self, fields: Any) -> dict[str, Any] | None:
        """Run the form's actions, the submission first: a refused one has no mails go out."""
        named = getFieldsInOrder(get_actions(self.context))
        actions = [action for _name, action in named if action.required]
        for action in sorted(actions, key=lambda action: not ISubmitProposal.providedBy(action)):
            condition = IActionExtender(action).execCondition
            if condition and not get_expression(self.context, condition):
                continue
            errors = action.onSuccess(fields, self.request) if self._may_run(action) else None
            if isinstance(errors, dict) and errors:
                return errors
        return None if self.submitted is not None else {FORM_ERROR_MARKER: SWITCHED_OFF}

    @property
    def submitted(self) -> Any:
        """The proposal that this request made, or made before; None without one."""
        return IAnnotations(self.request).get(SUBMITTED)

    def _may_run(self, action: Any) -> bool:
        return ISubmitProposal.providedBy(action) or self.submitted is not None


class ProposeView(EasyFormFormWrapper):
    """The page of the form."""

    form = ProposeForm

    def update(self) -> None:
        add_bundle_on_request(self.request, BUNDLE)
        super().update()

    def render(self) -> str:
        """Draw the page without the answers in its links.

        The language selector repeats the query of the request, which after a submission is the
        answers. The topic alone goes with the reader to another language.
        """
        form = dict(self.request.form)
        for name in form:
            if name not in ("topic", "ajax_load"):
                del self.request.form[name]
        try:
            return super().render()
        finally:
            self.request.form.update(form)
