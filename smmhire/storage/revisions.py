"""How a database says which layout it has (`layout` names those this version knows).

Alembic is not needed for that, and importing it takes half a second: it is called only when a database has
to be changed.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)

# Alembic's own table, as Alembic makes it.
version_table = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def stored_revision(connection: Connection) -> str | None:
    """The layout the database says it has; None where it says nothing."""
    if not inspect(connection).has_table(version_table.name):
        return None
    return connection.scalar(select(version_table.c.version_num))


def stamp(connection: Connection, revision: str) -> None:
    """Let a new database say that it has this layout."""
    version_table.create(connection)
    connection.execute(insert(version_table).values(version_num=revision))
