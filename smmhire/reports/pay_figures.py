"""The figures of a pay report: percentiles of each group, and official figures beside them."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
from smmhire.pay.cells import Cell, Quantile
from smmhire.pay.price_words import international_middle
from smmhire.pay.reasons import amount_text, per_period
from smmhire.pay.reference import ReferenceFigure, ReferencePay
from smmhire.reports.pay_groups import ShownGroups
from smmhire.reports.pay_models import modelled_lines, own_weight
from smmhire.reports.pay_words import DENSE, fine_print, heading_style, is_about_smm, unit
from smmhire.reports.style import ruled_table, styles
from smmhire.reports.typography import cell
from smmhire.texts import N_, _, country_name, digits, number

# The nearest occupations of the US classification (SOC), by code.
_OCCUPATIONS = {
    "27-3031": N_("Public relations specialists"),
    "13-1161": N_("Market research analysts and marketing specialists"),
}


def figures(benchmark: Benchmark) -> list[Flowable]:
    """The table of the largest groups, modelled middles beside them; other groups in lines."""
    look = styles()
    shown = ShownGroups.of(benchmark)
    is_modelled = any(one.modelled is not None for one in shown.table)
    last = 8 if is_modelled else 7
    rows: list[list[Flowable | list[Flowable] | str]] = []
    spans: list[tuple[object, ...]] = []
    for place, one in enumerate((benchmark.overall, *shown.table), start=1):
        contributors = _("not named") if one.contributors is None else number(one.contributors)
        row: list[Flowable | list[Flowable] | str] = [
            cell(one.label, look.cell),
            [cell(number(one.n), look.cell_right), *own_weight(one)],
            cell(contributors, look.cell_right if one.contributors is not None else look.cell_muted_right),
        ]
        if one.is_withheld:
            reason = one.p50.reason.text() if one.p50.reason is not None else ""
            row += [cell(reason, look.cell_muted), "", "", "", ""]
            spans.append(("SPAN", (3, place), (7, place)))
        else:
            lines = [quantile_lines(quantile, one) for quantile in one.quantiles]
            if middle := international_middle(one):
                lines[2].append(cell(middle, look.cell_tiny_right))
            row += lines
        rows.append([*row, modelled_lines(one)] if is_modelled else row)
    heads = (
        (_("Group"), False),
        (_("Figures"), True),
        (_("Contributors"), True),
        *((_("P{n}", n=number(n)), True) for n in (10, 25, 50, 75, 90)),
        *(((_("Modelled middle"), True),) if is_modelled else ()),
    )
    note = _(
        "P25 is the pay that a quarter gets less than; P50 is the middle. In brackets: the 95% interval."
        " {unit}.",
        unit=unit(benchmark.query),
    )
    if is_modelled:
        note += " " + _(
            "Modelled: small groups lean on all others, the more the fewer their own figures. These are no"
            " figures of the data, and do not replace them."
        )
    widths = (78, 44, 68, 57, 57, 57, 57, 57, 58) if is_modelled else (76, 40, 66, 64, 64, 64, 64, 64)
    dense: list[tuple[object, ...]] = [
        *DENSE,
        ("LEFTPADDING", (2, 0), (last, -1), 2),
        ("RIGHTPADDING", (1, 0), (last - 1, -1), 2),
    ]
    return [
        CondPageBreak(150),
        cell(_("The figures"), heading_style(is_free=True)),
        cell(note, look.small),
        ruled_table(heads, rows, widths, *dense, *spans),
        *(cell(line, fine_print(space_before=4)) for line in shown.lines()),
    ]


def quantile_lines(quantile: Quantile, one: Cell, line_break: str = "\n") -> list[Flowable]:
    """A percentile with its interval below it, or why it is withheld.

    line_break: between the ends of the interval; a space where the column is wide.
    """
    look = styles()
    if quantile.value is None:
        reason = quantile.reason.text() if quantile.reason is not None else ""
        return [cell(reason, look.cell_tiny_right)]
    return [
        cell(amount_text(quantile.value, one.currency), look.cell_right),
        cell(_interval(quantile, one.currency, line_break), look.cell_tiny_right),
    ]


def _interval(quantile: Quantile, currency: str, line_break: str) -> str:
    """The interval; an end that is not there says why."""
    is_withheld = quantile.reason is not None
    if quantile.low is None and quantile.high is None:
        return _("interval withheld") if is_withheld else _("interval not estimable")
    missing = _("withheld") if is_withheld else _("not estimable")
    low = missing if quantile.low is None else amount_text(quantile.low, currency)
    high = missing if quantile.high is None else amount_text(quantile.high, currency)
    return f"[{low}{line_break}– {high}]"


def reference(rows_beside: Sequence[ReferencePay], query: BenchmarkQuery) -> list[Flowable]:
    """Official wages of the nearest occupations; nothing where there are none, which `missing` says."""
    look = styles()
    if not rows_beside or not is_about_smm(query):
        return []
    is_hourly = query.period == "hour"
    rows: list[list[Flowable | list[Flowable]]] = []
    for one in rows_beside:
        figures = one.hourly if is_hourly else one.annual
        rows.append(
            [
                [
                    cell(_(_OCCUPATIONS.get(one.code, one.title)), look.cell),
                    cell(
                        _(
                            "{code} · {area} · May {year}",
                            code=one.code,
                            area=_area(one),
                            year=digits(str(one.year)),
                        ),
                        look.cell_muted,
                    ),
                ],
                *(
                    cell(_reference_text(figure, one.currency), look.cell_right)
                    for figure in figures.percentiles
                ),
            ]
        )
    heads = (
        (_("Occupation"), False),
        *((_("P{n}", n=number(n)), True) for n in (10, 25, 50, 75, 90)),
    )
    words = _(
        "No official statistic counts SMM managers. These two occupations are the nearest; they hold many"
        " other jobs too. Wages before tax {period}, never mixed into the figures above. Source: {source}."
        " {licence}",
        period=per_period("hour" if is_hourly else "year"),
        source="; ".join(dict.fromkeys(_(one.source) for one in rows_beside)),
        licence=" ".join(dict.fromkeys(_(one.licence_note) for one in rows_beside)),
    )
    heading = cell(_("Official figures beside it: nearest occupations, not SMM itself"), heading_style())
    table = ruled_table(
        heads,
        rows,
        (170, 64, 64, 64, 64, 64),
        *DENSE,
    )
    return [KeepTogether([heading, cell(words, look.small), table])]


def _reference_text(figure: ReferenceFigure, currency: str) -> str:
    if figure.value is None:
        return _("not published")
    amount = amount_text(figure.value, currency)
    return _("{amount} or more", amount=amount) if figure.is_top_coded else amount


def _area(one: ReferencePay) -> str:
    return country_name("US") if one.area == "US" else one.area_name
