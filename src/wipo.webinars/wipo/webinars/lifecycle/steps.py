"""The next steps of an item, for whoever may take them (`@lifecycle` and the item's page)."""

from dataclasses import dataclass
from typing import Any
from wipo.webinars.lifecycle.checklist import missing
from wipo.webinars.lifecycle.workflow import workflow_of


@dataclass(frozen=True)
class Step:
    """A step that the current user may take, and what stands in its way.

    `step`: the id of the transition; `title`: an i18n message; `missing`: i18n messages.
    """

    step: str
    title: Any
    missing: tuple[Any, ...]

    @property
    def allowed(self) -> bool:
        """Whether it can be taken now."""
        return not self.missing


def next_steps(obj: Any) -> list[Step]:
    """The steps that the current user may take on `obj`, in the order of the workflow."""
    workflow = workflow_of(obj)
    if workflow is None:
        return []
    actions = {
        action["transition"].id: action["transition"]
        for action in workflow.listObjectActions(_Info(obj))
    }
    order = workflow._getWorkflowStateOf(obj).transitions
    return [
        Step(step, actions[step].title, tuple(missing(obj, step)))
        for step in order
        if step in actions
    ]


class _Info(dict):
    """The little that `listObjectActions` needs to know."""

    def __init__(self, obj: Any) -> None:
        super().__init__(content_url=obj.absolute_url())
        self.object = obj
