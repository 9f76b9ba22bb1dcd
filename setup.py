"""Installer of wipo.webinars.

The import root is ``src/wipo.webinars``: ``wipo`` is a native namespace (PEP 420), so only
what lies below ``wipo.webinars`` is ours. Versions are not chosen here but in
``constraints.txt``, the one source of pins for pip and (through ``versions.cfg``) buildout.
"""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup

ROOT = "src/wipo.webinars"

long_description = "\n\n".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("README.md", "CHANGES.md")
)

setup(
    name="wipo.webinars",
    version="1.0.0.dev0",
    description="A yearly programme of public webinars, run with the member states, on Plone.",
    long_description=long_description,
    long_description_content_type="text/markdown",
    license="GPL-2.0-only",
    classifiers=[
        "Development Status :: 4 - Beta",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Operating System :: POSIX",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
    ],
    keywords="Plone webinars multilingual",
    package_dir={"": ROOT},
    packages=find_namespace_packages(where=ROOT, include=["wipo", "wipo.*"]),
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.11",
    install_requires=[
        "PasteDeploy",
        "Products.CMFPlone",
        "Products.MailHost",
        "babel",
        "collective.easyform",
        "collective.z3cform.datagridfield",
        "lxml",
        "plone.api",
        "plone.app.dexterity",
        # Plone's own types name its behavior; without it each look at one is an error in the log.
        "plone.app.discussion",
        "plone.app.multilingual",
        "plone.app.upgrade",
        "plone.classicui",
        "plone.distribution",
        "plone.restapi",
        "python-gettext",
        "pytz",
        "waitress",
        "zc.lockfile",
        "zope.sendmail",
    ],
    extras_require={
        # The whole site in PostgreSQL instead of a FileStorage. psycopg2-binary and not
        # RelStorage[postgresql]: the latter asks for psycopg2, which needs a compiler.
        "postgresql": [
            "RelStorage",
            "psycopg2-binary",
        ],
        "test": [
            "axe-playwright-python",
            "html5lib",
            "hypothesis",
            "i18ndude",
            "import-linter",
            "mypy",
            "playwright",
            "plone.app.testing",
            "polib",
            "pytest",
            "pytest-plone",
            "requests",
            "ruff",
            "time-machine",
            "towncrier",
            "zpretty",
        ],
    },
    entry_points={
        "paste.filter_factory": ["clock = wipo.webinars.commands.clock:filter_factory"],
        "plone.recipe.zope2instance.ctl": [
            "create_site = wipo.webinars.commands.create_site:command"
        ],
        "z3c.autoinclude.plugin": ["target = plone"],
    },
)
