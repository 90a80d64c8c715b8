"""Pay as plain JSON values, as `plain` gives the rest: shares 0 to 1, times ISO 8601 in UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.services.plain import Plain
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.pay.benchmark import Benchmark
    from smmhire.pay.cells import Cell, Quantile
    from smmhire.pay.observation import PaySource
    from smmhire.pay.offer import OfferPlace
    from smmhire.pay.reasons import Reason
    from smmhire.pay.reference import ReferenceFigure, ReferencePay, Wages
    from smmhire.services.pay import PayImport


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
        "understood": found.understood,
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
        "wages": [reference(one) for one in found.nearest_wages],
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
