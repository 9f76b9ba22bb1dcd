"""`GET <hub or Programme>/@webinars` (contract, REST): the query of the public page, as JSON."""

from plone.restapi.services import Service
from typing import Any
from wipo.webinars.listing.facets import facet_title
from wipo.webinars.listing.query import parse
from wipo.webinars.listing.query import Query
from wipo.webinars.listing.search import Batching
from wipo.webinars.listing.search import search


class WebinarsGet(Service):
    """One batch of rows with facet counts, as the caller may see them."""

    def reply(self) -> dict[str, Any]:
        query = parse(self.request.form)
        listing = search(self.context, query)
        endpoint = f"{self.context.absolute_url()}/@webinars"
        reply: dict[str, Any] = {
            "@id": query.address(endpoint),
            "items": listing.items,
            "items_total": listing.total,
            "facets": {
                name: [
                    {"token": token, "title": facet_title(name, token), "count": count}
                    for token, count in counts.items()
                ]
                for name, counts in listing.facets.items()
            },
        }
        reply["batching"] = links(endpoint, query, listing.batching)
        return reply


def links(endpoint: str, query: Query, batching: Batching) -> dict[str, str]:
    """The addresses of this batch and the others, as plone.restapi gives them."""
    offsets = {
        "first": 0,
        "last": batching.last,
        "next": batching.next,
        "prev": batching.previous,
    }
    found = {"@id": query.address(endpoint)}
    for name, start in offsets.items():
        if start is not None:
            found[name] = query.having(b_start=start).address(endpoint)
    return found
