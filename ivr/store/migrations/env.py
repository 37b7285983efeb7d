"""Alembic's entry: migrations run on the connection `Database.prepare` hands over, inside its transaction."""

from alembic import context

from ivr.store.schema import schema

context.configure(connection=context.config.attributes["connection"], target_metadata=schema, render_as_batch=True)
context.run_migrations()
