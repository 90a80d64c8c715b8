"""The list of candidates, at any number of them: how many there are, and any stretch of it.

PostgreSQL keeps statistics and finds the way by itself. SQLite is told it: which way is quick depends on how
many there are of what is asked for, and that is counted first, from indexes alone. The ways:

- *along* the index by the column that is sorted by, which knows stage and score, too; what is typed is looked
  up in the set of all numbers whose text fits;
- *looking* at each candidate along that index, no further than some thousand: where many fit, the first are
  found soon;
- *gathering* all who fit, from the index of letters or from the applications, and sorting them.

Costs in microseconds were measured with 1,000,000 candidates: docs/decisions/0021.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from smmhire.candidates.listing import CandidateQuery, SortBy
from smmhire.candidates.stages import Stage
from smmhire.storage.candidate_sql import APPLIED, CandidateSql
from smmhire.storage.summaries import CandidateRow
from smmhire.storage.tables import application, candidate

_LIVE = "c.deleted_at IS NULL"
# Microseconds for each: a step along an index; a number put into the set of those that fit; a candidate
# looked up and sorted; the same through their application.
_STEP, _FIT, _GATHERED, _APPLIED = 0.25, 0.17, 2.0, 4.5
# So far candidates are looked at one by one, and so much of it is expected to do.
_LOOKED_AT, _EXPECTED = 4_000, 0.5
# Parameters of one statement.
_CHUNK = 500
_COLUMNS = (
    candidate.c.number,
    candidate.c.id,
    candidate.c.name,
    candidate.c.email,
    candidate.c.phone,
    candidate.c.stage,
    candidate.c.score,
    candidate.c.tags,
    candidate.c.created_at,
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many a query finds; without its text; and for its text alone (None: the index is not asked for it).

    All but `total` only help to find the quickest way to a page: they may be out of date.
    """

    total: int
    segment: int
    matches: int | None
    everybody: int


@dataclass(frozen=True, order=True)
class _Way:
    """Where from, with all conditions, and about how many microseconds it takes."""

    cost: float
    sql: str


