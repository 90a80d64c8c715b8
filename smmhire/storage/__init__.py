"""The only room that knows SQLAlchemy: tables, loading and saving, opening, backups and migrations.

`database.open_database` gives a `Database`; its `unit_of_work` is what the services are handed.
"""
