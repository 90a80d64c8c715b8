"""`pay benchmark`, `offer`, `report`, `workbook`, `reference`: what is paid, and where an offer stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli import pay_options as options
from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import amount, one_of, whole
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import pay, plain_pay
from smmhire.services.files import save_file
from smmhire.texts import N_, _, day, digits, language, money, ngettext, number

if TYPE_CHECKING:
    from smmhire.pay.bands import Bands
    from smmhire.pay.benchmark import Benchmark
    from smmhire.pay.cells import Cell, Quantile
    from smmhire.pay.reasons import Reason
    from smmhire.pay.reference import ReferenceFigure

PERCENTILES = (N_("P10"), N_("P25"), N_("Median"), N_("P75"), N_("P90"))
# The official titles are English; these are the names of the occupations that ship.
OCCUPATIONS = {
    "00-0000": N_("All occupations"),
    "11-2011": N_("Advertising and promotions managers"),
    "11-2021": N_("Marketing managers"),
    "13-1161": N_("Market research analysts and marketing specialists"),
    "27-3031": N_("Public relations specialists"),
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("benchmark", benchmark, N_("Percentiles of pay with 95% intervals, and what to know about them.")),
        ("offer", offer, N_("Say where an offer stands among the figures.")),
        ("report", report, N_("Write the benchmark, with an offer if one is given, as a PDF.")),
        (
            "workbook",
            workbook,
            N_("Write the benchmark as XLSX, with formulas that work every percentile out again."),
        ),
        ("reference", reference, N_("Show the official US wages that ship with the program.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


@options.asks
def benchmark(context: typer.Context) -> None:
    """Compute a benchmark."""
    session = session_of(context)
    query = options.query_of(session, context.params)
    found = pay.benchmark(query, unit_of_work=session.unit_of_work)
    session.answer(plain_pay.benchmark(found), benchmark_lines(found))


@options.asks
def offer(
    context: typer.Context,
    typed: Annotated[
        str, typer.Argument(metavar=N_("AMOUNT"), help=N_("In the currency and for the period given below."))
    ],
    cell: Annotated[
        str,
        typer.Option(
            "--cell", metavar=N_("KEY"), help=N_("Compare with this band only, such as 2-4; needs --by.")
        ),
    ] = "all",
) -> None:
    """Place an offer."""
    session = session_of(context)
    offered = float(amount(typed))
    query = options.query_of(session, context.params)
    found = pay.benchmark(query, unit_of_work=session.unit_of_work)
    key = one_of(cell, (one.key for one in found.cells), "--cell")
    place = pay.place_offer(offered, next(one for one in found.cells if one.key == key))
    lines = [*wrapped(place.sentence())]
    if place.compa_ratio is not None:
        lines.append(_("Compa-ratio (offer / median): {ratio}", ratio=number(place.compa_ratio, 3)))
    if place.range_penetration is not None:
        lines.append(
            _("Place between P25 (0) and P75 (1): {share}", share=number(place.range_penetration, 2))
        )
    session.answer(plain_pay.offer(place), [*lines, "", *_notes(place.cell.flags)])


@options.asks
def report(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The PDF to write."))],
    offered: Annotated[
        str, typer.Option("--offer", metavar=N_("AMOUNT"), help=N_("An offer to place in it."))
    ] = "",
) -> None:
    """Write the pay report."""
    from smmhire.services import pay_documents

    session = session_of(context)
    query = options.query_of(session, context.params)
    pdf = pay_documents.pay_report_pdf(
        query,
        float(amount(offered)) if offered else None,
        "bn" if language() == "bn" else "en",
        unit_of_work=session.unit_of_work,
    )
    save_file(pdf, out)
    session.answer({"file": str(out), "bytes": len(pdf)}, [_("Written: {file}", file=out)])


@options.asks
def workbook(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The XLSX file to write."))],
    offered: Annotated[
        str, typer.Option("--offer", metavar=N_("AMOUNT"), help=N_("An offer to place in it."))
    ] = "",
) -> None:
    """Write the benchmark as a workbook."""
    from smmhire.services import pay_documents

    session = session_of(context)
    written = pay_documents.pay_workbook(
        options.query_of(session, context.params),
        float(amount(offered)) if offered else None,
        "bn" if language() == "bn" else "en",
        unit_of_work=session.unit_of_work,
    )
    save_file(written, out)
    session.answer({"file": str(out), "bytes": len(written)}, [_("Written: {file}", file=out)])


def reference(
    context: typer.Context,
    code: Annotated[
        str, typer.Option("--code", metavar="27-3031", help=N_("Only this occupation, by its SOC code."))
    ] = "",
    area: Annotated[
        str, typer.Option("--area", metavar="US", help=N_("The country (US), or a state such as NY, or all."))
    ] = "US",
    year: Annotated[str, typer.Option("--year", metavar=N_("YEAR"), help=N_("Only this year."))] = "",
) -> None:
    """Show official wages."""
    session = session_of(context)
    only_year = whole(year, "--year") if year else None
    # An imported file has more than a thousand occupations: without a code, those that ship are meant.
    codes = {code} if code else {one.code for one in pay.reference()}
    found = [
        one
        for one in pay.reference(unit_of_work=session.unit_of_work)
        if one.code in codes
        and area.casefold() in ("all", one.area.casefold())
        and only_year in (None, one.year)
    ]
    if not found:
        raise UserError(
            _("There are no official wages for this question."),
            _("“pay reference --area all” shows everything there is."),
        )
    headings = [_("Code"), _("Occupation"), _("Area"), _("Year"), *(_(name) for name in PERCENTILES)]
    rows = [
        [one.code, _(OCCUPATIONS.get(one.code, one.title)), one.area, digits(str(one.year))]
        + [_figure(figure, one.currency) for figure in one.annual.percentiles]
        for one in found
    ]
    lines = [*table(headings, rows, numbers=range(4, 9)), "", _(found[0].source), _(found[0].licence_note)]
    session.answer([plain_pay.reference(one) for one in found], lines)


# -- texts -------------------------------------------------------------------------------------------
def benchmark_lines(found: Benchmark) -> Iterator[str]:
    """A benchmark for people: the table, then what must be known beside it."""
    from smmhire.pay.reasons import basis_text, per_period
    from smmhire.pay.title_words import listed_titles

    overall = found.overall
    if overall.n:
        yield f"{found.query.currency}, {per_period(overall.period)}, {basis_text(overall.basis)}"
        headings = ["", _("Figures"), _("Contributors"), *(_(name) for name in PERCENTILES)]
        headings.append(_("Median: 95% interval"))
        yield from table(headings, [_cell(one) for one in found.cells], numbers=range(1, 9))
        yield ""
        yield from wrapped(
            _("Source: {source}. Data of: {dates}.", source=_names(overall), dates=_dates(overall))
        )
    yield from _notes((*overall.flags, *overall.conversions, *found.left_out))
    general = {reason.code for reason in overall.flags}
    for band in found.bands:
        for reason in band.flags:
            if reason.code not in general:
                yield from listed(f"• {band.label}: ", reason.text())
    yield from _international(found)
    yield from _modelled(found)
    if found.offers is not None:
        yield from _offers(found.offers)
    if found.matched_titles:
        yield ""
        yield from wrapped(
            ngettext(
                "{n} title matched, with the figures that count: {titles}",
                "{n} titles matched, with the figures that count: {titles}",
                len(found.matched_titles),
                titles=listed_titles(found.matched_titles),
            )
        )


def _international(found: Benchmark) -> Iterator[str]:
    """The middles by what money buys, where one country was asked for."""
    from smmhire.pay.price_words import international_middle, international_notes

    middles = [(cell.label, middle) for cell in found.cells if (middle := international_middle(cell))]
    if not middles:
        return
    yield ""
    yield from wrapped(_("Middles by what money buys (purchasing power parity):"))
    for name, middle in middles:
        yield f"  {name}: {middle}"
    for note in international_notes(found.overall):
        yield from listed("• ", note)


def _modelled(found: Benchmark) -> Iterator[str]:
    """The middles of small groups as all groups together make them likely."""
    from smmhire.pay.reasons import amount_text

    cells = [cell for cell in found.bands if cell.modelled is not None]
    if cells:
        yield ""
        yield from wrapped(
            _("Modelled middles: each group with what all groups together say; no figure of the data itself.")
        )
    for cell in cells:
        assert cell.modelled is not None
        ends = (cell.modelled.median, cell.modelled.low, cell.modelled.high)
        middle, low, high = (amount_text(end, cell.currency) for end in ends)
        yield f"  {cell.label}: {middle} [{low} – {high}]"


def _offers(offers: Bands) -> Iterator[str]:
    """From–to offers: lows, midpoints and highs, and the distribution fitted to all of them."""
    from smmhire.pay.cells import PROBABILITIES
    from smmhire.pay.reasons import amount_text

    yield ""
    yield from wrapped(
        _(
            "From–to offers: {n} ({both} with both ends, {low} with the lower only, {high} with the upper"
            " only). They are offers, no salaries.",
            n=number(offers.n),
            both=number(offers.both),
            low=number(offers.from_only),
            high=number(offers.to_only),
        )
    )
    named = ((_("Lows"), offers.lows), (_("Midpoints"), offers.midpoints), (_("Highs"), offers.highs))
    rows = [[name, *_cell(cell)[1:]] for name, cell in named]
    if offers.fit is not None:
        fitted = [offers.fit.quantile(p) for p in PROBABILITIES]
        currency = offers.lows.currency
        values = [amount_text(value, currency) for value, _low, _high in fitted]
        _middle, low, high = fitted[2]
        open_end = _("not estimable")
        ends = " – ".join(open_end if end is None else amount_text(end, currency) for end in (low, high))
        rows.append([_("Fitted (modelled)"), number(offers.n), "", *values, ends])
    headings = ["", _("Figures"), _("Contributors"), *(_(name) for name in PERCENTILES)]
    yield from table([*headings, _("Median: 95% interval")], rows, numbers=range(1, 9))


def _cell(cell: Cell) -> list[str]:
    contributors = "—" if cell.contributors is None else number(cell.contributors)
    values = [_value(quantile, cell.currency) for quantile in cell.quantiles]
    return [cell.label, number(cell.n), contributors, *values, _interval(cell.p50, cell.currency)]


def _value(quantile: Quantile, currency: str) -> str:
    from smmhire.pay.reasons import amount_text

    return "—" if quantile.value is None else amount_text(quantile.value, currency)


def _interval(quantile: Quantile, currency: str) -> str:
    from smmhire.pay.reasons import amount_text

    if not quantile.shown:
        return _("not shown")
    # Withheld is what would be the lowest or highest figure itself.
    open_side = _("not estimable") if quantile.reason is None else _("withheld")
    if quantile.low is None and quantile.high is None:
        return open_side
    low = open_side if quantile.low is None else amount_text(quantile.low, currency)
    high = open_side if quantile.high is None else amount_text(quantile.high, currency)
    return f"{low} – {high}"


def _names(cell: Cell) -> str:
    """The sources; those that the program knows have a name in the current language."""
    return "; ".join(_(source.name) for source in cell.sources if source.name)


def _dates(cell: Cell) -> str:
    if cell.observed_from is None or cell.observed_to is None:
        return _("without dates")
    if cell.observed_from == cell.observed_to:
        return day(cell.observed_from)
    return _("{start} to {end}", start=day(cell.observed_from), end=day(cell.observed_to))


def _notes(reasons: tuple[Reason, ...]) -> Iterator[str]:
    for reason in reasons:
        yield from listed("• ", reason.text())


def _figure(figure: ReferenceFigure, currency: str) -> str:
    if figure.value is None:
        return "—"
    return money(figure.value, currency) + ("+" if figure.is_top_coded else "")
