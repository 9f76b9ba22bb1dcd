"""The workflow definition of the five types.

An ordinary DCWorkflow whose states map permissions to roles, with two things that a static map
cannot say: who sees an item may be narrower than its state allows (a translation not yet released,
a webinar withdrawn before anyone outside knew of it), and a withdrawn webinar reopens as a draft
while a completed one reopens as held.

Living here, the rule also survives "Update security settings" of the workflow tool.
"""

from AccessControl.class_init import InitializeClass
from Acquisition import aq_base
from copy import copy
from Products.CMFCore.utils import getToolByName
from Products.DCWorkflow.DCWorkflow import DCWorkflowDefinition
from Products.DCWorkflow.utils import modifyRolesForPermission
from typing import Any
from wipo.webinars.lifecycle.visibility import restriction

READING = ("View", "Access contents information")


class LifecycleWorkflow(DCWorkflowDefinition):
    """A DCWorkflow that knows of release and of reopening."""

    meta_type = "Webinar Lifecycle Workflow"
    title = "Webinar lifecycle workflow"

    def updateRoleMappingsFor(self, ob: Any) -> int:
        """Map permissions as the state says, then narrow reading to what `restriction` allows."""
        changed = super().updateRoleMappingsFor(ob)
        roles = restriction(ob, self._getWorkflowStateOf(ob, id_only=1))
        if roles is not None:
            for permission in READING:
                if modifyRolesForPermission(ob, permission, tuple(roles)):
                    changed = 1
        return changed

    def _executeTransition(self, ob: Any, tdef: Any = None, kwargs: Any = None) -> Any:
        as_held = tdef is not None and tdef.id == "reopen" and tdef.new_state_id == "held"
        if as_held and getattr(aq_base(ob), "outcome", None) != "completed":
            tdef = copy(aq_base(tdef)).__of__(self)
            tdef.new_state_id = "proposed"
        return super()._executeTransition(ob, tdef, kwargs)


InitializeClass(LifecycleWorkflow)


def workflow_of(obj: Any) -> LifecycleWorkflow | None:
    """The lifecycle workflow that governs `obj`, or None for an object of another kind."""
    for workflow in getToolByName(obj, "portal_workflow").getWorkflowsFor(obj):
        if isinstance(aq_base(workflow), LifecycleWorkflow):
            return workflow
    return None
