"""The charts of results and of pay, made once for windows and documents alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from smmhire.charts.levels import LevelAxis
from smmhire.texts import _, ngettext, number, say

if TYPE_CHECKING:
    from smmhire.assessment.attempts import AttemptResult, CompetencyResult
    from smmhire.charts.display_list import Chart
    from smmhire.pay.benchmark import Benchmark
    from smmhire.pay.cells import Cell
    from smmhire.pay.offer import OfferPlace
    from smmhire.role.description import Role


MOST_ROWS = 12  # of a ladder: more do not fit on a page


def result_chart(
    result: AttemptResult, role: Role, required_levels: Mapping[str, int], required_label: str
) -> Chart:
    """The measured levels of `result` beside the levels asked for (by competency id) and the self-ratings.

    A radar, or rows where there are fewer than three competencies. `required_label` says whose levels they
    are. Competencies stand in the order of the role. Raises ValueError for a result that has none of
    them.
    """
    from smmhire.charts.level_rows import level_rows_chart
    from smmhire.charts.radar import radar_chart

    found = {one.competency_id: one for one in result.competencies}
    in_order = [found[competency.id] for competency in role.competencies if competency.id in found]
    axes = tuple(_axis(competency, role, required_levels) for competency in in_order)
    draw = radar_chart if len(axes) >= 3 else level_rows_chart
    return draw(axes, required_label)


def pay_chart(benchmark: Benchmark, offer: OfferPlace | None) -> Chart | None:
    """The cells of `benchmark` with the offer's place: a ladder, or pay by date where that is the axis.

    None where no figure can be shown.
    """
    from smmhire.charts.ladder import LadderRow, ladder_chart

    write = _writer(benchmark.query.currency)
    if len(benchmark.cells) == 1 and spread_chart(benchmark.overall, offer) is not None:
        return None  # a ladder of one rung says what the spread says
    if not any(cell.p50.shown for cell in benchmark.cells):
        return None
    if benchmark.query.by in ("year", "quarter") and any(cell.p50.shown for cell in benchmark.bands):
        return _trend(benchmark, offer)
    rows = tuple(
        LadderRow(
            label=cell.label,
            sublabel=_basis(cell),
            p10=cell.p10.value,
            p25=cell.p25.value,
            p50=cell.p50.value,
            p75=cell.p75.value,
            p90=cell.p90.value,
            median_low=cell.p50.low,
            median_high=cell.p50.high,
            note="" if cell.p50.shown or cell.p50.reason is None else cell.p50.reason.text(),
        )
        for cell in _drawn(benchmark)
    )
    return ladder_chart(rows, *_offer(offer, write), write)


def _drawn(benchmark: Benchmark) -> list[Cell]:
    """The cells for the ladder: all, or where they are many up to a page of those that show something."""
    cells = list(benchmark.cells)
    if len(cells) > MOST_ROWS:
        cells = [cells[0], *(cell for cell in cells[1:] if cell.p50.shown)][:MOST_ROWS]
    return cells


def spread_chart(cell: Cell, offer: OfferPlace | None) -> Chart | None:
    """The spread of one cell in tenths, with the offer's place; None where its middle half is withheld."""
    from smmhire.charts.tenths import Spread, tenths_chart
    from smmhire.pay.quantiles import type7

    low, middle, high = cell.p25.value, cell.p50.value, cell.p75.value
    if low is None or middle is None or high is None:
        return None
    tenths: list[float] = []
    if cell.p10.shown and cell.p90.shown:
        tenths = type7(cell.ordered, [n / 10 for n in range(1, 10)]).tolist()
    write = _writer(cell.currency)
    spread = Spread(tuple(tenths), low, middle, high, cell.p50.low, cell.p50.high)
    return tenths_chart(spread, *_offer(offer, write), write)


def _trend(benchmark: Benchmark, offer: OfferPlace | None) -> Chart:
    from smmhire.charts.trend import TrendPoint, trend_chart

    points = tuple(
        TrendPoint(
            label=cell.label,
            n=number(cell.n),
            p25=cell.p25.value,
            p50=cell.p50.value,
            p75=cell.p75.value,
            median_low=cell.p50.low,
            median_high=cell.p50.high,
        )
        for cell in benchmark.bands
        if cell.observed_from is not None
    )
    write = _writer(benchmark.query.currency)
    return trend_chart(points, *_offer(offer, write), write)


def _writer(currency: str) -> Callable[[float], str]:
    from smmhire.pay.reasons import amount_text

    return lambda amount: amount_text(amount, currency)


def _offer(offer: OfferPlace | None, write: Callable[[float], str]) -> tuple[float | None, str]:
    """The amount to draw and its words."""
    if offer is None:
        return None, ""
    return offer.amount, _("the offer: {amount}", amount=write(offer.amount))


def _axis(competency: CompetencyResult, role: Role, required_levels: Mapping[str, int]) -> LevelAxis:
    from smmhire.assessment.levels import in_levels

    ability, error = competency.ability, competency.standard_error
    required = required_levels.get(competency.competency_id)
    is_measured, rating = competency.is_measured, competency.self_rating
    return LevelAxis(
        label=say(role.competency(competency.competency_id).short_name),
        measured=in_levels(ability) if is_measured else None,
        low=in_levels(ability - error) if is_measured else None,
        high=in_levels(ability + error) if is_measured else None,
        required=None if required is None else float(required),
        # Level 3 reaches from 3.0 to 4.0; somebody who rates themselves at 3 stands in its middle.
        self_rating=None if rating is None else rating + 0.5,
    )


def _basis(cell: Cell) -> str:
    figures = ngettext("{n} figure", "{n} figures", cell.n)
    if cell.contributors is None:
        return figures
    return figures + ", " + ngettext("{n} contributor", "{n} contributors", cell.contributors)
