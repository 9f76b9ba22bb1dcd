"""A question keeps its asker's language (contract: Types)."""

from plone import api
from plone.base.interfaces import ILanguage
from wipo.webinars.content.items import language_of


def test_language_kept(portal, programme_2027):
    webinar = api.content.create(programme_2027, "Webinar", title="W")
    question = api.content.create(
        webinar, "Question", title="Вопрос", question="Как?", language="ru"
    )
    assert language_of(question) == "ru"
    assert webinar[question.getId()].language == "ru"
    (brain,) = portal.portal_catalog.unrestrictedSearchResults(UID=question.UID())
    assert brain.Language == "ru"
    other = api.content.create(webinar, "Question", title="Q", question="How?")
    assert language_of(other) == "en"
    ILanguage(other).set_language("fr")
    assert language_of(other) == "en"
