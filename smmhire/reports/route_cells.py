"""The table of what each route of earning pays, side by side with employment, in the routes' own units."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from smmhire.pay.route_cells import RouteCell, RouteCells
from smmhire.pay.route_words import OWN_UNITS, no_figures_for, unit_text
from smmhire.reports.pay_figures import quantile_lines
from smmhire.reports.style import ruled_table, styles
from smmhire.reports.typography import cell
from smmhire.texts import _, number, say

WIDTHS = (150, 50, 100, 100, 100)

# Eight rows on a page that has all routes in words below them.
_DENSE = (("TOPPADDING", (0, 1), (-1, -1), 2), ("BOTTOMPADDING", (0, 1), (-1, -1), 2))


def route_table(found: RouteCells) -> list[Flowable]:
    """Heading, note and table of what there are figures for, and what there are none for in a line below.

    A route whose figures are withheld says why. For any report that sets the routes beside each other.
    """
    look = styles()
    priced = [one for one in found.cells if one.has_figures]
    rows: list[list[Flowable | list[Flowable] | str]] = []
    spans: list[tuple[object, ...]] = []
    for place, one in enumerate(priced, start=1):
        name: list[Flowable] = [cell(say(one.route.name), look.cell), cell(unit_text(one), look.cell_muted)]
        if one.cell.p50.shown:
            quartiles = (one.cell.p25, one.cell.p50, one.cell.p75)
            rows.append([name, _counted(one), *(quantile_lines(each, one.cell, " ") for each in quartiles)])
        else:
            reason = one.cell.p50.reason.text() if one.cell.p50.reason is not None else ""
            rows.append([name, _counted(one), cell(reason, look.cell_muted), "", ""])
            spans.append(("SPAN", (2, place), (4, place)))
    heads = (
        (_("Route and what one price is for"), False),
        (_("Figures"), True),
        *((_("P{n}", n=number(n)), True) for n in (25, 50, 75)),
    )
    story: list[Flowable] = [
        CondPageBreak(150),
        cell(_("The routes side by side"), look.free_heading),
        cell(_(OWN_UNITS), look.small),
    ]
    if rows:
        story += [ruled_table(heads, rows, WIDTHS, *_DENSE, *spans), Spacer(0, 4)]
    without = [one for one in found.cells if not one.has_figures]
    if without:
        words = no_figures_for(without) if priced else _("There are no figures for any route yet.")
        story.append(cell(words, look.small if priced else look.body))
    return story


def _counted(one: RouteCell) -> Flowable:
    return cell(number(one.cell.n), styles().cell_right)
