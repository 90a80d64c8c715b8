"""Pay: figures of files as blocks of columns, the user's rates, price levels and indices, published wages."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    """New tables, and columns with what a source and a typed figure must say of themselves."""
    op.create_table(
        "pay_block",
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["pay_source.id"], name=op.f("fk_pay_block_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "position", name=op.f("pk_pay_block")),
    )
    op.create_table(
        "pay_index",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_index")),
        sa.UniqueConstraint("name", "valid_on", name=op.f("uq_pay_index_name_valid_on")),
    )
    op.create_table(
        "pay_price_level",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_price_level")),
        sa.UniqueConstraint("country", "year", name=op.f("uq_pay_price_level_country_year")),
    )
    op.create_table(
        "pay_rate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("against", sa.String(length=3), nullable=False),
        sa.Column("valid_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_rate")),
        sa.UniqueConstraint(
            "currency", "against", "valid_on", name=op.f("uq_pay_rate_currency_against_valid_on")
        ),
    )
    op.create_table(
        "pay_reference",
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("area_name", sa.Text(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.Column("employment", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("annual", sa.JSON(), nullable=False),
        sa.Column("hourly", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["pay_source.id"], name=op.f("fk_pay_reference_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "position", name=op.f("pk_pay_reference")),
    )
    op.add_column(
        "pay_source",
        sa.Column("each_row_is_a_contributor", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("pay_source", sa.Column("assumptions", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("pay_source", sa.Column("sheet", sa.Text(), nullable=True))
    op.add_column("pay_observation", sa.Column("row_key", sa.Text(), nullable=True))
    op.add_column("pay_observation", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("pay_observation", sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("pay_observation", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    _tell_sources_what_their_reading_says()


def _tell_sources_what_their_reading_says() -> None:
    """The sheet, and whether each row is another person: until now the rows of surveys were named by it."""
    source = sa.table(
        "pay_source",
        sa.column("id", sa.Uuid()),
        sa.column("mapping", sa.Text()),
        sa.column("sheet", sa.Text()),
        sa.column("each_row_is_a_contributor", sa.Boolean()),
    )
    figure = sa.table(
        "pay_observation", sa.column("source_id", sa.Uuid()), sa.column("contributor", sa.Text())
    )
    connection = op.get_bind()
    for source_id, mapping in connection.execute(sa.select(source.c.id, source.c.mapping)).all():
        try:
            reading = json.loads(mapping)
        except ValueError:  # a source that came from no file
            continue
        sheet, is_survey = reading.get("sheet"), reading.get("each_row_is_a_contributor", False)
        one = sa.update(source).where(source.c.id == source_id)
        connection.execute(one.values(sheet=sheet, each_row_is_a_contributor=is_survey))
        if is_survey:
            theirs = sa.update(figure).where(figure.c.source_id == source_id)
            connection.execute(theirs.values(contributor=None))
