"""The routes of earning as plain JSON values, as `plain` and `plain_pay` give the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.pay import route_words
from smmhire.services import plain_pay
from smmhire.services.plain import Plain, both
from smmhire.services.role import role

if TYPE_CHECKING:
    from smmhire.pay.route_cells import PayOfHours, RouteCell
    from smmhire.pay.routes import JobSeeker, Shown, Standing
    from smmhire.services.routes import EarningRoutes


def earning_routes(found: EarningRoutes) -> Plain:
    """The routes, the most open first, each with its figures; sentences in the current language."""
    return {
        "person": _person(found.person),
        "assessment": None if found.shown is None else _shown(found.shown),
        "as_of": found.as_of.isoformat(),
        "summary": route_words.summary_text(found.standings),
        "routes": [_route(one, found) for one in found.standings],
        "sources": [plain_pay.source(one) for one in found.cells.sources],
    }


def _person(person: JobSeeker) -> Plain:
    return {
        "fans": person.fans,
        "followers": person.followers,
        "hours": person.hours,
        "country": person.country,
        "currency": person.currency_asked,
        "languages": list(person.languages),
        "fee": person.fee,
        "has_certificate": person.has_certificate,
    }


def _shown(shown: Shown) -> Plain:
    return {
        "attempt_id": str(shown.attempt_id),
        "name": shown.taker_name,
        "finished_on": shown.finished_on.isoformat(),
        "levels": dict(shown.levels),
        "certificate": shown.certificate or None,
        "is_supervised": shown.is_supervised,
    }


def _route(standing: Standing, found: EarningRoutes) -> Plain:
    route, threshold = standing.route, standing.route.threshold
    return {
        "id": route.id,
        "name": both(route.name),
        "state": standing.state.value,
        "state_text": route_words.state_text(standing.state),
        "paid": both(route.paid),
        "places": list(route.places),
        "threshold": None
        if threshold is None
        else {
            "measure": threshold.measure,
            "at_least": threshold.at_least,
            "have": standing.have,
            "missing": standing.missing,
            "sources": list(threshold.sources),
            "remark": both(threshold.remark),
        },
        "threshold_text": route_words.threshold_text(standing),
        "hints": route_words.hints(standing, role()),
        "weak_competencies": list(standing.weak),
        "steps": [{"text": both(step.action), "sources": list(step.sources)} for step in standing.steps],
        "caution": None if route.caution is None else both(route.caution),
        "sources": list(route.sources),
        "figures": [_figures(one) for one in found.cells.of(route.id)],
    }


def _figures(one: RouteCell) -> Plain:
    return {
        "unit": both(one.unit.name),
        "country": one.benchmark.query.country,
        "cell": plain_pay.cell(one.cell),
        "text": route_words.figures_text(one),
        "notes": route_words.notes_of(one),
        "hours": None if one.hours is None else _hours(one.hours),
    }


def _hours(sum_: PayOfHours) -> Plain:
    """Arithmetic on an assumption, never observed."""
    return {
        "p25": sum_.low,
        "p50": sum_.middle,
        "p75": sum_.high,
        "period": "month",
        "hours_a_week": sum_.hours,
        "fee": sum_.fee,
        "text": sum_.sentence(),
    }
