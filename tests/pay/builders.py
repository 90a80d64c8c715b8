"""Observations and sources for tests, with everything given that a test does not care about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from smmhire.pay.benchmark import Benchmark, BenchmarkQuery, benchmark
from smmhire.pay.observation import PayObservation, PaySource

SOURCE_ID = UUID("00000000-0000-7000-8000-000000000001")
AS_OF = date(2026, 6, 1)


def source(source_id: UUID = SOURCE_ID, **fields: Any) -> PaySource:
    given: dict[str, Any] = {
        "id": source_id,
        "name": "A survey",
        "kind": "survey",
        "licence_note": "Own data",
        "imported_at": datetime(2026, 6, 1, tzinfo=UTC),
    }
    return PaySource(**{**given, **fields})


def observation(row: int, **fields: Any) -> PayObservation:
    source_id = fields.pop("source_id", SOURCE_ID)
    given: dict[str, Any] = {
        "id": uuid5(source_id, str(row)),
        "source_id": source_id,
        "currency": "BDT",
        "period": "month",
        "amount": 30_000.0,
        "basis": "gross",
        "engagement": "E-W6",
        "country": "BD",
        "title": "SMM Manager",
        "contributor": str(row),
        "observed_on": date(2026, 1, 15),
        "row": row,
    }
    return PayObservation(**{**given, **fields})


def observations(amounts: list[float], **fields: Any) -> list[PayObservation]:
    return [observation(row, amount=amount, **fields) for row, amount in enumerate(amounts, start=2)]


def benchmark_of(
    seen: Sequence[PayObservation], sources: Sequence[PaySource], query: BenchmarkQuery
) -> Benchmark:
    """The benchmark of single observations."""
    return benchmark(seen, sources, query)
