"""The clock: it goes on whatever its jobs do, and stops when it is told."""

from importlib.metadata import entry_points
from transaction.interfaces import TransientError
from wipo.webinars.commands import clock
from wipo.webinars.commands import session
from wipo.webinars.commands.clock import Clock
from wipo.webinars.commands.settings import read
from wipo.webinars.interfaces import IWipoWebinarsLayer

import logging
import pytest
import threading
import transaction

SOON = 10
"""Seconds after which a thread that ought to have done something has failed."""


@pytest.fixture
def running():
    """Starts clocks, and stops them when the test ends."""
    started = []

    def start(*jobs, interval=0.0):
        new = Clock(jobs, interval)
        started.append(new)
        new.start()
        return new

    yield start
    for each in started:
        assert each.stop(SOON)


def _times(number):
    """A job and the event that its run of that number sets."""
    reached = threading.Event()
    runs = []

    def job():
        runs.append(threading.current_thread().name)
        if len(runs) >= number:
            reached.set()

    return job, reached, runs


def test_jobs_run_again_and_again_in_the_clocks_own_thread(running):
    job, reached, runs = _times(3)
    running(job)
    assert reached.wait(SOON)
    assert set(runs) == {"clock"}


def test_the_first_round_is_not_waited_for(running):
    job, reached, _ = _times(1)
    running(job, interval=3600)
    assert reached.wait(SOON)


def test_a_failing_job_is_logged_and_stops_neither_the_others_nor_itself(running, caplog):
    failing, failed_twice, _ = _times(2)
    job, reached, _ = _times(2)

    def fail():
        failing()
        raise RuntimeError("no such programme")

    with caplog.at_level(logging.ERROR, logger=clock.__name__):
        running(fail, job)
        assert failed_twice.wait(SOON)
        assert reached.wait(SOON)
    assert "no such programme" in caplog.text


def test_stopping_ends_the_wait_between_rounds(running):
    job, reached, _ = _times(1)
    started = running(job, interval=3600)
    assert reached.wait(SOON)
    assert started.stop(SOON)


def test_stopping_lets_a_job_end_and_begins_no_other(running):
    begun, go_on, ended, other = (threading.Event() for _ in range(4))

    def slow():
        begun.set()
        go_on.wait(SOON)
        ended.set()

    started = running(slow, other.set)
    assert begun.wait(SOON)
    assert not started.stop(timeout=0)
    go_on.set()
    assert started.stop(SOON)
    assert ended.is_set()
    assert not other.is_set()


def test_a_clock_that_never_started_stops_at_once():
    assert Clock([]).stop()


def test_without_a_mail_server_no_mail_is_delivered(tmp_path):
    environ = {"DATA_DIR": str(tmp_path)}
    assert clock.create(read(environ)).jobs == (clock.tick_portal,)
    with_mail = clock.create(read({**environ, "SMTP_HOST": "mail.example.org"}))
    assert len(with_mail.jobs) == 2


def test_in_a_wsgi_pipeline_it_runs_beside_the_application(monkeypatch, tmp_path):
    (entry,) = entry_points(group="paste.filter_factory", name="clock")
    job, reached, _ = _times(1)
    at_exit = []
    monkeypatch.setattr(clock, "tick_portal", job)
    monkeypatch.setattr(clock.atexit, "register", lambda *call: at_exit.append(call))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    application = object()
    assert entry.load()({})(application) is application
    assert reached.wait(SOON)
    for call, *arguments in at_exit:
        call(*arguments)
    assert "clock" not in {thread.name for thread in threading.enumerate()}


def test_a_round_that_loses_a_race_is_run_again(functional, monkeypatch):
    portal = functional["portal"]
    path = portal.getPhysicalPath()
    monkeypatch.setattr(session, "SITE_ID", portal.getId())
    seen = []

    def tick(site):
        seen.append((site.getPhysicalPath(), IWipoWebinarsLayer.providedBy(site.REQUEST)))
        site.title = f"after {len(seen)}"
        if len(seen) == 1:
            raise TransientError("another was first")

    monkeypatch.setattr(clock, "tick", tick)
    clock.tick_portal()
    assert seen == [(path, True)] * 2
    transaction.begin()
    assert portal.title == "after 2"


def test_where_there_is_no_site_yet_nothing_is_due(functional, monkeypatch):
    monkeypatch.setattr(session, "SITE_ID", "elsewhere")
    monkeypatch.setattr(clock, "tick", lambda site: pytest.fail(f"{site} was ticked"))
    clock.tick_portal()
