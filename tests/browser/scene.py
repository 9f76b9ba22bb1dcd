"""A small site to look at: one programme with its call open, one published, all in six languages.

Built once for all tests of this folder. Whatever has no translation here is in English alone, so
that pages also show texts in a language other than their own.
"""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.multilingual.api import translate
from plone.app.testing import ploneSite
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.textfield import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.testing import Layer
from plone.testing import zodb
from Products.CMFCore.indexing import processQueue
from typing import Any
from wipo.webinars.content.items import translations
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.lifecycle import adoptions
from wipo.webinars.lifecycle import received
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.states import refresh_security
from wipo.webinars.testing import FIXTURE
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.interface import alsoProvides
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

PASSWORD = "correct horse battery staple"

TITLES = {
    "topic": {
        "en": "Geographical indications: from registration to the market",
        "fr": "Les indications géographiques : de l’enregistrement au marché",
        "es": "Las indicaciones geográficas: del registro al mercado",
        "ru": "Географические указания: от регистрации к рынку",
        "ar": "المؤشرات الجغرافية: من التسجيل إلى السوق",
        "zh": "地理标志：从注册到市场",
    },
    "proposal": {
        "en": "Technology transfer offices that work with few means",
        "fr": "Des bureaux de transfert de technologie efficaces avec peu de moyens",
        "es": "Oficinas de transferencia de tecnología eficaces con pocos medios",
        "ru": "Центры передачи технологий, работающие с небольшими средствами",
        "ar": "مكاتب نقل التكنولوجيا الفعالة بموارد محدودة",
        "zh": "以有限资源有效运作的技术转移办公室",
    },
    "scheduled": {
        "en": "Protecting traditional knowledge: what offices can do today",
        "fr": "Protéger les savoirs traditionnels : ce que les offices peuvent faire aujourd’hui",
        "es": "Proteger los conocimientos tradicionales: qué pueden hacer hoy las oficinas",
        "ru": "Охрана традиционных знаний: что ведомства могут сделать сегодня",
        "ar": "حماية المعارف التقليدية: ما الذي تستطيع المكاتب فعله اليوم",
        "zh": "保护传统知识：主管局今天能做什么",
    },
    "held": {
        "en": "Aiming for impact in technical assistance and capacity building",
        "fr": "Viser l’impact dans l’assistance technique et le renforcement des capacités",
        "es": "Buscar el impacto en la asistencia técnica y el fortalecimiento de capacidades",
        "ru": "Нацеленность на результат в технической помощи и укреплении потенциала",
        "ar": "استهداف الأثر في المساعدة التقنية وبناء القدرات",
        "zh": "以实效为目标的技术援助与能力建设",
    },
}
SUMMARY = {
    "en": "Registers fill up, yet producers earn little more. What makes a sign worth something.",
    "fr": "Les registres se remplissent, mais les producteurs gagnent à peine plus qu’avant.",
    "es": "Los registros crecen, pero quienes producen apenas ganan más que antes.",
    "ru": "Реестры пополняются, но доходы производителей почти не растут.",
    "ar": "تمتلئ السجلات، غير أن دخل المنتجين لا يكاد يزيد.",
    "zh": "注册数量不断增加，而生产者的收入却几乎没有提高。",
}
OBJECTIVES = {
    "en": ["Draft a specification that controls can verify.", "Plan who pays for promotion."],
    "fr": ["Rédiger un cahier des charges vérifiable.", "Prévoir qui finance la promotion."],
    "es": ["Redactar un pliego que se pueda verificar.", "Prever quién paga la promoción."],
    "ru": ["Составить проверяемую спецификацию.", "Определить, кто оплачивает продвижение."],
    "ar": ["صياغة دفتر شروط يمكن التحقق منه.", "تحديد من يموّل الترويج."],
    "zh": ["起草可核查的产品规范。", "规划由谁承担推广费用。"],
}
PRIVATE = {
    "contact_name": "Private Contact Person",
    "contact_email": "private.contact@example.org",
    "join_url": "https://platform.example.org/j/private-room",
    "expert_email": "private.expert@example.org",
}
SECRET_TITLE = "Draft that only the consultation sees"


def in_all_languages(obj: Any, titles: dict[str, str]) -> None:
    """Translate an English item into the other five languages and release them."""
    for language in titles:
        version = obj if language == "en" else translate(obj, language)
        version.title = titles[language]
        version.description = SUMMARY[language]
        version.objectives = OBJECTIVES[language]
        version.relevance = SUMMARY[language]
        if version.portal_type == "Proposal":
            version.themes = OBJECTIVES[language]
        version.released = version.released or datetime.now(UTC) - timedelta(days=1)
        notify(ObjectModifiedEvent(version))
        refresh_security(version)
        version.reindexObject()


def relation(target: Any) -> RelationValue:
    """A relation to a content object."""
    return RelationValue(getUtility(IIntIds).getId(target))


def users() -> None:
    """A person of the Secretariat, and coordinators of two groups."""
    for name, group in (
        ("editor", "secretariat"),
        ("coordinator-african", "coordinators-african"),
        ("coordinator-grulac", "coordinators-grulac"),
    ):
        api.user.create(username=name, email=f"{name}@example.org", password=PASSWORD)
        api.group.add_user(groupname=group, username=name)


