"""How our endpoints refuse: plone.restapi's shape, and with a 400 the fields to mend."""

from collections.abc import Sequence
from typing import Any
from wipo.webinars import _
from wipo.webinars.lifecycle.submission import Problem
from wipo.webinars.services.language import speak
from zope.i18n import translate

import transaction


def refuse(request: Any, problems: Sequence[Problem]) -> dict[str, Any]:
    """The body of a 400; nothing that this request wrote is stored.

    :param problems: what to mend; a field is empty where the refusal is about none of them.
    """
    transaction.doom()
    language = speak(request)
    request.response.setStatus(400)
    return {
        "type": "BadRequest",
        "message": translate(
            _("The request was refused."), context=request, target_language=language
        ),
        "errors": [
            {
                "field": problem.field,
                "message": translate(problem.message, context=request, target_language=language),
            }
            for problem in problems
        ],
    }
