"""What judges wrote to set the cut score of a vacancy's form."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    """A new table; nothing that is there changes."""
    op.create_table(
        "cut_study",
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("study", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_cut_study_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_cut_study")),
    )
