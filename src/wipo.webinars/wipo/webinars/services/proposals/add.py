"""`POST <Programme>`: proposals go through `submission.submit`, anything else as in any folder."""

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services.content.add import FolderPost
from typing import Any
from wipo.webinars import _
from wipo.webinars.content.items import item_id
from wipo.webinars.content.items import language_of
from wipo.webinars.content.programme import programme_of
from wipo.webinars.lifecycle.submission import Problem
from wipo.webinars.lifecycle.submission import SubmissionRefused
from wipo.webinars.lifecycle.submission import submit
from wipo.webinars.services.language import speak
from wipo.webinars.services.proposals.values import from_json
from wipo.webinars.services.proposals.values import resolve
from wipo.webinars.services.refusal import refuse
from zExceptions import BadRequest
from zExceptions import Forbidden
from zExceptions import Unauthorized
from zope.component import getMultiAdapter
from zope.interface import alsoProvides


class ProgrammePost(FolderPost):
    """Adds to a programme."""

    def reply(self) -> dict[str, Any]:
        if api.user.is_anonymous():
            raise Unauthorized("Sign in to add to a programme.")
        try:
            data = json_body(self.request)
        except DeserializationError as error:
            raise BadRequest(str(error)) from error
        if data.get("@type") != "Proposal":
            if not api.user.has_permission("Add portal content", obj=self.context):
                raise Unauthorized("Missing 'Add portal content' permission")
            return super().reply()
        speak(self.request)
        if data.get("translation_of"):
            return self.translate(data)
        return self.submit(data)

    def submit(self, data: dict[str, Any]) -> dict[str, Any]:
        """A proposal of the caller's group."""
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            proposal = submit(self.context, from_json(data))
        except SubmissionRefused as error:
            return refuse(self.request, error.problems)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", proposal.absolute_url())
        body = getMultiAdapter((proposal, self.request), ISerializeToJson)()
        return body | {"@id": proposal.absolute_url()}

    def translate(self, data: dict[str, Any]) -> dict[str, Any]:
        """The Secretariat's translation of a proposal that is there: no submission."""
        if not api.user.has_permission("wipo.webinars: Add Proposal", obj=self.context):
            raise Forbidden(api.portal.translate(_("Only the Secretariat can add a translation.")))
        source = resolve(data["translation_of"])
        if getattr(source, "portal_type", None) != "Proposal" or item_id(
            programme_of(source)
        ) != item_id(self.context):
            message = _("This is not a proposal of the same programme.")
            return refuse(self.request, [Problem("translation_of", message)])
        if data.get("language") != language_of(self.context):
            message = _("The language is not that of the programme to which it is added.")
            return refuse(self.request, [Problem("language", message)])
        return super().reply()
