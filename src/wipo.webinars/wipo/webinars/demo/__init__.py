"""The demonstration: the webinars really held, this year's programme, and the call for the next.

`data/` holds its records in the format of `make import` (docs/how-to/import.md); the facts among
them come from public pages, what is invented carries `is_example` and its page says so (R10).
"""

from wipo.webinars.demo.build import build

__all__ = ["build"]
