"""Pay data: importing tables, switching sources on and off, benchmarks, offers, official reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.pay.observation import PaySource
from smmhire.services.common import Deleted, required_text, utc_now
from smmhire.storage.summaries import Market as MarketPlace
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.exchange.pay_import import DryRun
    from smmhire.exchange.pay_mapping import ColumnMapping
    from smmhire.exchange.tabular import Table
    from smmhire.pay.amounts import Market
    from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
    from smmhire.pay.cells import Cell
    from smmhire.pay.offer import OfferPlace
    from smmhire.pay.reference import ReferencePay
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


class Watch(Protocol):
    """Hears of the progress of long work, and may raise to end it: `ui.background.Job` is one."""

    def progress(self, share: float, what: str = "") -> None: ...


MOST_CITIES = 200  # offered to choose from; the others are found by their title or source


@dataclass(frozen=True)
class PayImport:
    """An import that has been tried but not made: what would be stored, and what was not understood.

    `reading` says how the table was read; `already` is the source that the same file, read the same way, has
    already become: accepting then changes nothing.
    """

    source: PaySource
    mapping: ColumnMapping
    reading: str
    result: DryRun
    already: PaySource | None = None


# -- reading a file ----------------------------------------------------------------------------------
def read_table(path: Path, *, sheet: str | None = None) -> Table:
    """The table in a CSV, TSV or XLSX file, and its sum. Raises UserError where it cannot be read as one."""
    from smmhire.exchange.tabular import read_table as read

    table = read(path, sheet=sheet)
    _sum = table.sha256  # waited for here, and not where windows ask for it
    return table


def guess(table: Table) -> ColumnMapping:
    """Which column is what: a shipped mapping that fits the headings exactly, else a guess."""
    from smmhire.exchange.pay_mapping import guess_mapping

    for mapping in presets():
        if set(mapping.columns.values()) <= set(table.headings):
            return mapping
    return guess_mapping(table)


def presets() -> tuple[ColumnMapping, ...]:
    """The mappings that ship with the program, for well-known files; those that read most come first."""
    from smmhire.exchange.pay_mapping import preset, preset_names

    shipped = [preset(name) for name in preset_names()]
    return tuple(sorted(shipped, key=lambda mapping: -len(mapping.columns)))


def dry_run(
    table: Table | Path,
    mapping: ColumnMapping,
    *,
    unit_of_work: UnitOfWorkFactory,
    source_name: str | None = None,
    licence_note: str | None = None,
    now: datetime | None = None,
    job: Watch | None = None,
) -> PayImport:
    """What importing the table by this mapping would do; nothing is stored.

    The source is named as given, else as the mapping says, else like the file. `job` hears of progress.
    Raises UserError for a file that cannot be read, or a mapping that does not fit it.
    """
    from smmhire.exchange.pay_import import dry_run as try_import
    from smmhire.exchange.tabular import read_table as read

    if isinstance(table, Path):
        table = read(table)
    name = source_name if source_name is not None else mapping.source_name or table.file_name
    source = PaySource(
        id=new_id(),
        name=required_text(name, _("The source has no name."), _("Write who says what the file says.")),
        kind=mapping.kind,
        licence_note=mapping.licence_note if licence_note is None else licence_note.strip(),
        imported_at=now or utc_now(),
        file_name=table.file_name,
        mapping_name=mapping.name,
        credit=mapping.credit,
    )
    result = try_import(table, mapping, source, progress=_progress_of(job))
    reading = mapping.reading(table.sheet)
    with unit_of_work(read_only=True) as work:
        already = work.pay.same_import(table.sha256, reading)
    return PayImport(replace(result.source, file_sha256=table.sha256), mapping, reading, result, already)


def accept(proposal: PayImport, *, unit_of_work: UnitOfWorkFactory, job: Watch | None = None) -> PaySource:
    """Store what the dry run found: all of it, or nothing.

    Gives the source as it is stored: where the same file was already imported in the same way nothing
    changes, and it is that earlier one (its id is not the proposal's). `job` hears of progress, and may end
    the work, which leaves nothing. Raises UserError where there is nothing to store.
    """
    if not proposal.result.understood:
        raise UserError(
            _("No pay figure in “{file}” could be understood.", file=proposal.source.name),
            _("Look at the problems in the dry run, and map the columns differently."),
        )
    with unit_of_work() as work:
        if proposal.source.file_sha256 is not None:
            earlier = work.pay.same_import(proposal.source.file_sha256, proposal.reading)
            if earlier is not None:
                return earlier
        progress = _progress_of(job)
        if proposal.result.wages:
            work.pay.add_wages(proposal.source, proposal.reading, proposal.result.wages)
        else:
            work.pay.add(proposal.source, proposal.reading, proposal.result.figures, progress=progress)
        progress(1.0)  # the last moment at which the user can still say no
        work.commit()
    return proposal.source


def _progress_of(job: Watch | None) -> Callable[[float], None]:
    return (lambda _share: None) if job is None else (lambda share: job.progress(share))


# -- sources -----------------------------------------------------------------------------------------
def sources(*, unit_of_work: UnitOfWorkFactory) -> tuple[PaySource, ...]:
    """All sources, switched on or off, the last imported first."""
    with unit_of_work(read_only=True) as work:
        return work.pay.sources()


def markets(*, unit_of_work: UnitOfWorkFactory) -> tuple[MarketPlace, ...]:
    """Which countries, currencies and periods there are figures of, the most frequent first."""
    with unit_of_work(read_only=True) as work:
        return work.pay.markets()


def set_enabled(source_id: UUID, enabled: bool, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Let a source take part in benchmarks, or not. Raises UserError where it is no longer there."""
    with unit_of_work() as work:
        if not work.pay.set_enabled(source_id, enabled):
            raise _no_source()
        work.commit()


def remove(source_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> Deleted:
    """Take the source and its figures away; `undo_remove` brings them back for 30 days.

    Raises UserError where it is no longer there.
    """
    with unit_of_work() as work:
        source = work.pay.get(source_id)
        if source is None:
            raise _no_source()
        work.pay.set_deleted(source_id, now or utc_now())
        work.commit()
    return Deleted(source_id, source.name)


def undo_remove(source_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> PaySource:
    """Bring a removed source back.

    Raises UserError where it is gone for good, or the same file has been imported again since.
    """
    with unit_of_work() as work:
        if work.pay.is_imported_again(source_id):
            raise UserError(
                _("The same file has been imported again since: its figures would count twice."),
                _("Remove the newer source first."),
            )
        work.pay.set_deleted(source_id, None)
        source = work.pay.get(source_id)
        if source is None:
            raise _no_source()
        work.commit()
    return source


def _no_source() -> UserError:
    return UserError(_("This source is no longer there."), _("Choose another one from the list."))


# -- benchmarks --------------------------------------------------------------------------------------
def benchmark(query: BenchmarkQuery, *, unit_of_work: UnitOfWorkFactory) -> Benchmark:
    """Percentiles of pay with intervals, for the titles and place of the query.

    Sources that are switched off take no part; how many of their figures would fit is among `left_out`. An
    index without a day to age to brings figures to its last point. Raises UserError where there is no index
    of that name.
    """
    from smmhire.pay.benchmark import benchmark as compute
    from smmhire.services import pay_figures

    market, query = _market(query, unit_of_work)
    return compute(pay_figures.columns(unit_of_work=unit_of_work), query, market)


def _market(query: BenchmarkQuery, unit_of_work: UnitOfWorkFactory) -> tuple[Market, BenchmarkQuery]:
    """What the query needs to know of currencies, prices and the rise of pay: nothing more is loaded."""
    from smmhire.pay.amounts import Market
    from smmhire.services import market

    indices = {one.name: one for one in market.indices(unit_of_work)} if query.age_by else {}
    if query.age_by is not None:
        index = indices.get(query.age_by)
        if index is None:
            raise UserError(
                _("There is no index “{name}”.", name=query.age_by),
                _("These are known: {names}.", names="; ".join(indices)),
            )
        query = replace(query, age_to=query.age_to or index.last_on)
    return (
        Market(
            rates=market.rates(unit_of_work) if query.convert_currency else None,
            price_levels=market.price_levels(unit_of_work) if query.country else None,
            indices=indices,
        ),
        query,
    )


@dataclass(frozen=True)
class Choices:
    """What a question can be narrowed by: the cities of the figures, the most frequent first, the indices
    with the day of their last point, and the sources that count figures, the last imported first."""

    cities: tuple[str, ...]
    indices: tuple[tuple[str, date], ...]
    sources: tuple[PaySource, ...]


def choices(country: str | None, *, unit_of_work: UnitOfWorkFactory) -> Choices:
    """The choices in one country (None: in all)."""
    from smmhire.pay.groups import NOT_STATED, OTHERS, SEVERAL, parted
    from smmhire.services import market, pay_figures

    figures = pay_figures.columns(unit_of_work=unit_of_work)
    if country is not None:
        figures = figures.take(figures.country.is_one_of(lambda code: code == country))
    groups = parted(figures, "city", MOST_CITIES).groups
    no_city = (NOT_STATED, OTHERS, SEVERAL)
    cities = tuple(group.name or group.key for group in groups if group.key not in no_city)
    return Choices(
        cities,
        tuple((one.name, one.last_on) for one in market.indices(unit_of_work)),
        tuple(
            one for one in sources(unit_of_work=unit_of_work) if one.enabled and one.kind != "reference"
        ),
    )


def place_offer(amount: float, cell: Cell) -> OfferPlace:
    """Where an offer in the cell's currency and period stands. Raises ValueError unless it is above zero."""
    from smmhire.pay.offer import place_offer as place

    return place(amount, cell)


def reference(*, unit_of_work: UnitOfWorkFactory | None = None) -> tuple[ReferencePay, ...]:
    """The official statistics that ship with the program, by year, the country first.

    With `unit_of_work` also those of imported files, behind them; what ships comes first where both have it.
    """
    from smmhire.exchange.reference import oews

    if unit_of_work is None:
        return oews()
    with unit_of_work(read_only=True) as work:
        imported = work.pay.published_wages()
    known = {(one.code, one.area, one.year) for one in oews()}
    return (*oews(), *(one for one in imported if (one.code, one.area, one.year) not in known))


def reference_for(code: str, area: str = "US", year: int | None = None) -> ReferencePay | None:
    """Those of one occupation (SOC code) in one area, of `year` or the newest; None where there are none."""
    from smmhire.exchange.reference import oews_for

    return oews_for(code, area, year)
