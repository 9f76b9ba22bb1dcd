"""The controlled terms and their titles in the six languages (contract, "Tokens").

What pages, forms, feeds and reports call a group, a state, an audience or a step stands here, once,
read from `data/*.json` at import and never changed afterwards. Nothing here needs a running Plone:
only the language of the current request is looked up when no language is given.

The order of the tokens means something: groups stand as in the contract, the scope as a–e (R13),
states by their code. The regional group of a state is often inferred from geography and then marked
as derived; it helps to sort and to suggest, and is never shown as official (R4.i).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from importlib.resources import files
from types import MappingProxyType
from zope.globalrequest import getRequest

import json

#: A token as stored on content: a string, or a number for a recommendation.
Token = str | int

#: The languages of the Organization, in which every term has a title.
LANGUAGES: tuple[str, ...] = ("ar", "zh", "en", "fr", "ru", "es")

#: The short names by which the vocabularies are asked for.
NAMES: tuple[str, ...] = (
    "regional_groups",
    "scope",
    "audiences",
    "languages",
    "member_states",
    "recommendations",
    "formats",
    "modes",
    "outcomes",
    "channels",
    "expert_kinds",
    "expert_roles",
    "genders",
    "lifecycle_states",
    "programme_states",
    "question_states",
    "statuses",
)

_FALLBACK = "en"

_NATIVE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "العربية",
        "zh": "中文",
        "en": "English",
        "fr": "Français",
        "ru": "Русский",
        "es": "Español",
    }
)

_RIGHT_TO_LEFT = frozenset({"ar"})


@dataclass(frozen=True)
class Term:
    """One entry of a vocabulary, as read from its data file."""

    token: Token
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    letter: str = ""
    regional_group: str | None = None
    derived: bool = False


def _load(name: str) -> Mapping[Token, Term]:
    source = files(__package__).joinpath("data", f"{name}.json")
    terms = {}
    for row in json.loads(source.read_text(encoding="utf-8"))["terms"]:
        terms[row["token"]] = Term(
            token=row["token"],
            titles=MappingProxyType(row["titles"]),
            descriptions=MappingProxyType(row.get("descriptions", {})),
            letter=row.get("letter", ""),
            regional_group=row.get("regional_group"),
            derived=row.get("derived", False),
        )
    return MappingProxyType(terms)


_TERMS: Mapping[str, Mapping[Token, Term]] = MappingProxyType({name: _load(name) for name in NAMES})


def _by_group() -> Mapping[str, tuple[str, ...]]:
    states: dict[str, list[str]] = {str(token): [] for token in _TERMS["regional_groups"]}
    for token, term in _TERMS["member_states"].items():
        if term.regional_group is not None:
            states[term.regional_group].append(str(token))
    return MappingProxyType({group: tuple(codes) for group, codes in states.items()})


_STATES_OF = _by_group()


def request_language() -> str:
    """The language of the current request, or English where there is none of the six."""
    request = getRequest()
    language = request.get("LANGUAGE", "") if request is not None else ""
    # A browser may ask for "fr-ch"; the terms know "fr".
    code = str(language or "").replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGES else _FALLBACK


def tokens(name: str) -> tuple[Token, ...]:
    """All tokens of the vocabulary `name` (see `NAMES`), in their order.

    Raises KeyError for a name that is not one of `NAMES`.
    """
    return tuple(_TERMS[name])


def _text(texts: Mapping[str, str], language: str | None) -> str:
    return texts.get(language or request_language()) or texts.get(_FALLBACK, "")


def title(name: str, token: Token, language: str | None = None) -> str:
    """The title of `token` in the vocabulary `name`, without numbering.

    `language` is one of `LANGUAGES`; None means that of the current request; any other falls back
    to English. A token that the vocabulary does not know comes back as it is, so that old data
    stays readable. Raises KeyError for an unknown `name`.
    """
    term = _TERMS[name].get(token)
    return str(token) if term is None else _text(term.titles, language)


def description(name: str, token: Token, language: str | None = None) -> str:
    """The sentence that explains `token`; empty where there is none (only the scope has them)."""
    term = _TERMS[name].get(token)
    return "" if term is None else _text(term.descriptions, language)


def scope_letter(token: str) -> str:
    """The letter a–e under which paragraph 13 of the strategy lists an area; else empty."""
    term = _TERMS["scope"].get(token)
    return "" if term is None else term.letter


def recommendation_title(number: int, language: str | None = None) -> str:
    """A Development Agenda recommendation as shown: its number and its gist, "12. Put …"."""
    if number not in _TERMS["recommendations"]:
        return str(number)
    return f"{number}. {title('recommendations', number, language)}"


def group_of(state: str) -> str | None:
    """The regional group of a member state (alpha-2 code), None where it is not known.

    Read `group_is_derived` before showing it: most are inferred.
    """
    term = _TERMS["member_states"].get(state)
    return None if term is None else term.regional_group


def group_is_derived(state: str) -> bool:
    """Whether `group_of(state)` was inferred, and so must not be presented as official."""
    term = _TERMS["member_states"].get(state)
    return term is not None and term.derived


def states_of(group: str) -> tuple[str, ...]:
    """The alpha-2 codes of the states of a regional group, sorted; empty for an unknown one."""
    return _STATES_OF.get(group, ())


def native_name(code: str) -> str:
    """A language's name in that language ("Français"); an unknown code comes back as it is."""
    return _NATIVE_NAMES.get(code, code)


def direction(code: str) -> str:
    """The value of `dir` for text in the language `code`: "rtl" or "ltr"."""
    return "rtl" if code in _RIGHT_TO_LEFT else "ltr"
