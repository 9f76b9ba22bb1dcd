"""A plan is carried out: all of it or nothing. The caller commits.

The order lets every rule of the lifecycle find what it needs: programmes; topics and proposals,
then webinars, each with its translations; relations; the states of the webinars, which take their
places and move their origins; adoptions; at last the histories of topics and proposals.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.multilingual.interfaces import ITranslationManager
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from Products.CMFCore.indexing import getQueue
from Products.CMFCore.indexing import processQueue
from typing import Any
from wipo.webinars.importing import aspects
from wipo.webinars.importing.planning import Plan
from wipo.webinars.importing.records import Record
from wipo.webinars.importing.site import questions
from wipo.webinars.importing.site import Site
from wipo.webinars.lifecycle.programmes import title_for
from wipo.webinars.lifecycle.received import keep
from zope.globalrequest import getRequest
from zope.interface import alsoProvides
from zope.interface import directlyProvidedBy
from zope.interface import noLongerProvides

import transaction

#: Told how much is done, and of how much.
Progress = Callable[[int, int], None]


class ImportFailed(Exception):
    """Something that the plan could not foresee; nothing was written."""


def apply(plan: Plan, progress: Progress | None = None) -> dict[str, int]:
    """Write what the plan says.

    :returns: how many items were `created`, `changed` and found `unchanged`.
    :raises ValueError: when the plan has problems.
    :raises Exception: whatever goes wrong, after everything was taken back.
    """
    if plan.problems:
        raise ValueError("a plan with problems cannot be applied")
    # What waits to be indexed belongs to the time before: it must not be lost with what follows.
    processQueue()
    savepoint = transaction.savepoint()
    try:
        with _once():
            return _Writer([entry.record for entry in plan.entries], progress).run()
    except BaseException:
        getQueue().clear()
        savepoint.rollback()
        raise


@contextmanager
def _once() -> Iterator[None]:
    """Let nobody but `lifecycle.translations` keep translations in step.

    plone.app.multilingual does too, in requests that carry its layer: it would write every
    translation again with each item that comes into a programme, and take twice the time.
    """
    request = getRequest()
    marked = IPloneAppMultilingualInstalled in directlyProvidedBy(request)
    if marked:
        noLongerProvides(request, IPloneAppMultilingualInstalled)
    try:
        yield
    finally:
        if marked:
            alsoProvides(request, IPloneAppMultilingualInstalled)


class _Writer:
    def __init__(self, records: list[Record], progress: Progress | None) -> None:
        self.records = records
        self.progress = progress
        self.site = Site()
        self.now = datetime.now(UTC)
        self.new: set[int] = set()
        self.changed: set[int] = set()
        self.done = 0

    def run(self) -> dict[str, int]:
        passes: tuple[tuple[tuple[str, ...], Callable[[Record], list[str]]], ...] = (
            (("Programme",), self._content),
            (("Programme",), self._steps),
            (("Topic", "Proposal", "Webinar"), self._content),
            (("Topic", "Proposal", "Webinar"), self._links),
            (("Webinar",), self._steps),
            (("Topic",), self._adoptions),
            (("Topic", "Proposal"), self._steps),
            (("Webinar",), self._children),
        )
        work = [
            (step, record)
            for types, step in passes
            for record in self.records
            if record.type in types
        ]
        for step, record in work:
            if step(record):
                self.changed.add(id(record))
            self.done += 1
            if self.progress is not None:
                self.progress(self.done, len(work))
        found = Counter(
            "created"
            if id(record) in self.new
            else "changed"
            if id(record) in self.changed
            else "unchanged"
            for record in self.records
        )
        return {name: found[name] for name in ("created", "changed", "unchanged")}

    def _versions(self, record: Record) -> Mapping[str, Any]:
        return self.site.versions(record)

    def _content(self, record: Record) -> list[str]:
        """The item and its translations, with their values."""
        versions = dict(self._versions(record))
        changes: list[str] = []
        if not versions:
            self.new.add(id(record))
            versions = self._create(record)
            changes.append("new")
        for language in record.translations:
            if language not in versions:
                self._translate(record, language, versions)
                changes.append(f"translation {language}")
        if record.type == "Programme":
            versions = dict(self._versions(record))
        return changes + aspects.fields(record, versions, write=True)

    def _create(self, record: Record) -> dict[str, Any]:
        language = record.original_language
        container = (
            self.site.hubs[language]
            if record.type == "Programme"
            else self.site.programme(record.year)[language]
        )
        obj = self._add(container, record, record.id, language)
        if record.type == "Programme":
            self.site.refresh()
        return dict(self._versions(record)) or {language: obj}

    def _translate(self, record: Record, language: str, versions: dict[str, Any]) -> None:
        programme = self.site.programme(record.year)[language]
        self._register(
            record, self._add(programme, record, record.id, language), language, versions
        )

    def _register(self, record: Record, obj: Any, language: str, versions: dict[str, Any]) -> None:
        source = aspects.main(record, versions)
        ITranslationManager(source).register_translation(language, obj)
        versions[language] = obj

    def _add(self, container: Any, record: Record, id_: str, language: str) -> Any:
        """One translation, with its values; nothing is stored for what the record does not say."""
        values: dict[str, Any] = {"title": ""} | record.fields | record.translations[language]
        released = record.released.get(language, record.first_day or self.now)
        if record.type == "Programme" and not values["title"]:
            values["title"] = title_for(record.year, language)
        obj = createContent(record.type, id=id_, language=language, released=released, **values)
        obj = addContentToContainer(container, obj, checkConstraints=False)
        if obj.getId() != id_:
            raise ImportFailed(f"{record.name}: the site does not accept this address")
        return obj

    def _links(self, record: Record) -> list[str]:
        versions = self._versions(record)
        return aspects.links(record, versions, self.site.item, write=True) + aspects.origins(
            record, versions, self.site.item, write=True
        )

    def _adoptions(self, record: Record) -> list[str]:
        return aspects.adoptions(record, self._versions(record), write=True)

    def _steps(self, record: Record) -> list[str]:
        versions = self._versions(record)
        new = id(record) in self.new
        if new and record.type == "Proposal" and "proposed" in record.history:
            keep(versions[record.original_language], at=record.history["proposed"])
        return aspects.steps(record, versions, new=new, write=True)

    def _children(self, record: Record) -> list[str]:
        webinar = self._versions(record)
        changes: list[str] = []
        for child in record.children:
            changes += self._question(child, webinar)
        return changes

    def _question(self, record: Record, webinar: Mapping[str, Any]) -> list[str]:
        """A question stays in its asker's language, whether the webinar has it or not."""
        versions = questions(webinar, record.id)
        new = not versions
        changes = ["new"] if new else []
        languages = sorted(record.translations, key=lambda each: each != record.original_language)
        for language in languages:
            if language in versions:
                continue
            container = webinar.get(language) or next(iter(webinar.values()))
            id_ = f"{record.id}-{language}" if record.id in container else record.id
            obj = self._add(container, record, id_, language)
            if versions:
                self._register(record, obj, language, versions)
            versions[language] = obj
            changes.append(f"translation {language}")
        changes += aspects.fields(record, versions, write=True)
        return changes + aspects.steps(record, versions, new=new, write=True)
