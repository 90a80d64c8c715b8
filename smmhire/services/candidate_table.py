"""The table of candidates, read stretch by stretch while somebody types, sorts and scrolls."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.listing import CandidateQuery
from smmhire.storage.summaries import CandidateRow as CandidateRow

if TYPE_CHECKING:
    from smmhire.storage.candidate_table import Sizes
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


class Interrupted(Exception):
    """Raised by a reading that another thread has stopped."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds: how many, and the rows from `offset` on. sizes: makes further pages quicker."""

    query: CandidateQuery
    total: int
    offset: int
    rows: tuple[CandidateRow, ...]
    sizes: Sizes


class CandidateReader:
    """Reads the table in one thread; `interrupt`, from another, ends the reading under way.

    Every reading has a unit of work of its own: it shows what is stored by then.
    """

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work
        self._lock = threading.Lock()
        self._work: UnitOfWork | None = None
        self._is_interrupted = False

    def find(self, query: CandidateQuery, limit: int, offset: int = 0) -> Found:
        """How many there are, and the rows from `offset` on, at most `limit`. Raises Interrupted."""
        with self._reading() as work:
            sizes = work.candidate_table.measure(query)
            self._check()
            rows = work.candidate_table.page(query, offset, limit, sizes)
        return Found(query, sizes.total, offset, rows, sizes)

    def page(self, found: Found, offset: int, limit: int) -> tuple[CandidateRow, ...]:
        """The rows from `offset` on, at most `limit`, of what was found. Raises Interrupted."""
        with self._reading() as work:
            return work.candidate_table.page(found.query, offset, limit, found.sizes)

    def position_of(self, found: Found, candidate_id: UUID) -> int | None:
        """Where a candidate stands in it, from 0; None where they are not in it. Raises Interrupted."""
        with self._reading() as work:
            return work.candidate_table.position_of(found.query, candidate_id, found.sizes)

    def numbers(self, found: Found, offset: int, limit: int) -> list[int]:
        """The numbers of the candidates in that stretch. Raises Interrupted."""
        with self._reading() as work:
            return work.candidate_table.numbers(found.query, offset, limit, found.sizes)

    def interrupt(self) -> None:
        """Let the reading under way raise Interrupted, soon; without one nothing happens."""
        with self._lock:
            if self._work is not None:
                self._is_interrupted = True
                self._work.interrupt()

    @contextmanager
    def _reading(self) -> Generator[UnitOfWork]:
        with self._unit_of_work(read_only=True) as work:
            with self._lock:
                self._work, self._is_interrupted = work, False
            try:
                yield work
                self._check()
            except Exception as error:
                if self._is_interrupted:
                    raise Interrupted from error
                raise
            finally:
                with self._lock:
                    self._work = None

    def _check(self) -> None:
        if self._is_interrupted:
            raise Interrupted


def ids_of(
    query: CandidateQuery, numbers: Iterable[int], *, unit_of_work: UnitOfWorkFactory
) -> tuple[UUID, ...]:
    """Those of the candidates with these numbers who are in the list, in the order they came."""
    with unit_of_work(read_only=True) as work:
        return work.candidate_table.among(query, numbers)


def still_there(
    numbers: frozenset[int], *, unit_of_work: UnitOfWorkFactory
) -> tuple[frozenset[int], frozenset[int]]:
    """These numbers, and those of them whose candidates were neither deleted nor merged into others."""
    with unit_of_work(read_only=True) as work:
        return numbers, frozenset(work.candidate_table.there(numbers))


def count(query: CandidateQuery, *, unit_of_work: UnitOfWorkFactory) -> int:
    """How many candidates the query finds."""
    with unit_of_work(read_only=True) as work:
        return work.candidate_table.count(query)
