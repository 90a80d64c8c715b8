"""The speed of ranking beside the same method written down candidate by candidate, in one run.

    python benchmarks/ranking.py [--runs 5] [--only pairwise] [--json]

Both rank the same made-up evidence: gates, scores with their errors, tiers, expected ranks and chances of
being first; ours with rank intervals too. The plain way is that of `tests/candidates/plain_ranking.py`, the
oracle of the tests. One core each; the plain way is measured once a task: 100,000 take it minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ.setdefault(name, "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np  # noqa: E402

from smmhire.assessment.ability import prior_correlations  # noqa: E402
from smmhire.candidates.evidence import EvidenceGroup  # noqa: E402
from smmhire.candidates.matching import rank_groups  # noqa: E402
from smmhire.candidates.rank_chances import chance_ahead, chances_ahead  # noqa: E402
from smmhire.candidates.ranking import Evidence  # noqa: E402
from smmhire.candidates.sensitivity import top_shares  # noqa: E402
from smmhire.vacancies.profile import Arrangement, CompetencyRequirement, Place, VacancyProfile  # noqa: E402
from tests.candidates.plain_ranking import plain_rank  # noqa: E402

COMPETENCIES = tuple(f"competency-{at}" for at in range(8))


def vacancy() -> VacancyProfile:
    """Eight competencies, two of them must-haves."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return VacancyProfile(
        id=UUID(int=1),
        title="",
        employer="",
        description="",
        goals=(),
        duties=(),
        qualities=(),
        technical_skills=(),
        platform_kinds=(),
        competencies=tuple(
            CompetencyRequirement(name, 2, at + 1, is_must_have=at < 2)
            for at, name in enumerate(COMPETENCIES)
        ),
        own_requirements=(),
        pay=None,
        engagement="",
        place=Place(Arrangement.REMOTE),
        created_at=now,
        updated_at=now,
    )


def evidence(count: int, seed: int = 1) -> tuple[EvidenceGroup, ...]:
    """Posteriors as scoring makes them; a fifth of the people were not measured in one competency."""
    chance = np.random.default_rng(seed)
    groups: list[EvidenceGroup] = []
    made = 0
    for names, people in (
        (COMPETENCIES, count - 2 * (count // 10)),
        (COMPETENCIES[:7], count // 10),
        (COMPETENCIES[1:], count // 10),
    ):
        k = len(names)
        correlations = prior_correlations(k)
        precision = chance.uniform(2.0, 8.0, (people, k))
        covariances = np.linalg.solve(
            np.eye(k) + correlations * precision[:, None, :], np.broadcast_to(correlations, (people, k, k))
        ).astype(np.float64)
        means = chance.normal(0.0, 0.5, (people, 1)) + chance.normal(0.0, 0.5, (people, k))
        ids = tuple(UUID(int=made + at + 10) for at in range(people))
        groups.append(EvidenceGroup(ids, names, means.T.copy(), covariances.transpose(1, 2, 0).copy()))
        made += people
    return tuple(groups)


def one_by_one(groups: Sequence[EvidenceGroup]) -> list[Evidence]:
    """The same evidence, an object a candidate."""
    return [
        Evidence(
            one,
            group.competency_ids,
            tuple(group.means[:, at].tolist()),
            tuple(map(tuple, group.covariances[:, :, at].tolist())),
        )
        for group in groups
        for at, one in enumerate(group.candidate_ids)
    ]


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the table: what is timed, how long it may take, and the plain way, where there is one."""

    name: str
    ours: Callable[[], object]
    seconds: float
    plain: Callable[[], object] | None = None


def tasks() -> tuple[Task, ...]:
    """The targets of the ranking."""
    profile, many, few = vacancy(), evidence(100_000), evidence(1_000)
    plain_many, plain_few = one_by_one(many), one_by_one(few)

    def with_pairs() -> None:
        ranked = rank_groups(profile, few).ranked
        chances_ahead(ranked.scores, ranked.variances)

    def plain_with_pairs() -> None:
        ranked = plain_rank(profile, plain_few)
        everybody = (*ranked.eligible, *ranked.failed)
        for one in everybody:
            for other in everybody:
                chance_ahead(one.score, one.variance, other.score, other.variance)

    return (
        Task(
            "rank 100,000",
            lambda: rank_groups(profile, many),
            0.5,
            lambda: plain_rank(profile, plain_many),
        ),
        Task("rank 1,000 with pairwise chances", with_pairs, 0.1, plain_with_pairs),
        Task(
            "1,000: sensitivity to 1,000 draws",
            lambda: top_shares(rank_groups(profile, few).ranked, 10),
            1.0,
        ),
    )


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured(task: Task, runs: int) -> dict[str, Any]:
    """The median of our runs and one run of the plain way."""
    seconds(task.ours)  # warms up
    ours = statistics.median(seconds(task.ours) for _run in range(runs))
    plain = None if task.plain is None else seconds(task.plain)
    return {
        "task": task.name,
        "our_seconds": ours,
        "plain_seconds": plain,
        "ratio": None if plain is None else plain / ours,
        "target_seconds": task.seconds,
        "is_met": ours <= task.seconds,
    }


def main() -> int:
    """Measure and print; the exit code says whether the targets are met."""
    parser = argparse.ArgumentParser(description="Speed of ranking beside the plain way.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="tasks with this in their name")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chosen = [task for task in tasks() if options.only.casefold() in task.name.casefold()]
    rows = [measured(task, options.runs) for task in chosen]
    if options.json:
        print(json.dumps(rows, indent=2))
    else:
        print(f"{'task':36}{'plain ms':>12}{'ours ms':>10}{'ratio':>8}  target")
        for row in rows:
            plain = "—" if row["plain_seconds"] is None else f"{row['plain_seconds'] * 1000:.0f}"
            ratio = "—" if row["ratio"] is None else f"{row['ratio']:.0f}"
            missed = "" if row["is_met"] else "  MISSED"
            ours, target = row["our_seconds"] * 1000, row["target_seconds"] * 1000
            print(f"{row['task']:36}{plain:>12}{ours:>10.1f}{ratio:>8}  ≤ {target:.0f} ms{missed}")
    return 0 if all(row["is_met"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
