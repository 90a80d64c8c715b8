"""Many rates, price levels or points of an index out of a file: tried first, then kept all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.pay.ageing import IndexPoint
from smmhire.pay.market_reasons import plain_figure
from smmhire.pay.price_levels import PPP_SOURCE, UNUSABLE, OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.services import market_checks as checks
from smmhire.services.common import utc_now
from smmhire.texts import _, country_name, number

if TYPE_CHECKING:
    from smmhire.exchange.market_table import MarketKind, MarketRow
    from smmhire.exchange.tabular import Table
    from smmhire.services.market import AnyEntry
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

KINDS: dict[str, type[OwnRate] | type[OwnPriceLevel] | type[IndexPoint]] = {
    "rates": OwnRate,
    "price_levels": OwnPriceLevel,
    "indices": IndexPoint,
}


@dataclass(frozen=True, slots=True)
class MarketProblem:
    """A row that was not understood, or cannot be true: it is left out."""

    row: int
    value: str
    reason: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class MarketPlan:
    """What importing a file would do; nothing is stored.

    `changed` are pairs of an entry that is there and what it would become. `same` rows are there already,
    `shipped` rows say what ships with the program. `columns`: field -> heading.
    """

    kind: MarketKind
    file_name: str
    row_count: int
    columns: Mapping[str, str]
    new: tuple[AnyEntry, ...] = ()
    changed: tuple[tuple[AnyEntry, AnyEntry], ...] = ()
    same: int = 0
    shipped: int = 0
    problems: tuple[MarketProblem, ...] = field(default=())

    def summary(self) -> str:
        """How many rows become what, in one sentence."""
        return _(
            "Rows: {rows}; {new} new, {changed} changed, {same} there already, {shipped} as shipped,"
            " {problems} left out.",
            rows=number(self.row_count),
            new=number(len(self.new)),
            changed=number(len(self.changed)),
            same=number(self.same),
            shipped=number(self.shipped),
            problems=number(len(self.problems)),
        )


@dataclass(frozen=True, slots=True)
class MarketImported:
    """What an import has done, by which it can be undone: entries added, and those changed as they were."""

    kind: MarketKind
    added: tuple[AnyEntry, ...]
    before: tuple[AnyEntry, ...]


def plan(
    path: Path,
    kind: MarketKind,
    given: Mapping[str, str] | None = None,
    *,
    preset: str = "",
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> MarketPlan:
    """What importing the file would do.

    given: fields with one text for all rows that say nothing else: 'source', 'against', 'currency', 'name'.
    preset: the name of a mapping that ships, such as world-bank-ppp; without it columns are known by heading.
    Raises UserError for a file that cannot be read as a table of that kind.
    """
    from smmhire.exchange import market_table as tables

    moment = now or utc_now()
    held = {name: text.strip() for name, text in (given or {}).items() if text.strip()}
    table = tables.read_table(path)
    if kind == "rates" and tables.is_ecb_table(table):
        columns, rows, read_count = _ecb(table, held)
    else:
        columns, held = _columns(table, kind, held, preset)
        rows = list(tables.rows_of(table, columns, held))
        read_count = len(rows)
    problems: list[MarketProblem] = []
    entries: dict[object, AnyEntry] = {}
    shipped = 0
    for row in rows:
        try:
            entry = _entry(kind, row, moment)
            earlier = entries.get(_place(entry))
            if earlier is not None and plain_figure(earlier.value) != plain_figure(entry.value):
                raise UserError(
                    _("The file has two values for this."), _("Leave the one in the file that is right.")
                )
        except UserError as wrong:
            said = "; ".join(row.texts.values())
            problems.append(MarketProblem(row.row, said, wrong.what, wrong.what_to_do))
            continue
        if _ships(entry):
            shipped += 1
        else:
            entries.setdefault(_place(entry), entry)
    with unit_of_work(read_only=True) as work:
        new, changed = _compared(kind, entries.values(), work)
    same = read_count - len(problems) - shipped - len(new) - len(changed)
    return MarketPlan(
        kind,
        table.file_name,
        read_count,
        columns,
        tuple(new),
        tuple(changed),
        same,
        shipped,
        tuple(problems),
    )


def accept(planned: MarketPlan, *, unit_of_work: UnitOfWorkFactory) -> MarketImported:
    """Keep what the plan says: all of it, or nothing. What has come in since is compared with again.

    Raises UserError where there is nothing the file would bring.
    """
    wanted = [*planned.new, *(after for _before, after in planned.changed)]
    if len(planned.problems) == planned.row_count and planned.row_count:
        raise UserError(
            _("No row of “{file}” could be understood.", file=planned.file_name),
            _("Look at the problems, mend the file and try again."),
        )
    with unit_of_work() as work:
        new, changed = _compared(planned.kind, wanted, work)
        work.market.add(new)
        for _before, after in changed:
            work.market.change(after)
        work.commit()
    return MarketImported(planned.kind, tuple(new), tuple(before for before, _after in changed))


def undo(imported: MarketImported, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Take an import back: what it added goes, what it changed is as before."""
    with unit_of_work() as work:
        work.market.remove(KINDS[imported.kind], [entry.id for entry in imported.added])
        for entry in imported.before:
            work.market.change(entry)
        work.commit()


