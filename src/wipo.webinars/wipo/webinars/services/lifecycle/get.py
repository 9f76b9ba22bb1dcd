"""`GET <item>/@lifecycle` (contract, REST): no user ids; next steps for who may take them."""

from plone.restapi.services import Service
from typing import Any
from wipo.webinars.lifecycle.states import chain_of
from wipo.webinars.lifecycle.states import state_of
from wipo.webinars.lifecycle.states import state_title
from wipo.webinars.lifecycle.states import step_dates
from wipo.webinars.lifecycle.steps import next_steps
from wipo.webinars.services.language import speak
from zope.i18n import translate


class LifecycleGet(Service):
    """State, dates of the steps, and what can come next."""

    def reply(self) -> dict[str, Any]:
        language = speak(self.request)
        kind = self.context.portal_type
        state = state_of(self.context)
        dates = step_dates(self.context)

        def say(message: Any, domain: str | None = None) -> str:
            return translate(message, domain=domain, context=self.request, target_language=language)

        return {
            "@id": f"{self.context.absolute_url()}/@lifecycle",
            "state": {"id": state, "title": state_title(kind, state, language)},
            "steps": [
                {
                    "state": step,
                    "title": state_title(kind, step, language),
                    "date": dates[step].isoformat(timespec="seconds") if step in dates else None,
                }
                for step in chain_of(kind)
            ],
            "next": [
                {
                    "step": step.step,
                    # Plone looks up the titles of workflows in its own domain.
                    "title": say(step.title, "plone"),
                    "allowed": step.allowed,
                    "missing": [say(message) for message in step.missing],
                }
                for step in next_steps(self.context)
            ],
        }
