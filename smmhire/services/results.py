"""What follows from a finished attempt: levels beside requirements, the review of answers, the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import Answer, Attempt, AttemptResult
from smmhire.assessment.items import Item
from smmhire.bilingual import Bilingual
from smmhire.errors import UserError
from smmhire.services.bank import bank_of, changed, presented
from smmhire.services.common import no_attempt
from smmhire.storage.summaries import ResultSummary
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.assessment.explanation import Explanation
    from smmhire.assessment.plan import DevelopmentPlan
    from smmhire.assessment.self_rating import SelfRatingGap
    from smmhire.storage.unit_of_work import UnitOfWorkFactory
    from smmhire.vacancies.versions import VacancyVersion


@dataclass(frozen=True, slots=True)
class CompetencyStanding:
    """One competency of a result beside what is asked for.

    percent_correct in 0..1; ability and standard_error in SD of the population; level 0 to 5, and in_levels
    the same continuously (3.5: the middle of level 3); required_level: of the vacancy, or the target level
    where there is none (None: the vacancy does not ask for it); chance: P(the required level is reached);
    self_rating 1 to 5. Where nothing was measured, `is_measured` is False and level, in_levels and chance
    are None.
    """

    competency_id: str
    name: Bilingual
    short_name: Bilingual
    is_measured: bool
    asked: int
    answered: int
    percent_correct: float
    ability: float
    standard_error: float
    level: int | None
    in_levels: float | None
    required_level: int | None
    is_must_have: bool
    chance: float | None
    self_rating: int | None
    self_rating_gap: SelfRatingGap | None


@dataclass(frozen=True, slots=True)
class ReviewedAnswer:
    """One item of a finished attempt as it was shown, the answer, and what was right; `explanation` is None
    for a self-rating, which has no right answer."""

    item: Item
    answer: Answer
    explanation: Explanation | None


def result(attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> AttemptResult:
    """The result of a finished attempt. Raises UserError where it is not finished or no longer there."""
    return _finished(attempt_id, unit_of_work)[1]


def get_attempt(attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Attempt:
    """The attempt, finished or not. Raises UserError where it is no longer there."""
    with unit_of_work(read_only=True) as work:
        found = work.attempts.get(attempt_id)
    if found is None:
        raise no_attempt()
    return found


def listing(
    candidate_id: UUID | None = None, *, unit_of_work: UnitOfWorkFactory
) -> tuple[ResultSummary, ...]:
    """Finished attempts, of everybody or of one candidate, the last finished first."""
    with unit_of_work(read_only=True) as work:
        return work.attempts.results(candidate_id)


def unattached(*, unit_of_work: UnitOfWorkFactory) -> tuple[ResultSummary, ...]:
    """Finished attempts of nobody who is a candidate, the last finished first."""
    with unit_of_work(read_only=True) as work:
        return work.attempts.results(is_unattached=True)


def has_unattached(*, unit_of_work: UnitOfWorkFactory) -> bool:
    """Whether there are any of those."""
    with unit_of_work(read_only=True) as work:
        return work.attempts.has_unattached()


def plan(
    scored: AttemptResult, vacancy_id: UUID | None = None, *, unit_of_work: UnitOfWorkFactory
) -> DevelopmentPlan:
    """The weakest competencies and concrete steps, measured by the vacancy (as it was published when the
    attempt began) or by the target levels.

    Raises UserError where the vacancy is no longer there.
    """
    from smmhire.assessment.plan import development_plan
    from smmhire.content import load_role

    required = None if vacancy_id is None else _required(scored.attempt_id, vacancy_id, unit_of_work)
    levels = None if required is None else {name: level for name, (level, _must) in required.items()}
    return development_plan(scored, load_role(), levels)


def profile_of(
    scored: AttemptResult, vacancy_id: UUID | None = None, *, unit_of_work: UnitOfWorkFactory
) -> tuple[CompetencyStanding, ...]:
    """Levels, required levels and self-ratings beside each other, in the order of the role.

    All competencies that were asked or that the vacancy asks for, as it was published when the attempt began.
    Raises UserError where the vacancy is no
    longer there.
    """
    from smmhire.assessment.levels import chance_of_level, in_levels
    from smmhire.assessment.plan import target_levels
    from smmhire.assessment.self_rating import self_rating_gaps
    from smmhire.content import load_role
    from smmhire.role.description import level_of_ability

    role = load_role()
    if vacancy_id is None:
        required = {name: (level, False) for name, level in target_levels(role).items()}
    else:
        required = _required(scored.attempt_id, vacancy_id, unit_of_work)
    found = {one.competency_id: one for one in scored.competencies}
    gaps = {gap.competency_id: gap for gap in self_rating_gaps(scored)}
    standings: list[CompetencyStanding] = []
    for competency in role.competencies:
        one = found.get(competency.id)
        if one is None and (vacancy_id is None or competency.id not in required):
            continue
        level, is_must_have = required.get(competency.id, (None, False))
        measured = one if one is not None and one.is_measured else None
        standings.append(
            CompetencyStanding(
                competency_id=competency.id,
                name=competency.name,
                short_name=competency.short_name,
                is_measured=measured is not None,
                asked=one.asked if one else 0,
                answered=one.answered if one else 0,
                percent_correct=one.percent_correct if one else 0.0,
                ability=one.ability if one else 0.0,
                standard_error=one.standard_error if one else 1.0,
                level=level_of_ability(measured.ability) if measured else None,
                in_levels=in_levels(measured.ability) if measured else None,
                required_level=level,
                is_must_have=is_must_have,
                chance=chance_of_level(measured.ability, measured.standard_error, level)
                if measured and level is not None
                else None,
                self_rating=one.self_rating if one else None,
                self_rating_gap=gaps.get(competency.id),
            )
        )
    return tuple(standings)


def review_of(attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[ReviewedAnswer, ...]:
    """Every item of a finished attempt with the answer and what was right about it.

    Raises UserError where the attempt is not finished, or it or one of its items is no longer there or no
    longer the same.
    """
    from smmhire.assessment.explanation import explain
    from smmhire.assessment.marking import UnfitAnswer

    finished, _scored = _finished(attempt_id, unit_of_work)
    with unit_of_work(read_only=True) as work:
        answers = {r.item_id: r.answer for r in work.attempts.answers(attempt_id)}
        items = bank_of(work, finished.form.item_ids).items_of(finished)
    reviewed: list[ReviewedAnswer] = []
    for item in items:
        given = answers.get(item.id, Answer())
        try:
            explanation = explain(item, given, finished.seed) if item.is_scored else None
        except UnfitAnswer as unfit:
            raise changed(unfit) from unfit
        reviewed.append(
            ReviewedAnswer(presented(item, finished.seed, finished.form.settings), given, explanation)
        )
    return tuple(reviewed)


def _finished(attempt_id: UUID, unit_of_work: UnitOfWorkFactory) -> tuple[Attempt, AttemptResult]:
    with unit_of_work(read_only=True) as work:
        found = work.attempts.get(attempt_id)
        scored = work.attempts.result(attempt_id)
    if found is None:
        raise no_attempt()
    if scored is None:
        raise UserError(
            _("The assessment of {name} is not finished: there is no result yet.", name=found.taker_name),
            _("Finish it first."),
        )
    return found, scored


def asked_of(attempt_id: UUID, vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> VacancyVersion:
    """What a result is measured by: see `vacancy_versions.asked_of`; number 0 is the draft.

    Raises UserError where the vacancy is no longer there.
    """
    from smmhire.services import vacancy_versions

    with unit_of_work(read_only=True) as work:
        return vacancy_versions.asked_of(work, attempt_id, vacancy_id)


def _required(
    attempt_id: UUID, vacancy_id: UUID, unit_of_work: UnitOfWorkFactory
) -> dict[str, tuple[int, bool]]:
    """Level and must-have of every competency the vacancy asks for."""
    profile = asked_of(attempt_id, vacancy_id, unit_of_work=unit_of_work).profile
    asked = set(profile.assessed_competencies)
    return {
        r.competency_id: (r.level, r.is_must_have) for r in profile.competencies if r.competency_id in asked
    }
