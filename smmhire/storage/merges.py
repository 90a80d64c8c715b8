"""Merging entries in the database: what belongs to one goes to the other, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, RowMapping, Table, delete, func, insert, select, update

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.merging import Standing, joined
from smmhire.candidates.stages import Stage
from smmhire.storage.applications import refresh_stages
from smmhire.storage.candidates import CandidateRepository
from smmhire.storage.tables import (
    UtcDateTime,
    application,
    attachment,
    attempt,
    candidate,
    candidate_merge,
    candidate_note,
    decision,
    result,
    scorecard,
    vacancy,
)

# Whose rows follow the person; applications and scorecards have rules of their own besides.
MOVED = (attempt, candidate_note, attachment, scorecard, decision)
IDS_AT_ONCE = 500
# Of a candidate's row: what a person writes, and what the program keeps beside it.
_WRITTEN = (
    "name", "email", "phone", "note", "tags", "experience_years", "consent_at", "consent_note", "keep_until",
    "resume",
)  # fmt: skip
_STANDING = ("stage", "score")


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge as it was made. `undone_at` is set once it was taken back."""

    id: UUID
    kept_id: UUID
    merged_id: UUID
    merged_at: datetime
    who: str
    undone_at: datetime | None


@dataclass
class Moved:
    """What came with an entry: rows by table name, applications that became one, raters written anew."""

    rows: dict[str, int] = field(default_factory=dict[str, int])
    applications: int = 0
    joined: int = 0
    raters: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@dataclass
class Parted:
    """What taking a merge back could not put as it was, since it was changed meanwhile."""

    fields: list[str] = field(default_factory=list[str])
    applications: int = 0
    gone: int = 0


