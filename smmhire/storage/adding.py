"""Adding a row unless another process was quicker, on either database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def add_unless_there(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert the row; False where one with the same key, or another value that is unique, is there."""
    if connection.dialect.name == "sqlite":
        statement: Any = sqlite.insert(table)
    else:
        statement = postgresql.insert(table)
    statement = statement.values(values).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return connection.execute(statement).first() is not None
