"""`pay rate`, `pay price-level`, `pay index` and `pay convert`: what money is worth elsewhere and later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import amount, day_typed, id_among, whole
from smmhire.cli.usage import Command, Group
from smmhire.pay.ageing import IndexPoint
from smmhire.pay.market_reasons import plain_figure
from smmhire.pay.price_levels import OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.services import market, market_import, plain_market
from smmhire.services import market_checks as checks
from smmhire.texts import N_, _, country_name, day, digits, money, number

if TYPE_CHECKING:
    from smmhire.exchange.market_table import MarketKind
    from smmhire.services.market import AnyEntry
    from smmhire.services.market_import import MarketPlan

PROBLEMS_SHOWN = 10
PROBLEMS_GIVEN = 1000

EntryId = Annotated[
    str, typer.Argument(metavar=N_("ENTRY"), help=N_("Its id; the last characters are enough."))
]
Value = Annotated[str, typer.Argument(metavar=N_("VALUE"), help=N_("A number above zero."))]
From = Annotated[str, typer.Option("--source", metavar=N_("TEXT"), help=N_("Where the figure is from."))]
On = Annotated[str, typer.Option("--on", metavar=N_("DATE"), help=N_("The day from which it holds."))]
File = Annotated[
    Path, typer.Argument(metavar=N_("FILE"), readable=False, help=N_("A table: CSV, TSV or XLSX."))
]
ForAll = Annotated[
    str, typer.Option("--source", metavar=N_("TEXT"), help=N_("The source of rows that name none."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Store nothing."))]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    groups = {
        "rate": (
            N_("Exchange rates of your own, beside those of the European Central Bank."),
            (
                ("list", list_rates, N_("List your rates, and up to when the shipped ones go.")),
                ("add", add_rate, N_("Enter a rate: what one unit of a currency is worth.")),
                ("remove", remove_rate, N_("Remove a rate.")),
                ("import", import_rates, N_("Bring in a file: date, currency, against, rate, source.")),
            ),
        ),
        "price-level": (
            N_("Price levels of your own (PPP), beside those of the World Bank."),
            (
                ("list", list_levels, N_("List your price levels, and up to when the shipped ones go.")),
                ("add", add_level, N_("Enter what buys one international dollar in a country and year.")),
                ("remove", remove_level, N_("Remove a price level.")),
                ("import", import_levels, N_("Bring in a file: country, year, value, source.")),
            ),
        ),
        "index": (
            N_("Indices by which old pay is brought up to date."),
            (
                ("list", list_indices, N_("List your indices, and the one that ships.")),
                ("add", add_point, N_("Enter the value of an index on a day.")),
                ("remove", remove_point, N_("Remove a value of an index.")),
                ("import", import_points, N_("Bring in a file: name, date, value, source.")),
            ),
        ),
    }
    for name, (help_text, commands) in groups.items():
        group = typer.Typer(
            cls=Group, help=help_text, add_completion=False, rich_markup_mode=None, no_args_is_help=False,
            pretty_exceptions_enable=False,
        )  # fmt: skip
        for command, work, says in commands:
            group.command(command, cls=Command, help=says)(work)
        app.add_typer(group, name=name)
    says = N_("Turn an amount of a day into another currency, and say by which rates.")
    app.command("convert", cls=Command, help=says)(convert)


# -- converting --------------------------------------------------------------------------------------
def convert(
    context: typer.Context,
    typed: Annotated[str, typer.Argument(metavar=N_("AMOUNT"), help=N_("An amount above zero."))],
    currency: Annotated[str, typer.Argument(metavar=N_("CURRENCY"), help=N_("Its code, such as BDT."))],
    to: Annotated[str, typer.Argument(metavar=N_("CURRENCY"), help=N_("The currency wanted, such as USD."))],
    on: Annotated[
        str, typer.Option("--on", metavar=N_("DATE"), help=N_("The day whose rate counts; it must be given."))
    ],
) -> int:
    """Convert an amount. Exit code 1 where no rate is known."""
    session = session_of(context)
    found = market.convert(
        float(amount(typed)), currency, to, day_typed(on, "--on"), unit_of_work=session.unit_of_work
    )
    session.answer(plain_market.converted(found), _converted_lines(found))
    return FINDING if found.value is None else FINE


def _converted_lines(found: market.Converted) -> Iterator[str]:
    written = money(found.amount, found.currency, 2)
    if found.value is None:
        yield from wrapped(_("{amount} cannot be converted.", amount=written) + " " + found.why_not())
        return
    yield f"{written} = {money(found.value, found.to, 2)}"
    for use in found.how.uses:
        for step in use.steps:
            rate = f"{digits('1')} {step.currency} = {plain_figure(step.lowest)} {step.against}"
            sources = "; ".join(_(source) for source in step.sources)
            yield from listed("  ", f"{rate}: {sources}, {day(step.first_on)}")


# -- rates -------------------------------------------------------------------------------------------
def list_rates(context: typer.Context) -> None:
    """List the rates."""
    session = session_of(context)
    own = market.own_rates(unit_of_work=session.unit_of_work)
    rows = [
        [str(one.id), one.currency, plain_figure(one.value), one.against, day(one.valid_on), _(one.source)]
        for one in own
    ]
    headings = [_("Id"), _("Currency"), _("Value"), _("Worth in"), _("From"), _("Source")]
    _answer_list(session, "rates", own, headings, rows, (2,))


def add_rate(
    context: typer.Context,
    currency: Annotated[str, typer.Argument(metavar=N_("CURRENCY"), help=N_("Its code, such as BDT."))],
    against: Annotated[
        str, typer.Argument(metavar=N_("CURRENCY"), help=N_("What it is worth in, such as USD."))
    ],
    value: Value,
    on: On,
    source: From,
) -> None:
    """Enter a rate."""
    entry = checks.rate(currency, against, day_typed(on, "--on"), float(amount(value)), source)
    _add(context, entry)


def remove_rate(context: typer.Context, entry: EntryId) -> None:
    """Remove a rate."""
    session = session_of(context)
    ids = [one.id for one in market.own_rates(unit_of_work=session.unit_of_work)]
    gone = market.remove(OwnRate, id_among(entry, ids), unit_of_work=session.unit_of_work)
    again = f"pay rate add {gone.currency} {gone.against} {gone.value!r} --on {gone.valid_on}"
    _removed(session, gone, again)


def import_rates(
    context: typer.Context,
    file: File,
    source: ForAll = "",
    currency: Annotated[
        str, typer.Option("--currency", metavar="USD", help=N_("The currency of rows that name none."))
    ] = "",
    against: Annotated[
        str, typer.Option("--against", metavar="BDT", help=N_("What rows that do not say are worth in."))
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Import rates."""
    given = {"source": source, "currency": currency, "against": against}
    _import(context, file, "rates", given, dry_run)


