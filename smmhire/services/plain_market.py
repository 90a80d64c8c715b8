"""Rates, price levels and indices as plain JSON values, as `plain` gives the rest."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from smmhire.pay.ageing import IndexPoint
from smmhire.pay.price_levels import OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.services.plain import Plain

if TYPE_CHECKING:
    from smmhire.pay.rates import Conversion
    from smmhire.services.market import AnyEntry, Converted, Shipped
    from smmhire.services.market_import import MarketPlan


def entry(one: AnyEntry) -> Plain:
    """An entry of one's own."""
    common: Plain = {
        "id": str(one.id),
        "value": one.value,
        "source": one.source,
        "entered_at": one.entered_at.isoformat(),
    }
    match one:
        case OwnRate():
            place: Plain = {
                "currency": one.currency,
                "against": one.against,
                "date": one.valid_on.isoformat(),
            }
        case OwnPriceLevel():
            place = {"country": one.country, "year": one.year}
        case IndexPoint():
            place = {"name": one.name, "date": one.valid_on.isoformat()}
    return place | common


def shipped(one: Shipped) -> Plain:
    """A source that ships."""
    return {
        "kind": one.kind,
        "source": one.name,
        "licence_note": one.licence_note,
        "first_on": one.first_on.isoformat(),
        "last_on": one.last_on.isoformat(),
        "count": one.count,
    }


def converted(one: Converted) -> Plain:
    """An amount in another currency, with the rates used or the reason why there is none."""
    return {
        "amount": one.amount,
        "currency": one.currency,
        "to": one.to,
        "on": one.on.isoformat(),
        "value": one.value,
        "factor": factor(one.how),
        **conversion(one.how),
    }


def factor(how: Conversion) -> float | None:
    """The factor of the first figure, None where there is no rate."""
    found = float(how.factor[0])
    return found if isfinite(found) else None


def conversion(how: Conversion) -> Plain:
    """What a conversion rests on, and what it could not convert."""
    return {
        "uses": [
            {
                "currency": use.currency,
                "to": use.to,
                "n": use.n,
                "lowest": use.lowest,
                "highest": use.highest,
                "first_on": use.first_on.isoformat(),
                "last_on": use.last_on.isoformat(),
                "steps": [
                    {
                        "currency": step.currency,
                        "against": step.against,
                        "sources": list(step.sources),
                        "own": step.is_own,
                        "first_on": step.first_on.isoformat(),
                        "last_on": step.last_on.isoformat(),
                        "lowest": step.lowest,
                        "highest": step.highest,
                    }
                    for step in use.steps
                ],
            }
            for use in how.uses
        ],
        "missing": [
            {
                "currency": one.currency,
                "n": one.n,
                "why": one.why,
                "first_on": None if one.first_on is None else one.first_on.isoformat(),
                "last_on": None if one.last_on is None else one.last_on.isoformat(),
            }
            for one in how.missing
        ],
    }


def plan(tried: MarketPlan, *, problems: int) -> Plain:
    """What an import would do; the first `problems` rows that were not understood are listed."""
    return {
        "kind": tried.kind,
        "file_name": tried.file_name,
        "rows": tried.row_count,
        "columns": dict(tried.columns),
        "new": len(tried.new),
        "changed": [{"before": entry(before), "after": entry(after)} for before, after in tried.changed],
        "same": tried.same,
        "shipped": tried.shipped,
        "problem_count": len(tried.problems),
        "problems": [
            {"row": one.row, "value": one.value, "reason": one.reason, "what_to_do": one.what_to_do}
            for one in tried.problems[:problems]
        ],
    }
