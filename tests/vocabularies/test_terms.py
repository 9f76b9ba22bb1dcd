"""Every token of the contract exists, and reads well in the six languages."""

from wipo.webinars.vocabularies import terms
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest

import pytest
import re

# The tokens as the contract lists them, in its order.
CONTRACT = {
    "regional_groups": "african asia-pacific cebs caceec grulac group-b china",
    "scope": "briefings reviews new-activities good-practices emerging-challenges",
    "audiences": (
        "policy-makers ip-offices permanent-missions academia-research smes creators-inventors"
        " indigenous-local-communities civil-society legal-profession general-public"
    ),
    "languages": "ar zh en fr ru es",
    "formats": "single series",
    "modes": "live prerecorded hybrid",
    "outcomes": "completed merged withdrawn not-retained",
    "channels": "email web social",
    "expert_kinds": "internal external",
    "expert_roles": "speaker moderator",
    "genders": "female male other",
    "lifecycle_states": "proposed adopted scheduled held archived",
    "programme_states": "preparation call consultation published reported",
    "question_states": "pending published rejected",
    "statuses": "held scheduled considered closed",
}

SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}

EVERY_TERM = [(name, token) for name in terms.NAMES for token in terms.tokens(name)]

TEXTS = [
    *[
        (f"title of {token} in {name}", terms._TERMS[name][token].titles)
        for name, token in EVERY_TERM
    ],
    *[
        (f"description of {token}", terms._TERMS["scope"][token].descriptions)
        for token in terms.tokens("scope")
    ],
]


@pytest.fixture
def speak():
    """A function that makes the current request one in the given language."""
    yield lambda language: setRequest({"LANGUAGE": language})
    clearRequest()


@pytest.mark.parametrize("name", CONTRACT)
def test_tokens_are_those_of_the_contract(name):
    assert terms.tokens(name) == tuple(CONTRACT[name].split())


def test_every_vocabulary_is_named_in_a_test():
    assert set(terms.NAMES) == {*CONTRACT, "member_states", "recommendations"}


def test_recommendations_are_numbers_from_1_to_45():
    assert terms.tokens("recommendations") == tuple(range(1, 46))


def test_there_are_193_states_sorted_by_code():
    codes = terms.tokens("member_states")
    assert len(codes) == 193
    assert list(codes) == sorted(codes)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)


def test_every_term_has_six_titles():
    for what, texts in TEXTS:
        assert set(texts) == set(terms.LANGUAGES), what
        for language, text in texts.items():
            assert text == text.strip(), (what, language)
            assert text, (what, language)


@pytest.mark.parametrize("language", SCRIPTS)
def test_titles_are_written_in_the_script_of_their_language(language):
    for what, texts in TEXTS:
        assert SCRIPTS[language].search(texts[language]), what


def test_latin_titles_have_no_letters_of_other_scripts():
    for what, texts in TEXTS:
        for language in ("en", "fr", "es"):
            assert not any(script.search(texts[language]) for script in SCRIPTS.values()), what


def test_long_titles_are_translated():
    # Short words may be the same in two languages; sentences may not.
    for token in terms.tokens("recommendations"):
        titles = terms._TERMS["recommendations"][token].titles
        assert len(set(titles.values())) == len(terms.LANGUAGES), token


def test_titles_within_a_vocabulary_differ():
    for name in terms.NAMES:
        for language in terms.LANGUAGES:
            titles = [terms.title(name, token, language) for token in terms.tokens(name)]
            assert len(set(titles)) == len(titles), (name, language)


@pytest.mark.parametrize(
    ("state", "language", "expected"),
    [
        ("AE", "ru", "Объединенные Арабские Эмираты"),
        ("VA", "en", "Holy See"),
        ("VA", "fr", "Saint-Siège"),
        ("VA", "ru", "Святой Престол"),
        ("VA", "ar", "الكرسي الرسولي"),
        ("VA", "zh", "教廷"),
        ("VA", "es", "Santa Sede"),
        ("CD", "en", "Democratic Republic of the Congo"),
        ("CG", "en", "Congo"),
        ("CN", "ru", "Китай"),
        ("KR", "zh", "大韩民国"),
        ("MM", "ru", "Мьянма"),
        ("AG", "en", "Antigua and Barbuda"),
    ],
)
def test_states_bear_their_names_of_united_nations_usage(state, language, expected):
    assert terms.title("member_states", state, language) == expected


