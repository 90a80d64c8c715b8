"""What a certificate says of the cut score, kept as it was when the certificate was issued."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """A column that may be empty: certificates that were issued before say what they said."""
    op.add_column("certificate", sa.Column("cut", sa.JSON(), nullable=True))
