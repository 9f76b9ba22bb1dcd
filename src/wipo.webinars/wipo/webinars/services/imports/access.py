"""Who may import: a manager, or a command that shows the key of this installation."""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import system
from collections.abc import Iterator
from contextlib import contextmanager
from plone.restapi.services import Service
from typing import Any
from wipo.webinars.importing import key
from zExceptions import Unauthorized

PERMISSION = "Manage portal"


class ImportsService(Service):
    """A service for managers and for the commands of this machine."""

    def by_key(self) -> bool:
        """Whether a command comes in with the key."""
        return key.opens(self.request.getHeader(key.HEADER))

    def check_permission(self) -> None:
        super().check_permission()
        if not self.by_key() and not getSecurityManager().checkPermission(PERMISSION, self.context):
            raise Unauthorized("Only managers can import.")

    @contextmanager
    def manager(self) -> Iterator[Any]:
        """Act as the manager who is signed in, or as the system for a command."""
        before = getSecurityManager()
        if self.by_key():
            newSecurityManager(None, system)
        try:
            yield
        finally:
            setSecurityManager(before)
