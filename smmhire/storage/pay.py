"""Pay sources and figures in the database: those of files as blocks of columns, single ones as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection, CursorResult, Row, Select, delete, func, insert, select, update

from smmhire.pay.observation import PayObservation, PaySource
from smmhire.storage.pay_blocks import add_blocks, blocks, read_columns
from smmhire.storage.pay_wages import add_wages, wages
from smmhire.storage.summaries import Market
from smmhire.storage.tables import pay_observation, pay_source

if TYPE_CHECKING:
    from smmhire.pay.columns import PayColumns
    from smmhire.pay.reference import ReferencePay

# The columns are named like the fields, in their order: rows become dataclasses without a detour.
_SOURCE_COLUMNS = tuple(pay_source.c[field.name] for field in fields(PaySource))
_OBSERVATION_COLUMNS = tuple(pay_observation.c[field.name] for field in fields(PayObservation))
_OBSERVATION_FIELDS = tuple(field.name for field in fields(PayObservation))


class PayRepository:
    """Loads and saves pay data. A removed source is kept until `purge`, but takes no part."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def database(self) -> object:
        """What tells one open database from another."""
        return self._connection.engine

    def add(
        self,
        source: PaySource,
        reading: str,
        figures: PayColumns,
        *,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> None:
        """Keep a source and all that came with it; `reading` says how its file was read.

        `progress` is called with shares of 0 to 1, and may raise to end the work.
        """
        self._add_source(source, reading)
        add_blocks(self._connection, figures, source.id, progress)

    def add_wages(self, source: PaySource, reading: str, published: Iterable[ReferencePay]) -> None:
        """Keep a source of published wages: they are shown beside figures, and never among them."""
        self._add_source(source, reading)
        add_wages(self._connection, published, source.id)

    def _add_source(self, source: PaySource, reading: str) -> None:
        values = {column.name: getattr(source, column.name) for column in _SOURCE_COLUMNS}
        self._connection.execute(insert(pay_source).values(values | {"mapping": reading}))

    def sources(self) -> tuple[PaySource, ...]:
        """All sources that are not removed, the last imported first."""
        query = (
            select(*_SOURCE_COLUMNS)
            .where(pay_source.c.deleted_at.is_(None))
            .order_by(pay_source.c.imported_at.desc(), pay_source.c.id.desc())
        )
        return tuple(_source(row) for row in self._connection.execute(query))

    def get(self, source_id: UUID) -> PaySource | None:
        """The source; None where there is none or it is removed."""
        query = select(*_SOURCE_COLUMNS).where(
            pay_source.c.id == source_id, pay_source.c.deleted_at.is_(None)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _source(row)

    def same_import(self, sha256: str, reading: str) -> PaySource | None:
        """The source that came from the same file, read the same way."""
        query = select(*_SOURCE_COLUMNS).where(
            pay_source.c.file_sha256 == sha256,
            pay_source.c.mapping == reading,
            pay_source.c.deleted_at.is_(None),
        )
        row = self._connection.execute(query.limit(1)).one_or_none()
        return None if row is None else _source(row)

    def is_imported_again(self, source_id: UUID) -> bool:
        """Whether the file of a removed source has since been imported anew, read the same way."""
        removed, other = pay_source.alias(), pay_source.alias()
        query = select(other.c.id).where(
            removed.c.id == source_id,
            other.c.id != removed.c.id,
            other.c.file_sha256 == removed.c.file_sha256,
            other.c.mapping == removed.c.mapping,
            other.c.deleted_at.is_(None),
        )
        return self._connection.execute(query.limit(1)).one_or_none() is not None

    def set_enabled(self, source_id: UUID, enabled: bool) -> bool:
        """Let a source take part in benchmarks or not. False where there is no such source."""
        query = update(pay_source).where(pay_source.c.id == source_id, pay_source.c.deleted_at.is_(None))
        return self._connection.execute(query.values(enabled=enabled)).rowcount == 1

    def set_deleted(self, source_id: UUID, deleted_at: datetime | None) -> bool:
        """Remove the source, or (None) bring it back. False where that changes nothing."""
        hidden = pay_source.c.deleted_at
        is_so = hidden.is_not(None) if deleted_at is None else hidden.is_(None)
        query = update(pay_source).where(pay_source.c.id == source_id, is_so).values(deleted_at=deleted_at)
        return self._connection.execute(query).rowcount == 1

    def titles(self) -> tuple[str, ...]:
        """Every job title of the sources that are not removed, once."""
        query = (
            select(pay_observation.c.title)
            .join(pay_source)
            .where(pay_source.c.deleted_at.is_(None), pay_observation.c.title.is_not(None))
            .distinct()
        )
        found = dict.fromkeys(self._connection.scalars(query))
        for block in blocks(self._connection):
            titles = block.read(["title"]).get_column("title")
            found |= dict.fromkeys(titles.unique().drop_nulls().to_list())
        return tuple(title for title in found if title is not None)

    def markets(self) -> tuple[Market, ...]:
        """Where the figures of the sources in use are from and what they are in, the most frequent first."""
        counts = self._markets_of_rows() + self._markets_of_blocks()
        found = (Market(*market, count) for market, count in counts.items())
        return tuple(sorted(found, key=lambda one: (-one.count, one.country or "", one.currency, one.period)))

    def _markets_of_rows(self) -> Counter[tuple[str | None, str, str]]:
        columns = (pay_observation.c.country, pay_observation.c.currency, pay_observation.c.period)
        query = (
            select(*columns, func.count())
            .join(pay_source)
            .where(
                pay_source.c.deleted_at.is_(None),
                pay_source.c.enabled,
                pay_observation.c.deleted_at.is_(None),
                pay_observation.c.amount.is_not(None),
            )
            .group_by(*columns)
        )
        return Counter({(country, currency, period): n for country, currency, period, n in self._rows(query)})

    def _markets_of_blocks(self) -> Counter[tuple[str | None, str, str]]:
        counts: Counter[tuple[str | None, str, str]] = Counter()
        enabled = [source.id for source in self.sources() if source.enabled]
        for block in blocks(self._connection, enabled):
            counts.update(block.markets())
        return counts

    def columns(self, source_ids: Iterable[UUID] | None = None) -> PayColumns:
        """The figures of all sources that are not removed, switched off or not, or of those of `source_ids`.

        Raises UserError, naming the source, where what is stored is damaged.
        """
        from smmhire.pay.columns import PayColumns
        from smmhire.pay.joining import joined

        wanted = None if source_ids is None else set(source_ids)
        sources = tuple(one for one in self.sources() if wanted is None or one.id in wanted)
        rows = PayColumns.of(self.observations(source_ids=[one.id for one in sources]), sources)
        return joined((self.blocks(sources), rows), sources)

    def blocks(self, sources: tuple[PaySource, ...]) -> PayColumns:
        """As `columns`, but only what came from files as blocks; the single rows are in `observations`."""
        return read_columns(blocks(self._connection, [one.id for one in sources]), sources)

    def published_wages(self) -> tuple[ReferencePay, ...]:
        """The wages of the sources of published wages that are not removed or switched off."""
        return wages(self._connection)

    def observations(
        self,
        *,
        titles: Iterable[str] | None = None,
        country: str | None = None,
        source_ids: Iterable[UUID] | None = None,
    ) -> tuple[PayObservation, ...]:
        """The single rows of all sources that are not removed, switched off or not, in their order.

        titles, country, source_ids: only these; None: all. Figures of files are in `columns`.
        A figure typed by hand has its id as key: so it is known again in a table that was exported.
        """
        query = (
            select(pay_source.c.file_sha256.is_(None), *_OBSERVATION_COLUMNS)
            .join(pay_source)
            .where(pay_source.c.deleted_at.is_(None), pay_observation.c.deleted_at.is_(None))
            .order_by(pay_observation.c.source_id, pay_observation.c.row, pay_observation.c.id)
        )
        if titles is not None:
            query = query.where(pay_observation.c.title.in_(list(titles)))
        if country is not None:
            query = query.where(pay_observation.c.country == country)
        if source_ids is not None:
            query = query.where(pay_observation.c.source_id.in_(list(source_ids)))
        return tuple(_observation(*row) for row in self._rows(query))

    def _rows(self, query: Select[*tuple[Any, ...]]) -> CursorResult[*tuple[Any, ...]]:
        return self._connection.execute(query)

    def purge(self, before: datetime) -> int:
        """Remove for good what was removed before that moment; how many sources there were."""
        return self._connection.execute(delete(pay_source).where(pay_source.c.deleted_at < before)).rowcount


def _observation(is_typed: bool, *values: Any) -> PayObservation:
    seen = PayObservation(*values)
    return replace(seen, row_key=str(seen.id)) if is_typed else seen


def _source(row: Row[*tuple[Any, ...]]) -> PaySource:
    source = PaySource(*row)
    return replace(source, assumptions=tuple(source.assumptions))
