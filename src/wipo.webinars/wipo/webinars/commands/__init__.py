"""The doors of the command line: what ``make`` calls.

``start``        ``make start``: the site of the contract, created when needed, and served
``create_site``  the same site for ``bin/instance`` of buildout
``importer``     ``make import``: records come in
``pins``         ``make versions``: buildout's ``versions.cfg`` from ``constraints.txt``

``settings``     the environment they read, with the rule about open hosts and passwords
``config``       the files that Zope reads, written below ``DATA_DIR/etc``
``session``      a portal to work on outside of a browser's request
``site``         the creation of the site and what every start sets again
``clock``        what happens by itself while the site is served
``mail``         the mail queue: how it is set and how it is delivered

Modules that Zope needs in its environment before it is imported (``settings``, ``config``,
``pins``) import nothing of it.
"""