class CandidateTable:
    """Reads the list. Deleted candidates are never in it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"

    # -- how many ------------------------------------------------------------------------------------
    def count(self, query: CandidateQuery) -> int:
        """How many the list holds."""
        return self.measure(query).total

    def measure(self, query: CandidateQuery) -> Sizes:
        """How many the list holds, with what makes its pages quicker to find."""
        sql = self._sql(query)
        everybody = self._number(sql, "SELECT coalesce(max(number), 0) FROM candidate")
        if not self._is_sqlite:
            total = self._number(sql, f"SELECT count(*) FROM {_joined(query)}{_where(_all(sql))}")
            return Sizes(total, total, None, everybody)
        has_filter = bool(sql.filters) or query.vacancy_id is not None
        matches = None
        if sql.plain:
            matches = self._number(sql, f"SELECT count(*) FROM ({sql.matching('letters')})")
        segment = self._segment(sql) if has_filter or not sql.has_text else everybody
        if not sql.has_text:
            total = segment
        elif matches is not None and not has_filter and not sql.staged:
            total = matches
        else:
            total = self._found(sql, Sizes(0, segment, matches, everybody))
        return Sizes(total, segment, matches, everybody)

    def _segment(self, sql: CandidateSql, *further: str) -> int:
        """How many there are without the text, of those who meet the `further` conditions."""
        if sql.query.vacancy_id is None:
            index = SortBy.SCORE if sql.filters and sql.query.stage is None else SortBy.STAGE
            conditions = [_LIVE, *sql.filters_on(index), *further]
            return self._number(sql, f"SELECT count(*) FROM {sql.along(index)}{_where(conditions)}")
        conditions = ["a.vacancy_id = :vacancy_id", *sql.filters, *further]
        applied = self._number(sql, f"SELECT count(*) FROM application AS a{_where(conditions)}")
        # Few are deleted and not yet gone: they are counted off, instead of looking up all others.
        gone = self._number(
            sql,
            f"SELECT count(*) FROM candidate AS c INDEXED BY ix_candidate_deleted_at CROSS JOIN {APPLIED}"
            + _where(["c.deleted_at IS NOT NULL", *sql.filters, *further]),
        )
        return applied - gone

    def _found(self, sql: CandidateSql, sizes: Sizes) -> int:
        """How many meet all of it."""
        if len(sql.staged) == 1 and not sql.plain:
            # At the stage, or not at it with such letters: two indexes tell.
            (at_stage,) = sql.at_stages(sql.staged[0])
            sql.search_letters(sql.staged)
            others = [_LIVE, *sql.filters, f"NOT {at_stage}"]
            by_letters = self._number(sql, f"SELECT count(*) FROM {sql.matched()}{_where(others)}")
            return self._segment(sql, at_stage) + by_letters
        ways = _gathering(sql, sizes)
        if sql.query.vacancy_id is None:
            ways.append(_along(sql, SortBy.STAGE, sizes, sizes.segment))
        return self._number(sql, f"SELECT count(*) {min(ways).sql}")

    # -- which ---------------------------------------------------------------------------------------
    def page(
        self, query: CandidateQuery, offset: int, limit: int, sizes: Sizes | None = None
    ) -> tuple[CandidateRow, ...]:
        """The rows from `offset` on, at most `limit`; with `sizes` as `measure` gave them it is quicker."""
        return self._rows(self.numbers(query, offset, limit, sizes), query.vacancy_id)

    def numbers(
        self, query: CandidateQuery, offset: int, limit: int, sizes: Sizes | None = None
    ) -> list[int]:
        """The numbers of those candidates, in the list's order."""
        sql = self._sql(query)
        stretch = f"{sql.order} LIMIT {int(limit)} OFFSET {int(offset)}"
        if not self._is_sqlite:
            return self._numbers(sql, f"SELECT c.number FROM {_joined(query)}{_where(_all(sql))}{stretch}")
        if not sql.has_text and query.vacancy_id is None:
            conditions = [_LIVE, *sql.filters_on(query.sort_by)]
            along = f"SELECT c.number FROM {sql.along(query.sort_by)}{_where(conditions)}"
            return self._numbers(sql, along + stretch)
        known = sizes or self.measure(query)
        steps = (offset + limit) * known.everybody / max(1, known.total)
        ways = _gathering(sql, known)
        if query.vacancy_id is None:
            # Where those that fit lie together, far more steps are needed than expected.
            ways.append(_along(sql, query.sort_by, known, min(4 * steps, known.everybody)))
        best = min(ways)
        may_look = query.vacancy_id is None or query.sort_by not in (SortBy.STAGE, SortBy.SCORE)
        if may_look and steps <= _EXPECTED * _LOOKED_AT and best.cost > _GATHERED * _LOOKED_AT:
            found = self._look(sql, stretch)
            if len(found) == limit:
                return found
        return self._numbers(sql, f"SELECT c.number {best.sql}{stretch}")

    def _look(self, sql: CandidateSql, stretch: str) -> list[int]:
        """The stretch, as far as it lies among the first some thousand of all candidates."""
        first = (
            f"(SELECT * FROM candidate AS c INDEXED BY candidate_list_{sql.query.sort_by.value}"
            f" WHERE {_LIVE}{sql.order} LIMIT {_LOOKED_AT}) AS c"
        )
        applied = f" CROSS JOIN {APPLIED}" if sql.query.vacancy_id is not None else ""
        conditions = [*sql.filters, *sql.by_row]
        return self._numbers(sql, f"SELECT c.number FROM {first}{applied}{_where(conditions)}{stretch}")

    def position_of(
        self, query: CandidateQuery, candidate_id: UUID, sizes: Sizes | None = None
    ) -> int | None:
        """Where the candidate stands in the list, from 0; None where they are not in it."""
        sql = self._sql(query)
        here = [_LIVE, "c.id = :candidate_id", *sql.filters, *sql.by_row]
        found = sql.run(
            self._connection, f"SELECT 1 FROM {_joined(query)}{_where(here)}", candidate_id=candidate_id
        )
        if found.first() is None:
            return None
        if not self._is_sqlite:
            before = f"FROM {_joined(query)}{_where(_all(sql))}"
        else:
            known = sizes or self.measure(query)
            ways = _gathering(sql, known)
            if query.vacancy_id is None:
                ways.append(_along(sql, query.sort_by, known, known.everybody / 2))
            before = min(ways).sql
        statement = f"SELECT count(*) {before} AND {sql.is_before}"
        return self._number(sql, statement, candidate_id=candidate_id)

    def among(self, query: CandidateQuery, numbers: Iterable[int]) -> tuple[UUID, ...]:
        """Those of the candidates with these numbers who are in the list, in the order they came."""
        sql = self._sql(query)
        found: list[UUID] = []
        for listed in _listed(numbers):
            here = [_LIVE, f"c.number IN ({listed})", *sql.filters, *sql.by_row]
            asked = f"SELECT c.id FROM {_joined(query)}{_where(here)} ORDER BY c.number"
            found += [_uuid(value) for value in sql.run(self._connection, asked).scalars()]
        return tuple(found)

    def there(self, numbers: Iterable[int]) -> set[int]:
        """Those of these numbers whose candidates are on the lists, filtered or not."""
        sql = self._sql(CandidateQuery())
        found: set[int] = set()
        for listed in _listed(numbers):
            where = _where([_LIVE, f"c.number IN ({listed})"])
            found.update(self._numbers(sql, f"SELECT c.number FROM candidate AS c{where}"))
        return found

    # -- inside --------------------------------------------------------------------------------------
    def _sql(self, query: CandidateQuery) -> CandidateSql:
        return CandidateSql(query, is_sqlite=self._is_sqlite)

    def _number(self, sql: CandidateSql, statement: str, **values: object) -> int:
        return int(sql.run(self._connection, statement, **values).scalar_one())

    def _numbers(self, sql: CandidateSql, statement: str) -> list[int]:
        return list(sql.run(self._connection, statement).scalars())

    def _rows(self, numbers: Sequence[int], vacancy_id: UUID | None) -> tuple[CandidateRow, ...]:
        rows: dict[int, CandidateRow] = {}
        for at in range(0, len(numbers), _CHUNK):
            query = select(*_COLUMNS).where(candidate.c.number.in_(numbers[at : at + _CHUNK]))
            people = self._connection.execute(query).all()
            applied = {} if vacancy_id is None else self._applied([one.id for one in people], vacancy_id)
            for one in people:
                stage, score = applied.get(one.id, (one.stage, one.score))
                rows[one.number] = CandidateRow(
                    id=one.id,
                    number=one.number,
                    name=one.name,
                    email=one.email,
                    phone=one.phone,
                    stage=Stage(stage),
                    score=score,
                    tags=tuple(one.tags.split("\n")) if one.tags else (),
                    created_at=one.created_at,
                )
        return tuple(rows[number] for number in numbers)

    def _applied(self, people: Sequence[UUID], vacancy_id: UUID) -> dict[UUID, tuple[str, float | None]]:
        """Stage and score of their applications; apart, since SQLite would begin with all of the vacancy."""
        query = select(application.c.candidate_id, application.c.stage, application.c.score).where(
            application.c.vacancy_id == vacancy_id, application.c.candidate_id.in_(people)
        )
        return {person: (stage, score) for person, stage, score in self._connection.execute(query)}


