"""What ranking needs of all who applied for a vacancy, as arrays: whole results would take far longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import isqrt
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import Connection, String, Text, case, cast, func, select, type_coerce

from smmhire.candidates.evidence import EvidenceGroup
from smmhire.candidates.rank_chances import Array
from smmhire.candidates.stages import Stage
from smmhire.storage.summaries import Applicant, LatestEvidence
from smmhire.storage.tables import application, attempt, candidate, competency_result, result

_ROWS_AT_ONCE = 5_000


class EvidenceRepository:
    """Reads applicants and what is measured of them. Candidates who were deleted are not found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def applicants(self, vacancy_id: UUID) -> tuple[Applicant, ...]:
        """Those who applied for the vacancy, in the order of their ids."""
        query = (
            select(
                candidate.c.id,
                candidate.c.name,
                candidate.c.email,
                application.c.stage,
                candidate.c.experience_years,
            )
            .join(application)
            .where(application.c.vacancy_id == vacancy_id, candidate.c.deleted_at.is_(None))
            .order_by(candidate.c.id)
        )
        stages = {stage.value: stage for stage in Stage}
        return tuple(
            Applicant(one, name, email, stages[stage], years)
            for one, name, email, stage, years in self._connection.execute(query)
        )

    def latest(self, vacancy_id: UUID, of: Sequence[UUID]) -> LatestEvidence:
        """Of those in `of`, the result of the last attempt each has finished for the vacancy."""
        wanted = set(of)
        query = (
            select(attempt.c.candidate_id, type_coerce(attempt.c.id, String))
            .where(attempt.c.vacancy_id == vacancy_id, attempt.c.finished_at.is_not(None))
            .order_by(attempt.c.finished_at, attempt.c.id)
        )
        attempts: dict[UUID, Any] = {}
        counts: dict[UUID, int] = defaultdict(int)
        for person, key in self._connection.execute(query):
            if person in wanted:
                attempts[person] = key
                counts[person] += 1
        found = self._read(vacancy_id, {key: person for person, key in attempts.items()})
        return LatestEvidence(
            groups=found.groups(),
            attempts={person: _uuid(key) for person, key in attempts.items()},
            attempt_counts=dict(counts),
            percent_correct=found.percents,
            bases=found.bases,
        )

    def _read(self, vacancy_id: UUID, people: dict[Any, UUID]) -> _Results:
        """The results of the attempts in `people`, which holds whose they are."""
        query = (
            select(
                type_coerce(result.c.attempt_id, String),
                cast(result.c.covariance, Text),
                result.c.percent_correct,
                result.c.bank_version,
                result.c.scoring_version,
            )
            .join(attempt)
            .where(attempt.c.vacancy_id == vacancy_id)
        )
        found = _Results(people)
        for rows in self._connection.execute(query).partitions(_ROWS_AT_ONCE):
            found.add_results(rows)
        # A row an attempt and not a row a competency: eight times fewer to fetch. The texts hold 15 digits.
        of = competency_result.c
        parts = (
            select(
                type_coerce(of.attempt_id, String),
                func.aggregate_strings(of.competency_id, ","),
                func.aggregate_strings(cast(of.position, Text), ","),
                func.aggregate_strings(case((of.asked > 0, "1"), else_="0"), ","),
                func.aggregate_strings(cast(of.ability, Text), ","),
            )
            .join(attempt, attempt.c.id == of.attempt_id)
            .where(attempt.c.vacancy_id == vacancy_id)
            .group_by(of.attempt_id)
        )
        for rows in self._connection.execute(parts).partitions(_ROWS_AT_ONCE):
            found.add_competencies(rows)
        return found


class _Results:
    """Results as they come in, by the attempt as the driver gives it: text on SQLite, a UUID on PostgreSQL.

    people: the attempts to keep, and whose they are.
    """

    def __init__(self, people: dict[Any, UUID]) -> None:
        self.percents: dict[UUID, float] = {}
        self.bases: dict[UUID, tuple[str, int]] = {}
        self._people = people
        self._of_key: dict[Any, UUID] = {}
        self._covariances: dict[Any, Array] = {}
        self._patterns: dict[tuple[str, str, str], list[tuple[Any, str]]] = defaultdict(list)

    def add_results(self, rows: Sequence[Any]) -> None:
        """Shares, bases and covariances. Figures of matrices of one size are read in one go."""
        by_size: dict[int, list[tuple[Any, str]]] = defaultdict(list)
        for key, covariance, percent, bank, rules in rows:
            person = self._people.get(key)
            if person is None:
                continue
            self._of_key[key] = person
            self.percents[person] = percent
            self.bases[person] = (bank, rules)
            figures = covariance.replace("[", "").replace("]", "")
            by_size[figures.count(",") + 1].append((key, figures))
        for size, texts in by_size.items():
            side = isqrt(size)
            figures = np.fromstring(",".join(text for _key, text in texts), sep=",")
            # A result without competencies has no figure at all.
            matrices = (
                figures.reshape(len(texts), side, side) if len(figures) else [np.zeros((0, 0))] * len(texts)
            )
            self._covariances.update(zip((key for key, _text in texts), matrices, strict=True))

    def add_competencies(self, rows: Sequence[Any]) -> None:
        """Abilities of attempts whose results are there: names, places, '1' where measured, and figures."""
        for key, names, places, mask, abilities in rows:
            if key in self._of_key:
                self._patterns[names, places, mask].append((key, abilities))

    def groups(self) -> tuple[EvidenceGroup, ...]:
        """Everybody, by what they were measured in."""
        return tuple(self._group(*pattern, members) for pattern, members in self._patterns.items())

    def _group(self, names: str, places: str, mask: str, members: list[tuple[Any, str]]) -> EvidenceGroup:
        """Competencies come in any order, each with its place in the covariances."""
        place = np.array([int(one) for one in places.split(",")])
        ordered: list[int] = np.argsort(place).tolist()
        kept = [at for at in ordered if mask.split(",")[at] == "1"]
        means = np.fromstring(",".join(abilities for _key, abilities in members), sep=",")
        covariances = np.stack([self._covariances[key] for key, _abilities in members])
        at = place[kept]
        return EvidenceGroup(
            candidate_ids=tuple(self._of_key[key] for key, _abilities in members),
            competency_ids=tuple(names.split(",")[one] for one in kept),
            means=means.reshape(len(members), len(place))[:, kept].T.copy(),
            covariances=covariances[:, at[:, None], at].transpose(1, 2, 0).copy(),
        )


def _uuid(key: Any) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)
