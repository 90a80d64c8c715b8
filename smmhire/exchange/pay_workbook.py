"""A benchmark as an XLSX workbook that works every percentile, interval and place out again by formulas.

For that it holds the single figures of the cells that may be shown, without titles and contributors. Cells
that are withheld have no figures in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smmhire.exchange.workbook_writer import Cell as SheetCell
from smmhire.exchange.workbook_writer import Formula, Sheet, letters, workbook_bytes
from smmhire.pay.benchmark import Benchmark
from smmhire.pay.cells import Cell, Quantile
from smmhire.pay.offer import Z_95, OfferPlace
from smmhire.pay.quantiles import CONFIDENCE
from smmhire.pay.reasons import basis_text, per_period
from smmhire.pay.title_words import listed_titles
from smmhire.texts import N_, _, day

_PERCENTILES_HEAD = (
    N_("Group"),
    N_("Percentile"),
    N_("Figures"),
    N_("Contributors"),
    N_("Amount"),
    N_("95% interval from"),
    N_("95% interval to"),
    N_("What to know"),
)
_WIDTHS = (30.0, 11.0, 9.0, 13.0, 14.0, 16.0, 16.0, 70.0)


class _Figures(NamedTuple):
    """Where the figures of a cell stand: their range in the formulas, in ascending order."""

    cell: Cell
    range: str


def pay_workbook(found: Benchmark, offer: OfferPlace | None) -> bytes:
    """The workbook in the current language; the amount of `offer` can be changed in it."""
    shown = [cell for cell in found.cells if cell.p50.shown]
    sheet = _("Figures")
    places = {
        cell.key: _Figures(cell, f"'{sheet}'!${letters(at)}$2:${letters(at)}${cell.n + 1}")
        for at, cell in enumerate(shown)
    }
    sheets = [Sheet(_("Percentiles"), _translated(_PERCENTILES_HEAD), _percentiles(found, places), _WIDTHS)]
    if offer is not None and offer.percentile is not None and offer.cell.key in places:
        sheets.append(_offer_sheet(offer, places[offer.cell.key].range))
    heads = [f"{cell.label} ({found.query.currency})" for cell in shown]
    sheets.append(Sheet(sheet, heads, list(_columns(shown)), [18.0] * len(shown)))
    sheets.append(Sheet(_("Method and sources"), [_("What this workbook rests on")], _notes(found), [110.0]))
    return workbook_bytes(sheets)


def _translated(heads: tuple[str, ...]) -> list[str]:
    return [_(head) for head in heads]


def _percentiles(found: Benchmark, places: dict[str, _Figures]) -> list[list[SheetCell]]:
    rows: list[list[SheetCell]] = []
    for cell in found.cells:
        for quantile in cell.quantiles:
            row: list[SheetCell] = [cell.label, quantile.p, cell.n, cell.contributors]
            row += (
                _quantile(quantile, places[cell.key].range, len(rows) + 2) if quantile.shown else [None] * 3
            )
            row.append("" if quantile.reason is None else quantile.reason.text())
            rows.append(row)
    return rows


def _quantile(quantile: Quantile, figures: str, row: int) -> list[SheetCell]:
    """The percentile and its interval; the formulas read p in column B and n in column C of their row."""
    tail = f"{(1 - CONFIDENCE) / 2:g}", f"{(1 + CONFIDENCE) / 2:g}"
    assert quantile.value is not None
    cells: list[SheetCell] = [Formula(f"PERCENTILE({figures},B{row})", quantile.value)]
    ends = (
        (quantile.low, f"SMALL({figures},CRITBINOM(C{row},B{row},{tail[0]}))"),
        (quantile.high, f"SMALL({figures},CRITBINOM(C{row},B{row},{tail[1]})+1)"),
    )
    for end, formula in ends:
        if end is not None:
            cells.append(Formula(formula, end))
        else:
            # Withheld is what would be the lowest or highest figure itself.
            cells.append(_("not estimable") if quantile.reason is None else _("withheld"))
    return cells


def _offer_sheet(offer: OfferPlace, figures: str) -> Sheet:
    """The offer's place; the amount in B2 may be changed, the rest follows."""
    assert offer.percentile is not None and offer.low is not None and offer.high is not None
    assert offer.compa_ratio is not None
    share, n = "B3/100", f"COUNT({figures})"
    z2 = f"{Z_95 * Z_95:.12g}"
    half = f"{Z_95:.12g}*SQRT({share}*(1-{share})/{n}+{z2}/(4*{n}*{n}))"
    centre, scale = f"{share}+{z2}/(2*{n})", f"(1+{z2}/{n})"
    quarter = f"PERCENTILE({figures},0.25)", f"PERCENTILE({figures},0.75)"
    rows: list[list[SheetCell]] = [
        [_("Offer: change the amount here"), offer.amount],
        [
            _("Percentile: figures below it, and half of those equal to it, of 100"),
            Formula(f'100*(COUNTIF({figures},"<"&B2)+COUNTIF({figures},B2)/2)/{n}', offer.percentile),
        ],
        [_("95% interval from"), Formula(f"100*MAX(0,({centre}-{half})/{scale})", offer.low)],
        [_("95% interval to"), Formula(f"100*MIN(1,({centre}+{half})/{scale})", offer.high)],
        [
            _("Compa-ratio (offer / median)"),
            Formula(f"B2/PERCENTILE({figures},0.5)", offer.compa_ratio),
        ],
    ]
    if offer.range_penetration is not None:
        formula = f"(B2-{quarter[0]})/({quarter[1]}-{quarter[0]})"
        rows.append(
            [_("Place in the middle half (range penetration)"), Formula(formula, offer.range_penetration)]
        )
    return Sheet(_("Offer"), [offer.cell.label, offer.cell.currency], rows, [60.0, 16.0])


def _columns(cells: list[Cell]) -> Iterator[list[SheetCell]]:
    """The figures of each cell below its heading."""
    for at in range(max((cell.n for cell in cells), default=0)):
        yield [float(cell.ordered[at]) if at < cell.n else None for cell in cells]


def _notes(found: Benchmark) -> list[list[SheetCell]]:
    overall = found.overall
    titles = listed_titles(found.matched_titles)
    notes = [
        _(
            "The sheet of figures holds single amounts of people and posts, though without names. Keep to the"
            " licence of the source, and do not pass it on where it says so."
        ),
        f"{found.query.currency}, {per_period(overall.period)}, {basis_text(overall.basis)}",
        _(
            "Percentiles are of type 7 (PERCENTILE). Intervals: with the binomial distribution of n draws of"
            " chance p, from the figure at its 2.5% quantile to the one after its 97.5% quantile."
        ),
        *(reason.text() for reason in (*overall.flags, *overall.conversions, *found.left_out)),
        _("Titles, with the figures that count: {titles}", titles=titles),
    ]
    for source in overall.sources:
        notes.append(
            _(
                "Source: {source}. Licence: {licence} Credit: {credit}. Imported: {day}.",
                source=_(source.name),
                licence=_(source.licence_note) if source.licence_note else _("not stated"),
                credit=_(source.credit) if source.credit else _("not stated"),
                day=day(source.imported_at),
            )
        )
        notes += [_(text) for text in source.assumptions]
    return [[note] for note in notes]
