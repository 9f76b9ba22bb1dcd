"""`GET /Plone/@imports`: how far the import that this process is doing has come."""

from wipo.webinars.services.imports import progress
from wipo.webinars.services.imports.access import ImportsService


class ImportsGet(ImportsService):
    """Answers `{done, total}`, both 0 while none is running."""

    def reply(self) -> dict[str, int]:
        done, total = progress.ask()
        return {"done": done, "total": total}
