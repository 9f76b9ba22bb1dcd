"""The rights of coordinators on a proposal: from membership of its group, never from `Owner`."""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from typing import Any
from wipo.webinars.content.programme import programme_of
from wipo.webinars.content.proposal import IProposal
from wipo.webinars.lifecycle.submission import is_open
from zope.component import adapter
from zope.interface import implementer


@implementer(ILocalRoleProvider)
@adapter(IProposal)
class GroupRoles:
    """Local roles of the group that submitted a proposal.

    `GroupCoordinator` at any time (reads the contact); `GroupRespondent` while the call is open
    (edits, withdraws).
    """

    def __init__(self, context: Any) -> None:
        self.context = context

    def _principal(self) -> str | None:
        group = getattr(self.context, "regional_group", None)
        return f"coordinators-{group}" if group else None

    def _roles(self) -> tuple[str, ...]:
        programme = programme_of(self.context)
        if programme is not None and is_open(programme):
            return ("GroupCoordinator", "GroupRespondent")
        return ("GroupCoordinator",)

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        return self._roles() if principal_id == self._principal() else ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        principal = self._principal()
        if principal:
            yield principal, self._roles()
