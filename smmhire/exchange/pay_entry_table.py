"""Pay figures typed by hand as a table; the mapping `own-figures` of the program reads it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from smmhire.exchange.csv_table import csv_bytes
from smmhire.pay.entries import PayEntry

# English, whatever the language: by these headings the import knows the table.
HEADINGS = (
    "Id", "List", "Pay", "Pay from", "Pay to", "Currency", "Paid per", "Gross or net", "Bonus", "Job title",
    "Experience", "Country", "City", "Engagement", "Paid by", "Date", "Note",
)  # fmt: skip


def table_bytes(entries: Iterable[PayEntry], names: Mapping[UUID, str]) -> bytes:
    """The entries as CSV, a line each, `names` by list; words and codes as an import understands them."""
    return csv_bytes(HEADINGS, (_line(entry, names) for entry in entries))


def _line(entry: PayEntry, names: Mapping[UUID, str]) -> list[str | float | None]:
    figure = entry.figure
    return [
        str(figure.id),
        names[figure.source_id],
        figure.amount,
        figure.low,
        figure.high,
        figure.currency,
        figure.period,
        figure.basis,
        figure.bonus,
        figure.title,
        figure.experience,
        figure.country,
        figure.city,
        figure.engagement,
        figure.contributor,
        None if figure.observed_on is None else figure.observed_on.isoformat(),
        entry.note,
    ]
