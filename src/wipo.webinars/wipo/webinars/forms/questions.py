"""The questions of the propose form as its page draws them: five steps, one markup for each kind.

z3c.form reads the answers and checks their type; the markup is ours, because the stock widgets
neither tie help and error to their field nor group radio buttons and checkboxes under a legend.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from plone.formwidget.namedfile.interfaces import INamedFileWidget
from plone.supermodel.interfaces import FIELDSETS_KEY
from typing import Any
from wipo.webinars.forms.wording import say
from wipo.webinars.vocabularies import terms
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.radio import RadioFieldWidget
from z3c.form.browser.select import SelectFieldWidget
from z3c.form.browser.text import TextFieldWidget
from z3c.form.browser.textarea import TextAreaFieldWidget
from z3c.form.browser.textlines import TextLinesFieldWidget
from z3c.form.interfaces import HIDDEN_MODE
from z3c.form.interfaces import ICheckBoxWidget
from z3c.form.interfaces import IRadioWidget
from z3c.form.interfaces import ISequenceWidget
from z3c.form.interfaces import ISingleCheckBoxWidget
from z3c.form.interfaces import NO_VALUE
from zope.i18n import translate
from zope.schema import getFieldsInOrder

#: How the questions of a proposal are drawn, and the widgets that read their answers.
KINDS = {
    "title": ("line", TextFieldWidget),
    "description": ("text", TextAreaFieldWidget),
    "objectives": ("lines", TextLinesFieldWidget),
    "relevance": ("text", TextAreaFieldWidget),
    "audiences": ("choices", CheckBoxFieldWidget),
    "audience_note": ("text", TextAreaFieldWidget),
    "regional_groups": ("choices", CheckBoxFieldWidget),
    "webinar_languages": ("choices", CheckBoxFieldWidget),
    "format": ("choice", RadioFieldWidget),
    "themes": ("lines", TextLinesFieldWidget),
    "scope": ("choice", RadioFieldWidget),
    "recommendations": ("choices", CheckBoxFieldWidget),
    "responds_to": ("select", SelectFieldWidget),
    "builds_on": ("choices", CheckBoxFieldWidget),
    "regional_group": ("choice", RadioFieldWidget),
    "member_states": ("choices", CheckBoxFieldWidget),
    "contact_name": ("line", TextFieldWidget),
    "contact_email": ("email", TextFieldWidget),
}

#: What a browser may fill in by itself.
AUTOCOMPLETE = {"contact_name": "name", "contact_email": "email"}

#: From this many choices on, a list scrolls and can be searched.
LONG = 13

#: No list of ours has more choices than this: a longer answer is not read.
MOST_ANSWERS = 500


@dataclass
class Choice:
    """One of the answers offered."""

    id: str
    value: str
    label: str
    chosen: bool
    language: str | None = None

    @property
    def direction(self) -> str | None:
        return terms.direction(self.language) if self.language else None


@dataclass
class Question:
    """A question as it is drawn."""

    name: str
    label: str
    help: str = ""
    required: bool = False
    id: str = ""
    html_name: str = ""
    kind: str = "other"
    value: str = ""
    choices: list[Choice] = field(default_factory=list)
    error: str = ""
    control: str = ""
    widget: Any = None

    @property
    def target(self) -> str:
        """The id of what the error summary leads to."""
        if self.kind in ("choices", "choice") and self.choices:
            return self.choices[0].id
        return self.control or self.id

    @property
    def described_by(self) -> str | None:
        names = []
        if self.help:
            names.append(f"{self.id}-help")
        if self.error:
            names.append(f"{self.id}-error")
        return " ".join(names) or None

    @property
    def invalid(self) -> str | None:
        return "true" if self.error else None

    @property
    def grouped(self) -> bool:
        return self.kind in ("choices", "choice", "widgets")

    @property
    def long(self) -> bool:
        return self.kind == "choices" and len(self.choices) >= LONG

    @property
    def autocomplete(self) -> str | None:
        return AUTOCOMPLETE.get(self.name)


@dataclass
class Step:
    """A numbered part of the page."""

    number: int
    id: str
    label: str
    questions: list[Question]


def outline(schema: Any, more: str) -> list[Step]:
    """The questions in their steps, for readers who cannot answer them.

    :param more: the name of the step that holds questions outside of any other.
    """
    fields = dict(getFieldsInOrder(schema))
    named = schema.queryTaggedValue(FIELDSETS_KEY, [])
    inside = {name for fieldset in named for name in fieldset.fields}
    parts = [
        (fieldset.__name__, say(fieldset.label), [n for n in fieldset.fields if n in fields])
        for fieldset in named
    ]
    parts.append(("more", more, [name for name in fields if name not in inside]))
    return [
        Step(
            number,
            f"step-{name}",
            label,
            [
                Question(
                    question,
                    say(fields[question].title),
                    say(fields[question].description),
                    fields[question].required,
                )
                for question in questions
            ],
        )
        for number, (name, label, questions) in enumerate(
            (part for part in parts if part[2]), start=1
        )
    ]


def choose_widgets(fields: Any, chosen: Mapping[str, Any]) -> None:
    """Give the questions of a proposal our widgets, but where editors chose one of their own.

    :param fields: `z3c.form.field.Fields`.
    :param chosen: the widgets that the form's model names, by field.
    """
    for name, form_field in fields.items():
        if name in KINDS and name not in chosen:
            form_field.widgetFactory = KINDS[name][1]


def answers_of(widget: Any) -> list[str]:
    """The tokens that a request gives for a question with choices, known or not."""
    if widget.ignoreRequest:
        return []
    value = widget.request.form.get(widget.name, ())
    values = value if isinstance(value, list | tuple) else [value]
    return [
        token
        for token in values[: MOST_ANSWERS + 1]
        if isinstance(token, str) and token not in ("", widget.noValueToken)
    ]


def is_unknown(widget: Any) -> bool:
    """Whether a request answers a question with something that was not offered."""
    if not ISequenceWidget.providedBy(widget) or not widget.terms:
        return False
    tokens = answers_of(widget)
    if len(tokens) > MOST_ANSWERS:
        return True
    return any(_term(widget, token) is None for token in tokens)


def _term(widget: Any, token: str) -> Any:
    try:
        return widget.terms.getTermByToken(token)
    except LookupError:
        return None


def _choices(widget: Any, preset: list[str]) -> list[Choice]:
    chosen = answers_of(widget) if widget.request.method == "POST" else preset
    offered = list(widget.terms)
    known = {term.token for term in offered}
    beyond = [_term(widget, token) for token in chosen[:MOST_ANSWERS] if token not in known]
    return [
        Choice(
            f"{widget.id}-{position}",
            term.token,
            translate(term.title or term.token, context=widget.request),
            term.token in chosen,
            getattr(term, "language", None),
        )
        for position, term in enumerate([*[t for t in beyond if t is not None], *offered])
    ]


def _text(widget: Any) -> str:
    return widget.value if isinstance(widget.value, str) and widget.value is not NO_VALUE else ""


def question(widget: Any, preset: Mapping[str, list[str]], error: str) -> Question:
    """A question with its answer as the request has it.

    :param preset: tokens that are chosen beforehand, by the name of the field.
    :param error: what is wrong with the answer, in words; empty when nothing is.
    """
    name = widget.field.__name__
    result = Question(
        name,
        say(widget.field.title),
        say(widget.field.description),
        bool(widget.field.required),
        widget.id,
        widget.name,
        error=error,
        widget=widget,
    )
    kind, factory = KINDS.get(name, ("other", None))
    if widget.mode == HIDDEN_MODE:
        result.kind = "hidden"
    elif factory is not None and isinstance(widget, type(factory(widget.field, widget.request))):
        result.kind = kind
        if kind in ("choices", "choice", "select"):
            result.choices = _choices(widget, preset.get(name, []))
            if kind == "choice" and len(result.choices) == 1 and result.required:
                result.kind = "only"
        else:
            result.value = _text(widget)
    elif ISingleCheckBoxWidget.providedBy(widget):
        result.kind = "single"
    elif ICheckBoxWidget.providedBy(widget) or IRadioWidget.providedBy(widget):
        result.kind = "widgets"
    elif INamedFileWidget.providedBy(widget):
        result.control = f"{widget.id}-input"
        if error:
            # A file that was refused is not kept for the next attempt.
            widget.value = None
    return result


def widgets_of(form: Any) -> Iterator[Any]:
    """All widgets of a form, those in its groups first."""
    for group in form.groups:
        yield from group.widgets.values()
    yield from form.widgets.values()


def steps(
    form: Any, preset: Mapping[str, list[str]], errors: Mapping[str, str], more: str
) -> list[Step]:
    """The form in its steps: one for each fieldset, one more for questions outside of any."""
    parts = [(group.__name__, say(group.label), group.widgets.values()) for group in form.groups]
    parts.append(("more", more, form.widgets.values()))
    found = []
    for name, label, widgets in parts:
        questions = [
            question(widget, preset, errors.get(widget.field.__name__, "")) for widget in widgets
        ]
        if questions:
            found.append(Step(len(found) + 1, f"step-{name}", label, questions))
    return found
