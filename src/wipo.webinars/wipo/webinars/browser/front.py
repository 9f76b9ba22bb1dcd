"""The front page of a language leads to its hub: one public page, at one address (R10).

A redirection, not a default page: the hub would then answer at two addresses and vanish from the
navigation.
"""

from Products.Five.browser import BrowserView
from wipo.webinars.content.items import language_of
from wipo.webinars.lifecycle.hubs import hubs


class ToHub(BrowserView):
    """Leads to the hub of the language, or to the folder's contents while there is none."""

    def __call__(self) -> str:
        hub = hubs().get(language_of(self.context))
        target = (
            hub.absolute_url() if hub is not None else f"{self.context.absolute_url()}/listing_view"
        )
        self.request.response.redirect(target)
        return ""
