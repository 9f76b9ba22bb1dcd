"""Words of a form in the language of the reader, with what editors changed through the web."""

from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message

DOMAIN = "wipo.webinars"


def say(text: Any, language: str | None = None) -> str:
    """A title, a help text or the name of a step, as it is shown.

    The schema editor keeps the id of a message whose text an editor changes, so the catalogs would
    go on to answer with the old text. In our models the id is the English text and there is no
    default: a default was written by an editor, and is shown as it is.

    :param text: a message, a plain string (the name of a step, which a model cannot mark for
        translation), or None.
    :param language: a language code; that of the request when None.
    """
    if not text:
        return ""
    if not isinstance(text, Message):
        text = Message(str(text), domain=DOMAIN)
    elif text.domain == DOMAIN and text.default and text.default != str(text):
        return str(text.default)
    return translate(text, context=getRequest(), target_language=language)
