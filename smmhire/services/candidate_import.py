"""Bringing candidates in from tables and résumés: read, map, try without keeping, keep, take back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.incoming import Decisions as Decisions
from smmhire.candidates.incoming import Fate as Fate
from smmhire.candidates.incoming import Incoming, filled, keys_of, made, plan
from smmhire.candidates.incoming import Match as Match
from smmhire.candidates.incoming import Outcome as Outcome
from smmhire.candidates.incoming import PlannedRow as PlannedRow
from smmhire.candidates.keys import search_key
from smmhire.candidates.merging import Standing
from smmhire.candidates.stages import Stage
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.common import no_vacancy, utc_now
from smmhire.services.decisions import record
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.exchange.candidate_mapping import CandidateMapping
    from smmhire.exchange.candidate_table import Read, RowIssue
    from smmhire.exchange.tabular import Table
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

RESUME_SUFFIX = ".json"

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class ImportPlan:
    """What bringing a file in would do. `issues`: all that was not understood, row by row; `count`: how many
    rows there are; `left_out`: those that cannot be used."""

    file_name: str
    rows: tuple[PlannedRow, ...]
    issues: tuple[RowIssue, ...]
    count: int
    left_out: int

    def fates(self, decisions: Decisions) -> Counter[Fate]:
        """How many rows come to what."""
        return Counter(decisions.fate(row) for row in self.rows)

    def outcomes(self) -> Counter[Outcome]:
        """How many rows are what."""
        return Counter(row.outcome for row in self.rows)


@dataclass(frozen=True)
class Brought:
    """What was kept: new people, people as they were before and are now, and applications of people who had
    been there. Enough to take all of it back."""

    file_name: str
    new: tuple[UUID, ...]
    changed: tuple[tuple[Candidate, Candidate], ...]
    applied: tuple[tuple[UUID, UUID, Standing], ...]


@dataclass(frozen=True)
class TakenBack:
    """What `undo` did: people hidden again, people put back as they were, and those left as they are since
    they were changed meanwhile."""

    removed: int
    restored: int
    left: int


# -- reading -----------------------------------------------------------------------------------------
def read_table(path: Path, *, sheet: str | None = None) -> Table:
    """The table in a CSV, TSV or XLSX file. Raises UserError where it cannot be read as one."""
    from smmhire.exchange.tabular import read_table as read

    return read(path, sheet=sheet)


def guess(table: Table) -> CandidateMapping:
    """Which column is what, as far as headings and cells make it likely."""
    from smmhire.exchange.candidate_mapping import guess_mapping

    return guess_mapping(table)


def remembered(table: Table, kept: Mapping[str, str]) -> CandidateMapping | None:
    """How a table with these headings was understood the last time; None where it never was, or by a newer
    program. `kept` as `with_remembered` makes it."""
    from smmhire.exchange.column_mapping import remembered_text

    text = remembered_text(table.headings, kept)
    if text is None:
        return None
    try:
        return mapping_from(text)
    except UserError:
        return None


def with_remembered(table: Table, mapping: CandidateMapping, kept: Mapping[str, str]) -> dict[str, str]:
    """`kept` with what this table was understood as, the oldest ones left out."""
    from smmhire.exchange.column_mapping import with_remembered as kept_with

    return kept_with(table.headings, mapping.to_json(), kept)


def mapping_from(text: str) -> CandidateMapping:
    """The mapping in a text that `CandidateMapping.to_json` wrote. Raises UserError for anything else."""
    from smmhire.exchange.candidate_mapping import CandidateMapping

    return CandidateMapping.from_json(text)


def mapping_file(path: Path) -> CandidateMapping:
    """The mapping in a file. Raises UserError where it cannot be read as one."""
    from smmhire.exchange.candidate_mapping import load_mapping

    return load_mapping(path)


def field_names() -> Mapping[str, str]:
    """The fields a column can feed, as message ids."""
    from smmhire.exchange.candidate_mapping import FIELD_NAMES

    return FIELD_NAMES


# -- trying ------------------------------------------------------------------------------------------
def plan_table(
    table: Table,
    mapping: CandidateMapping,
    *,
    unit_of_work: UnitOfWorkFactory,
    vacancy_id: UUID | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """What bringing the table in would do; nothing is kept.

    vacancy_id: what those apply for whose row names nothing else. Raises UserError where the mapping does not
    fit the table.
    """
    from smmhire.exchange.candidate_table import read_people

    tell = progress or _no_progress
    with unit_of_work(read_only=True) as work:
        titles = _titles(work)
    read = read_people(
        table,
        mapping,
        vacancies=titles,
        vacancy_id=vacancy_id,
        progress=lambda share: tell(0.3 * share, _("Reading the rows …")),
    )
    return _planned(table.file_name, read, unit_of_work, tell)


def plan_resumes(
    paths: Sequence[Path],
    *,
    unit_of_work: UnitOfWorkFactory,
    vacancy_id: UUID | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> ImportPlan:
    """What bringing in files of JSON Resume would do; nothing is kept.

    Raises UserError where one of them cannot be read at all.
    """
    from smmhire.exchange.json_resume import read_resumes

    tell = progress or _no_progress
    read = read_resumes(
        paths,
        today=(now or utc_now()).date(),
        progress=lambda share: tell(0.3 * share, _("Reading the files …")),
    )
    rows = tuple(replace(row, vacancy_id=vacancy_id) for row in read.rows)
    name = paths[0].name if len(paths) == 1 else _("{name} and others", name=paths[0].name)
    return _planned(name, replace(read, rows=rows), unit_of_work, tell)


def _titles(work: UnitOfWork) -> dict[str, UUID]:
    """Vacancies by title; of several with one title the last changed."""
    return {search_key(one.title): one.id for one in reversed(work.vacancies.listing())}


def _planned(file_name: str, read: Read, unit_of_work: UnitOfWorkFactory, tell: Progress) -> ImportPlan:
    comparing = _("Comparing with those who are there …")
    tell(0.3, comparing)
    keys = [keys_of(row) for row in read.rows]
    with unit_of_work(read_only=True) as work:
        known = work.lookalikes.by_keys(
            emails={own.email for own, _sound in keys},
            phones={own.phone for own, _sound in keys},
            sounds={sound for _own, sound in keys},
        )
        rows = plan(
            read.rows,
            keys,
            ((one.id, one.traits, one.sound) for one in known),
            work.incoming.present,
            lambda share: tell(0.4 + 0.6 * share, comparing),
        )
    tell(1.0, "")
    return ImportPlan(file_name, rows, read.issues, read.count, read.count - len(read.rows))


# -- keeping -----------------------------------------------------------------------------------------
def bring_in(
    planned: ImportPlan,
    decisions: Decisions,
    *,
    who: str,
    unit_of_work: UnitOfWorkFactory,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Brought:
    """Keep what the plan says by these decisions: all of it, or nothing.

    A progress that raises ends it, and nothing is kept. Raises UserError where nothing would change, or a
    vacancy is no longer there.
    """
    moment = now or utc_now()
    tell = progress or _no_progress
    keeping = _("Keeping the candidates …")
    with unit_of_work() as work:
        making = _Making(planned, decisions, moment)
        making.go(work)
        if not (making.new or making.changed or making.applied_by):
            raise UserError(
                _("“{file}” brings nothing new.", file=planned.file_name),
                _("Everybody in it is here already, or is to be left out."),
            )
        for vacancy_id in {vacancy for _person, vacancy in making.applied_by}:
            if work.vacancies.get(vacancy_id) is None:
                raise no_vacancy()
        work.incoming.add(list(making.new.values()), lambda share: tell(0.1 + 0.6 * share, keeping))
        changed = tuple(making.changed.values())
        work.incoming.change([after for _before, after in changed], lambda s: tell(0.7 + 0.1 * s, keeping))
        applied = [(*keys, standing) for keys, standing in making.applied_by.items()]
        work.incoming.apply(applied, lambda share: tell(0.8 + 0.2 * share, keeping))
        record(
            work,
            DecisionKind.IMPORTED,
            who=who,
            details={"file": planned.file_name, "added": len(making.new), "changed": len(changed)},
            now=moment,
        )
        tell(1.0, keeping)
        work.commit()
    of_others = tuple(one for one in applied if one[0] not in making.new)
    return Brought(planned.file_name, tuple(making.new), changed, of_others)


class _Making:
    """People and applications out of a plan. `new`: by id; `changed`: before and after, by id."""

    def __init__(self, planned: ImportPlan, decisions: Decisions, moment: datetime) -> None:
        self._planned = planned
        self._decisions = decisions
        self._moment = moment
        self._by_row: dict[int, UUID] = {}
        self._applied_before: dict[UUID, frozenset[UUID]] = {}
        self.new: dict[UUID, Candidate] = {}
        self.changed: dict[UUID, tuple[Candidate, Candidate]] = {}
        self.applied_by: dict[tuple[UUID, UUID], Standing] = {}

    def go(self, work: UnitOfWork) -> None:
        """Work the rows off in their order."""
        fates = [self._decisions.fate(row) for row in self._planned.rows]
        joined = {
            row.match.person_id
            for row, fate in zip(self._planned.rows, fates, strict=True)
            if fate is Fate.JOIN and row.match is not None and row.match.person_id is not None
        }
        present = work.incoming.present(list(joined))
        for at, (row, fate) in enumerate(zip(self._planned.rows, fates, strict=True)):
            if fate in (Fate.SKIP, Fate.NOTHING):
                continue
            person_id = None
            if fate is Fate.JOIN and row.match is not None:
                match = row.match
                person_id = match.person_id or self._by_row.get(match.row_at or 0)
                entry = present.get(person_id) if person_id is not None else None
                if entry is not None:
                    self._applied_before[entry.person.id] = entry.applied
                    self._join(entry.person, row.incoming)
                elif person_id is not None and person_id in self.new:
                    self.new[person_id] = filled(self.new[person_id], row.incoming)
                else:
                    person_id = None  # deleted meanwhile, or the row above is left out
            if person_id is None:
                person = made(row.incoming, new_id(), self._moment)
                self.new[person.id] = person
                person_id = person.id
            self._by_row[at] = person_id
            self._apply(person_id, row.incoming)

    def _join(self, person: Candidate, row: Incoming) -> None:
        before, now = self.changed.get(person.id, (person, person))
        after = filled(now, row)
        if after != before:
            self.changed[person.id] = (before, after)

    def _apply(self, person_id: UUID, row: Incoming) -> None:
        vacancy_id = row.vacancy_id
        if vacancy_id is None or vacancy_id in self._applied_before.get(person_id, ()):
            return
        applied_at = min(row.applied_at or self._moment, self._moment)
        stage = row.stage or Stage.NEW
        stage_at = None if stage is Stage.NEW else self._moment
        self.applied_by.setdefault((person_id, vacancy_id), Standing(applied_at, stage, stage_at))


# -- taking back -------------------------------------------------------------------------------------
def undo(
    brought: Brought, *, who: str, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> TakenBack:
    """Take everything back that `bring_in` kept.

    New people are deleted (for 30 days they can be brought back); people who had been there are as they were,
    but for those that somebody has changed since.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        present = work.incoming.present([after.id for _before, after in brought.changed])
        same = [
            before
            for before, after in brought.changed
            if after.id in present and present[after.id].person == after
        ]
        work.incoming.change(same, lambda _share: None)
        work.incoming.withdraw(brought.applied)
        removed = work.incoming.set_deleted(brought.new, moment)
        details = {"file": brought.file_name, "added": removed, "changed": len(same), "undo": True}
        record(work, DecisionKind.IMPORTED, who=who, details=details, now=moment)
        work.commit()
    return TakenBack(removed, len(same), len(brought.changed) - len(same))


def _no_progress(share: float, what: str) -> None:
    """Nobody watches."""