class MergeRepository:
    """Makes and takes back merges, within the caller's unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._candidates = CandidateRepository(connection)

    # -- merging -------------------------------------------------------------------------------------
    def combine(self, made: Merge, after: Candidate) -> Moved:
        """Make the entry `merged_id` part of `kept_id`, which is then `after`. Both must be there."""
        before: dict[str, Any] = {"kept": self._candidate_row(made.kept_id)}
        moved = Moved()
        before["raters"] = self._part_raters(made, moved)
        before["moved"] = self._move(made, moved)
        before["applications"] = self._join_applications(made, moved)
        before["merged"] = {name: self._candidate_row(made.merged_id)[name] for name in _STANDING}
        self._candidates.save(after)
        self._candidates.set_deleted(made.merged_id, made.merged_at)
        self._refresh(made.kept_id)
        before["after"] = self._candidate_row(made.kept_id)
        self._connection.execute(
            insert(candidate_merge).values(
                id=made.id,
                kept_id=made.kept_id,
                merged_id=made.merged_id,
                merged_at=made.merged_at,
                who=made.who,
                before=before,
                undone_at=None,
            )
        )
        return moved

    def _part_raters(self, made: Merge, moved: Moved) -> list[dict[str, str]]:
        """Two scorecards of one rater for one vacancy: the earlier gets a number behind the rater's name."""
        both = [made.kept_id, made.merged_id]
        cards = self._connection.execute(
            select(scorecard).where(scorecard.c.candidate_id.in_(both)).order_by(scorecard.c.started_at)
        ).mappings()
        by_rater: dict[tuple[Any, str, str], list[RowMapping]] = {}
        for card in cards:
            by_rater.setdefault((card["vacancy_id"], card["kind"], card["rater"]), []).append(card)
        changed: list[dict[str, str]] = []
        for (vacancy_id, kind, rater), twice in by_rater.items():
            if len(twice) < 2 or vacancy_id is None:  # without a vacancy nothing keeps them apart
                continue
            number = 1
            while (vacancy_id, kind, f"{rater} ({number})") in by_rater:
                number += 1
            renamed = f"{rater} ({number})"
            changed.append({"id": str(twice[0]["id"]), "before": rater, "after": renamed})
            moved.raters.append((rater, renamed))
            self._rename_rater(twice[0]["id"], renamed)
        return changed

    def _rename_rater(self, card_id: UUID, rater: str) -> None:
        self._connection.execute(update(scorecard).where(scorecard.c.id == card_id).values(rater=rater))

    def _move(self, made: Merge, moved: Moved) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for table in MOVED:
            belongs = table.c.candidate_id == made.merged_id
            ids = self._connection.scalars(select(table.c.id).where(belongs)).all()
            names[table.name] = [str(one) for one in ids]
            moved.rows[table.name] = len(ids)
            self._connection.execute(update(table).where(belongs).values(candidate_id=made.kept_id))
        return names

    def _join_applications(self, made: Merge, moved: Moved) -> list[dict[str, Any]]:
        kept, merged = (self._applications(one) for one in (made.kept_id, made.merged_id))
        changed: list[dict[str, Any]] = []
        for vacancy_id, row in merged.items():
            of_merged = _application(made.merged_id, vacancy_id)
            if vacancy_id not in kept:
                moved.applications += 1
                changed.append({"vacancy": str(vacancy_id), "merged": _plain(row), "kept": None})
                self._connection.execute(
                    update(application).where(of_merged).values(candidate_id=made.kept_id)
                )
                continue
            moved.joined += 1
            both = _standing(kept[vacancy_id]), _standing(row)
            now = joined(*both)
            values = {
                "applied_at": now.applied_at,
                "stage": now.stage.value,
                "stage_at": now.stage_at,
                "score": self._score_for(made.kept_id, vacancy_id, now.score),
            }
            self._connection.execute(delete(application).where(of_merged))
            of_kept = _application(made.kept_id, vacancy_id)
            self._connection.execute(update(application).where(of_kept).values(values))
            changed.append(
                {
                    "vacancy": str(vacancy_id),
                    "merged": _plain(row),
                    "kept": _plain(kept[vacancy_id]),
                    "after": _plain(values),
                }
            )
        return changed

    # -- taking back ---------------------------------------------------------------------------------
    def part(self, merge_id: UUID, undone_at: datetime) -> Parted:
        """Put both entries as they were. What was changed since stays as it is now, and is told."""
        row = self._connection.execute(
            select(candidate_merge).where(candidate_merge.c.id == merge_id)
        ).mappings().one()  # fmt: skip
        made, before = _merge(row), row["before"]
        parted = Parted()
        kept_now = self._candidate_row(made.kept_id)
        self._put_rows_back(made, before["moved"], parted)
        for rater in before["raters"]:
            self._put_rater_back(rater)
        self._part_applications(made, before["applications"], parted)
        self._put_fields_back(made, before, kept_now, parted)
        self._candidates.set_deleted(made.merged_id, None)
        self._put_standing_back(made, before, kept_now, parted)
        self._connection.execute(
            update(candidate_merge).where(candidate_merge.c.id == merge_id).values(undone_at=undone_at)
        )
        return parted

    def _put_rows_back(self, made: Merge, moved: dict[str, list[str]], parted: Parted) -> None:
        for table in MOVED:
            ids = [UUID(one) for one in moved[table.name]]
            for start in range(0, len(ids), IDS_AT_ONCE):
                some = ids[start : start + IDS_AT_ONCE]
                are_there = table.c.id.in_(some) & (table.c.candidate_id == made.kept_id)
                back = self._connection.execute(
                    update(table).where(are_there).values(candidate_id=made.merged_id)
                )
                parted.gone += len(some) - back.rowcount

    def _put_rater_back(self, rater: dict[str, str]) -> None:
        card_id = UUID(rater["id"])
        is_this = (scorecard.c.id == card_id) & (scorecard.c.rater == rater["after"])
        card = self._connection.execute(select(scorecard).where(is_this)).mappings().one_or_none()
        if card is None:
            return
        # The same rater may have rated anew meanwhile: then the number stays.
        same = (
            (scorecard.c.vacancy_id == card["vacancy_id"])
            & (scorecard.c.candidate_id == card["candidate_id"])
            & (scorecard.c.kind == card["kind"])
            & (scorecard.c.rater == rater["before"])
        )
        if not self._connection.scalar(select(func.count()).select_from(scorecard).where(same)):
            self._rename_rater(card_id, rater["before"])

    def _part_applications(self, made: Merge, changed: Sequence[dict[str, Any]], parted: Parted) -> None:
        kept = self._applications(made.kept_id)
        for one in changed:
            vacancy_id = UUID(one["vacancy"])
            now = kept.get(vacancy_id)
            former = _values(application, one["merged"])
            is_there = self._connection.scalar(select(vacancy.c.id).where(vacancy.c.id == vacancy_id))
            if is_there is None or (one["kept"] is None and now is None):
                parted.applications += 1  # gone with its vacancy, or withdrawn meanwhile: so it stays
                continue
            of_kept = _application(made.kept_id, vacancy_id)
            if one["kept"] is None:
                self._connection.execute(
                    update(application).where(of_kept).values(candidate_id=made.merged_id)
                )
                continue
            self._connection.execute(
                insert(application).values(
                    former | {"candidate_id": made.merged_id, "vacancy_id": vacancy_id}
                )
            )
            after = _values(application, one["after"])
            if now is None or any(now[name] != value for name, value in after.items()):
                parted.applications += 1
                score = self._score_for(made.kept_id, vacancy_id, None)
                self._connection.execute(update(application).where(of_kept).values(score=score))
                continue
            own = _values(application, one["kept"])
            self._connection.execute(update(application).where(of_kept).values(own))

    def _put_fields_back(
        self, made: Merge, before: dict[str, Any], now: dict[str, Any], parted: Parted
    ) -> None:
        person = self._candidates.get(made.kept_id)
        assert person is not None, "the service looks before"
        values = {name: now[name] for name in _WRITTEN}
        for name in _WRITTEN:
            if now[name] == before["after"][name]:
                values[name] = before["kept"][name]
            elif before["after"][name] != before["kept"][name]:
                parted.fields.append(name)
        written = _values(candidate, values)
        tags = written.pop("tags")
        self._candidates.save(
            Candidate(
                id=person.id,
                created_at=person.created_at,
                tags=tuple(tags.split("\n")) if tags else (),
                **written,
            )
        )

    def _put_standing_back(
        self, made: Merge, before: dict[str, Any], now: dict[str, Any], parted: Parted
    ) -> None:
        """Stage and score beside each entry: as they were, or found anew where something has changed."""
        is_as_left = all(now[name] == before["after"][name] for name in _STANDING)
        if not is_as_left or parted.applications or parted.gone:
            self._refresh(made.kept_id)
            self._refresh(made.merged_id)
            return
        for person_id, entry in ((made.kept_id, before["kept"]), (made.merged_id, before["merged"])):
            values = _values(candidate, {name: entry[name] for name in _STANDING})
            self._connection.execute(update(candidate).where(candidate.c.id == person_id).values(values))

    # -- looking -------------------------------------------------------------------------------------
    def get(self, merge_id: UUID) -> Merge | None:
        """A merge; None where there is none, or one of the entries is gone for good."""
        query = select(candidate_merge).where(candidate_merge.c.id == merge_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _merge(row)

    def of(self, candidate_id: UUID) -> tuple[Merge, ...]:
        """The merges that made the entry larger and can be taken back, the last first."""
        return self._where(candidate_merge.c.kept_id == candidate_id)

    def into(self, candidate_id: UUID) -> Merge | None:
        """The merge that made this entry part of another; None where it stands by itself."""
        found = self._where(candidate_merge.c.merged_id == candidate_id)
        return found[0] if found else None

    def _where(self, condition: Any) -> tuple[Merge, ...]:
        query = (
            select(candidate_merge)
            .where(condition, candidate_merge.c.undone_at.is_(None))
            .order_by(candidate_merge.c.merged_at.desc(), candidate_merge.c.id.desc())
        )
        return tuple(_merge(row) for row in self._connection.execute(query).mappings())

    def counts(self, candidate_id: UUID) -> dict[str, int]:
        """How much belongs to an entry, by table."""
        return {
            table.name: self._connection.scalar(
                select(func.count()).select_from(table).where(table.c.candidate_id == candidate_id)
            )
            or 0
            for table in (application, attempt, candidate_note, attachment, scorecard)
        }

    # -- helping -------------------------------------------------------------------------------------
    def _candidate_row(self, candidate_id: UUID) -> dict[str, Any]:
        columns = [candidate.c[name] for name in (*_WRITTEN, *_STANDING)]
        row = (
            self._connection.execute(select(*columns).where(candidate.c.id == candidate_id)).mappings().one()
        )
        return _plain(row)

    def _applications(self, candidate_id: UUID) -> dict[UUID, RowMapping]:
        rows = self._connection.execute(
            select(application).where(application.c.candidate_id == candidate_id)
        ).mappings()
        return {row["vacancy_id"]: row for row in rows}

    def _score_for(self, candidate_id: UUID, vacancy_id: UUID, usual: float | None) -> float | None:
        """Of the assessment finished last for the vacancy; attempts have been moved before."""
        query = _latest_score(attempt.c.vacancy_id == vacancy_id, attempt.c.candidate_id == candidate_id)
        found = self._connection.scalar(query)
        return usual if found is None else found

    def _refresh(self, candidate_id: UUID) -> None:
        refresh_stages(self._connection, [candidate_id])
        score = self._connection.scalar(_latest_score(attempt.c.candidate_id == candidate_id))
        self._connection.execute(update(candidate).where(candidate.c.id == candidate_id).values(score=score))


def _latest_score(*conditions: Any) -> Any:
    return (
        select(result.c.percent_correct)
        .select_from(attempt.join(result))
        .where(*conditions)
        .order_by(attempt.c.finished_at.desc(), attempt.c.id.desc())
        .limit(1)
    )


def _application(candidate_id: UUID, vacancy_id: UUID) -> Any:
    return (application.c.candidate_id == candidate_id) & (application.c.vacancy_id == vacancy_id)


def _standing(row: RowMapping) -> Standing:
    return Standing(row["applied_at"], Stage(row["stage"]), row["stage_at"], row["score"])


def _merge(row: RowMapping) -> Merge:
    return Merge(row["id"], row["kept_id"], row["merged_id"], row["merged_at"], row["who"], row["undone_at"])


def _plain(row: Any) -> dict[str, Any]:
    """A row without its keys, as JSON has it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in dict(row).items()
        if name not in ("candidate_id", "vacancy_id")
    }


def _values(table: Table, plain: dict[str, Any]) -> dict[str, Any]:
    """What `_plain` has written, as the columns of `table` take it."""
    return {name: _value(table.c[name], value) for name, value in plain.items()}


def _value(column: Column[Any], value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value
