"""Our own message catalogs, compiled when they are registered.

Only the `.po` files are kept under version control. The ZCML directive `catalogs` compiles those
that changed and then registers the directory as `i18n:registerTranslations` does, so that the
server, the tests and the commands find the same messages whatever their environment says.
"""

from contextlib import closing
from pathlib import Path
from pythongettext.msgfmt import Msgfmt
from zope.component import getUtilitiesFor
from zope.configuration.config import ConfigurationContext
from zope.configuration.fields import Path as PathField
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.translationdomain import TranslationDomain
from zope.i18n.zcml import registerTranslations
from zope.interface import Interface

import os
import sys
import tempfile


class ICatalogs(Interface):
    """Compile and register the catalogs of a directory."""

    directory = PathField(title="Directory with <language>/LC_MESSAGES/<domain>.po")


def catalogs(context: ConfigurationContext, directory: str) -> None:
    """Handle the directive.

    Raises pythongettext.msgfmt.PoSyntaxError for a broken catalog: a page in the wrong language
    would be noticed later and by others.
    """
    for source in sorted(Path(directory).glob("*/LC_MESSAGES/*.po")):
        compile_catalog(source)
    registerTranslations(context, directory)
    context.action(
        discriminator=(ICatalogs, directory),
        callable=put_first,
        args=(directory,),
        order=sys.maxsize,
    )


def put_first(directory: str) -> None:
    """Let our own catalogs answer before those of the packages, in every domain.

    Catalogs are asked in the order of their registration. Ours correct a few messages of Plone
    whose translation shows a placeholder to the visitor.
    """
    own = os.path.normpath(directory) + os.sep
    for _name, domain in getUtilitiesFor(ITranslationDomain):
        if isinstance(domain, TranslationDomain):
            for paths in domain.getCatalogsInfo().values():
                paths.sort(key=lambda path: not path.startswith(own))


def compile_catalog(source: Path) -> None:
    """Write the `.mo` beside `source` when it is missing or older.

    The file appears whole or not at all: several processes may start at the same moment.
    """
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    with source.open("rb") as po:
        compiled = Msgfmt(po, source.stem).getAsFile()
    with (
        closing(compiled),
        tempfile.NamedTemporaryFile(dir=source.parent, suffix=".tmp", delete=False) as out,
    ):
        out.write(compiled.read())
    Path(out.name).chmod(source.stat().st_mode & 0o777)
    os.replace(out.name, target)
