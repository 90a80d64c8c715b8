"""The figures of a pay report: percentiles of each group, and official figures beside them."""

from __future__ import annotations

from collections.abc import Sequence

XX

# The nearest occupations of the US classification (SOC), by code.
_OCCUPATIONS = {
    "27-3031": N_("Public relations specialists"),
    "13-1161": N_("Market research analysts and marketing specialists"),
}


def _figures(report: PayReport) -> list[Flowable]:
    look = styles()
    rows: list[list[Flowable | list[Flowable] | str]] = []
    spans: list[tuple[object, ...]] = []
    for place, one in enumerate(report.benchmark.cells, start=1):
        contributors = _("not named") if one.contributors is None else number(one.contributors)
        row: list[Flowable | list[Flowable] | str] = [
            cell(one.label, look.cell),
            cell(number(one.n), look.cell_right),
            cell(contributors, look.cell_right if one.contributors is not None else look.cell_muted_right),
        ]
        if not any(quantile.shown for quantile in one.quantiles):
            reason = one.p50.reason.text() if one.p50.reason is not None else ""
            rows.append([*row, cell(reason, look.cell_muted), "", "", "", ""])
            spans.append(("SPAN", (3, place), (7, place)))
        else:
            rows.append([*row, *(_quantile(quantile, one) for quantile in one.quantiles)])
    heads = (
        (_("Group"), False),
        (_("Figures"), True),
        (_("Contributors"), True),
        *((_("P{n}", n=number(n)), True) for n in (10, 25, 50, 75, 90)),
    )
    note = _(
        "P25 is the pay that a quarter gets less than; P50 is the middle. In brackets: the 95% interval."
        " {unit}.",
        unit=unit(report.benchmark.query),
    )
    return [
        CondPageBreak(150),
        cell(_("The figures"), look.free_heading),
        cell(note, look.small),
        ruled_table(heads, rows, (84, 40, 58, 64, 64, 64, 64, 64), *spans),
    ]


def _quantile(quantile: Quantile, one: Cell) -> list[Flowable]:
    look = styles()
    if quantile.value is None:
        reason = quantile.reason.text() if quantile.reason is not None else ""
        return [cell(reason, look.cell_tiny_right)]
    return [
        cell(amount_text(quantile.value, one.currency), look.cell_right),
        cell(_interval(quantile, one.currency), look.cell_tiny_right),
    ]


def _interval(quantile: Quantile, currency: str) -> str:
    """The interval in two lines; an end that is not there says why."""
    is_withheld = quantile.reason is not None
    if quantile.low is None and quantile.high is None:
        return _("interval withheld") if is_withheld else _("interval not estimable")
    missing = _("withheld") if is_withheld else _("not estimable")
    low = missing if quantile.low is None else amount_text(quantile.low, currency)
    high = missing if quantile.high is None else amount_text(quantile.high, currency)
    return f"[{low}\n– {high}]"


def _reference(report: PayReport) -> list[Flowable]:
    look = styles()
    heading = cell(_("Official figures beside it: nearest occupations, not SMM itself"), look.heading)
    if not report.reference:
        words = _(
            "The official statistics shipped with the program are wages in the United States, in dollars."
            " They do not fit this question, so none stand here."
        )
        return [KeepTogether([heading, cell(words, look.body)])]
    is_hourly = report.benchmark.query.period == "hour"
    rows: list[list[Flowable | list[Flowable]]] = []
    for one in report.reference:
        figures = one.hourly if is_hourly else one.annual
        rows.append(
            [
                [
                    cell(_(_OCCUPATIONS.get(one.code, one.title)), look.cell),
                    cell(
                        _(
                            "{code} · {area} · May {year}",
                            code=digits(one.code),
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
        source="; ".join(dict.fromkeys(_(one.source) for one in report.reference)),
        licence=" ".join(dict.fromkeys(_(one.licence_note) for one in report.reference)),
    )
    return [
        KeepTogether([heading, cell(words, look.body), ruled_table(heads, rows, (170, 64, 64, 64, 64, 64))])
    ]


def _reference_text(figure: ReferenceFigure, currency: str) -> str:
    if figure.value is None:
        return _("not published")
    amount = amount_text(figure.value, currency)
    return _("{amount} or more", amount=amount) if figure.is_top_coded else amount


def _area(one: ReferencePay) -> str:
    return country_name("US") if one.area == "US" else one.area_name
