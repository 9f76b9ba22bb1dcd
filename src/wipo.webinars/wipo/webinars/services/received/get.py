"""`GET <Proposal>/@received`: the first version, in the language in which it was written (R10)."""

from plone import api
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from typing import Any
from wipo.webinars.lifecycle.received import as_received
from zExceptions import NotFound


class ReceivedGet(Service):
    """What the group sent; answers that the form keeps private only for who reads the contacts."""

    def reply(self) -> dict[str, Any]:
        private = api.user.has_permission("wipo.webinars: View Contacts", obj=self.context)
        record = as_received(self.context, private=private)
        if record is None:
            raise NotFound("This proposal was not submitted here.")
        return {
            "@id": f"{self.context.absolute_url()}/@received",
            "language": record["language"],
            "received": record["received"].isoformat(timespec="seconds"),
            "fields": json_compatible(record["fields"]),
            "additions": [
                {"name": name, **json_compatible(answer)}
                for name, answer in record["additions"].items()
            ],
        }
