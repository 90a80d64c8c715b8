"""Rankings, comparisons and reports on adverse impact as plain JSON values; see `services.plain`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.evidence_columns import EvidenceColumns, Rated
from smmhire.services import weight_sensitivity
from smmhire.services.plain import Plain
from smmhire.services.ranking_words import why_behind

if TYPE_CHECKING:
    from smmhire.candidates.adverse_impact import ImpactReport
    from smmhire.candidates.ranking import RankedCandidate, RequirementCheck
    from smmhire.candidates.side_by_side import SideBySide
    from smmhire.services.impact import Matched, Question
    from smmhire.services.ranking import VacancyRanking


def ranking(found: VacancyRanking, top_shares: Mapping[UUID, float] | None = None) -> Plain:
    """Who stands where and why: tiers, gates, 90 % rank intervals, the arithmetic of each score, and all
    evidence by its kind. With `top_shares` the sensitivity to the weights too."""
    rows: list[Plain] = []
    ahead: RankedCandidate | None = None
    for one in found.ranking.ranked:
        row = _standing(found, one)
        row["why_behind_previous"] = None if ahead is None else _why(found, one, ahead)
        if top_shares is not None:
            row["top_share"] = top_shares[one.candidate_id]
            row["swap_with_previous"] = None if ahead is None else _swap(found, one, ahead)
        rows.append(row)
        ahead = one
    return {
        "vacancy_id": str(found.vacancy.id),
        "vacancy_title": found.vacancy.title,
        "vacancy_version": found.version,
        "ranked": rows,
        "without_evidence": [
            {
                "candidate_id": str(one),
                "name": found.names[one],
                "evidence": evidence(found.evidence(one)),
            }
            for one in found.ranking.without_evidence
        ],
        "scored_unlike_most": found.unlike,
    }


def _standing(found: VacancyRanking, one: RankedCandidate) -> Plain:
    return {
        "candidate_id": str(one.candidate_id),
        "name": found.names[one.candidate_id],
        "attempt_id": str(found.attempts[one.candidate_id]),
        "attempts": found.attempt_counts[one.candidate_id],
        "gate": one.gate.value,
        "tier": one.tier,
        "score": one.score,
        "standard_error": one.standard_error,
        "expected_rank": one.expected_rank,
        "rank_low": one.rank_low,
        "rank_high": one.rank_high,
        "chance_first": one.chance_first,
        "estimated_part": one.estimated_part,
        "not_measured": [check.competency_id for check in one.checks if check.ability is None],
        "evidence": evidence(found.evidence(one.candidate_id)),
        "checks": [_check(check) for check in one.checks],
    }


def _check(check: RequirementCheck) -> Plain:
    return {
        "competency": check.competency_id,
        "required_level": check.required_level,
        "weight_share": check.weight_share,
        "ability": check.ability,
        "standard_error": check.standard_error,
        "chance": check.chance,
        "contribution": check.contribution,
        "gate": None if check.gate is None else check.gate.value,
    }


def _why(found: VacancyRanking, behind: RankedCandidate, ahead: RankedCandidate) -> str:
    return why_behind(found, behind.candidate_id, ahead.candidate_id)


def _swap(found: VacancyRanking, behind: RankedCandidate, ahead: RankedCandidate) -> Plain | None:
    change = weight_sensitivity.swap(found, behind.candidate_id, ahead.candidate_id)
    if change is None:
        return None
    single = change.single
    return {
        "single": None
        if single is None
        else {
            "competency": single.competency_id,
            "before": single.before,
            "after": single.after,
            "level_at": single.level_at,
        },
        "moved_share": change.moved_share,
    }


def evidence(columns: EvidenceColumns) -> Plain:
    """All evidence by its kind, in the order of validity; null where there is none."""
    return {
        "interview": _rated(columns.interview),
        "test": columns.test,
        "work_sample": _rated(columns.work_sample),
        "experience_years": columns.experience,
        "missing": [kind.value for kind in columns.missing],
        "hidden": sorted(kind.value for kind in columns.hidden),
    }


def _rated(rated: Rated | None) -> Plain | None:
    if rated is None:
        return None
    return {"mean": rated.mean, "raters": rated.raters, "difference": rated.difference}


def comparison(found: VacancyRanking, compared: SideBySide) -> Plain:
    """Two to four candidates: their places, each competency, and the chances of each pair."""
    return {
        "vacancy_id": str(found.vacancy.id),
        "candidates": [_standing(found, one) for one in compared.candidates],
        "requirements": [
            {
                "competency": one.competency_id,
                "required_level": one.required_level,
                "weight_share": one.weight_share,
                "is_must_have": one.is_must_have,
                "strongest": None if one.strongest is None else str(one.strongest),
            }
            for one in compared.requirements
        ],
        "chances": [list(line) for line in compared.chances],
        "why_behind": [
            _why(found, behind, ahead)
            for ahead, behind in zip(compared.candidates, compared.candidates[1:], strict=False)
        ],
    }


def adverse_impact(report: ImpactReport, question: Question, matched: Matched) -> Plain:
    """Selection rates; figures are null where withheld."""
    return {
        "decision": question.decision.value,
        "stage": None if question.stage is None else question.stage.value,
        "top": question.top,
        "people": report.people,
        "selected": report.selected,
        "ungrouped": report.ungrouped,
        "selected_ungrouped": report.selected_ungrouped,
        "unmatched": list(matched.unmatched),
        "conflicting": [str(one) for one in matched.conflicting],
        "groups": [
            {
                "group": one.group,
                "people": one.people,
                "selected": one.selected,
                "rate": one.rate,
                "ratio": one.ratio,
                "p": one.p,
                "verdict": one.verdict.value,
            }
            for one in report.groups
        ],
    }
