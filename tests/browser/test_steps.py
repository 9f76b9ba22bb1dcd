"""The five steps: what is done, what is current, and how it is said."""

from datetime import datetime
from datetime import UTC
from html5lib import HTMLParser
from wipo.webinars.browser.steps import as_text
from wipo.webinars.browser.steps import marks
from wipo.webinars.browser.steps import render
from wipo.webinars.browser.steps import render_small
from wipo.webinars.browser.steps import Standing
from wipo.webinars.browser.steps import words
from wipo.webinars.lifecycle.states import CHAIN

import pytest

DATES = {
    "proposed": datetime(2026, 9, 12, 9, tzinfo=UTC),
    "adopted": datetime(2026, 12, 3, 9, tzinfo=UTC),
    "scheduled": datetime(2027, 1, 20, 9, tzinfo=UTC),
}
SCHEDULED = Standing(
    state="scheduled",
    dates=DATES,
    start=datetime(2027, 4, 8, 12, tzinfo=UTC),
    timezone="Europe/Zurich",
)


def test_the_way_of_a_scheduled_webinar() -> None:
    drawn = marks(SCHEDULED, "en")
    assert [mark.state for mark in drawn] == list(CHAIN)
    assert [mark.standing for mark in drawn] == ["done", "done", "current", "ahead", "ahead"]
    assert [mark.day for mark in drawn] == ["12 Sept 2026", "3 Dec 2026", "for 8 Apr 2027", "", ""]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (SCHEDULED, "Scheduled for 8 April 2027, 14:00 Geneva"),
        (
            Standing("scheduled", start=datetime(2027, 4, 8, 12, tzinfo=UTC), date_only=True),
            "Scheduled for 8 April 2027",
        ),
        (
            Standing("scheduled", portal_type="Proposal"),
            "Scheduled: a webinar on it has its date",
        ),
        (Standing("held"), "Held; the day is not known"),
        (Standing("adopted", dates=DATES, portal_type="Topic"), "Adopted on 3 December 2026"),
        (
            Standing("proposed"),
            "Draft of the list, in consultation with the regional groups",
        ),
        (Standing("archived", outcome="withdrawn"), "Withdrawn"),
        (
            Standing("archived", outcome="completed", start=datetime(2024, 4, 11, 12, tzinfo=UTC)),
            "Held on 11 April 2024; the follow-up is complete",
        ),
        (Standing("archived", outcome="completed"), "Completed"),
        (
            Standing(
                "archived",
                outcome="not-retained",
                dates={"archived": datetime(2027, 1, 5, 12, tzinfo=UTC)},
            ),
            "Not retained for the programme, 5 January 2027",
        ),
        (
            Standing(
                "archived",
                outcome="merged",
                dates={"archived": datetime(2027, 1, 5, 12, tzinfo=UTC)},
            ),
            "Merged with another subject on 5 January 2027",
        ),
    ],
)
def test_the_current_step_in_words(item: Standing, said: str) -> None:
    assert words(item, "en") == said


def test_what_was_skipped_is_not_drawn_as_done() -> None:
    item = Standing("archived", outcome="not-retained", dates={"proposed": DATES["proposed"]})
    drawn = marks(item, "en")
    assert [mark.standing for mark in drawn] == ["done", "ahead", "ahead", "ahead", "current"]
    assert drawn[-1].title == "Not retained"


def test_days_of_typing_are_not_shown_as_days_of_the_past() -> None:
    item = Standing(
        "held",
        dates={"proposed": DATES["proposed"], "held": DATES["proposed"]},
        start=datetime(2024, 4, 11, 12, tzinfo=UTC),
    )
    assert [mark.day for mark in marks(item, "en")] == ["", "", "", "11 Apr 2024", ""]


def test_markup_names_the_current_step_and_is_safe() -> None:
    tree = HTMLParser(strict=False, namespaceHTMLElements=False).parse(render(SCHEDULED, "en"))
    current = tree.findall(".//li[@aria-current='step']")
    assert len(current) == 1
    assert "Scheduled" in "".join(current[0].itertext())
    assert "<script" not in render(Standing("archived", outcome="<script>"), "en")


def test_small_markup_says_the_step_once() -> None:
    markup = render_small(SCHEDULED, "en")
    assert markup.count("Scheduled for 8 April 2027, 14:00 Geneva") == 1
    assert markup.count("ww-dot ") == 5


def test_text_for_mails() -> None:
    assert as_text(SCHEDULED, "en") == (
        "Scheduled for 8 April 2027, 14:00 Geneva\n"
        "[x] Proposed (12 Sept 2026) > [x] Adopted (3 Dec 2026) > "
        "[o] Scheduled (for 8 Apr 2027) > [ ] Held > [ ] Archived"
    )
