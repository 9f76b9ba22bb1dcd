"""Each item exactly once in every hub, whatever its translations."""

from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from wipo.webinars.listing.representation import shown_in
from wipo.webinars.vocabularies.terms import LANGUAGES

# A busy machine is no failure of the law.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
RELEASED = st.dictionaries(st.sampled_from(LANGUAGES), st.booleans(), min_size=1)
ITEMS = RELEASED.flatmap(lambda released: st.tuples(st.just(released), st.sampled_from(LANGUAGES)))


@patient
@given(ITEMS)
def test_every_hub_shows_exactly_one_version(item):
    released, original = item
    shown = shown_in(released, original)
    hubs = [hub for hubs in shown.values() for hub in hubs]
    assert sorted(hubs) == sorted(LANGUAGES)


@patient
@given(ITEMS)
def test_a_released_version_stands_in_its_own_hub(item):
    released, original = item
    shown = shown_in(released, original)
    for language, is_released in released.items():
        if is_released:
            assert language in shown[language]


@patient
@given(ITEMS)
def test_what_is_not_released_stands_nowhere_while_another_version_is(item):
    released, original = item
    shown = shown_in(released, original)
    if any(released.values()):
        assert all(not shown[code] for code, is_released in released.items() if not is_released)


@patient
@given(ITEMS)
def test_elsewhere_the_original_stands_where_it_may(item):
    released, original = item
    shown = shown_in(released, original)
    if released.get(original):
        for hub in LANGUAGES:
            if not released.get(hub):
                assert hub in shown[original]
