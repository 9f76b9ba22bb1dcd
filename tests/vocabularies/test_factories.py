"""The vocabularies as a form meets them: values, tokens, titles in the reader's language."""

from wipo.webinars.vocabularies import factories
from wipo.webinars.vocabularies import terms
from zope.component import getUtility
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest
from zope.schema.interfaces import IVocabularyFactory

import pytest

REGISTERED = {
    "RegionalGroups": "regional_groups",
    "Scope": "scope",
    "Audiences": "audiences",
    "Languages": "languages",
    "MemberStates": "member_states",
    "Recommendations": "recommendations",
    "Formats": "formats",
    "Modes": "modes",
    "Outcomes": "outcomes",
    "Channels": "channels",
    "ExpertKinds": "expert_kinds",
    "ExpertRoles": "expert_roles",
    "Genders": "genders",
}


@pytest.fixture
def speak():
    """A function that makes the current request one in the given language."""
    yield lambda language: setRequest({"LANGUAGE": language})
    clearRequest()


@pytest.mark.parametrize("name", REGISTERED)
def test_registered_under_the_name_of_the_contract(portal, name):
    vocabulary = getUtility(IVocabularyFactory, f"wipo.webinars.{name}")(portal)
    assert {term.value for term in vocabulary} == set(terms.tokens(REGISTERED[name]))


@pytest.mark.parametrize("name", set(REGISTERED.values()) - {"member_states"})
def test_order_is_that_of_the_terms(name):
    vocabulary = getattr(factories, name)(None)
    assert tuple(term.value for term in vocabulary) == terms.tokens(name)


@pytest.mark.parametrize("language", terms.LANGUAGES)
@pytest.mark.parametrize("name", set(REGISTERED.values()) - {"recommendations"})
def test_titles_are_in_the_language_of_the_request(speak, name, language):
    speak(language)
    for term in getattr(factories, name)(None):
        assert term.title == terms.title(name, term.value, language)


def test_recommendations_are_numbers_with_their_gist(speak):
    speak("fr")
    vocabulary = factories.recommendations(None)
    term = vocabulary.getTerm(12)
    assert vocabulary.getTermByToken("12") is term
    assert term.title == "12. Intégrer le développement au cœur de toutes les activités de l’OMPI"


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("en", ["DE", "GH", "ZW"]),
        ("fr", ["ZA", "DE", "DM", "EG", "SV", "ES", "ZW"]),
        ("es", ["DE", "ES", "ZW"]),
        ("ru", ["IL", "IR", "YE", "CV", "ZA"]),
        ("ar", ["AR", "JO", "AM", "AL", "BH", "SD"]),
        # aierlan, baxi, faguo, zhongguo
        ("zh", ["IE", "BR", "FR", "CN"]),
    ],
)
def test_states_are_sorted_for_the_reader(speak, language, in_order):
    speak(language)
    codes = [term.value for term in factories.member_states(None)]
    assert [code for code in codes if code in in_order] == in_order


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("ru", ["Ива", "Йод", "Кит"]),
        ("fr", ["Odessa", "Œuvre", "Oslo"]),
        # The article does not count; a first syllable that looks like it does.
        ("ar", ["ألبانيا", "البرازيل", "تونس"]),
    ],
)
def test_sorting_knows_the_letters_of_each_language(language, in_order):
    backwards = in_order[::-1]
    assert sorted(backwards, key=lambda word: factories.sort_key(word, language)) == in_order
