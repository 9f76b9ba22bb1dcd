"""Plone's own words are there in the site's languages (issue 2, "Plone's own words too").

Plone and its packages translate most of what a visitor, a coordinator or an editor meets; our
catalogs add what they leave in English, a file for each of their domains.
"""

from pathlib import Path
from wipo.webinars import locales
from zope.i18n import translate
from zope.i18nmessageid import MessageFactory

import polib
import pytest
import re

LOCALES = Path(locales.__file__).parent
LANGUAGES = ("ar", "es", "fr", "ru", "zh")
FORMS = {"ar": 6, "es": 2, "fr": 2, "ru": 3, "zh": 1}
PLACEHOLDER = re.compile(r"\$\{[-\w]+\}|\$[a-zA-Z]\w*|\{[a-z_]+\}")
MARKUP = re.compile(r"</?([a-z]+)")
DEFAULT = re.compile(r'^Default: "(.*)"$', re.DOTALL)

#: Their placeholders are the parts of a date, in the order of the language.
DATE_FORMATS = {"date_format_long", "date_format_short", "time_format"}
#: Its placeholder is a link whose words Plone's template has in English only.
ENGLISH_LINK = {"message_pwreset_success"}

CATALOGS = sorted(
    path for path in LOCALES.glob("*/LC_MESSAGES/*.po") if path.stem != "wipo.webinars"
)

#: What visitors and coordinators meet first: (domain, message id, English text).
MET = [
    # signing in and out
    ("plone", "Log in", "Log in"),
    ("plone", "label_log_in", "Log in"),
    ("plone", "label_password", "Password"),
    ("plone", "trouble_logging_in", "Trouble logging in?"),
    ("plone", "footer_login_link_get_help", "Get help"),
    ("plone", "need_an_account", "Need an account?"),
    ("plone", "you_are_now_logged_in", "Welcome! You are now logged in."),
    ("plone", "statusmessage_logged_out", "You are now logged out."),
    ("plone", "button_pwreset_reset_password", "Reset your password"),
    ("plone", "heading_reset_password", "Set your password"),
    ("plone", "Set my password", "Set my password"),
    ("plone", "legend_new_password", "New Password"),
    (
        "plone",
        (
            "Login failed. Both email address and password are case sensitive, "
            "check that caps lock is not enabled."
        ),
        None,
    ),
    # searching and finding one's way
    ("plone", "Search results", "Search results"),
    ("plone", "Search results for ${term}", None),
    ("plone", "narrow_search_options", "Filter the results"),
    ("plone", "sort_by", "Sort by"),
    ("plone", "text_searchitem_location", "Located in"),
    ("plone", "breadcrumb", "breadcrumb"),
    ("plone", "label_toggle_navigation", "Toggle navigation"),
    ("plone", "batch_first_item", "First item"),
    ("plone", "batch_last_item", "Last item"),
    ("plone", "(current)", "(current)"),
    ("plone", "label_powered_by_plone", "Powered by Plone"),
    # another language, an error
    ("plone", "heading_not_available_in_language", "Not available in ${language}"),
    ("plone", "This content is not translated yet to the language requested.", None),
    ("plone", "heading_site_error_sorry", "We&#8217;re sorry, but there seems to be an error…"),
    (
        "plone",
        "heading_site_there_seems_to_be_an_error",
        "This page does not seem to exist…",
    ),
    ("plone", "statusmessage_mtype_warning", "Warning:"),
    ("plone", "There were errors.", None),
    # forms
    ("plone", "Save", None),
    ("plone", "Cancel", None),
    ("plone", "label_description", "Summary"),
    ("plone", "label_tags", "Tags"),
    ("plone", "label_related_items", "Related Items"),
    ("plone", "Item created", None),
    ("plone", "file_keep", "Keep existing file"),
    ("plone", "namedfile_accepted_types", "Allowed types: ${accepted_types}."),
    ("plone", "The specified email is not valid.", None),
    ("plone", "msg_text_too_long", "Text is too long. (Maximum ${max} characters.)"),
    ("plone", "is not a valid email address.", None),
    ("plone.z3cform", "title_required", "Required"),
    ("z3c.form", "There were some errors.", None),
    ("z3c.form", "The entered value is not a valid integer literal.", None),
    ("z3c.form", "The system could not process the given value.", None),
    ("z3c.form", "Select a value ...", None),
    ("z3c.form", "No value", None),
    ("z3c.form", "yes", None),
    ("zope", "Required input is missing.", None),
    ("zope", "Object is of wrong type.", None),
    ("zope", "Value is too big", None),
    ("zope", "Value is too small", None),
    ("zope", "Value is too long", None),
    ("zope", "Value is too short", None),
    ("zope", "Constraint not satisfied", None),
    ("zope", "One or more entries of sequence are not unique.", None),
    ("zope", "The specified URI is not valid.", None),
    ("zope", "An object failed schema or invariant validation.", None),
    ("collective.z3cform.datagridfield", "label_datagridwidget_manipulators_addrow", "Add row"),
    ("collective.easyform", "default_submitLabel", "Submit"),
    ("collective.easyform", "default_thankstitle", "Thank You"),
    ("collective.easyform", "default_thanksdescription", "Thanks for your input."),
    ("collective.easyform", "Links are not allowed.", None),
    ("collective.easyform", "Must be checked.", None),
    (
        "collective.easyform",
        "msg_file_too_big",
        "File is bigger than allowed size of ${size} bytes!",
    ),
    # what the pages' scripts say
    ("widgets", "You can only select ${max} items", None),
    ("widgets", "loading content items", None),
    ("widgets", "Upload here", None),
    ("plonelocales", "weekday_mon", "Monday"),
    ("plonelocales", "month_jan_abbr", "Jan"),
    # what REST answers
    (
        "plone.restapi",
        "${field_name} is a required field. Setting it to null is not allowed.",
        None,
    ),
    ("cmf_core", "No workflow provides the '${action_id}' action.", None),
]


