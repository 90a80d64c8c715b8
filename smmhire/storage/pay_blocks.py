"""The figures of a file as blocks of columns: Parquet, as read and written by polars.

A million rows as single rows would take minutes to store and half a minute to read; as blocks it is seconds
and a second, and a fraction of the space. A block is never changed: figures come and go with their source.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from smmhire.errors import UserError
from smmhire.storage.pay_tables import pay_block, pay_source
from smmhire.texts import _

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from smmhire.pay.columns import Coded, PayColumns
    from smmhire.pay.observation import PaySource

ROWS_A_BLOCK = 100_000  # about two megabytes: enough for Parquet to pack well, little to hold at once

WORDS = ("currency", "country", "city", "title", "experience", "contributor", "key")
NUMBERS = ("amount", "low", "high", "bonus", "experience_low", "experience_high")
CODES = ("period", "basis", "engagement")
WHOLE = ("observed_on", "row")


@dataclass(frozen=True, slots=True)
class Block:
    """A stored block of one source."""

    source_id: UUID
    source_name: str
    content: bytes

    def read(self, columns: list[str] | None = None) -> pl.DataFrame:
        """Its table, or only some columns. Raises UserError, naming the source, where it is damaged."""
        import polars as pl

        try:
            return pl.read_parquet(io.BytesIO(self.content), columns=columns)
        except (pl.exceptions.PolarsError, OSError, ValueError) as failed:
            raise UserError(
                _("The stored figures of the source “{name}” are damaged.", name=_(self.source_name)),
                _("Remove this source and import its file again, or bring back a backup."),
            ) from failed

    def markets(self) -> dict[tuple[str | None, str, str], int]:
        """How many single figures there are of each country, currency and period."""
        import polars as pl

        from smmhire.pay.observation import PERIODS

        market = ["country", "currency", "period"]
        frame = self.read([*market, "amount"]).filter(pl.col("amount").is_not_null())
        counted = frame.group_by(market).len().rows()
        return {(country, currency, PERIODS[period]): n for country, currency, period, n in counted}


def add_blocks(
    connection: Connection, figures: PayColumns, source_id: UUID, progress: Callable[[float], None]
) -> None:
    """Store the figures of one source. `progress` may raise between two blocks to end the work."""
    starts = range(0, len(figures), ROWS_A_BLOCK)
    for position, start in enumerate(starts):
        progress(position / len(starts))
        frame = _frame(figures, start, min(start + ROWS_A_BLOCK, len(figures)))
        out = io.BytesIO()
        frame.write_parquet(out, compression="zstd")
        values = {
            "source_id": source_id,
            "position": position,
            "row_count": frame.height,
            "content": out.getvalue(),
        }
        connection.execute(insert(pay_block).values(values))


def blocks(connection: Connection, source_ids: Iterable[UUID] | None = None) -> Iterator[Block]:
    """The blocks of all sources that are not removed (or of those of `source_ids`), in order."""
    query = (
        select(pay_block.c.source_id, pay_block.c.position, pay_source.c.name)
        .join(pay_source)
        .where(pay_source.c.deleted_at.is_(None))
        .order_by(pay_block.c.source_id, pay_block.c.position)
    )
    if source_ids is not None:
        query = query.where(pay_block.c.source_id.in_(list(source_ids)))
    # One at a time: not all packed blocks need lie in memory beside the unpacked ones.
    for source_id, position, name in connection.execute(query).all():
        is_it = (pay_block.c.source_id == source_id) & (pay_block.c.position == position)
        yield Block(
            source_id, name, connection.execute(select(pay_block.c.content).where(is_it)).scalar_one()
        )


def read_columns(found: Iterable[Block], sources: tuple[PaySource, ...]) -> PayColumns:
    """The figures in the blocks, over `sources`. Raises UserError for a damaged block."""
    from smmhire.pay.joining import joined

    places = {source.id: source for source in sources}
    return joined([_columns(block, places[block.source_id]) for block in found], sources)


def _frame(figures: PayColumns, start: int, end: int) -> pl.DataFrame:
    import polars as pl

    rows = slice(start, end)
    data: dict[str, Any] = {name: _words(getattr(figures, name), rows) for name in WORDS}
    for name in NUMBERS:
        data[name] = pl.Series(getattr(figures, name)[rows]).fill_nan(None)
    for name in (*CODES, *WHOLE):
        data[name] = pl.Series(getattr(figures, name)[rows])
    return pl.DataFrame(data)


def _words(column: Coded, rows: slice) -> pl.Series:
    """The words of the rows, not only their codes: a block can be read without anything beside it."""
    import polars as pl

    codes = pl.Series(column.codes[rows], dtype=pl.Int64)
    return pl.Series(column.words, dtype=pl.String).gather(codes.set(codes < 0, None))


def _columns(block: Block, source: PaySource) -> PayColumns:
    import numpy as np

    from smmhire.pay.columns import PayColumns

    frame = block.read()
    arrays: dict[str, Any] = {name: _coded(frame.get_column(name)) for name in WORDS}
    for name in NUMBERS:
        arrays[name] = frame.get_column(name).fill_null(np.nan).to_numpy()
    for name in (*CODES, *WHOLE):
        arrays[name] = frame.get_column(name).to_numpy()
    return PayColumns(sources=(source,), source=np.zeros(frame.height, dtype=np.int32), **arrays)


def _coded(column: pl.Series) -> Coded:
    import numpy as np
    import polars as pl

    from smmhire.pay.columns import MISSING, Coded

    kept = column.cast(pl.Categorical(pl.Categories.random()))
    different = kept.unique().drop_nulls()
    places = different.to_physical().cast(pl.Int64).to_numpy()
    table: NDArray[np.int32] = np.full(int(places.max(initial=-1)) + 2, MISSING, dtype=np.int32)
    table[places] = np.arange(len(places))
    codes = table[kept.to_physical().cast(pl.Int64).fill_null(len(table) - 1).to_numpy()]
    return Coded(codes, tuple(different.cast(pl.String).to_list()))
