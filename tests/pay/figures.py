"""Columns as rows again, for tests that look at single figures."""

from __future__ import annotations

from smmhire.pay.columns import PayColumns
from smmhire.pay.observation import PayObservation


def rows_of(columns: PayColumns) -> list[PayObservation]:
    """Every row, in order."""
    return [columns.observation(place) for place in range(len(columns))]
