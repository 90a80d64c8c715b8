"""Columns of several sources put together, so that one word has one code in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.columns import MISSING, Coded, PayColumns

if TYPE_CHECKING:
    from uuid import UUID

    from numpy.typing import NDArray

    from smmhire.pay.observation import PaySource


def joined(parts: Sequence[PayColumns], sources: Sequence[PaySource]) -> PayColumns:
    """All rows of `parts` in their order, over `sources`.

    Raises ValueError for rows of a source that is not among `sources`.
    """
    places = {source.id: place for place, source in enumerate(sources)}
    empty = PayColumns.of([], sources)
    parts = [part for part in parts if len(part)]
    if not parts:
        return empty

    def whole(name: str) -> Coded | NDArray[np.generic]:
        columns = [getattr(part, name) for part in parts]
        return join_words(columns) if isinstance(columns[0], Coded) else np.concatenate(columns)

    taken = {
        field.name: whole(field.name)
        for field in fields(PayColumns)
        if field.name not in ("sources", "source")
    }
    source = np.concatenate([_in_places(part, places) for part in parts])
    return replace(empty, source=source, **taken)


def _in_places(part: PayColumns, places: dict[UUID, int]) -> NDArray[np.int32]:
    known = np.array([places.get(source.id, MISSING) for source in part.sources], dtype=np.int32)
    found = known[part.source]
    if (found == MISSING).any():
        raise ValueError("observations of sources that were not given")
    return found


def join_words(columns: Sequence[Coded]) -> Coded:
    """The columns one below the other, each word once."""
    if len(columns) == 1:
        return columns[0]
    known: dict[str, int] = {}
    codes = [
        column.mapped(lambda word: known.setdefault(word, len(known)), MISSING, np.int32)
        for column in columns
    ]
    return Coded(np.concatenate(codes), tuple(known))


def without_unused(column: Coded) -> Coded:
    """The column without words that no row has, which are left over where rows were taken from it."""
    used = np.bincount(column.codes[column.codes != MISSING], minlength=len(column.words)) > 0
    if used.all():
        return column
    renumbered = np.cumsum(used) - 1
    codes = np.append(renumbered, MISSING).astype(np.int32)[column.codes]
    return Coded(
        codes, tuple(word for word, is_used in zip(column.words, used.tolist(), strict=True) if is_used)
    )
