"""Vacancies and assessments as plain JSON values, which the command line and the demo give out.

Ids are texts, times ISO 8601 in UTC, shares 0 to 1. Texts of the content come in both languages, sentences
made for people in the current one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from smmhire.bilingual import Bilingual
from smmhire.texts import say

if TYPE_CHECKING:
    from smmhire.assessment.advisory import Advisory
    from smmhire.assessment.attempts import Attempt, AttemptResult, FormerResult
    from smmhire.assessment.confidence import ConfidenceReport
    from smmhire.assessment.form_cut import CutStanding
    from smmhire.assessment.plan import DevelopmentPlan
    from smmhire.certificates.certificate import Certificate
    from smmhire.services.results import CompetencyStanding
    from smmhire.vacancies.finding import Finding, PayPlacement
    from smmhire.vacancies.profile import VacancyProfile

Plain = dict[str, Any]


def both(text: Bilingual) -> Plain:
    """A text of the content in both languages."""
    return {"en": text.en, "bn": text.bn}


# -- vacancies ---------------------------------------------------------------------------------------
def findings(
    found: Sequence[Finding],
    profile: VacancyProfile | None = None,
    placement: PayPlacement | None = None,
) -> list[Plain]:
    """The findings of a review: code, kind, place and sources, and the words of the current language.

    With the `profile` also `change`: what would mend it, null where only the employer can decide.
    """
    from smmhire.content import load_role
    from smmhire.vacancies.finding_texts import describe
    from smmhire.vacancies.suggestions import suggest

    written: list[Plain] = []
    for finding in found:
        words = describe(finding, load_role())
        written.append(
            {
                "code": finding.code,
                "kind": finding.kind.value,
                "place": finding.place,
                "place_name": words.place_name,
                "headline": words.headline,
                "reason": words.reason,
                "suggestion": words.suggestion,
                "sources": list(finding.sources),
            }
        )
        if profile is not None:
            suggestion = suggest(finding, profile, load_role(), placement, tuple(found))
            written[-1]["change"] = None if suggestion is None else suggestion.text
    return written


# -- assessments -------------------------------------------------------------------------------------
def attempt(one: Attempt) -> Plain:
    """An attempt without its answers. `seed` fixes drawn values and the order of options."""
    return {
        "id": str(one.id),
        "taker_name": one.taker_name,
        "purpose": one.form.purpose.value,
        "is_supervised": one.form.is_supervised,
        "vacancy_id": None if one.form.vacancy_id is None else str(one.form.vacancy_id),
        "vacancy_version": one.vacancy_version,
        "candidate_id": None if one.candidate_id is None else str(one.candidate_id),
        "started_at": one.started_at.isoformat(),
        "finished_at": None if one.finished_at is None else one.finished_at.isoformat(),
        "deadline": None if one.deadline is None else one.deadline.isoformat(),
        "time_limit": one.form.time_limit,
        "items": one.form.most_items,
        "is_adaptive": one.form.adaptive is not None,
        "bank_version": one.form.bank_version,
        "seed": one.seed,
    }


def result(
    of: Attempt, scored: AttemptResult, standings: Sequence[CompetencyStanding], plan: DevelopmentPlan
) -> Plain:
    """A scored attempt: levels beside what is asked for, self-ratings beside them, and the plan.

    leaning_on_the_others: competencies of which the whole test says more than their own questions.
    """
    from smmhire.assessment.sub_scores import leaning

    return {
        "attempt": attempt(of),
        "percent_correct": scored.percent_correct,
        "asked": scored.asked,
        "answered": scored.answered,
        "scored_at": scored.scored_at.isoformat(),
        "scoring_version": scored.scoring_version,
        "competencies": [_standing(one) for one in standings],
        "leaning_on_the_others": list(leaning(scored)),
        "plan": _plan(plan),
    }


def advisory(told: Advisory) -> Plain:
    """How an attempt went; nothing of it changes a score."""
    return asdict(told)


def cut(found: CutStanding | None) -> Plain | None:
    """Where a result stands to the cut score of its form; None where there is none."""
    return None if found is None else asdict(found) | {"standing": found.standing.value}


def confidence(report: ConfidenceReport | None) -> Plain | None:
    """How well the taker knew what they know; None where nobody asked."""
    if report is None:
        return None
    return {
        "answers": report.count,
        "brier": report.brier,
        "stated": report.stated,
        "right": report.right,
        "over_confidence": report.over_confidence,
        "standard_error": report.standard_error,
        "verdict": report.verdict.value,
    }


def former_result(one: FormerResult) -> Plain:
    """A result that was replaced."""
    return {
        "percent_correct": one.result.percent_correct,
        "scored_at": one.result.scored_at.isoformat(),
        "scoring_version": one.result.scoring_version,
        "bank_version": one.result.bank_version,
        "replaced_at": one.replaced_at.isoformat(),
        "reason": one.reason,
        "competencies": [
            {"id": part.competency_id, "ability": part.ability, "standard_error": part.standard_error}
            for part in one.result.competencies
        ],
    }


def _standing(one: CompetencyStanding) -> Plain:
    gap = one.self_rating_gap
    return {
        "id": one.competency_id,
        "name": both(one.name),
        "is_measured": one.is_measured,
        "asked": one.asked,
        "answered": one.answered,
        "percent_correct": one.percent_correct,
        "ability": one.ability if one.is_measured else None,
        "standard_error": one.standard_error if one.is_measured else None,
        "level": one.level,
        "required_level": one.required_level,
        "is_must_have": one.is_must_have,
        "chance": one.chance,
        "self_rating": one.self_rating,
        "self_rating_verdict": None if gap is None else gap.verdict.value,
    }


def _plan(plan: DevelopmentPlan) -> Plain:
    return {
        "hours": plan.hours,
        "areas": [
            {
                "competency": area.competency_id,
                "aim": area.aim.value,
                "level": area.level,
                "aim_level": area.aim_level,
                "hours": area.hours,
                "steps": [
                    {
                        "id": step.id,
                        "action": both(step.action),
                        "evidence": both(step.evidence),
                        "hours": step.hours,
                    }
                    for step in area.steps
                ],
            }
            for area in plan.areas
        ],
        "not_measured": list(plan.not_measured),
    }


def certificate(one: Certificate) -> Plain:
    """A certificate as it stands on paper."""
    return {
        "number": one.number,
        "holder": one.holder,
        "issuer": one.issuer,
        "purpose": one.purpose.value,
        "is_supervised": one.is_supervised,
        "vacancy_title": one.vacancy_title,
        "issued_on": one.issued_on.isoformat(),
        "valid_until": one.valid_until.isoformat(),
        "attempt_id": str(one.attempt_id),
        "percent_correct": one.percent_correct,
        "cut": cut(one.cut),
        "competencies": [
            {
                "id": measured.competency_id,
                "ability": measured.ability,
                "standard_error": measured.standard_error,
                "percent_correct": measured.percent_correct,
            }
            for measured in one.competencies
            if measured.is_measured
        ],
        "form_version": one.form_version,
    }


def named(ids: Sequence[str]) -> list[str]:
    """The names of things of the role, by id, in the current language."""
    from smmhire.content import load_role

    return [say(load_role().name_of(one)) for one in ids]