def english(entry):
    """The English text of `entry`: its default where the id is not the text itself."""
    default = DEFAULT.match(entry.comment)
    if default is None:
        return entry.msgid
    return default[1].replace(r"\n", "\n").replace(r"\"", '"')


@pytest.fixture(params=CATALOGS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def catalog(request):
    """One of our catalogs for a domain of Plone."""
    return polib.pofile(str(request.param), check_for_duplicates=True)


def test_all_five_languages_have_catalogs():
    assert {path.parts[-3] for path in CATALOGS} == set(LANGUAGES)


def test_the_header_is_right(catalog):
    path = Path(catalog.fpath)
    language = path.parts[-3]
    assert catalog.metadata["Language"] == language
    assert catalog.metadata["Domain"] == path.stem
    assert catalog.metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert catalog.metadata["Plural-Forms"].startswith(f"nplurals={FORMS[language]};")


def test_every_message_is_translated(catalog):
    assert len(catalog) > 0
    assert catalog.fuzzy_entries() == []
    assert catalog.untranslated_entries() == []
    assert catalog.obsolete_entries() == []


def test_placeholders_and_markup_stay(catalog):
    for entry in catalog:
        source = english(entry)
        assert set(MARKUP.findall(entry.msgstr)) == set(MARKUP.findall(source)), entry.msgid
        if entry.msgid not in DATE_FORMATS | ENGLISH_LINK:
            expected = set(PLACEHOLDER.findall(source))
            assert set(PLACEHOLDER.findall(entry.msgstr)) == expected, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_do_not_meet_english(portal, language):
    met = {}
    for domain, msgid, default in MET:
        message = MessageFactory(domain)(msgid, default=default)
        text = translate(message, target_language=language)
        if text in (msgid, default):
            met[domain, msgid] = text
    assert met == {}
