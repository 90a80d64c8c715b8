"""Many certificates in one go, into a folder or a ZIP file: resumable, cancelled at any moment, all whole.

What is issued and signed goes into the database here; pages are drawn, signed and written by worker
processes, so that the window stays quick and all processors work. A certificate counts as done when its file
stands under its name (the last step of writing is a rename) and the database says so; whatever ends it
between the two, the next run writes the same file again.
"""

from __future__ import annotations

import os
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.certificates.issuers import BatchEntry, BatchProgress, BatchState, Credential, IssueBatch
from smmhire.certificates.look import CertificateLook, look_from_text, look_to_text
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.batch_place import BatchPlace
from smmhire.services.common import utc_now
from smmhire.services.documents import Language
from smmhire.texts import _, language, set_language

if TYPE_CHECKING:
    from smmhire.certificates.certificate import Certificate
    from smmhire.signing.handing import HandedOver
    from smmhire.signing.keys import Signer
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

MOST_WORKERS = 4  # each holds fonts and libraries: some 150 MB
_AHEAD = 4  # certificates that wait for each worker
_LONGEST_NAME = 80  # characters of the holder's name in a file name
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class FinishedPerson:
    """Somebody who can get a certificate; percent_correct: 0 to 1."""

    attempt_id: UUID
    name: str
    finished_at: datetime
    percent_correct: float


@dataclass(frozen=True, slots=True)
class _Order:
    """One certificate to be drawn, and where its file goes."""

    certificate: Certificate
    credential: Credential | None
    language: Language
    look: CertificateLook
    path: Path
    when: datetime


