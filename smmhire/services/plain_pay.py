"""Pay as plain JSON values, as `plain` gives the rest: shares 0 to 1, times ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from smmhire.services.plain import Plain
from smmhire.texts import _

if TYPE_CHECKING:
    from datetime import date

    from smmhire.exchange.pay_mapping import ColumnMapping
    from smmhire.pay.bands import Bands
    from smmhire.pay.benchmark import Benchmark
    from smmhire.pay.cells import Cell, Quantile
    from smmhire.pay.entries import PayEntry
    from smmhire.pay.observation import PaySource
    from smmhire.pay.offer import OfferPlace
    from smmhire.pay.price_levels import International
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


def mapping(one: ColumnMapping) -> Plain:
    """Which column is what; what it takes for granted in the current language."""
    return {
        "name": one.name,
        "columns": dict(one.columns),
        "fixed": dict(one.fixed),
        "each_row_is_a_contributor": one.each_row_is_a_contributor,
        "decimal": one.decimal,
        "kind": one.kind,
        "source_name": one.source_name,
        "licence_note": one.licence_note,
        "credit": one.credit,
        "assumptions": [_(text) for text in one.assumptions],
    }


def entry(one: PayEntry, in_list: PaySource) -> Plain:
    """A figure typed by hand, and the list it stands in. `is_doubtful`: left out of benchmarks."""
    from smmhire.pay.entries import doubt_of, spoken

    figure = one.figure
    return {
        "id": str(figure.id),
        "list": {"id": str(in_list.id), "name": _(in_list.name)},
        "amount": figure.amount,
        "low": figure.low,
        "high": figure.high,
        "bonus": figure.bonus,
        "currency": figure.currency,
        "period": figure.period,
        "basis": figure.basis,
        "title": figure.title,
        "engagement": figure.engagement,
        "country": figure.country,
        "city": figure.city,
        "experience": figure.experience,
        "experience_low": figure.experience_low,
        "experience_high": figure.experience_high,
        "paid_by": figure.contributor,
        "on": None if figure.observed_on is None else figure.observed_on.isoformat(),
        "note": one.note,
        "entered_at": one.entered_at.isoformat(),
        "is_doubtful": doubt_of(figure) is not None,
        "text": spoken(figure),
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
            "levels": list(query.levels),
            "country": query.country,
            "city": query.city,
            "experience": None if query.experience is None else list(query.experience),
            "engagement": query.engagement,
            "observed_from": _iso(query.observed_from),
            "observed_to": _iso(query.observed_to),
            "basis": query.basis,
            "convert_basis": query.convert_basis,
            "net_share": query.net_share,
            "convert_currency": query.convert_currency,
            "age_to": _iso(query.age_to),
            "age_by": query.age_by,
            "by": query.by,
            "currency": query.currency,
            "period": query.period,
            "stale_after_months": query.stale_after_months,
            "as_of": query.as_of.isoformat(),
        },
        "cells": [cell(one) for one in found.cells],
        "matched_titles": [
            {"title": one.title, "n": one.n, "used": one.used, "is_excluded": one.is_excluded}
            for one in found.matched_titles
        ],
        "left_out": [reason(one) for one in found.left_out],
        "offers": None if found.offers is None else bands(found.offers),
    }


def bands(found: Bands) -> Plain:
    """From–to offers: the cells of their ends and middles, and the distribution fitted to them."""
    from smmhire.pay.cells import PROBABILITIES

    fit = found.fit
    return {
        "n": found.n,
        "both": found.both,
        "from_only": found.from_only,
        "to_only": found.to_only,
        "lows": cell(found.lows),
        "midpoints": cell(found.midpoints),
        "highs": cell(found.highs),
        "fit": None
        if fit is None
        else {
            "model": "log-normal, interval-censored",
            "mu": fit.mu,
            "sigma": fit.sigma,
            **{
                f"p{100 * p:.0f}": dict(zip(("value", "low", "high"), fit.quantile(p), strict=True))
                for p in PROBABILITIES
            },
        },
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
        "observed_from": _iso(one.observed_from),
        "observed_to": _iso(one.observed_to),
        "smoothed": {f"p{100 * q.p:.0f}": q.smoothed for q in one.quantiles},
        "modelled": None if one.modelled is None else asdict(one.modelled),
        "international": None if one.international is None else international(one.international),
        "conversions": [reason(found) for found in one.conversions],
        "flags": [reason(found) for found in one.flags],
    }


def international(one: International) -> Plain:
    """Percentiles in international dollars, and by which price level; `reasons` say why not."""
    level = one.level
    return {
        **dict(zip(("p10", "p25", "p50", "p75", "p90"), one.values, strict=True)),
        "price_level": None
        if level is None
        else {
            "value": level.value,
            "currency": level.currency,
            "year": level.used_year,
            "source": _(level.source),
        },
        "reasons": [reason(found) for found in one.reasons],
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


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _wages(wages: Wages) -> Plain:
    names = ("mean", "p10", "p25", "p50", "p75", "p90")
    return {name: _figure(getattr(wages, name)) for name in names}


def _figure(figure: ReferenceFigure) -> Plain:
    return {"value": figure.value, "is_top_coded": figure.is_top_coded}
