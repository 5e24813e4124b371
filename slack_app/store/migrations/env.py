"""What Alembic runs: the connection is handed over by slack_app.store.migrate."""

from alembic import context
from sqlmodel import SQLModel

from slack_app.store import schema

assert schema.Workspace.metadata is SQLModel.metadata  # noqa: S101  the import above is what fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
