"""Interfaces that other rooms and other packages adapt to."""

from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IWipoWebinarsLayer(IDefaultBrowserLayer):
    """The browser layer: present on requests to a site where the add-on is installed."""


class IHub(Interface):
    """Marks the folder `webinars` of a language: the public page of the programme (R10)."""
