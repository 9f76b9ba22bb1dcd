"""The caller's language: what `Accept-Language` asks for, else that of the address called."""

from plone import api
from typing import Any
from wipo.webinars.vocabularies.terms import LANGUAGES


def speak(request: Any) -> str:
    """From here on, words for this request are in the caller's language.

    :returns: its code, one of `ar zh en fr ru es`.
    """
    tool = api.portal.get_tool("portal_languages")
    wanted = (str(code).split("-")[0] for code in tool.getRequestLanguages(request) or ())
    language = next((code for code in wanted if code in LANGUAGES), None)
    if language is None:
        current = request.get("LANGUAGE") or ""
        return current if current in LANGUAGES else tool.getDefaultLanguage()
    request["LANGUAGE"] = language
    binding = request.get("LANGUAGE_TOOL")
    if binding is not None:
        binding.LANGUAGE = language
    return language
