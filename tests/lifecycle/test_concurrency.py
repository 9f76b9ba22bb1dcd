"""Submissions at the same moment: nothing lost, nothing twice.

By threads of the server on the test layer's database, and by two processes of the operating system
that each open the site in PostgreSQL.
"""

from AccessControl.SecurityManagement import newSecurityManager
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import ForkContext
from pathlib import Path
from plone import api
from plone.app.testing import TEST_USER_PASSWORD
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from Testing.makerequest import makerequest
from typing import Any
from typing import IO
from wipo.webinars.lifecycle.received import as_received
from wipo.webinars.lifecycle.states import place
from wipo.webinars.lifecycle.submission import submit
from ZODB import DB
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

import os
import pytest
import requests
import tempfile
import transaction

#: What the publisher does with a conflict; far more than two writers need.
ATTEMPTS = 10
USER = "coordinator"


def values(title: str) -> dict[str, Any]:
    return {
        "title": title,
        "objectives": ["One"],
        "audiences": {"smes"},
        "webinar_languages": {"fr"},
        "themes": ["One"],
        "regional_group": "african",
    }


@pytest.fixture()
def call(functional: Any, programme_2027: Any) -> Any:
    """The functional layer's site with an open call and one coordinator; committed."""
    place(programme_2027, "call")
    api.user.create(f"{USER}@example.org", USER, TEST_USER_PASSWORD)
    api.group.add_user(groupname="coordinators-african", username=USER)
    transaction.commit()
    return functional["portal"]


def submitted(portal: Any) -> list[Any]:
    """The proposals of the site; what catalog, folder and records say of them agrees."""
    programme = portal["en"]["webinars"]["2027"]
    brains = portal.portal_catalog.unrestrictedSearchResults(portal_type="Proposal")
    found = [brain._unrestrictedGetObject() for brain in brains]
    held = [child for child in programme.objectValues() if child.portal_type == "Proposal"]
    assert sorted(p.getId() for p in found) == sorted(p.getId() for p in held)
    assert len(held) == len({p.getId() for p in held}) == len({p.UID() for p in held})
    assert all(as_received(proposal) is not None for proposal in found)
    return found


def test_threads(call: Any) -> None:
    url = call["en"]["webinars"]["2027"].absolute_url()

    def post(title: str) -> requests.Response:
        json = {k: list(v) if isinstance(v, set) else v for k, v in values(title).items()}
        return requests.post(
            url,
            json={"@type": "Proposal", **json},
            headers={"Accept": "application/json"},
            auth=(USER, TEST_USER_PASSWORD),
            timeout=120,
        )

    titles = ["Same", "Other", "Same", "Third", "Same"]
    with ThreadPoolExecutor(len(titles)) as pool:
        answers = list(pool.map(post, titles))
    assert [answer.status_code for answer in answers] == [201] * len(titles)
    transaction.begin()
    assert sorted(proposal.title for proposal in submitted(call)) == ["Other", "Same", "Third"]
    assert len({answers[at].json()["UID"] for at in (0, 2, 4)}) == 1


@contextmanager
def site_in_postgresql(dsn: str, blobs: str) -> Any:
    """The site of a database of which this process has a connection of its own."""
    options = Options(keep_history=False, blob_dir=blobs, shared_blob_dir=False)
    database = DB(RelStorage(PostgreSQLAdapter(dsn, options=options), options=options))
    connection = database.open()
    try:
        application = connection.root().get("Application")
        if application is not None:
            portal = makerequest(application)["plone"]
            setSite(portal)
            yield portal
        else:
            yield connection
    finally:
        transaction.abort()
        connection.close()
        database.close()


def move(portal: Any, dsn: str, blobs: str) -> None:
    """Copy the layer's application into PostgreSQL."""
    application = portal.getPhysicalRoot()
    exported: IO[bytes]
    with tempfile.TemporaryFile() as exported:
        application._p_jar.exportFile(application._p_oid, exported)
        exported.seek(0)
        with site_in_postgresql(dsn, blobs) as connection:
            connection.root()["Application"] = connection.importFile(exported)
            transaction.commit()


def write(dsn: str, blobs: str, title: str, barrier: Any, answers: Any) -> None:
    """One process: submit, wait for the other before the first commit, repeat on a conflict."""
    try:
        transaction.abort()
        with site_in_postgresql(dsn, blobs) as portal:
            users = portal.acl_users
            newSecurityManager(None, users.getUserById(USER).__of__(users))
            conflicts = 0
            while True:
                transaction.begin()
                proposal = submit(portal["en"]["webinars"]["2027"], values(title))
                uid = proposal.UID()
                if not conflicts:
                    barrier.wait(60)
                try:
                    transaction.commit()
                    break
                except ConflictError:
                    transaction.abort()
                    conflicts += 1
                    if conflicts == ATTEMPTS:
                        raise
            answers.put((os.getpid(), uid, conflicts))
    except BaseException as error:
        answers.put((os.getpid(), repr(error), -1))
        raise


@pytest.mark.postgresql()
@pytest.mark.parametrize("titles,kept", [(("Same", "Same"), 1), (("One", "Other"), 2)])
def test_processes_on_postgresql(
    call: Any,
    postgres_dsn: str,
    tmp_path: Path,
    titles: tuple[str, str],
    kept: int,
) -> None:
    move(call, postgres_dsn, str(tmp_path / "first"))
    setSite(call)
    # The processes are copies of this one, with all of Plone loaded; each opens its own database.
    context = ForkContext()
    barrier, answers = context.Barrier(2), context.Queue()
    processes = [
        context.Process(
            target=write, args=(postgres_dsn, str(tmp_path / f"blobs{at}"), title, barrier, answers)
        )
        for at, title in enumerate(titles)
    ]
    for process in processes:
        process.start()
    told = [answers.get(timeout=120) for _process in processes]
    for process in processes:
        process.join(60)
    assert all(conflicts >= 0 for _pid, _uid, conflicts in told), told
    assert len({pid for pid, _uid, _conflicts in told}) == 2
    assert sum(conflicts for _pid, _uid, conflicts in told) >= 1, "they did not meet"
    try:
        with site_in_postgresql(postgres_dsn, str(tmp_path / "last")) as portal:
            proposals = submitted(portal)
            assert sorted(p.title for p in proposals) == sorted(set(titles))
            assert {p.UID() for p in proposals} == {uid for _pid, uid, _conflicts in told}
            assert len(proposals) == kept
    finally:
        setSite(call)