def preset_names() -> tuple[str, ...]:
    """The names of the mappings that ship for files of price levels."""
    from smmhire.exchange.market_table import presets

    return tuple(preset.name for preset in presets())


def _columns(
    table: Table, kind: MarketKind, given: dict[str, str], preset: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Field -> heading, and what holds for all rows: with a preset also its source."""
    from smmhire.exchange import market_table as tables
    from smmhire.exchange.column_mapping import check_headings

    known = {one.name: one for one in tables.presets()} if kind == "price_levels" else {}
    if preset:
        if preset not in known:
            raise UserError(
                _("There is no mapping “{name}” for this.", name=preset),
                _("Possible are: {names}.", names=", ".join(known) or _("none")),
            )
        check_headings(table, known[preset].columns)
        return dict(known[preset].columns), {"source": known[preset].source} | given
    for one in known.values():
        if set(one.columns.values()) <= set(table.headings):
            return dict(one.columns), {"source": one.source} | given
    return tables.columns_of(table, kind, given), given


def _ecb(table: Table, given: Mapping[str, str]) -> tuple[dict[str, str], list[MarketRow], int]:
    """The later days of the European Central Bank's own table; what ships is passed over."""
    from smmhire.exchange import market_table as tables
    from smmhire.pay.rates import ECB_SOURCE
    from smmhire.services.market import shipped

    rows = tables.ecb_rows(table, after=shipped()[0].last_on)
    held = {"source": given.get("source", ECB_SOURCE)}
    found = [replace(row, values={**held, **row.values}) for row in rows]
    return {"valid_on": table.headings[0]}, found, len(found)


def _entry(kind: MarketKind, row: MarketRow, now: datetime) -> AnyEntry:
    """The entry that a row is. Raises UserError where it cannot be one."""
    value = row.values.get("value")
    if not isinstance(value, float):
        raise UserError(
            _("“{text}” is not a number that can be read for sure.", text=row.texts.get("value", "")),
            _("Write it with a point before the fraction, such as 0.0082."),
        )
    source = row.text("source")
    if kind == "price_levels":
        year = row.values.get("year")
        if not isinstance(year, int):
            raise UserError(
                _("“{text}” is not a year.", text=row.texts.get("year", "")), _("Write it in four digits.")
            )
        level = checks.price_level(row.text("country"), year, value, source, now=now)
        if level.country in UNUSABLE and source == PPP_SOURCE:
            raise UserError(
                _(
                    "The World Bank's figures for {country} cannot be used.",
                    country=country_name(level.country),
                ),
                _("They are rounded to nothing, or in money that cannot be told from them."),
            )
        return level
    on = row.values.get("valid_on")
    if not isinstance(on, date):
        raise UserError(
            _("“{text}” is not a date that can be read for sure.", text=row.texts.get("valid_on", "")),
            _("Write the date as year-month-day, such as 2026-01-31."),
        )
    if kind == "indices":
        return checks.index_point(row.text("name"), on, value, source, now=now)
    return checks.rate(row.text("currency"), row.text("against"), on, value, source, now=now)


def _place(entry: AnyEntry) -> object:
    """What two entries cannot have in common. A pair is the same written either way."""
    match entry:
        case OwnRate():
            return (frozenset((entry.currency, entry.against)), entry.valid_on)
        case OwnPriceLevel():
            return (entry.country, entry.year)
        case IndexPoint():
            return (entry.name, entry.valid_on)


def _compared(
    kind: MarketKind, entries: Iterable[AnyEntry], work: UnitOfWork
) -> tuple[list[AnyEntry], list[tuple[AnyEntry, AnyEntry]]]:
    """Which entries are new, and which would change one that is there."""
    there = {_place(entry): entry for entry in _all(kind, work)}
    new: list[AnyEntry] = []
    changed: list[tuple[AnyEntry, AnyEntry]] = []
    for entry in entries:
        before = there.get(_place(entry))
        if before is None:
            new.append(entry)
        elif not _says_the_same(before, entry):
            changed.append((before, replace(entry, id=before.id)))
    return new, changed


def _all(kind: MarketKind, work: UnitOfWork) -> tuple[AnyEntry, ...]:
    match kind:
        case "rates":
            return work.market.all(OwnRate)
        case "price_levels":
            return work.market.all(OwnPriceLevel)
        case "indices":
            return work.market.all(IndexPoint)


def _says_the_same(before: AnyEntry, entry: AnyEntry) -> bool:
    value = entry.value
    if isinstance(before, OwnRate) and isinstance(entry, OwnRate) and before.currency != entry.currency:
        value = 1 / value
    return plain_figure(before.value) == plain_figure(value) and before.source == entry.source


def _ships(entry: AnyEntry) -> bool:
    """Whether the entry says what ships already, to the digits that ship."""
    if not isinstance(entry, OwnPriceLevel):
        return False
    from smmhire.exchange.market_files import price_levels

    known = price_levels().get(entry.country)
    value = None if known is None else known.by_year.get(entry.year)
    is_same = value is not None and plain_figure(value) == plain_figure(entry.value)
    return is_same and entry.source == PPP_SOURCE
