"""The plan as plain data: for REST, and for the command that prints it."""

from typing import Any
from wipo.webinars.importing.planning import Plan
from wipo.webinars.importing.rows import Problem


def report(plan: Plan) -> dict[str, Any]:
    """What is wrong, what is left out and what would change.

    :returns: `errors` and `notes` (dicts with `place`, `field`, `message`), `entries` (dicts with
        `type`, `name`, `action` — `create`, `change`, `same` — and `changes` in words), `counts`.
    """
    return {
        "errors": said(plan.problems),
        "notes": said(plan.notes),
        "entries": [
            {
                "type": entry.record.type,
                "name": entry.record.name,
                "action": entry.action,
                "changes": list(entry.changes),
            }
            for entry in plan.entries
        ],
        "counts": plan.counts,
    }


def refused(problems: list[Problem]) -> dict[str, Any]:
    """The report of a file from which nothing can be read."""
    return {"errors": said(problems), "notes": [], "entries": [], "counts": {}}


def said(problems: list[Problem]) -> list[dict[str, str]]:
    """Problems as plain data."""
    return [
        {"place": problem.place, "field": problem.field, "message": problem.reason}
        for problem in problems
    ]
