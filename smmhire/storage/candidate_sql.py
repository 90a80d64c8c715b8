"""The parts of the SQL that the list of candidates is made of; `candidate_table` puts them together.

In all of it `c` is the candidate and `a` the application for the vacancy that was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, CursorResult, Uuid, bindparam, text

from smmhire.candidates.listing import CandidateQuery, SortBy
from smmhire.candidates.searching import Wanted, typed
from smmhire.storage.search_index import NAME as LETTERS
from smmhire.storage.search_index import SORT_KEYS, sort_index

APPLIED = "application AS a ON a.vacancy_id = :vacancy_id AND a.candidate_id = c.id"
# Below all shares: nobody without a score, who counts as -1, meets a bound.
_NO_BOUND = -0.5


class CandidateSql:
    """A query as conditions, an order, and the values of their parameters."""

    def __init__(self, query: CandidateQuery, *, is_sqlite: bool) -> None:
        self.query = query
        self.is_sqlite = is_sqlite
        self.of = "c." if query.vacancy_id is None else "a."
        self.values: dict[str, Any] = {}
        found = typed(query.text)
        self.has_text = bool(found.wanted)
        self.filters = self._filters(found.least_score, found.below_score)
        self.by_row = [self._in_row(one) for one in found.wanted]
        # The words that are looked for in the text alone, and those that may also be names of stages.
        self.plain = [one for one in found.wanted if not one.stages]
        self.staged = [one for one in found.wanted if one.stages]
        if self.is_sqlite and self.plain:
            self.search_letters(self.plain)
        if query.vacancy_id is not None:
            self.values["vacancy_id"] = query.vacancy_id

    # -- conditions ----------------------------------------------------------------------------------
    def _filters(self, least: float | None, below: float | None) -> list[str]:
        """What is asked of stage and score: the indexes by column know both."""
        filters: list[str] = []
        if self.query.stage is not None:
            self.values["stage"] = self.query.stage.value
            # By its place, which the index by stage is ordered by; the other indexes are walked through.
            self.values["place"] = list(type(self.query.stage)).index(self.query.stage)
            filters.append(f"{self.of}stage = :stage")
        score = SORT_KEYS[SortBy.SCORE].format(of=self.of)
        lows = [bound for bound in (least, self.query.least_score) if bound is not None]
        highs = [bound for bound in (below, self.query.below_score) if bound is not None]
        if lows or highs:
            self.values["least"] = max(lows, default=_NO_BOUND)
            filters.append(f"{score} >= :least")
        if highs:
            self.values["below"] = min(highs)
            filters.append(f"{score} < :below")
        return filters

    def filters_on(self, index: SortBy) -> list[str]:
        """The filters in the words in which that index can be asked."""
        place = f"{SORT_KEYS[SortBy.STAGE].format(of='c.')} = :place"
        stage = f"{self.of}stage = :stage"
        return [place if one == stage and index is SortBy.STAGE else one for one in self.filters]

    def _in_row(self, one: Wanted) -> str:
        """Whether it is met, from the candidate's own row."""
        ways: list[str] = []
        for needle in one.needles:
            name = f"needle_{len(self.values)}"
            if self.is_sqlite:
                self.values[name] = needle
                ways.append(f"instr(c.search, :{name}) > 0")
            else:
                plain = needle.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
                self.values[name] = f"%{plain}%"
                ways.append(f"c.search LIKE :{name}")
        return f"({' OR '.join([*ways, *self.at_stages(one)])})"

    def at_stages(self, one: Wanted) -> list[str]:
        """Whether somebody is at one of its stages; nothing where it is the name of none."""
        if not one.stages:
            return []
        names = ", ".join(f"'{stage.value}'" for stage in sorted(one.stages))
        return [f"{self.of}stage IN ({names})"]

    def by_index(self) -> list[str]:
        """The same as `by_row` for all that is typed, from the index of letters alone (SQLite)."""
        conditions = [f"c.number IN ({self.matching('letters')})"] if self.plain else []
        for index, one in enumerate(self.staged):
            name = f"letters_{index}"
            self.values[name] = _letters(one)
            conditions.append(f"({self.at_stages(one)[0]} OR c.number IN ({self.matching(name)}))")
        return conditions

    def search_letters(self, wanted: Sequence[Wanted]) -> None:
        """Let `matched` be those whose text fits all of these (SQLite)."""
        self.values["letters"] = " AND ".join(_letters(one) for one in wanted)

    @staticmethod
    def matching(name: str) -> str:
        """The numbers of those whose text fits the parameter of that name (SQLite)."""
        return f"SELECT rowid FROM {LETTERS} WHERE {LETTERS} MATCH :{name}"

    # -- order ---------------------------------------------------------------------------------------
    @property
    def key(self) -> str:
        """What the list is sorted by, before the number."""
        return SORT_KEYS[self.query.sort_by].format(of=self.of)

    @property
    def order(self) -> str:
        """The list's order."""
        direction = " DESC" if self.query.is_descending else ""
        return f" ORDER BY {self.key}{direction}, c.number{direction}"

    @property
    def is_before(self) -> str:
        """Whether somebody stands before the candidate `:candidate_id`, who is in the list."""
        key = SORT_KEYS[self.query.sort_by].format(of="x." if self.of == "c." else "y.")
        applied = ""
        if self.query.vacancy_id is not None:
            applied = " JOIN application AS y ON y.vacancy_id = :vacancy_id AND y.candidate_id = x.id"
        sign = ">" if self.query.is_descending else "<"
        return (
            f"({self.key}, c.number) {sign} "
            f"(SELECT {key}, x.number FROM candidate AS x{applied} WHERE x.id = :candidate_id)"
        )

    # -- where from (SQLite) -------------------------------------------------------------------------
    # CROSS JOIN and INDEXED BY say in which order SQLite has to go: without statistics it guesses badly,
    # and statistics would have to be kept true.
    def along(self, index: SortBy) -> str:
        """All, in the order of that index."""
        applied = f" CROSS JOIN {APPLIED}" if self.query.vacancy_id is not None else ""
        return f"candidate AS c INDEXED BY {sort_index(index)}{applied}"

    def matched(self) -> str:
        """Those whose text fits, without the words that may be names of stages."""
        applied = f" CROSS JOIN {APPLIED}" if self.query.vacancy_id is not None else ""
        return f"({self.matching('letters')}) AS s CROSS JOIN candidate AS c ON c.number = s.rowid{applied}"

    @staticmethod
    def applicants() -> str:
        """Those who applied."""
        return (
            "(SELECT * FROM application WHERE vacancy_id = :vacancy_id) AS a "
            "CROSS JOIN candidate AS c ON c.id = a.candidate_id"
        )

    # -- running -------------------------------------------------------------------------------------
    def run(self, connection: Connection, sql: str, **further: Any) -> CursorResult[Any]:
        """Execute `sql` with the values it asks for."""
        values = {name: value for name, value in (self.values | further).items() if f":{name}" in sql}
        statement = text(sql).bindparams(
            *(bindparam(name, type_=Uuid()) for name, value in values.items() if isinstance(value, UUID))
        )
        return connection.execute(statement, values)


def _letters(one: Wanted) -> str:
    """The needles in the language of FTS5: any of these strings of letters."""
    quoted = ('"' + needle.replace('"', '""') + '"' for needle in one.needles)
    return f"({' OR '.join(quoted)})"
