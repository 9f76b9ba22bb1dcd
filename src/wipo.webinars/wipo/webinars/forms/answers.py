"""Answers to questions that editors added: kept with the proposal, private unless marked public."""

from collective.easyform.interfaces import ILabel
from plone import api
from plone.app.textfield.interfaces import IRichTextValue
from plone.namedfile.interfaces import INamed
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from plone.restapi.interfaces import IJsonCompatible
from plone.supermodel.interfaces import IFieldMetadataHandler
from plone.supermodel.utils import ns
from Products.Five import BrowserView
from typing import Any
from wipo.webinars.forms.interfaces import IProposeFieldsContext
from wipo.webinars.forms.interfaces import IPublicAnswer
from wipo.webinars.forms.wording import say
from wipo.webinars.lifecycle.received import as_received
from wipo.webinars.lifecycle.submission import proposal_fields
from zExceptions import NotFound
from zope.component import adapter
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField

PUBLIC_KEY = "wipo.webinars.public"


def added_questions(schema: Any) -> list[tuple[str, Any]]:
    """The questions of a schema that are not those of a proposal: name and field, in order."""
    own = proposal_fields()
    return [
        (name, field)
        for name, field in getFieldsInOrder(schema)
        if name not in own and not ILabel.providedBy(field)
    ]


@implementer(IPublicAnswer)
@adapter(IField)
class PublicAnswer:
    """The mark on a field, kept on its schema as EasyForm keeps its own."""

    def __init__(self, field: Any) -> None:
        self.field = field

    @property
    def public(self) -> bool:
        marks = self.field.interface.queryTaggedValue(PUBLIC_KEY, {})
        return bool(marks.get(self.field.__name__, False))

    @public.setter
    def public(self, value: bool | None) -> None:
        marks = dict(self.field.interface.queryTaggedValue(PUBLIC_KEY, {}))
        marks[self.field.__name__] = bool(value)
        self.field.interface.setTaggedValue(PUBLIC_KEY, marks)


@adapter(IProposeFieldsContext, IField)
def public_answer_extender(context: Any, field: Any) -> Any:
    """Offers the mark in the form's field editor, for questions that editors added."""
    return None if field.__name__ in proposal_fields() else IPublicAnswer


@implementer(IFieldMetadataHandler)
class PublicAnswerHandler:
    """Reads and writes the mark in the form's model: `webinars:public="true"`."""

    namespace = "http://namespaces.wipo.int/webinars"
    prefix = "webinars"

    def read(self, node: Any, schema: Any, field: Any) -> None:
        value = node.get(ns("public", self.namespace))
        if value:
            marks = dict(schema.queryTaggedValue(PUBLIC_KEY, {}))
            marks[field.__name__] = value.lower() == "true"
            schema.setTaggedValue(PUBLIC_KEY, marks)

    def write(self, node: Any, schema: Any, field: Any) -> None:
        if schema.queryTaggedValue(PUBLIC_KEY, {}).get(field.__name__):
            node.set(ns("public", self.namespace), "true")


def _kept(value: Any) -> Any:
    if INamed.providedBy(value):
        return value.filename
    if IRichTextValue.providedBy(value):
        transforms = api.portal.get_tool("portal_transforms")
        return (
            transforms.convertTo("text/plain", value.raw or "", mimetype="text/html")
            .getData()
            .strip()
        )
    if isinstance(value, set | frozenset):
        return tuple(sorted(value, key=str))
    return tuple(value) if isinstance(value, list) else value


def additions(schema: Any, data: Any) -> dict[str, dict[str, Any]]:
    """The answers to the questions that editors added, as `lifecycle.received.keep` takes them.

    :param schema: the form's schema, as `collective.easyform.api.get_schema` gives it.
    :param data: field name → value, as extracted from the form.
    :returns: name → `title` (as it was asked), `value`, `public`; without the unanswered. The
        value of a file is its name, and the file itself is under `file`.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, field in added_questions(schema):
        value = data.get(name)
        if value in (None, "", [], set(), ()):
            continue
        found[name] = {
            "title": say(field.title),
            "value": _kept(value),
            "public": IPublicAnswer(field).public,
        }
        if INamed.providedBy(value):
            found[name]["file"] = value
    return found


@implementer(IPublishTraverse)
class AnswerFile(BrowserView):
    """A file that answers a question, to download: `<proposal>/@@answer/<name of the question>`."""

    name = ""

    def publishTraverse(self, request: Any, name: str) -> Any:
        if self.name:
            raise NotFound(self.context, name, request)
        self.name = name
        return self

    def __call__(self) -> Any:
        """The file, as an attachment.

        :raises zExceptions.NotFound: when there is none, or the reader may not see it.
        """
        private = api.user.has_permission("wipo.webinars: View Contacts", obj=self.context)
        record = as_received(self.context, private=private) or {"additions": {}}
        file = record["additions"].get(self.name, {}).get("file")
        if file is None:
            raise NotFound(self.context, self.name, self.request)
        set_headers(file, self.request.response, filename=file.filename or self.name)
        return stream_data(file)


@implementer(IJsonCompatible)
@adapter(INamed)
def file_as_json(file: Any) -> dict[str, Any]:
    """A file among answers as plone.restapi gives it: what it is, not what is in it."""
    return {
        "filename": file.filename,
        "content-type": file.contentType,
        "size": file.getSize(),
    }
