"""Webinars of an intergovernmental secretariat, run together with its member states."""

from zope.i18nmessageid import MessageFactory

_ = MessageFactory("wipo.webinars")
