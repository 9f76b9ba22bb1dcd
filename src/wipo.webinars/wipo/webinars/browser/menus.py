"""What Plone's toolbar offers on hubs and items: nothing that leads nowhere or does harm.

Registered for our layer and our content alone: Plone's own actions stay as they are elsewhere.
"""

from AccessControl import getSecurityManager
from pathlib import Path
from plone.app.content.browser import folderfactories
from plone.app.contentmenu.menu import ActionsSubMenuItem
from plone.app.contentmenu.menu import DisplaySubMenuItem
from plone.app.layout.globals.context import ContextState
from Products.CMFCore.utils import getToolByName
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from wipo.webinars.vocabularies.membership import own_groups

BUTTONS = "object_buttons"
ICAL = "ical_import_enable"
#: Buttons that are not offered, by portal type; a hub is a Folder.
WITHOUT = {
    "Folder": {ICAL},
    # It stands in the hub, and its address is its year.
    "Programme": {"rename", "cut", "copy", ICAL},
    # It is what a group submitted, where it submitted it.
    "Proposal": {"rename", "cut", "copy"},
    "Webinar": {ICAL},
}


class State(ContextState):
    """Plone's view on the context, with the actions that make sense on it."""

    def actions(self, category: str | None = None, max: int = -1) -> list[dict[str, Any]]:
        """The actions of a category, as Plone gives them."""
        found = super().actions(category, max)
        if category != BUTTONS:
            return found
        without = WITHOUT.get(self.context.portal_type, ())
        offered = [action for action in found if action["id"] not in without]
        return offered + self._delete(offered)

    def _delete(self, offered: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Delete, where the item's own state allows it.

        Plone also asks for the right to delete the container: a programme can no longer be
        deleted once its call was opened, the drafts in it can.
        """
        allowed = getSecurityManager().checkPermission("Delete objects", self.context)
        if not allowed or any(action["id"] == "delete" for action in offered):
            return []
        tool = getToolByName(self.context, "portal_actions")
        actions = tool.listActionInfos(
            object=self.context, categories=(BUTTONS,), check_condition=False
        )
        return [action for action in actions if action["id"] == "delete"]


class Actions(ActionsSubMenuItem):
    """The menu of these actions; none where it would be empty."""

    def available(self) -> bool:
        """Whether there is something to offer."""
        return any(action["allowed"] for action in self.context_state.actions(BUTTONS))


class Display(DisplaySubMenuItem):
    """No menu: another layout or default page would replace ours."""

    def available(self) -> bool:
        """Never."""
        return False


class Factories(folderfactories.FolderFactoriesView):
    """What can be added to a programme: proposals only by those who can submit one.

    The Secretariat's right to add proposals is for their translations.
    """

    index = ViewPageTemplateFile("folderfactories.pt", str(Path(folderfactories.__file__).parent))

    def addable_types(self, include: Any = None) -> list[dict[str, Any]]:
        """The types, as Plone gives them."""
        found = super().addable_types(include)
        return [entry for entry in found if entry["id"] != "Proposal" or own_groups()]