def build(portal: Any) -> None:
    """Make the content, as the site's manager."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    users()
    now = datetime.now(UTC)
    hub = portal["en"]["webinars"]

    year = now.year
    past = api.content.create(hub, "Programme", year=year, title=f"Programme of webinars {year}")
    place(past, "published")
    coming = api.content.create(
        hub,
        "Programme",
        year=year + 1,
        title=f"Programme of webinars {year + 1}",
        call_opens=now - timedelta(days=10),
        call_closes=now + timedelta(days=40),
    )
    place(coming, "call")

    held = api.content.create(
        past,
        "Webinar",
        id="held",
        title=TITLES["held"]["en"],
        audiences={"ip-offices", "policy-makers"},
        webinar_languages={"en", "fr", "ar"},
        regional_groups={"african", "grulac"},
        scope="good-practices",
        recommendations={1, 12},
        start=datetime(year - 1, 4, 11, 12, tzinfo=UTC),
        date_only=True,
        experts=[
            {
                "name": "First Expert",
                "affiliation": "Office of Industrial Property",
                "country": "KE",
                "kind": "external",
                "role": "speaker",
                "gender": "female",
                "email": PRIVATE["expert_email"],
            }
        ],
        partners=["Development Agenda Coordination Division"],
        recording_url="https://video.example.org/held",
        summary=RichTextValue(
            "<p>Three cases show what lasts: a counterpart, a budget line, a date.</p>",
            "text/html",
            "text/x-html-safe",
        ),
        attended=645,
        countries_attended=116,
        figures_are_minimum=True,
        join_url=PRIVATE["join_url"],
    )
    in_all_languages(held, TITLES["held"])
    place(held, "held")
    slides = api.content.create(held, "File", id="slides.pdf", title="Slides of the first expert")
    slides.file = NamedBlobFile(b"%PDF-1.4 slides", "application/pdf", "slides.pdf")
    slides.reindexObject()
    question = api.content.create(
        held,
        "Question",
        id="question",
        title="Who measures?",
        question="Who should measure the effect, and when?",
        answer=RichTextValue("<p>The office, a year later.</p>", "text/html", "text/x-html-safe"),
    )
    place(question, "published")

    topic = api.content.create(
        coming,
        "Topic",
        id="topic",
        title=TITLES["topic"]["en"],
        audiences={"ip-offices", "smes"},
        webinar_languages={"en", "fr"},
        scope="good-practices",
        recommendations={1, 4},
        builds_on=[relation(held)],
        is_example=True,
    )
    in_all_languages(topic, TITLES["topic"])
    adoptions.record(
        topic,
        "african",
        member_states=("KE", "SN"),
        note="With interpretation into French, if possible.",
        webinar_languages=("fr",),
    )

    proposal = api.content.create(
        coming,
        "Proposal",
        id="proposal",
        title=TITLES["proposal"]["en"],
        format="series",
        themes=OBJECTIVES["en"],
        audiences={"academia-research"},
        webinar_languages={"ar", "fr"},
        regional_groups={"african"},
        regional_group="african",
        member_states={"KE"},
        responds_to=relation(topic),
        builds_on=[relation(held)],
        contact_name=PRIVATE["contact_name"],
        contact_email=PRIVATE["contact_email"],
        is_example=True,
    )
    proposal.objectives = OBJECTIVES["en"]
    received.keep(proposal)
    in_all_languages(proposal, TITLES["proposal"])

    scheduled = api.content.create(
        past,
        "Webinar",
        id="scheduled",
        title=TITLES["scheduled"]["en"],
        audiences={"indigenous-local-communities", "ip-offices"},
        webinar_languages={"en", "es"},
        regional_groups={"grulac"},
        scope="emerging-challenges",
        start=now + timedelta(days=60),
        end=now + timedelta(days=60, minutes=90),
        timezone="Europe/Zurich",
        mode="live",
        partners=["Traditional Knowledge Division"],
        join_url=PRIVATE["join_url"],
        builds_on=[relation(held)],
    )
    in_all_languages(scheduled, TITLES["scheduled"])
    place(scheduled, "scheduled")

    # What must not leak: a draft that builds on a public webinar and comes from a public topic.
    draft = api.content.create(
        coming,
        "Webinar",
        id="draft",
        title=SECRET_TITLE,
        origins=[{"UID": topic.UID(), "session": 1}],
        builds_on=[relation(held)],
    )
    for version in translations(draft).values():
        version.reindexObject()

    # A topic in French alone, which the pages of other languages mark as such.
    api.content.create(
        portal["fr"]["webinars"][str(year + 1)],
        "Topic",
        id="en-francais",
        title="Le droit d’auteur dans l’enseignement à distance",
        objectives=["Comparer les exceptions."],
        audiences={"academia-research"},
        webinar_languages={"fr"},
        builds_on=[relation(translations(held)["fr"])],
    )


class SceneLayer(Layer):
    """The site in six languages with the content of `build`, made once."""

    defaultBases = (FIXTURE,)

    def setUp(self) -> None:
        self["zodbDB"] = zodb.stackDemoStorage(self.get("zodbDB"), name="Scene")
        with ploneSite(db=self["zodbDB"]) as portal:
            alsoProvides(portal.REQUEST, IWipoWebinarsLayer)
            build(portal)
            processQueue()

    def tearDown(self) -> None:
        self["zodbDB"].close()
        del self["zodbDB"]


SCENE = SceneLayer()
