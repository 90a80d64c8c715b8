"""The things of the product as plain JSON values: what the command line and the demo give to other programs.

Ids are texts, times ISO 8601 in UTC, shares 0 to 1. Texts of the content come in both languages, sentences
made for people in the current one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from smmhire.bilingual import Bilingual
from smmhire.texts import _, say

if TYPE_CHECKING:
    from smmhire.assessment.advisory import Advisory
    from smmhire.assessment.attempts import Attempt, AttemptResult, FormerResult
    from smmhire.assessment.confidence import ConfidenceReport
    from smmhire.assessment.form_cut import CutStanding
    from smmhire.assessment.plan import DevelopmentPlan
    from smmhire.certificates.certificate import Certificate
    from smmhire.pay.benchmark import Benchmark
    from smmhire.pay.cells import Cell, Quantile
    from smmhire.pay.observation import PaySource
    from smmhire.pay.offer import OfferPlace
    from smmhire.pay.reasons import Reason
    from smmhire.pay.reference import ReferenceFigure, ReferencePay, Wages
    from smmhire.services.pay import PayImport
    from smmhire.services.ranking import VacancyRanking
    from smmhire.services.results import CompetencyStanding
    from smmhire.vacancies.review import Finding

Plain = dict[str, Any]


def both(text: Bilingual) -> Plain:
    """A text of the content in both languages."""
    return {"en": text.en, "bn": text.bn}


# -- vacancies ---------------------------------------------------------------------------------------
def findings(found: Sequence[Finding]) -> list[Plain]:
    """The findings of a review: code, kind, place and sources, and the words of the current language."""
    from smmhire.content import load_role
    from smmhire.vacancies.finding_texts import describe

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
        "candidate_id": None if one.candidate_id is None else str(one.candidate_id),
        "started_at": one.started_at.isoformat(),
        "finished_at": None if one.finished_at is None else one.finished_at.isoformat(),
        "deadline": None if one.deadline is None else one.deadline.isoformat(),
        "time_limit": one.form.time_limit,
        "items": len(one.form.item_ids),
        "bank_version": one.form.bank_version,
        "seed": one.seed,
    }


def result(
    of: Attempt, scored: AttemptResult, standings: Sequence[CompetencyStanding], plan: DevelopmentPlan
) -> Plain:
    """A scored attempt: levels beside what is asked for, self-ratings beside them, and the plan."""
    return {
        "attempt": attempt(of),
        "percent_correct": scored.percent_correct,
        "asked": scored.asked,
        "answered": scored.answered,
        "scored_at": scored.scored_at.isoformat(),
        "scoring_version": scored.scoring_version,
        "competencies": [_standing(one) for one in standings],
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


# -- ranking -----------------------------------------------------------------------------------------
def ranking(found: VacancyRanking) -> Plain:
    """Who stands where and why: tiers, gates, 90 % rank intervals, and the arithmetic of each score."""
    from smmhire.services.ranking import why_behind

    ranked = found.ranking.ranked
    rows: list[Plain] = []
    for place, one in enumerate(ranked):
        ahead = ranked[place - 1] if place else None
        rows.append(
            {
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
                "why_behind_previous": None
                if ahead is None
                else why_behind(found, one.candidate_id, ahead.candidate_id),
                "checks": [
                    {
                        "competency": check.competency_id,
                        "required_level": check.required_level,
                        "weight_share": check.weight_share,
                        "ability": check.ability,
                        "standard_error": check.standard_error,
                        "chance": check.chance,
                        "contribution": check.contribution,
                        "gate": None if check.gate is None else check.gate.value,
                    }
                    for check in one.checks
                ],
            }
        )
    return {
        "vacancy_id": str(found.vacancy.id),
        "vacancy_title": found.vacancy.title,
        "ranked": rows,
        "without_evidence": [
            {"candidate_id": str(one), "name": found.names[one]} for one in found.ranking.without_evidence
        ],
    }


# -- pay ---------------------------------------------------------------------------------------------
def source(one: PaySource) -> Plain:
    """A pay source, its licence note in the words it was imported with."""
    return {
        "id": str(one.id),
        "name": one.name,
        "kind": one.kind,
        "figures": one.row_count,
        "enabled": one.enabled,
        "imported_at": one.imported_at.isoformat(),
        "file_name": one.file_name,
        "file_sha256": one.file_sha256,
        "mapping": one.mapping_name,
        "licence_note": one.licence_note,
        "credit": one.credit,
    }


def pay_import(tried: PayImport, *, problems: int) -> Plain:
    """What a dry run found; the first `problems` rows that were not understood are listed."""
    found = tried.result
    return {
        "source": source(tried.source),
        "already_imported_as": None if tried.already is None else str(tried.already.id),
        "rows": found.row_count,
        "understood": len(found.observations),
        "left_out": found.left_out,
        "duplicates": found.duplicates,
        "problem_counts": dict(found.counts),
        "problems": [
            {
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "code": one.code,
                "reason": one.reason,
                "what_to_do": one.what_to_do,
                "is_left_out": one.is_left_out,
            }
            for one in found.problems[:problems]
        ],
        "columns": dict(tried.mapping.columns),
        "fixed": dict(tried.mapping.fixed),
        "assumptions": [_(text) for text in tried.mapping.assumptions],
        "preview": [
            {
                "row": seen.row,
                "title": seen.title,
                "country": seen.country,
                "experience": seen.experience,
                "currency": seen.currency,
                "period": seen.period,
                "basis": seen.basis,
                "amount": seen.amount,
                "low": seen.low,
                "high": seen.high,
            }
            for seen in found.preview
        ],
    }


def benchmark(found: Benchmark) -> Plain:
    """The cells of a benchmark, what they rest on, and what was left out."""
    query = found.query
    return {
        "query": {
            "titles": query.titles if isinstance(query.titles, str) else list(query.titles),
            "excluded_titles": list(query.excluded_titles),
            "country": query.country,
            "city": query.city,
            "engagement": query.engagement,
            "basis": query.basis,
            "by": query.by,
            "currency": query.currency,
            "period": query.period,
            "stale_after_months": query.stale_after_months,
            "as_of": query.as_of.isoformat(),
        },
        "cells": [cell(one) for one in found.cells],
        "matched_titles": [
            {"title": one.title, "n": one.n, "is_excluded": one.is_excluded} for one in found.matched_titles
        ],
        "left_out": [reason(one) for one in found.left_out],
    }


def cell(one: Cell) -> Plain:
    """One cell; the single figures behind it are never given away."""
    return {
        "key": one.key,
        "label": one.label,
        "n": one.n,
        "contributors": one.contributors,
        "p10": quantile(one.p10),
        "p25": quantile(one.p25),
        "p50": quantile(one.p50),
        "p75": quantile(one.p75),
        "p90": quantile(one.p90),
        "currency": one.currency,
        "period": one.period,
        "basis": one.basis,
        "source": one.source,
        "observed_from": None if one.observed_from is None else one.observed_from.isoformat(),
        "observed_to": None if one.observed_to is None else one.observed_to.isoformat(),
        "conversions": [reason(found) for found in one.conversions],
        "flags": [reason(found) for found in one.flags],
    }


def quantile(one: Quantile) -> Plain:
    """A percentile with its 95 % interval; `reason` says what is withheld."""
    return {
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "shown": one.shown,
        "reason": None if one.reason is None else reason(one.reason),
    }


def reason(one: Reason) -> Plain:
    """A reason with its code, its parameters and its sentence."""
    return {"code": one.code, "params": dict(one.params), "text": one.text()}


def offer(place: OfferPlace) -> Plain:
    """Where an amount stands; the figures are None, with a reason, where the cell shows no median."""
    return {
        "amount": place.amount,
        "currency": place.cell.currency,
        "period": place.cell.period,
        "percentile": place.percentile,
        "low": place.low,
        "high": place.high,
        "compa_ratio": place.compa_ratio,
        "range_penetration": place.range_penetration,
        "reason": None if place.reason is None else reason(place.reason),
        "sentence": place.sentence(),
        "cell": cell(place.cell),
    }


def reference(one: ReferencePay) -> Plain:
    """Official wages of one occupation in one area."""
    return {
        "code": one.code,
        "title": one.title,
        "area": one.area,
        "area_name": one.area_name,
        "year": one.year,
        "observed_on": one.observed_on.isoformat(),
        "employment": one.employment,
        "currency": one.currency,
        "annual": _wages(one.annual),
        "hourly": _wages(one.hourly),
        "source": _(one.source),
        "licence_note": _(one.licence_note),
    }


def _wages(wages: Wages) -> Plain:
    names = ("mean", "p10", "p25", "p50", "p75", "p90")
    return {name: _figure(getattr(wages, name)) for name in names}


def _figure(figure: ReferenceFigure) -> Plain:
    return {"value": figure.value, "is_top_coded": figure.is_top_coded}


def named(ids: Sequence[str]) -> list[str]:
    """The names of things of the role, by id, in the current language."""
    from smmhire.content import load_role

    return [say(load_role().name_of(one)) for one in ids]
