"""Ranking the candidates of a vacancy by the last attempt each has finished for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.evidence_columns import EvidenceColumns, EvidenceKind, Rated
from smmhire.candidates.interview import ScorecardKind
from smmhire.candidates.ranking import RankedCandidate
from smmhire.services import vacancy_versions
from smmhire.services.common import no_vacancy
from smmhire.storage.summaries import Applicant as Applicant
from smmhire.vacancies.profile import VacancyProfile

if TYPE_CHECKING:
    from smmhire.candidates.evidence import EvidenceGroup
    from smmhire.candidates.ranked_list import Ranking
    from smmhire.candidates.scorecards import RatingSummary
    from smmhire.candidates.side_by_side import SideBySide
    from smmhire.candidates.what_if import WhatIf
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


@dataclass(frozen=True)
class VacancyRanking:
    """A ranking with what is needed to show it. `applicants`, `attempts` and the like are by candidate;
    `attempts` holds the attempt that counted for each who has one (the latest: earlier ones are not mixed
    in).

    groups: the evidence, from which it can be ranked anew by other weights; hidden: candidates and kinds of
    whom the viewer may not see the ratings yet; unlike: how many results were scored with another
    calibration, or by other rules, than most; version: by which published version of the vacancy, None for a
    draft.
    """

    vacancy: VacancyProfile
    ranking: Ranking
    applicants: Mapping[UUID, Applicant]
    groups: tuple[EvidenceGroup, ...]
    attempts: Mapping[UUID, UUID]
    attempt_counts: Mapping[UUID, int]
    percent_correct: Mapping[UUID, float]
    ratings: Mapping[tuple[UUID, ScorecardKind], RatingSummary]
    hidden: frozenset[tuple[UUID, ScorecardKind]] = frozenset()
    unlike: int = 0
    version: int | None = None

    @cached_property
    def names(self) -> Mapping[UUID, str]:
        """The applicants' names."""
        return {one.id: one.name for one in self.applicants.values()}

    def of(self, candidate_id: UUID) -> RankedCandidate:
        """The place of one candidate. Raises KeyError for one who is not ranked."""
        return self.ranking.ranked.of(candidate_id)

    def evidence(self, candidate_id: UUID) -> EvidenceColumns:
        """All evidence on an applicant by its kind; only tests are in the score. Raises KeyError for one who
        has not applied."""
        return EvidenceColumns(
            interview=self._rated(candidate_id, ScorecardKind.INTERVIEW),
            test=self.percent_correct.get(candidate_id),
            work_sample=self._rated(candidate_id, ScorecardKind.WORK_SAMPLE),
            experience=self.applicants[candidate_id].experience_years,
            hidden=frozenset(
                EvidenceKind(kind.value) for kind in ScorecardKind if (candidate_id, kind) in self.hidden
            ),
        )

    @cached_property
    def hidden_ranked(self) -> int:
        """Of how many interviews and work samples of those who are ranked the ratings are hidden."""
        return sum(candidate_id in self.ranking.ranked for candidate_id, _kind in self.hidden)

    def _rated(self, candidate_id: UUID, kind: ScorecardKind) -> Rated | None:
        found = self.ratings.get((candidate_id, kind))
        return None if found is None else Rated(found.mean, found.raters, found.difference)


def rank(vacancy_id: UUID, *, viewer: str = "", unit_of_work: UnitOfWorkFactory) -> VacancyRanking:
    """All who applied for the vacancy, in its order; those without a finished attempt stand apart.

    What is asked for is what was published last; where nothing was, what the draft says.

    viewer: who looks at it, as `services.common.who` has it: the ratings of others are hidden from them until
    they have handed in their own, or said that they do not rate. Raises UserError where the vacancy is no
    longer there.
    """
    from smmhire.candidates.matching import rank_groups
    from smmhire.services import scorecards

    with unit_of_work(read_only=True) as work:
        asked = vacancy_versions.asked_now(work, vacancy_id)
        if asked is None:
            raise no_vacancy()
        profile = asked.profile
        applicants = {person.id: person for person in work.evidence.applicants(vacancy_id)}
        latest = work.evidence.latest(vacancy_id, list(applicants))
    rated = scorecards.summaries(vacancy_id, viewer, unit_of_work=unit_of_work)
    ranking = rank_groups(profile, latest.groups)
    untested = tuple(person for person in applicants if person not in latest.attempts)
    return VacancyRanking(
        vacancy=profile,
        ranking=replace(ranking, without_evidence=(*ranking.without_evidence, *untested)),
        applicants=applicants,
        groups=latest.groups,
        attempts=latest.attempts,
        attempt_counts=latest.attempt_counts,
        percent_correct=latest.percent_correct,
        ratings=rated.summaries,
        hidden=rated.hidden,
        unlike=_unlike(latest.bases.values()),
        version=asked.number or None,
    )


def _unlike(scored_by: Iterable[tuple[str, int]]) -> int:
    from smmhire.assessment.item_calibration import calibration_named

    bases = Counter((calibration_named(bank_version), rules) for bank_version, rules in scored_by)
    return bases.total() - max(bases.values(), default=0)


def what_if(found: VacancyRanking, tried: WhatIf) -> VacancyRanking:
    """The same people and the same evidence, ranked for a changed profile. Nothing is stored: `found` and the
    saved profile stay as they are.

    Raises ValueError for what the profile does not ask for, and for weights and levels there are not.
    """
    from smmhire.candidates.matching import rank_groups

    changed = tried.applied_to(found.vacancy)
    ranking = rank_groups(changed, found.groups)
    untested = tuple(one for one in found.ranking.without_evidence if one not in found.attempts)
    ranking = replace(ranking, without_evidence=(*ranking.without_evidence, *untested))
    return replace(found, vacancy=changed, ranking=ranking)


def compare(found: VacancyRanking, candidate_ids: Sequence[UUID]) -> SideBySide:
    """Two to four candidates beside each other.

    Raises ValueError for another number of them, KeyError for one who is not ranked.
    """
    from smmhire.candidates.side_by_side import side_by_side

    evidence = {one: found.evidence(one) for one in candidate_ids if one in found.applicants}
    return side_by_side(found.ranking.ranked, candidate_ids, evidence)
