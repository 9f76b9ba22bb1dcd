"""Chinese is `zh` on the site and `zh_CN` in the packages: one reads the other's catalogs."""

from plone import api
from plone.i18n.interfaces import ILanguageUtility
from plone.testing import zca
from pythongettext.msgfmt import Msgfmt
from wipo.webinars.locales import aliases
from zope.component import getUtilitiesFor
from zope.component import getUtility
from zope.component import provideUtility
from zope.configuration import xmlconfig
from zope.i18n import config
from zope.i18n import translate
from zope.i18n.gettextmessagecatalog import GettextMessageCatalog
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.translationdomain import TranslationDomain

import logging
import pytest


@pytest.fixture
def registry():
    """An empty component registry, gone after the test.

    It stands on no other: the alias would reach through and change the domains of Plone.
    """
    components = zca.pushGlobalRegistry()
    below = components.__bases__
    components.__bases__ = ()
    yield
    components.__bases__ = below
    zca.popGlobalRegistry()


@pytest.fixture
def catalog(tmp_path):
    """A function that writes a catalog and returns it."""

    def make(language, messages, package="shipped"):
        lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"', ""]
        for source, translated in messages.items():
            lines += [f'msgid "{source}"', f'msgstr "{translated}"', ""]
        path = tmp_path / f"{package}-{language}.mo"
        po = [line.encode() + b"\n" for line in lines]
        path.write_bytes(Msgfmt(po, "fruit").getAsFile().read())
        return GettextMessageCatalog(language, "fruit", str(path))

    return make


@pytest.fixture
def fruit(registry):
    """A translation domain without catalogs."""
    domain = TranslationDomain("fruit")
    provideUtility(domain, ITranslationDomain, name="fruit")
    return domain


def chinese(message, domain="fruit"):
    return translate(message, domain=domain, target_language="zh")


def test_zh_reads_the_catalogs_of_zh_cn(fruit, catalog):
    fruit.addCatalog(catalog("zh_CN", {"Apple": "苹果"}))
    assert chinese("Apple") == "Apple"
    aliases.add_aliases("zh_CN", "zh")
    assert chinese("Apple") == "苹果"
    assert translate("Apple", domain="fruit", target_language="zh_CN") == "苹果"


def test_what_zh_has_itself_comes_first_and_is_filled_up(fruit, catalog):
    fruit.addCatalog(catalog("zh_CN", {"Apple": "苹果", "Pear": "梨"}))
    fruit.addCatalog(catalog("zh", {"Apple": "林檎"}, package="own"))
    aliases.add_aliases("zh_CN", "zh")
    assert chinese("Apple") == "林檎"
    assert chinese("Pear") == "梨"


def test_a_second_time_changes_nothing(fruit, catalog):
    fruit.addCatalog(catalog("zh_CN", {"Apple": "苹果"}))
    aliases.add_aliases("zh_CN", "zh")
    before = list(fruit.getCatalogsInfo()["zh"])
    aliases.add_aliases("zh_CN", "zh")
    assert fruit.getCatalogsInfo()["zh"] == before


def test_a_domain_without_chinese_stays_as_it_is(fruit, catalog):
    fruit.addCatalog(catalog("fr", {"Apple": "Pomme"}))
    aliases.add_aliases("zh_CN", "zh")
    assert "zh" not in fruit.getCatalogsInfo()


def test_the_directive_sees_catalogs_registered_after_it(registry, tmp_path, catalog):
    folder = tmp_path / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    made = catalog("zh_CN", {"Apple": "苹果"})
    (folder / "fruit.mo").write_bytes((tmp_path / "shipped-zh_CN.mo").read_bytes())
    assert made.queryMessage("Apple") == "苹果"
    xmlconfig.string(
        f"""
        <configure
            xmlns="http://namespaces.zope.org/zope"
            xmlns:i18n="http://namespaces.zope.org/i18n"
            >
          <include package="zope.component" file="meta.zcml" />
          <include package="zope.i18n" file="meta.zcml" />
          <include package="wipo.webinars.locales" />
          <i18n:registerTranslations directory="{tmp_path}" />
        </configure>
        """
    )
    assert chinese("Apple") == "苹果"


@pytest.mark.parametrize(
    ("allowed", "warned"),
    [
        (None, False),
        ({"en", "zh", "zh_CN"}, False),
        ({"en", "fr"}, False),
        ({"en", "zh"}, True),
    ],
)
def test_warns_when_the_environment_keeps_chinese_out(
    registry, monkeypatch, caplog, allowed, warned
):
    monkeypatch.setattr(config, "ALLOWED_LANGUAGES", allowed)
    with caplog.at_level(logging.WARNING):
        aliases.add_aliases("zh_CN", "zh")
    assert ("zope_i18n_allowed_languages" in caplog.text) is warned


def test_plone_speaks_chinese(portal):
    assert chinese("Log in", domain="plone") == "登录"
    assert chinese("label_log_in", domain="plone") == "登录"
    assert chinese("weekday_mon", domain="plonelocales") == "星期一"


@pytest.mark.parametrize("domain", ["plone", "plonelocales", "widgets", "plone.z3cform"])
def test_every_domain_of_plone_has_zh(portal, domain):
    catalogs = getUtility(ITranslationDomain, domain).getCatalogsInfo()
    assert set(catalogs["zh_CN"]) <= set(catalogs["zh"])


def test_no_domain_is_left_out(portal):
    for name, domain in getUtilitiesFor(ITranslationDomain):
        catalogs = domain.getCatalogsInfo()
        assert "zh_CN" not in catalogs or "zh" in catalogs, name


def test_a_page_in_chinese_negotiates_zh(portal):
    api.portal.set_registry_record("plone.available_languages", ["en", "zh"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    request = portal.REQUEST.clone()
    request.environ["HTTP_ACCEPT_LANGUAGE"] = "zh"
    assert getUtility(ILanguageUtility).getLanguageBindings(request)[0] == "zh"
    assert translate("Log in", domain="plone", context=request) == "登录"


def test_the_language_selector_says_zhongwen(portal):
    languages = getUtility(ILanguageUtility).getAvailableLanguages()
    assert languages["zh"]["native"] == "中文"
