"""How an employer composes the form of a vacancy, and how an attempt is played."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """A new table and a column that may be empty; nothing that is there changes."""
    op.create_table(
        "form_spec",
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_form_spec_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_form_spec")),
    )
    op.add_column("attempt", sa.Column("settings", sa.JSON(), nullable=True))
