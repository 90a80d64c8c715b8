"""Rankings of people who were never assessed: as many as a test wants, without a database."""

from __future__ import annotations

from uuid import UUID

import numpy as np

from smmhire.candidates.evidence import EvidenceGroup
from smmhire.candidates.interview import ScorecardKind
from smmhire.candidates.matching import rank_groups
from smmhire.candidates.scorecards import RatingSummary
from smmhire.candidates.stages import Stage
from smmhire.services import vacancies
from smmhire.services.ranking import Applicant, VacancyRanking
from smmhire.vacancies.profile import VacancyProfile
from ui.pages.ranking.prepared import UNTESTED_SHOWN, Prepared

SEED = 20_261_122


def made_ranking(
    count: int, *, untested: int = 0, rated: int = 0, profile: VacancyProfile | None = None
) -> VacancyRanking:
    """`count` people with results, the first `rated` of them interviewed, and `untested` without any.

    Everybody whose number can be divided by three has said how many years they have worked.
    """
    vacancy = profile or vacancies.new_profile()
    names = tuple(asked.competency_id for asked in vacancy.competencies)
    k = len(names)
    random = np.random.default_rng(SEED)
    ids = [UUID(int=number + 1) for number in range(count + untested)]
    common = random.normal(size=count)
    group = EvidenceGroup(
        candidate_ids=tuple(ids[:count]),
        competency_ids=names,
        means=np.sqrt(0.5) * (common + random.normal(size=(k, count))),
        covariances=np.broadcast_to((0.12 * np.eye(k))[:, :, None], (k, k, count)).copy(),
    )
    applicants = {
        one: Applicant(one, f"প্রার্থী {at:06}", f"p{at}@example.org", Stage.NEW, 2.0 if at % 3 == 0 else None)
        for at, one in enumerate(ids)
    }
    ranking = rank_groups(vacancy, (group,) if count else ())
    if untested:
        from dataclasses import replace

        ranking = replace(ranking, without_evidence=tuple(ids[count:]))
    shares = np.clip(0.5 + 0.2 * common, 0.0, 1.0).tolist()
    kind = ScorecardKind.INTERVIEW
    ratings = {
        (one, kind): RatingSummary(one, kind, 2, 8, 3.0 + at % 3 / 2, {}, 0.5, ())
        for at, one in enumerate(ids[:rated])
    }
    return VacancyRanking(
        vacancy=vacancy,
        ranking=ranking,
        applicants=applicants,
        groups=(group,) if count else (),
        attempts={one: UUID(int=10**9 + one.int) for one in ids[:count]},
        attempt_counts=dict.fromkeys(ids[:count], 1),
        percent_correct=dict(zip(ids[:count], shares, strict=True)),
        ratings=ratings,
    )


def prepared(ranking: VacancyRanking) -> Prepared:
    """As the page gets it from its preparation."""
    return Prepared(ranking, ranking.ranking.without_evidence[:UNTESTED_SHOWN])
