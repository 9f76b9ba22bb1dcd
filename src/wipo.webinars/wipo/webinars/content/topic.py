"""Topic: a subject that the Secretariat suggests in the call (R7, R8.i)."""

from plone.dexterity.content import Item
from plone.supermodel import model
from wipo.webinars.content.interfaces import IItem
from zope.interface import implementer


class ITopic(model.Schema):
    """A subject suggested by the Secretariat. Its fields come from the behaviors."""


@implementer(ITopic, IItem)
class Topic(Item):
    """A topic in one language."""
