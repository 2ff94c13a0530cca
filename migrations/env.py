"""Alembic's entry. The connection comes from `core.store.migrate`, with foreign keys off while tables are rebuilt.

With them on, SQLite's batch mode would delete children silently (ON DELETE CASCADE); they are checked afterwards.
"""

from alembic import context

from core.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
