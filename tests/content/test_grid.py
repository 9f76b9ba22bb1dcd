"""What an editor types into the last row of a grid is kept, script or not (R9, R11, R18)."""

from datetime import date

import pytest
import transaction

ORIGINS = "form.widgets.origins"
EXPERTS = "form.widgets.experts"
PROMOTION = "form.widgets.promotion"


def choose(browser, name, *values):
    browser.getControl(name=f"{name}:list").value = list(values)


def save(browser):
    browser.getControl(name="form.buttons.save").click()
    transaction.begin()


def test_a_filled_last_row_is_stored(webinar, topics, edit):
    form = edit(webinar)
    choose(form, f"{ORIGINS}.AA.widgets.UID", topics[0].UID())
    form.getControl(name=f"{ORIGINS}.AA.widgets.session").value = "2"
    form.getControl(name=f"{EXPERTS}.AA.widgets.name").value = "Ada Lovelace"
    choose(form, f"{EXPERTS}.AA.widgets.role", "speaker")
    choose(form, f"{PROMOTION}.AA.widgets.audience", "smes")
    choose(form, f"{PROMOTION}.AA.widgets.channel", "email")
    choose(form, f"{PROMOTION}.AA.widgets.responsible", "secretariat")
    form.getControl(name=f"{PROMOTION}.AA.widgets.due").value = "2027-03-01"
    save(form)
    assert webinar.origins == [{"UID": topics[0].UID(), "session": 2}]
    (expert,) = webinar.experts
    assert (expert["name"], expert["role"]) == ("Ada Lovelace", "speaker")
    (promotion,) = webinar.promotion
    assert promotion == {
        "audience": "smes",
        "channel": "email",
        "responsible": "secretariat",
        "due": date(2027, 3, 1),
        "done": False,
    }


def test_it_comes_after_the_rows_that_are_there(webinar, topics, edit):
    first, second = (topic.UID() for topic in topics)
    webinar.origins = [{"UID": first, "session": 1}]
    form = edit(webinar)
    choose(form, f"{ORIGINS}.AA.widgets.UID", second)
    save(form)
    assert [row["UID"] for row in webinar.origins] == [first, second]


def test_an_empty_last_row_is_no_row(webinar, topics, edit):
    webinar.origins = [{"UID": topics[0].UID(), "session": 3}]
    form = edit(webinar)
    form.getControl(name="form.widgets.IBasic.title").value = "Another title"
    save(form)
    assert webinar.title == "Another title"
    assert webinar.origins == [{"UID": topics[0].UID(), "session": 3}]
    assert not webinar.experts
    assert not webinar.promotion


@pytest.mark.parametrize(
    ("session", "error"),
    [("9", "Value is too big"), ("many", "The entered value is not a valid integer literal.")],
)
def test_a_wrong_last_row_is_shown_again_and_nothing_is_lost(webinar, topics, edit, session, error):
    form = edit(webinar)
    choose(form, f"{ORIGINS}.AA.widgets.UID", topics[0].UID())
    form.getControl(name=f"{ORIGINS}.AA.widgets.session").value = session
    form.getControl(name=f"{EXPERTS}.AA.widgets.name").value = "Ada Lovelace"
    save(form)
    assert error in form.contents
    assert webinar.origins == []
    assert form.getControl(name=f"{ORIGINS}.0.widgets.UID:list").value == [topics[0].UID()]
    assert form.getControl(name=f"{ORIGINS}.0.widgets.session").value == session
    assert form.getControl(name=f"{EXPERTS}.0.widgets.name").value == "Ada Lovelace"
    assert form.getControl(name=f"{ORIGINS}.AA.widgets.session").value == "1"
    form.getControl(name=f"{ORIGINS}.0.widgets.session").value = "4"
    save(form)
    assert webinar.origins == [{"UID": topics[0].UID(), "session": 4}]
    assert [row["name"] for row in webinar.experts] == ["Ada Lovelace"]


def test_a_last_row_without_what_it_needs_is_an_error(webinar, edit):
    form = edit(webinar)
    form.getControl(name=f"{EXPERTS}.AA.widgets.affiliation").value = "Office of Marks"
    save(form)
    assert not webinar.experts
    assert "Required input is missing." in form.contents
    assert form.getControl(name=f"{EXPERTS}.0.widgets.affiliation").value == "Office of Marks"


def test_a_choice_that_was_not_made_is_asked_for(webinar, edit):
    form = edit(webinar)
    form.getControl(name=f"{ORIGINS}.AA.widgets.session").value = "2"
    form.getControl(name=f"{PROMOTION}.AA.widgets.due").value = "2027-03-01"
    save(form)
    assert webinar.origins == []
    assert not webinar.promotion
    assert form.contents.count("Required input is missing.") >= 4
    for name in (f"{ORIGINS}.0.widgets.UID", f"{PROMOTION}.0.widgets.audience"):
        control = form.getControl(name=f"{name}:list")
        assert control.displayValue == ["Select a value ..."]
        assert control.value == ["--NOVALUE--"]


def test_a_new_webinar_takes_it_too(programme, topics, edit):
    form = edit(programme)
    form.open(f"{programme.absolute_url()}/++add++Webinar")
    form.getControl(name="form.widgets.IBasic.title").value = "New"
    choose(form, f"{ORIGINS}.AA.widgets.UID", topics[1].UID())
    save(form)
    (made,) = [obj for obj in programme.objectValues() if obj.portal_type == "Webinar"]
    assert made.origins == [{"UID": topics[1].UID(), "session": 1}]


def test_a_count_that_is_no_number_adds_nothing(webinar, topics, edit):
    form = edit(webinar)
    choose(form, f"{ORIGINS}.AA.widgets.UID", topics[0].UID())
    form.getControl(name=f"{ORIGINS}.count").value = "-1"
    save(form)
    assert webinar.origins == []