# -- price levels ------------------------------------------------------------------------------------
def list_levels(context: typer.Context) -> None:
    """List the price levels."""
    session = session_of(context)
    own = market.own_price_levels(unit_of_work=session.unit_of_work)
    rows = [
        [
            str(one.id),
            country_name(one.country),
            digits(str(one.year)),
            plain_figure(one.value),
            _(one.source),
        ]
        for one in own
    ]
    headings = [_("Id"), _("Country"), _("Year"), _("Value"), _("Source")]
    _answer_list(session, "price_levels", own, headings, rows, (3,))


def add_level(
    context: typer.Context,
    country: Annotated[str, typer.Argument(metavar=N_("COUNTRY"), help=N_("Its code, such as BD."))],
    year: Annotated[str, typer.Argument(metavar=N_("YEAR"), help=N_("The year of the prices."))],
    value: Value,
    source: From,
) -> None:
    """Enter a price level."""
    _add(context, checks.price_level(country, whole(year, "YEAR"), float(amount(value)), source))


def remove_level(context: typer.Context, entry: EntryId) -> None:
    """Remove a price level."""
    session = session_of(context)
    ids = [one.id for one in market.own_price_levels(unit_of_work=session.unit_of_work)]
    gone = market.remove(OwnPriceLevel, id_among(entry, ids), unit_of_work=session.unit_of_work)
    again = f"pay price-level add {gone.country} {gone.year} {gone.value!r}"
    _removed(session, gone, again)


def import_levels(
    context: typer.Context,
    file: File,
    preset: Annotated[
        str, typer.Option("--preset", metavar=N_("NAME"), help=N_("A shipped mapping: world-bank-ppp."))
    ] = "",
    source: ForAll = "",
    dry_run: DryRun = False,
) -> None:
    """Import price levels."""
    _import(context, file, "price_levels", {"source": source}, dry_run, preset)


