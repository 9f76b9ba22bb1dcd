"""What the five types have in common."""

from zope.interface import Interface


class IItem(Interface):
    """A Programme, Topic, Proposal, Webinar or Question in one language."""
