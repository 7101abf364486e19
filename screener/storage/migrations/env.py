"""What Alembic runs to migrate on the connection that ``schema`` hands over."""

from alembic import context

from screener.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
