"""Ranking the candidates of a vacancy by the last attempt each has finished for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.ranking import Gate, RankedCandidate, Ranking
from smmhire.services import vacancy_versions
from smmhire.services.common import no_vacancy
from smmhire.texts import _, chance_text, ngettext, number, say
from smmhire.vacancies.profile import VacancyProfile

if TYPE_CHECKING:
    from smmhire.assessment.attempts import AttemptResult
    from smmhire.candidates.matching import Comparison
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# More reasons than this are no longer read.
_REASONS = 3


@dataclass(frozen=True)
class VacancyRanking:
    """A ranking with what is needed to show it. `names` and `attempt_counts` are by candidate; `attempts`
    holds the attempt that counted for each who has one (the latest: earlier ones are not mixed in).

    unlike: how many results were scored with another calibration, or by other rules, than most;
    version: by which published version of the vacancy, None for a draft.
    """

    vacancy: VacancyProfile
    ranking: Ranking
    names: Mapping[UUID, str]
    attempts: Mapping[UUID, UUID]
    attempt_counts: Mapping[UUID, int]
    unlike: int = 0
    version: int | None = None

    def of(self, candidate_id: UUID) -> RankedCandidate:
        """The place of one candidate. Raises KeyError for one who is not ranked."""
        return {one.candidate_id: one for one in self.ranking.ranked}[candidate_id]


def rank(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> VacancyRanking:
    """All who applied for the vacancy, in its order; those without a finished attempt stand apart.

    What is asked for is what was published last; where nothing was, what the draft says.

    Raises UserError where the vacancy is no longer there.
    """
    from smmhire.candidates.matching import evidence_of
    from smmhire.candidates.matching import rank as rank_evidence

    with unit_of_work(read_only=True) as work:
        asked = vacancy_versions.asked_now(work, vacancy_id)
        if asked is None:
            raise no_vacancy()
        profile = asked.profile
        people = work.candidates.listing(vacancy_id)
        latest = work.attempts.latest_results(vacancy_id)
    results = {person.id: latest[person.id] for person in people if person.id in latest}
    ranking = rank_evidence(profile, [evidence_of(scored, person) for person, scored in results.items()])
    untested = tuple(person.id for person in people if person.id not in results)
    return VacancyRanking(
        vacancy=profile,
        ranking=replace(ranking, without_evidence=(*ranking.without_evidence, *untested)),
        names={person.id: person.name for person in people},
        attempts={person: scored.attempt_id for person, scored in results.items()},
        attempt_counts={person.id: person.attempt_count for person in people},
        unlike=_unlike(results.values()),
        version=asked.number or None,
    )


def unlike_text(count: int) -> str:
    """What to think of results that were not scored as most were."""
    return ngettext(
        "{n} result was scored with other difficulties or rules than most: it cannot be compared fairly with "
        "them. Score all anew.",
        "{n} results were scored with other difficulties or rules than most: they cannot be compared fairly "
        "with them. Score all anew.",
        count,
    )


def _unlike(results: Iterable[AttemptResult]) -> int:
    from smmhire.assessment.item_calibration import calibration_named

    bases = Counter((calibration_named(one.bank_version), one.scoring_version) for one in results)
    return bases.total() - max(bases.values(), default=0)


def why_behind(ranking: VacancyRanking, behind: UUID, ahead: UUID) -> str:
    """Why the candidate `behind` stands behind `ahead`, in a few plain sentences.

    Raises KeyError for a candidate who is not ranked.
    """
    from smmhire.candidates.matching import compare

    first, second = ranking.of(ahead), ranking.of(behind)
    names = {"ahead": ranking.names[ahead], "behind": ranking.names[behind]}
    sentences: list[str] = []
    if second.gate is Gate.FAILED:
        failed = _listed([c.competency_id for c in second.checks if c.gate is Gate.FAILED])
        sentences.append(_("{behind} does not meet a must-have: {failed}.", failed=failed, **names))
    comparison = compare(first, second)
    chance_ahead = chance_text(comparison.chance)
    if Gate.FAILED not in (first.gate, second.gate) and first.tier == second.tier:
        sentences.append(
            _(
                "The evidence cannot separate them: the chance that {ahead} is truly better than {behind} is "
                "{chance}.",
                chance=chance_ahead,
                **names,
            )
        )
    else:
        sentences.append(
            _(
                "By score alone, the chance that {ahead} is truly better than {behind} is {chance}.",
                chance=chance_ahead,
                **names,
            )
        )
    return " ".join([*sentences, *_reasons(comparison)])


def _reasons(comparison: Comparison) -> list[str]:
    """What speaks for the one ahead, what for the other, and what is not known."""
    known = [(d.competency_id, d.difference) for d in comparison.differences if d.difference is not None]
    speaks_for = [f"{_name(name)} (+{number(by, 2)})" for name, by in known if by >= 0.005]
    speaks_against = [f"{_name(name)} (+{number(-by, 2)})" for name, by in known if by <= -0.005]
    missing = [d.competency_id for d in comparison.differences if d.difference is None]
    sentences: list[str] = []
    if speaks_for:
        sentences.append(_("What puts the first ahead: {reasons}.", reasons="; ".join(speaks_for[:_REASONS])))
    if speaks_against:
        sentences.append(
            _("What speaks for the second: {reasons}.", reasons="; ".join(speaks_against[:_REASONS]))
        )
    if missing:
        sentences.append(_("Not measured for both of them: {names}.", names=_listed(missing)))
    return sentences


def _name(competency_id: str) -> str:
    from smmhire.content import load_role

    return say(load_role().competency(competency_id).name)


def _listed(competency_ids: list[str]) -> str:
    return ", ".join(_name(competency_id) for competency_id in competency_ids)
