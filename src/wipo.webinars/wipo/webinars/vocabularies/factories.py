"""The vocabularies as schemas and forms use them: `wipo.webinars.<Name>` (contract, "Tokens").

A term's title is in the language of the request, so the same field reads in six languages.
"""

from collections.abc import Callable
from collections.abc import Iterable
from functools import cache
from wipo.webinars.vocabularies import membership
from wipo.webinars.vocabularies import terms
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ё": "е"})


def sort_key(title: str, language: str) -> tuple[str | bytes, str]:
    """A key that sorts titles as a reader of `language` expects, near enough without a collator.

    Case and accents come second ("Égypte" stands between "Dominique" and "El Salvador"); the
    Arabic article does not count; Chinese goes by pinyin, the order of the common characters in
    GB 18030. Keys of different languages cannot be compared with one another.
    """
    if language == "zh":
        return title.encode("gb18030"), title
    folded = title.casefold().translate(_LIGATURES)
    if language == "ar":
        # Before the hamza is dropped: "ألبانيا" begins with a letter, not with the article.
        folded = folded.removeprefix("ال")
    # й is a letter of its own in Russian, not an accented и.
    folded = folded.replace("й", "и\uffff") if language == "ru" else folded
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", folded)
        if not unicodedata.combining(character)
    )
    return plain, title


def _vocabulary(entries: Iterable[tuple[terms.Token, str]]) -> SimpleVocabulary:
    return SimpleVocabulary(
        [SimpleTerm(value=value, token=str(value), title=title) for value, title in entries]
    )


def _factory(name: str) -> Callable[[object], SimpleVocabulary]:
    @provider(IVocabularyFactory)
    def factory(context: object) -> SimpleVocabulary:
        return _vocabulary((token, terms.title(name, token)) for token in terms.tokens(name))

    factory.__doc__ = f"The vocabulary `{name}`, in its own order."
    return factory


regional_groups = _factory("regional_groups")
scope = _factory("scope")
audiences = _factory("audiences")
languages = _factory("languages")
formats = _factory("formats")
modes = _factory("modes")
outcomes = _factory("outcomes")
channels = _factory("channels")
expert_kinds = _factory("expert_kinds")
expert_roles = _factory("expert_roles")
genders = _factory("genders")


@cache
def _sorted_states(language: str) -> tuple[tuple[terms.Token, str], ...]:
    states = [
        (code, terms.title("member_states", code, language))
        for code in terms.tokens("member_states")
    ]
    return tuple(sorted(states, key=lambda state: sort_key(state[1], language)))


@provider(IVocabularyFactory)
def member_states(context: object) -> SimpleVocabulary:
    """The member states, sorted by their names in the language of the request."""
    return _vocabulary(_sorted_states(terms.request_language()))


@provider(IVocabularyFactory)
def recommendations(context: object) -> SimpleVocabulary:
    """The 45 Development Agenda recommendations, by number; the value is a number."""
    return _vocabulary(
        (token, terms.recommendation_title(int(token))) for token in terms.tokens("recommendations")
    )


@provider(IVocabularyFactory)
def own_regional_groups(context: object) -> SimpleVocabulary:
    """The regional groups that the user may choose: the own ones, all for the Secretariat (R8)."""
    return _vocabulary(
        (token, terms.title("regional_groups", token)) for token in membership.selectable_groups()
    )
