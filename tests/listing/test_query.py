"""Laws of reading a query from a hostile request."""

from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from urllib.parse import parse_qs
from wipo.webinars.listing.query import BATCH
from wipo.webinars.listing.query import FARTHEST
from wipo.webinars.listing.query import FILTERS
from wipo.webinars.listing.query import KNOWN
from wipo.webinars.listing.query import LARGEST_BATCH
from wipo.webinars.listing.query import LONGEST_TEXT
from wipo.webinars.listing.query import parse
from wipo.webinars.listing.query import Query
from wipo.webinars.listing.query import SORTS
from wipo.webinars.listing.query import text_query

import pytest

# A busy machine is no failure of the law.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = (*FILTERS, "text", "sort", "b_start", "b_size", "status[]", "other")
TOKENS = sorted({token for known in KNOWN.values() for token in known} | set(SORTS))
SCALARS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(TOKENS),
    st.binary(max_size=10),
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)
HOSTILE = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(SCALARS, st.lists(SCALARS, max_size=5)), max_size=8
)


def subsets(tokens):
    return st.sets(st.sampled_from(tokens)).map(
        lambda chosen: tuple(token for token in tokens if token in chosen)
    )


QUERIES = st.builds(
    Query,
    **{name: subsets(known) for name, known in KNOWN.items()},
    year=st.sets(st.integers(2000, 2100), max_size=4).map(lambda years: tuple(sorted(years))),
    text=st.text(max_size=40).map(lambda text: parse({"text": text}).text),
    sort=st.sampled_from(("", *SORTS)),
    b_start=st.integers(0, FARTHEST),
    b_size=st.integers(1, LARGEST_BATCH),
)


@patient
@given(HOSTILE)
def test_whatever_comes_is_bounded(form):
    query = parse(form)
    for name, known in KNOWN.items():
        chosen = getattr(query, name)
        assert set(chosen) <= set(known)
        assert len(set(chosen)) == len(chosen)
    assert all(2000 <= year <= 2100 for year in query.year)
    assert len(query.text) <= LONGEST_TEXT
    assert query.sort in ("", *SORTS)
    assert 0 <= query.b_start <= FARTHEST
    assert 1 <= query.b_size <= LARGEST_BATCH


@patient
@given(QUERIES)
def test_an_address_reads_back_as_the_query(query):
    _base, _mark, words = query.address("/hub").partition("?")
    assert parse(parse_qs(words, keep_blank_values=True)) == query


@patient
@given(QUERIES, st.sampled_from(FILTERS))
def test_adding_and_removing_a_value_undo_each_other(query, name):
    value = KNOWN.get(name, (2027,))[0]
    query = query.without(name, value)
    assert query.adding(name, value).without(name, value) == query
    assert query.without(name) == query.having(**{name: ()})


@patient
@given(st.text(max_size=80))
def test_words_never_carry_operators(text):
    words = text_query(text)
    for term in filter(None, words.split(" AND ")):
        bare = term.strip('"').removesuffix("*")
        assert bare.isalnum() or "_" in bare
        assert not (bare in ("and", "or", "not") and term[0] != '"')


@pytest.mark.parametrize(
    ("form", "size"),
    [
        ({}, BATCH),
        ({"b_size": "-1"}, 1),
        ({"b_size": "0"}, 1),
        ({"b_size": "1000000000"}, LARGEST_BATCH),
        ({"b_size": "10" * 500}, BATCH),
        ({"b_size": "ten"}, BATCH),
        ({"b_size": "٥"}, BATCH),
        ({"b_size": ["7", "8"]}, 7),
    ],
)
def test_sizes(form, size):
    assert parse(form).b_size == size


def test_a_filter_takes_several_values_and_leaves_out_what_it_does_not_know():
    query = parse({"group": ["china", "atlantis", "african", "china"], "status[]": "held"})
    assert query.group == ("african", "china")
    assert query.status == ("held",)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("patents", "patents*"),
        ("patents AND", 'patents* AND "and"'),
        (
            "South–South (triangular) cooperation",
            "south* AND south* AND triangular* AND cooperation*",
        ),
        ("知识产权", '"知识产权"'),
        ("知", "知*"),
        ('")(*?!', ""),
    ],
)
def test_words(text, query):
    assert text_query(text) == query