# -- indices -----------------------------------------------------------------------------------------
def list_indices(context: typer.Context) -> None:
    """List the indices."""
    session = session_of(context)
    own = market.own_points(unit_of_work=session.unit_of_work)
    rows = [[str(one.id), one.name, day(one.valid_on), plain_figure(one.value), _(one.source)] for one in own]
    headings = [_("Id"), _("Index"), _("Date"), _("Value"), _("Source")]
    _answer_list(session, "index", own, headings, rows, (3,))


def add_point(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("What the index is called."))],
    value: Value,
    on: On,
    source: From,
) -> None:
    """Enter a value of an index."""
    _add(context, checks.index_point(name, day_typed(on, "--on"), float(amount(value)), source))


def remove_point(context: typer.Context, entry: EntryId) -> None:
    """Remove a value of an index."""
    session = session_of(context)
    ids = [one.id for one in market.own_points(unit_of_work=session.unit_of_work)]
    gone = market.remove(IndexPoint, id_among(entry, ids), unit_of_work=session.unit_of_work)
    again = f"pay index add {quote(gone.name)} {gone.value!r} --on {gone.valid_on}"
    _removed(session, gone, again)


def import_points(
    context: typer.Context,
    file: File,
    name: Annotated[
        str, typer.Option("--name", metavar=N_("NAME"), help=N_("The index of rows that name none."))
    ] = "",
    source: ForAll = "",
    dry_run: DryRun = False,
) -> None:
    """Import an index."""
    _import(context, file, "indices", {"name": name, "source": source}, dry_run)


# -- what they share ---------------------------------------------------------------------------------
def _answer_list(
    session: Session,
    kind: str,
    own: Sequence[AnyEntry],
    headings: list[str],
    rows: list[list[str]],
    numbers: tuple[int, ...],
) -> None:
    ships = next(one for one in market.shipped() if one.kind == kind)
    covered = _("{start} to {end}", start=day(ships.first_on), end=day(ships.last_on))
    lines = [*wrapped(_("Ships with the program: {name}, {dates}.", name=_(ships.name), dates=covered))]
    lines += ["", *table(headings, rows, numbers=numbers)] if rows else [_("You have entered none.")]
    plain = {"shipped": plain_market.shipped(ships), "own": [plain_market.entry(one) for one in own]}
    session.answer(plain, lines)


def _add(context: typer.Context, entry: Any) -> None:
    session = session_of(context)
    kept = market.add(entry, unit_of_work=session.unit_of_work)
    session.answer(
        plain_market.entry(kept),
        [_("Entered: {entry}.", entry=market.title(kept)), _("Id: {id}", id=kept.id)],
    )


def _removed(session: Session, gone: AnyEntry, again: str) -> None:
    session.answer(
        {**plain_market.entry(gone), "removed": True},
        [
            _("Removed: {entry}.", entry=market.title(gone)),
            _("To enter it again: {command}", command=f"{again} --source {quote(gone.source)}"),
        ],
    )


def _import(
    context: typer.Context,
    file: Path,
    kind: MarketKind,
    given: dict[str, str],
    dry_run: bool,
    preset: str = "",
) -> None:
    session = session_of(context)
    tried = market_import.plan(file, kind, given, preset=preset, unit_of_work=session.unit_of_work)
    plain = plain_market.plan(tried, problems=PROBLEMS_GIVEN)
    lines = list(_plan_lines(tried))
    if dry_run:
        session.answer(plain | {"stored": False}, [*lines, _("Nothing has been stored.")])
        return
    market_import.accept(tried, unit_of_work=session.unit_of_work)
    session.answer(plain | {"stored": True}, [*lines, _("Stored.")])


def _plan_lines(tried: MarketPlan) -> Iterator[str]:
    yield from wrapped(tried.summary())
    for before, after in tried.changed[:PROBLEMS_SHOWN]:
        yield from listed("  ", f"{market.title(before)} → {market.title(after)}")
    for one in tried.problems[:PROBLEMS_SHOWN]:
        yield from listed(f"  {_('Row {n}', n=number(one.row))}: ", f"{one.reason} {one.what_to_do}")
    more = len(tried.problems) - PROBLEMS_SHOWN
    if more > 0:
        yield "  " + _("and {n} more (--json lists them)", n=number(more))
