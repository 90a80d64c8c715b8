"""What pay data say of each route of earning, in the route's own units: side by side, never annualised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from smmhire.pay.reasons import amount_text
from smmhire.pay.routes import FULL_WEEK, JobSeeker
from smmhire.role.description import EarningRoute, UnitOfPay
from smmhire.texts import _, number, percent

if TYPE_CHECKING:  # what reckons needs numpy, which the form of the page can do without
    from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
    from smmhire.pay.cells import Cell
    from smmhire.pay.observation import Engagement, PaySource, Period

WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class PayOfHours:
    """Arithmetic on an assumption: what a month of `hours` a week comes to at the rates of a cell.

    `low`, `middle`, `high` from P25, P50 and P75, in the cell's currency; None where that is withheld. `fee`
    (a share) is subtracted only where the person stated it. Not a figure anybody observed.
    """

    low: float | None
    middle: float
    high: float | None
    hours: float
    fee: float | None
    currency: str
    is_of_a_month: bool  # a monthly rate in proportion, not an hourly one

    def sentence(self) -> str:
        """The sum with its assumptions, in the current language."""
        fields_ = {
            "hours": number(self.hours, places(self.hours)),
            "middle": amount_text(round(self.middle), self.currency),
        }
        if self.is_of_a_month:
            said = _(
                "Worked out, not observed: were {hours} hours a week paid in proportion to a full week of"
                " {full} hours, the middle pay would come to {middle} a month.",
                full=number(FULL_WEEK),
                **fields_,
            )
        else:
            said = _(
                "Worked out, not observed: were {hours} hours paid in every week of the year, the middle rate"
                " would come to {middle} a month. Hours without orders bring nothing.",
                **fields_,
            )
            if self.fee is None:
                said += " " + _("The platform's fee is not subtracted.")
        if self.fee is not None:
            said += " " + _(
                "Your platform's fee of {fee} is subtracted.", fee=percent(self.fee, places(self.fee * 100))
            )
        if self.low is not None and self.high is not None:
            said += " " + _(
                "From P25 to P75: {low} to {high}.",
                low=amount_text(round(self.low), self.currency),
                high=amount_text(round(self.high), self.currency),
            )
        return said


@dataclass(frozen=True, slots=True)
class RouteCell:
    """The figures of one route in one of its units. `asked_currency` is the one wanted, where the figures are
    in another because there are none in it."""

    route: EarningRoute
    unit: UnitOfPay
    benchmark: Benchmark
    asked_currency: str
    hours: PayOfHours | None = None

    @property
    def cell(self) -> Cell:
        """Everything asked for, together."""
        return self.benchmark.overall

    @property
    def has_figures(self) -> bool:
        """Whether there is anything at all, shown or withheld."""
        return self.cell.n > 0

    @property
    def is_in_another_currency(self) -> bool:
        """Whether the figures are not in the currency that was wanted."""
        return self.has_figures and self.cell.currency != self.asked_currency


@dataclass(frozen=True, slots=True)
class RouteCells:
    """The figures of all routes beside each other, route by route and unit by unit."""

    cells: tuple[RouteCell, ...]

    def of(self, route_id: str) -> tuple[RouteCell, ...]:
        """Those of one route."""
        return tuple(one for one in self.cells if one.route.id == route_id)

    @property
    def sources(self) -> tuple[PaySource, ...]:
        """The sources that gave figures, each once."""
        return tuple({source.id: source for one in self.cells for source in one.cell.sources}.values())


TITLED_ROUTES = ("E-W1", "E-W6")


def route_query(route: EarningRoute, unit: UnitOfPay, country: str | None, currency: str) -> BenchmarkQuery:
    """What to ask pay data for one route and unit: of all countries where clients come from everywhere."""
    from smmhire.pay.benchmark import BenchmarkQuery

    return BenchmarkQuery(
        currency=currency,
        period=cast("Period", unit.period),
        engagement=cast("Engagement", route.id),
        country=None if route.market == "world" else country,
        # Jobs have titles to judge by; small tasks, gigs and posts are what their route says they are.
        titles="smm" if route.id in TITLED_ROUTES else "any",
    )


def route_cell(
    route: EarningRoute, unit: UnitOfPay, found: Benchmark, person: JobSeeker, asked_currency: str
) -> RouteCell:
    """The answer for one route and unit, with the arithmetic for the person's hours where that is allowed."""
    return RouteCell(route, unit, found, asked_currency, pay_of_hours(unit, found.overall, person))


def pay_of_hours(unit: UnitOfPay, cell: Cell, person: JobSeeker) -> PayOfHours | None:
    """What a month of the hours somebody says would come to.

    None without hours or a median, for everything that is not a time rate, and for a monthly rate where the
    hours are a full week: it is that month already. A fee is a platform's: it touches hourly rates only.
    """
    hours, middle = person.hours, cell.p50.value
    if not unit.counts_hours or not hours or middle is None:
        return None
    if cell.period == "hour":
        fee, factor = person.fee, hours * WEEKS_A_MONTH
    elif cell.period == "month" and hours < FULL_WEEK:
        fee, factor = None, hours / FULL_WEEK
    else:
        return None
    kept = factor * (1 - (fee or 0.0))
    low, high = (None if one.value is None else one.value * kept for one in (cell.p25, cell.p75))
    return PayOfHours(low, middle * kept, high, hours, fee, cell.currency, cell.period == "month")


def places(value: float) -> int:
    """How many decimals to write: none of a whole number, else one."""
    return 0 if round(value, 6) == round(value) else 1
