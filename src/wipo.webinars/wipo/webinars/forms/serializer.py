"""The forms over REST: what a reader may know of a form, without EasyForm's error for anonymous.

EasyForm's serializer asks for the id of a permission where its title belongs, which is an error for
everyone who is not a Manager. Ours skips that part: these forms save no data of their own.
"""

from plone import api
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from typing import Any
from wipo.webinars.forms.interfaces import IWebinarsForm
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface

#: How a form works inside (addresses of its mails, expressions): for those who edit it.
INSIDE = (
    "actions_model",
    "formActionOverride",
    "headerInjection",
    "submitLabelOverride",
    "thanksPageOverride",
    "thanksPageOverrideAction",
)


@implementer(ISerializeToJson)
@adapter(IWebinarsForm, Interface)
class FormSerializer(SerializeToJson):
    """A form of a hub as JSON: the questions for all, how it works for its editors."""

    def __call__(self, version: str | None = None, include_items: bool = True) -> dict[str, Any]:
        result = super().__call__(version, include_items)
        if not api.user.has_permission("Modify portal content", obj=self.context):
            for name in INSIDE:
                result.pop(name, None)
        return result
