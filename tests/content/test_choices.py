"""The topics and proposals that a webinar can come from, said in the language of the form (R9)."""

from collections.abc import Iterator
from plone import api
from plone.app.multilingual.api import translate
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest
import re

FACTORY = "wipo.webinars.Origins"


@pytest.fixture()
def russian(topics) -> Iterator:
    """The Russian version of the first topic."""
    version = translate(topics[0], "ru")
    version.title = "Товарные знаки"
    version.reindexObject()
    yield version


def test_a_uid_of_another_language_has_the_title_of_the_forms(webinar, topics, russian):
    terms = getUtility(IVocabularyFactory, FACTORY)(webinar)
    term = terms.getTermByToken(russian.UID())
    assert (term.value, term.token, term.title) == (russian.UID(), russian.UID(), "Trademarks")
    assert terms.getTerm(russian.UID()).title == "Trademarks"


def test_an_item_without_that_language_has_its_own_title(webinar, topics, russian):
    api.content.delete(topics[0], check_linkintegrity=False)
    terms = getUtility(IVocabularyFactory, FACTORY)(webinar)
    assert terms.getTerm(russian.UID()).title == "Товарные знаки"


def test_an_unknown_uid_is_no_term(webinar):
    terms = getUtility(IVocabularyFactory, FACTORY)(webinar)
    assert "0" * 32 not in terms
    with pytest.raises(LookupError):
        terms.getTerm("0" * 32)


def test_the_form_says_it_in_english_and_keeps_what_is_stored(webinar, topics, russian, edit):
    webinar.origins = [{"UID": russian.UID(), "session": 1}]
    form = edit(webinar)
    (chosen,) = form.getControl(name="form.widgets.origins.0.widgets.UID:list").displayValue
    assert chosen == "Trademarks"
    form.getControl(name="form.buttons.save").click()
    assert re.search("/edit$", form.url) is None
    assert webinar.origins == [{"UID": russian.UID(), "session": 1}]