def start(
    attempt_ids: Iterable[UUID],
    target: Path,
    issuer: str,
    language: Language,
    *,
    look: CertificateLook | None = None,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> IssueBatch:
    """Keep a new batch; nothing is made yet. target: a folder, or a file whose name ends in .zip.

    Raises UserError without any attempt, or where there is no place for the files.
    """
    wanted = tuple(dict.fromkeys(attempt_ids))
    if not wanted:
        raise UserError(
            _("There is nobody to issue a certificate to."), _("Choose people whose assessment is finished.")
        )
    if not target.parent.is_dir():
        raise UserError(
            _("The folder “{folder}” is not there.", folder=target.parent), _("Choose a folder that exists.")
        )
    # Before it is kept: a batch that can never be made would stay in the list.
    BatchPlace(target).make()
    made = IssueBatch(
        new_id(),
        str(target.absolute()),
        issuer.strip(),
        language,
        look_to_text(look or CertificateLook()),
        now or utc_now(),
    )
    with unit_of_work() as work:
        work.issue_batches.add(made, wanted)
        work.commit()
    return made


def finished_attempts(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[UUID, ...]:
    """The last finished attempt of everybody who applied for the vacancy."""
    with unit_of_work(read_only=True) as work:
        results = work.attempts.latest_results(vacancy_id)
    return tuple(one.attempt_id for one in results.values())


def finished_people(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[FinishedPerson, ...]:
    """Those whom `finished_attempts` names, the first finished first."""
    with unit_of_work(read_only=True) as work:
        last = {one.attempt_id for one in work.attempts.latest_results(vacancy_id).values()}
        finished = work.attempts.finished_for(vacancy_id)
    return tuple(
        FinishedPerson(attempt.id, attempt.taker_name, attempt.finished_at or attempt.started_at, share)
        for attempt, share in finished
        if attempt.id in last
    )


def listing(*, unit_of_work: UnitOfWorkFactory) -> tuple[BatchProgress, ...]:
    """All batches and how far they are, the last begun first."""
    with unit_of_work(read_only=True) as work:
        return work.issue_batches.listing()


def failures(batch_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[BatchEntry, ...]:
    """Those that could not be made, each with its reason."""
    with unit_of_work(read_only=True) as work:
        return work.issue_batches.entries(batch_id, BatchState.FAILED)


def failed_people(batch_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[tuple[str, str], ...]:
    """Whose certificates could not be made, and why; '' for somebody who is no longer there."""
    with unit_of_work(read_only=True) as work:
        failed = work.issue_batches.entries(batch_id, BatchState.FAILED)
        attempts = [work.attempts.get(entry.attempt_id) for entry in failed]
    return tuple(
        ("" if attempt is None else attempt.taker_name, entry.reason)
        for entry, attempt in zip(failed, attempts, strict=True)
    )


def run(
    batch_id: UUID,
    signer: Signer | None,
    *,
    unit_of_work: UnitOfWorkFactory,
    progress: Progress = lambda _share: None,
    workers: int | None = None,
    now: datetime | None = None,
) -> BatchProgress:
    """Make what waits, and try what failed before once more; how far the batch is then.

    signer: None makes certificates without signatures, and says so on them. progress is called with the share
    done and may raise to end the work: what is done stays, and another `run` goes on. Raises UserError where
    there is no such batch, or its folder cannot be written to.
    """
    from smmhire.signing.handing import hand_over

    batch = _batch(batch_id, unit_of_work)
    place = BatchPlace(Path(batch.target))
    place.make()
    with unit_of_work() as work:
        work.issue_batches.retry(batch_id)
        work.commit()
    _make_missing_wait(batch_id, place, unit_of_work)
    count = workers or max(1, min(MOST_WORKERS, os.cpu_count() or 1))
    handed = None if signer is None else hand_over(signer)
    # Spawned, not forked: a fork of a program with threads and windows may stand still for ever.
    pool = ProcessPoolExecutor(count, get_context("spawn"), _take_up, (handed, language()))
    try:
        making = _Making(batch, place.folder, signer, unit_of_work, progress, now)
        making.run(pool, count * _AHEAD)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    found = _progress(batch_id, unit_of_work)
    if place.is_zip and not found.waiting and found.done:
        with unit_of_work(read_only=True) as work:
            done = work.issue_batches.entries(batch_id, BatchState.DONE)
        if not place.pack([entry.file_name for entry in done]):
            # Somebody has taken files away, or another run of the batch has, while this one was making some.
            _make_missing_wait(batch_id, place, unit_of_work)
            found = _progress(batch_id, unit_of_work)
    return found


def _make_missing_wait(batch_id: UUID, place: BatchPlace, unit_of_work: UnitOfWorkFactory) -> None:
    """What is done and whose file is gone is to be made again."""
    there = place.names()
    with unit_of_work() as work:
        done = work.issue_batches.entries(batch_id, BatchState.DONE)
        gone = [entry.attempt_id for entry in done if entry.file_name not in there]
        if gone:
            work.issue_batches.wait_again(batch_id, gone)
            work.commit()


def forget(batch_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Take the batch off the list; certificates and files stay. Raises UserError where there is none."""
    _batch(batch_id, unit_of_work)
    with unit_of_work() as work:
        work.issue_batches.remove(batch_id)
        work.commit()


class _Making:
    """One run over a batch."""

    def __init__(
        self,
        batch: IssueBatch,
        folder: Path,
        signer: Signer | None,
        unit_of_work: UnitOfWorkFactory,
        progress: Progress,
        now: datetime | None,
    ) -> None:
        self._batch = batch
        self._look = look_from_text(batch.look)
        self._folder = folder
        self._signer = signer
        self._unit_of_work = unit_of_work
        self._progress = progress
        self._now = now
        self._under_way: deque[tuple[BatchEntry, Future[None]]] = deque()
        self._settled = 0

    def run(self, pool: ProcessPoolExecutor, ahead: int) -> None:
        with self._unit_of_work(read_only=True) as work:
            waiting = work.issue_batches.entries(self._batch.id, BatchState.WAITING)
        try:
            for entry in waiting:
                self._progress(self._settled / len(waiting))
                self._order(entry, pool)
                while len(self._under_way) >= ahead:
                    self._settle_first(len(waiting))
            while self._under_way:
                self._settle_first(len(waiting))
        finally:
            # Cancelled: what the workers finished meanwhile stands on the disk and counts as done.
            for entry, future in self._under_way:
                if not future.cancel() and future.exception() is None:
                    self._settle(entry)

    def _order(self, entry: BatchEntry, pool: ProcessPoolExecutor) -> None:
        from smmhire.services import certificates, credentials

        moment, credential = self._now or utc_now(), None
        try:
            certificate = certificates.issue(
                entry.attempt_id, self._batch.issuer, unit_of_work=self._unit_of_work
            )
            if self._signer is not None:
                credential = credentials.sign(
                    certificate, self._signer, unit_of_work=self._unit_of_work, now=moment
                )
        except UserError as refused:
            self._settle(replace(entry, state=BatchState.FAILED, reason=str(refused)))
            return
        name = file_name(certificate)
        language: Language = "bn" if self._batch.language == "bn" else "en"
        order = _Order(certificate, credential, language, self._look, self._folder / name, moment)
        done = replace(entry, state=BatchState.DONE, number=certificate.number, file_name=name)
        self._under_way.append((done, pool.submit(_write, order)))

    def _settle_first(self, total: int) -> None:
        entry, future = self._under_way.popleft()
        try:
            future.result()
        except UserError as refused:
            entry = replace(entry, state=BatchState.FAILED, number="", file_name="", reason=str(refused))
        self._settle(entry)
        self._progress(self._settled / total)

    def _settle(self, entry: BatchEntry) -> None:
        with self._unit_of_work() as work:
            work.issue_batches.settle(self._batch.id, entry)
            work.commit()
        self._settled += 1


def file_name(certificate: Certificate) -> str:
    """Number and holder, without what file systems do not allow: 'SMM-2026-7K3F-Q9XD-Z নাসরিন.pdf'."""
    holder = " ".join(_NOT_IN_NAMES.sub(" ", certificate.holder).split())[:_LONGEST_NAME].rstrip(" .")
    # Most file systems take 255 bytes; a Bengali letter has three.
    while len(holder.encode()) > 200:
        holder = holder[:-1]
    return f"{certificate.number} {holder}".strip() + ".pdf"


# -- in the worker processes -------------------------------------------------------------------------
_signer: Signer | None = None


def _take_up(handed: HandedOver | None, speaks: str) -> None:
    """Once in each worker process: the issuer, the language of refusals, and to end with the program."""
    from smmhire.signing.handing import take_over

    set_language(speaks)
    threading.Thread(target=_end_with_the_program, name="end with the program", daemon=True).start()
    global _signer
    _signer = None if handed is None else take_over(handed)


def _end_with_the_program() -> None:
    """Ends this worker where the program was killed: nobody would ever tell it to, and it holds a key."""
    program = parent_process()
    if program is not None:
        wait([program.sentinel])
        os._exit(1)


def _write(order: _Order) -> None:
    """Draw, sign and write one certificate. Raises UserError where it cannot be written."""
    from smmhire.services.credentials import sealed_pdf
    from smmhire.services.documents import certificate_pdf
    from smmhire.services.files import save_file

    if _signer is None or order.credential is None:
        data = certificate_pdf(order.certificate, order.language, look=order.look)
    else:
        data = sealed_pdf(
            order.certificate, order.credential, order.language, order.look, _signer, order.when
        )
    save_file(data, order.path)


def _batch(batch_id: UUID, unit_of_work: UnitOfWorkFactory) -> IssueBatch:
    return _progress(batch_id, unit_of_work).batch


def _progress(batch_id: UUID, unit_of_work: UnitOfWorkFactory) -> BatchProgress:
    with unit_of_work(read_only=True) as work:
        found = work.issue_batches.get(batch_id)
    if found is None:
        raise UserError(
            _("This batch of certificates is no longer there."), _("Look at the list of batches.")
        )
    return found
