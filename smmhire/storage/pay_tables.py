"""The tables of pay: sources, figures, published wages, and what the user knows of currencies and prices."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
)

from smmhire.storage.column_kinds import UtcDateTime, metadata

pay_source = Table(
    "pay_source",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("licence_note", Text, nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
    Column("file_name", Text),
    Column("file_sha256", String(64)),
    Column("row_count", Integer, nullable=False),
    Column("mapping_name", Text),
    # The sheet, and what each column was taken to mean, as JSON text: with the file's sum it tells a repeated
    # import.
    Column("mapping", Text, nullable=False),
    Column("credit", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("deleted_at", UtcDateTime),
    # Of a survey: each row is another person, so nobody needs a name.
    Column("each_row_is_a_contributor", Boolean, server_default=false(), nullable=False),
    # What reading the file took for granted, as message ids.
    Column("assumptions", JSON, server_default="[]", nullable=False),
    # Of a workbook: a row of the same number stands on every sheet.
    Column("sheet", Text),
    Index(None, "file_sha256"),
    Index(None, "deleted_at"),
)

pay_observation = Table(
    "pay_observation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("source_id", Uuid, ForeignKey("pay_source.id", ondelete="CASCADE"), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("period", String(20), nullable=False),
    Column("amount", Float),
    Column("low", Float),
    Column("high", Float),
    Column("basis", String(20), nullable=False),
    Column("bonus", Float),
    Column("engagement", String(20)),
    Column("country", String(2)),
    Column("city", Text),
    Column("title", Text),
    Column("experience", Text),
    Column("experience_low", Float),
    Column("experience_high", Float),
    Column("contributor", Text),
    Column("observed_on", Date),
    Column("row", Integer),
    Column("row_key", Text),
    # Of a figure typed by hand: where it is known from, and when it was typed.
    Column("note", Text),
    Column("entered_at", UtcDateTime),
    # Only figures typed by hand are taken away one by one; for 30 days they come back.
    Column("deleted_at", UtcDateTime),
    Index(None, "source_id"),
)

# The figures of a file, thousands of rows to a block, as columns (Parquet): read whole, never changed.
pay_block = Table(
    "pay_block",
    metadata,
    Column("source_id", Uuid, ForeignKey("pay_source.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("row_count", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Published percentile wages of a file the user imported; what ships is in `resources/market`.
pay_reference = Table(
    "pay_reference",
    metadata,
    Column("source_id", Uuid, ForeignKey("pay_source.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("area_name", Text, nullable=False),
    Column("observed_on", Date, nullable=False),
    Column("employment", Integer),
    Column("currency", String(3), nullable=False),
    # As Wages, field by field.
    Column("annual", JSON, nullable=False),
    Column("hourly", JSON, nullable=False),
)

# 1 unit of `currency` = `value` units of `against` on that day, as the user states with a source.
pay_rate = Table(
    "pay_rate",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("currency", String(3), nullable=False),
    Column("against", String(3), nullable=False),
    Column("valid_on", Date, nullable=False),
    Column("value", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    UniqueConstraint("currency", "against", "valid_on"),
)

# Units of a country's currency that buy what one international dollar buys, by year.
pay_price_level = Table(
    "pay_price_level",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("country", String(2), nullable=False),
    Column("year", Integer, nullable=False),
    Column("value", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    UniqueConstraint("country", "year"),
)

# An index of pay or prices, by which old figures are aged.
pay_index = Table(
    "pay_index",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("valid_on", Date, nullable=False),
    Column("value", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    UniqueConstraint("name", "valid_on"),
)
