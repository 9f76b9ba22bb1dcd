"""`POST /Plone/@imports`: check a file, or import it."""

from base64 import b64decode
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from typing import Any
from wipo.webinars.importing.applying import apply
from wipo.webinars.importing.planning import plan
from wipo.webinars.importing.report import refused
from wipo.webinars.importing.report import report
from wipo.webinars.importing.rows import Unreadable
from wipo.webinars.importing.sources import parse
from wipo.webinars.services.imports import progress
from wipo.webinars.services.imports.access import ImportsService
from zExceptions import BadRequest
from zope.interface import alsoProvides


class ImportsPost(ImportsService):
    """Takes `{name, content, apply}`: the file's name, its bytes in base64, whether to write.

    Without `apply` nothing is written. Answers with the report; 400 when something is wrong.
    """

    def reply(self) -> dict[str, Any]:
        name, content, write = self._input()
        with self.manager():
            return self._import(name, content, write)

    def _input(self) -> tuple[str, bytes, bool]:
        # A page elsewhere can make a browser post, but not with this type of content.
        if not (self.request.getHeader("Content-Type") or "").startswith("application/json"):
            raise BadRequest("The body must be JSON.")
        data = json_body(self.request)
        name, content, write = data.get("name"), data.get("content"), data.get("apply", False)
        if not isinstance(name, str) or not isinstance(content, str) or not isinstance(write, bool):
            raise BadRequest("Give name (text), content (base64) and apply (true or false).")
        try:
            return name, b64decode(content, validate=True), write
        except ValueError as error:
            raise BadRequest("content is no base64.") from error

    def _import(self, name: str, content: bytes, write: bool) -> dict[str, Any]:
        try:
            rows = parse(name, content)
        except Unreadable as error:
            return self._refuse(refused(error.problems))
        wanted = plan(rows)
        found = report(wanted)
        if wanted.problems:
            return self._refuse(found)
        if write:
            alsoProvides(self.request, IDisableCSRFProtection)
            try:
                found["counts"] = apply(wanted, progress.tell)
            finally:
                progress.clear()
        return found | {"applied": write}

    def _refuse(self, found: dict[str, Any]) -> dict[str, Any]:
        self.request.response.setStatus(400)
        return found | {"applied": False}
