"""Which rows of a pay table are there for the first time: by its key column, or by all their cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from smmhire.pay.columns import Coded


def first_rows(coded: Mapping[str, Coded], others: pl.DataFrame, key: pl.Series | None) -> NDArray[np.bool_]:
    """Which rows equal no earlier row.

    `coded` are the columns that have been read, `others` the tidied cells of the other ones, `key` those of
    the key column. A row without a key is told by all its cells.
    """
    import polars as pl

    if key is not None and key.null_count() == 0:
        return _first(pl.DataFrame({"key": key}))
    # Numbers are compared faster than words; spaces around them are gone already.
    whole = pl.DataFrame([pl.Series(heading, column.codes) for heading, column in coded.items()])
    if others.width:
        whole = whole.hstack(others)
    if key is None:
        return _first(whole)
    has_no_key = pl.Series("has no key", key.is_null())
    cells = whole.select(pl.when(has_no_key).then(pl.all()))
    return _first(cells.insert_column(0, key.alias("\0key")))


def _first(rows: pl.DataFrame) -> NDArray[np.bool_]:
    """Rows whose hash nobody shares are different; only the others are compared cell by cell."""
    import polars as pl

    hashes = rows.hash_rows()
    ordered = hashes.sort().to_numpy()
    shared = ordered[1:][ordered[1:] == ordered[:-1]]
    is_first = np.ones(rows.height, dtype=np.bool_)
    if not len(shared):
        return is_first
    alike = hashes.is_in(pl.Series(np.unique(shared)).implode()).arg_true()
    first = rows[alike].with_columns(pl.Series("\0place", alike)).unique(rows.columns, keep="first")
    is_first[alike.to_numpy()] = False
    is_first[first.get_column("\0place").to_numpy()] = True
    return is_first
