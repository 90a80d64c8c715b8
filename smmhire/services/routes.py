"""What somebody could earn: the six routes, which of them are open, and what pay data say of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.bilingual import Language
from smmhire.pay.route_cells import RouteCell, RouteCells, route_cell, route_query
from smmhire.pay.route_words import IN_OTHER_CURRENCIES
from smmhire.pay.routes import JobSeeker, Shown, Standing, standings
from smmhire.services import certificates, pay, results

if TYPE_CHECKING:
    from smmhire.certificates.certificate import Certificate
    from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
    from smmhire.role.description import Role
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# Where the figures are in none of the person's currency, so many others are tried, the most frequent first.
OTHER_CURRENCIES = 3


@dataclass(frozen=True, slots=True)
class EarningRoutes:
    """The answer to 'what could I earn': `standings` the most open route first, `cells` of all routes."""

    person: JobSeeker
    shown: Shown | None
    standings: tuple[Standing, ...]
    cells: RouteCells
    as_of: date


def earning_routes(
    person: JobSeeker,
    *,
    taker_name: str = "",
    attempt_id: UUID | None = None,
    unit_of_work: UnitOfWorkFactory,
    as_of: date | None = None,
) -> EarningRoutes:
    """The routes for what a person says, and for their own assessments.

    Those are the finished ones of nobody who is a candidate that were taken under `taker_name`: in a shared
    database there are other people's too. `attempt_id`: that one counts instead of the last.
    """
    from smmhire.content import load_role

    role = load_role()
    today = as_of or date.today()
    shown = _shown(taker_name, attempt_id, today, unit_of_work)
    return EarningRoutes(
        person=person,
        shown=shown,
        standings=standings(person, shown, role),
        cells=_cells(person, role, today, unit_of_work),
        as_of=today,
    )


def earning_routes_pdf(found: EarningRoutes, language: Language, *, now: datetime | None = None) -> bytes:
    """The answer as a document."""
    from smmhire.content import load_role
    from smmhire.reports.earning_routes import EarningReport
    from smmhire.reports.earning_routes import earning_routes_pdf as make
    from smmhire.services.documents import day_of

    report = EarningReport(found.person, found.shown, found.standings, found.cells, day_of(now))
    return make(report, load_role(), language)


# -- what the program knows of the person ------------------------------------------------------------
def _shown(
    taker_name: str, attempt_id: UUID | None, today: date, unit_of_work: UnitOfWorkFactory
) -> Shown | None:
    from smmhire.role.description import level_of_ability

    name = _folded(taker_name)
    own = [
        one
        for one in results.unattached(unit_of_work=unit_of_work)
        if one.attempt_id == attempt_id or (name and _folded(one.taker_name) == name)
    ]
    if not own:
        return None
    counted = next((one for one in own if one.attempt_id == attempt_id), own[0])
    scored = results.result(counted.attempt_id, unit_of_work=unit_of_work)
    levels = {c.competency_id: level_of_ability(c.ability) for c in scored.competencies if c.is_measured}
    valid = _valid_certificate([counted.attempt_id, *(one.attempt_id for one in own)], today, unit_of_work)
    return Shown(
        attempt_id=counted.attempt_id,
        taker_name=counted.taker_name,
        finished_on=counted.finished_at.astimezone().date(),
        levels=levels,
        certificate="" if valid is None else valid.number,
        is_supervised=valid is not None and valid.is_supervised,
    )


def _valid_certificate(
    attempt_ids: list[UUID], today: date, unit_of_work: UnitOfWorkFactory
) -> Certificate | None:
    """The first one that has not run out; of the attempt that counts before those of others."""
    for attempt_id in dict.fromkeys(attempt_ids):
        for issued in certificates.listing(attempt_id, unit_of_work=unit_of_work):
            if issued.valid_until >= today:
                return issued
    return None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


# -- what pay data say -------------------------------------------------------------------------------
def route_cells(country: str | None, currency: str, *, unit_of_work: UnitOfWorkFactory) -> RouteCells:
    """What the data say of every route, each in its own units, side by side; of nobody in particular."""
    from smmhire.content import load_role

    person = JobSeeker(country=country, currency=currency)
    return _cells(person, load_role(), date.today(), unit_of_work)


def _cells(person: JobSeeker, role: Role, today: date, unit_of_work: UnitOfWorkFactory) -> RouteCells:
    wanted = person.currency_asked
    others = _other_currencies(wanted, unit_of_work)
    cells: list[RouteCell] = []
    for route in role.routes:
        for unit in route.units:
            query = replace(route_query(route, unit, person.country, wanted), as_of=today)
            found = _benchmark(query, others, unit_of_work)
            cells.append(route_cell(route, unit, found, person, wanted))
    return RouteCells(tuple(cells))


def _benchmark(query: BenchmarkQuery, others: list[str], unit_of_work: UnitOfWorkFactory) -> Benchmark:
    """The answer in the currency asked for; where there are figures in others only, in one of those."""
    found = pay.benchmark(query, unit_of_work=unit_of_work)
    if found.overall.n or all(reason.code not in IN_OTHER_CURRENCIES for reason in found.left_out):
        return found
    for currency in others:
        instead = pay.benchmark(replace(query, currency=currency), unit_of_work=unit_of_work)
        if instead.overall.n:
            return instead
    return found


def _other_currencies(wanted: str, unit_of_work: UnitOfWorkFactory) -> list[str]:
    known = dict.fromkeys(market.currency for market in pay.markets(unit_of_work=unit_of_work))
    return [currency for currency in known if currency != wanted][:OTHER_CURRENCIES]
