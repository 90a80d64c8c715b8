"""Called by Alembic: runs the migrations on the connection that `smmhire.storage.upgrade` hands over."""

from alembic import context

from smmhire.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite can only change a table by making it anew.
    render_as_batch=True,
    # The transaction is the caller's. SQLite's is a real one here: our engine begins it itself.
    transactional_ddl=True,
)
context.run_migrations()
