"""The one query behind the public page, REST and the feeds (R10).

`query` reads what a visitor asks for, `search` answers it from the catalog alone; `representation`
and `indexers` put there what the answer needs, whenever an item changes.
"""
