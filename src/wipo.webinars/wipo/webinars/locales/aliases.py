"""Lets a site language read the catalogs of another code: `zh` those of `zh_CN`.

The site's Chinese is `zh` (contract, "Where things are"), while Plone and most packages ship
`zh_CN`; without this a Chinese page is in English. The ZCML directive `languageAlias` adds, once
all packages have registered theirs, the catalogs of `source` to `language` in every domain. What
a domain already has under `language` comes first, so that our own additions to a domain of Plone
win and the rest is filled up from `source`.
"""

from zope.component import getUtilitiesFor
from zope.configuration.config import ConfigurationContext
from zope.i18n import config
from zope.i18n.gettextmessagecatalog import GettextMessageCatalog
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.translationdomain import TranslationDomain
from zope.interface import Interface
from zope.schema import TextLine

import logging
import sys

logger = logging.getLogger(__name__)


class ILanguageAlias(Interface):
    """Fill up one language from the catalogs of another."""

    source = TextLine(title="Code under which the catalogs are shipped, such as zh_CN")
    language = TextLine(title="Language code of the site, such as zh")


def language_alias(context: ConfigurationContext, source: str, language: str) -> None:
    """Handle the directive: alias when every other action of this configuration has run."""
    context.action(
        discriminator=(ILanguageAlias, source, language),
        callable=add_aliases,
        args=(source, language),
        order=sys.maxsize,
    )


def add_aliases(source: str, language: str) -> None:
    """Add the catalogs of `source` to `language` in every registered translation domain.

    Doing it twice changes nothing. Warns when the environment variable
    `zope_i18n_allowed_languages` keeps the catalogs of `source` from being loaded at all.
    """
    allowed = config.ALLOWED_LANGUAGES
    if allowed is not None and language in allowed and source not in allowed:
        logger.warning(
            "%s is allowed and %s is not: Plone's own messages will not be in %s. Add %s to %s.",
            language,
            source,
            language,
            source,
            config.ALLOWED_LANGUAGES_KEY,
        )
    for name, domain in getUtilitiesFor(ITranslationDomain):
        if not isinstance(domain, TranslationDomain):
            continue
        catalogs = domain.getCatalogsInfo()
        present = set(catalogs.get(language, ()))
        for path in catalogs.get(source, ()):
            # A gettext catalog is known by the path of its file.
            if path not in present:
                domain.addCatalog(GettextMessageCatalog(language, name, path))