def _all(sql: CandidateSql) -> list[str]:
    return [_LIVE, *sql.filters, *sql.by_row]


def _listed(numbers: Iterable[int]) -> Iterator[str]:
    """The numbers as lists of SQL, no longer than a statement takes."""
    ordered = sorted(numbers)
    for at in range(0, len(ordered), _CHUNK):
        yield ", ".join(str(int(number)) for number in ordered[at : at + _CHUNK])


def _where(conditions: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _joined(query: CandidateQuery) -> str:
    return "candidate AS c" if query.vacancy_id is None else f"candidate AS c JOIN {APPLIED}"


def _along(sql: CandidateSql, index: SortBy, sizes: Sizes, steps: float) -> _Way:
    """The way along that index, where no vacancy is chosen."""
    conditions = [_LIVE, *sql.filters_on(index), *sql.by_index()]
    cost = _FIT * (sizes.matches or 0) + _STEP * steps
    return _Way(cost, f"FROM {sql.along(index)}{_where(conditions)}")


def _gathering(sql: CandidateSql, sizes: Sizes) -> list[_Way]:
    """The ways of gathering all who fit."""
    ways: list[_Way] = []
    each = _GATHERED if sql.query.vacancy_id is None else _APPLIED
    if sizes.matches is not None:
        ways.append(_Way(each * sizes.matches, f"FROM {sql.matched()}{_where(_all(sql))}"))
    if sql.query.vacancy_id is not None:
        ways.append(_Way(_APPLIED * sizes.segment, f"FROM {sql.applicants()}{_where(_all(sql))}"))
    elif sql.query.stage is not None:
        conditions = [_LIVE, *sql.filters_on(SortBy.STAGE), *sql.by_row]
        ways.append(_Way(_GATHERED * sizes.segment, f"FROM {sql.along(SortBy.STAGE)}{_where(conditions)}"))
    return ways


def _uuid(value: object) -> UUID:
    """SQLite keeps ids as text; PostgreSQL hands them out as they are."""
    return value if isinstance(value, UUID) else UUID(hex=str(value))
