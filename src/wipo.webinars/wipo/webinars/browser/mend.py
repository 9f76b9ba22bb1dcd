"""Mends what the theme and Plone's frame lack for assistive technology and for valid HTML.

After Barceloneta has put the page together, on the tree that it leaves: the direction on `<html>`,
names for landmarks of the same kind, a role that their elements may have, attributes that HTML does
not know. Nothing that a person sees is added, moved or hidden.
"""

from collections.abc import Iterable
from lxml import etree
from plone.transformchain.interfaces import ITransform
from repoze.xmliter.serializer import XMLSerializer
from typing import Any
from wipo.webinars import _
from wipo.webinars.interfaces import IWipoWebinarsLayer
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface

#: Landmarks that a page has several of, by id, and how they are called.
LANDMARKS = {
    "edit-bar": _("Editing"),
    "portal-globalnav-wrapper": _("Main navigation"),
    "global_statusmessage": _("Messages"),
}
HISTORY = _("History")
_find_landmarks = etree.XPath(" | ".join(f"//*[@id='{name}']" for name in LANDMARKS))
_find_history = etree.XPath("//*[@id='edit-bar']//a[contains(@href, '/@@historyview')]")
_find_labelled = etree.XPath(
    "//*[@id='edit-bar']//a[not(@aria-label)][span[contains(@class, 'toolbar-label')]]"
)
_label_of = etree.XPath("normalize-space(span[contains(@class, 'toolbar-label')])")
_find_unknown = etree.XPath("//a[@icon]")
_find_deferred = etree.XPath("//script[@defer]")
_find_charset = etree.XPath("/html/head/meta[@charset]")
_find_menu = etree.XPath("//*[@id='offcanvasNavbar'][not(@role)]")
_find_collapse = etree.XPath("//*[@id='edit-bar']//a[@aria-label and not(@href)]")


@implementer(ITransform)
@adapter(Interface, IWipoWebinarsLayer)
class MendTransform:
    """Runs after plone.app.theming (8850)."""

    order = 8900

    def __init__(self, published: Any, request: Any) -> None:
        self.published = published
        self.request = request

    def transformIterable(self, result: Iterable[bytes], encoding: str) -> Any:
        """The page with its attributes mended; None (as it is) for whatever is no parsed page."""
        if not isinstance(result, XMLSerializer):
            return None
        tree = result.tree
        root = tree.getroot() if hasattr(tree, "getroot") else tree
        body = root.find("body")
        if body is None:
            return None
        if body.get("dir"):
            root.set("dir", body.get("dir"))
        self._keep_to_html(root)
        for element in _find_landmarks(root):
            element.set("aria-label", self._name(element.get("id")))
            if element.get("role") == "toolbar":
                # Not a role for a `section`; with its name it is a region.
                del element.attrib["role"]
        for element in _find_collapse(root):
            element.set("role", "button")
        for element in _find_labelled(root):
            # On a phone their texts are not displayed, the icons alone are.
            element.set("aria-label", _label_of(element))
        for element in _find_history(root):
            # Its text is a moment that only JavaScript writes.
            element.set("title", translate(HISTORY, context=self.request))
        return result

    @staticmethod
    def _keep_to_html(root: Any) -> None:
        """Make valid what Plone's frame writes on every page."""
        for element in _find_unknown(root):
            del element.attrib["icon"]
        for element in _find_deferred(root):
            element.set("defer", "defer")
        for element in _find_charset(root):
            # The serializer says the encoding itself, at the head of the page, where it belongs.
            element.getparent().remove(element)
        for element in _find_menu(root):
            # It has a name, which a `div` without a role may not have.
            element.set("role", "group")

    def transformUnicode(self, result: str, encoding: str) -> None:
        """A page that the theme did not parse is left alone."""

    def transformBytes(self, result: bytes, encoding: str) -> None:
        """A page that the theme did not parse is left alone."""

    def _name(self, name: str) -> str:
        return translate(LANDMARKS[name], context=self.request)