def test_names_of_states_have_no_everyday_shorthand():
    for code in terms.tokens("member_states"):
        for language in terms.LANGUAGES:
            name = terms.title("member_states", code, language)
            assert "&" not in name
            assert not name.startswith("St. ")
            assert "о-ва" not in name
            assert not re.fullmatch("[А-Я]{2,}", name)


def test_title_is_in_the_language_of_the_request(speak):
    speak("fr")
    assert terms.title("regional_groups", "african") == "Groupe des pays africains"
    speak("zh")
    assert terms.title("regional_groups", "african") == "非洲集团"
    speak("fr-ch")
    assert terms.title("languages", "en") == "Anglais"


def test_title_falls_back_to_english(speak):
    assert terms.title("languages", "fr") == "French"
    assert terms.title("languages", "fr", "de") == "French"
    speak("de")
    assert terms.title("languages", "fr") == "French"


def test_a_language_given_wins_over_the_request(speak):
    speak("ar")
    assert terms.title("languages", "fr", "es") == "Francés"


def test_an_unknown_token_stays_readable():
    assert terms.title("audiences", "astronauts", "fr") == "astronauts"
    assert terms.title("recommendations", 46) == "46"
    assert terms.recommendation_title(46) == "46"
    assert terms.description("scope", "astronauts") == ""


def test_an_unknown_vocabulary_is_an_error():
    with pytest.raises(KeyError):
        terms.tokens("planets")
    with pytest.raises(KeyError):
        terms.title("planets", "mars")


def test_scope_has_letters_and_descriptions(speak):
    assert [terms.scope_letter(token) for token in terms.tokens("scope")] == list("abcde")
    assert terms.scope_letter("elsewhere") == ""
    assert terms.description("scope", "briefings", "fr").startswith("Séances qui font connaître")
    speak("es")
    assert terms.description("scope", "briefings").startswith("Sesiones")


def test_recommendations_are_shown_with_their_number():
    assert terms.recommendation_title(12, "en").startswith("12. Put development concerns")
    assert terms.recommendation_title(12, "ru").startswith("12. Поставить вопросы развития")


def test_states_and_their_groups_agree():
    sizes = {group: len(terms.states_of(group)) for group in terms.tokens("regional_groups")}
    assert sizes == {
        "african": 53,
        "asia-pacific": 46,
        "cebs": 17,
        "caceec": 9,
        "grulac": 33,
        "group-b": 31,
        "china": 1,
    }
    for group in terms.tokens("regional_groups"):
        states = terms.states_of(group)
        assert list(states) == sorted(states)
        assert all(terms.group_of(state) == group for state in states)
    without = [code for code in terms.tokens("member_states") if terms.group_of(code) is None]
    assert without == ["CY", "MD", "UA"]


def test_what_is_inferred_says_so():
    derived = [code for code in terms.tokens("member_states") if terms.group_is_derived(code)]
    assert "AD" in derived
    assert not terms.group_is_derived("PL")
    assert len(derived) == 178


def test_unknown_states_and_groups_are_empty():
    assert terms.group_of("XX") is None
    assert not terms.group_is_derived("XX")
    assert terms.states_of("martian") == ()


def test_terms_cannot_be_changed():
    with pytest.raises(TypeError):
        terms._TERMS["scope"]["briefings"].titles["en"] = "Other"
    with pytest.raises(TypeError):
        terms._TERMS["scope"]["other"] = None


def test_languages_know_their_own_name_and_direction():
    assert [terms.native_name(code) for code in terms.LANGUAGES] == [
        "العربية",
        "中文",
        "English",
        "Français",
        "Русский",
        "Español",
    ]
    assert [terms.direction(code) for code in terms.LANGUAGES] == ["rtl"] + ["ltr"] * 5
    assert terms.native_name("de") == "de"
