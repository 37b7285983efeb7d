"""Calls, replies, look-ups, operations and tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("sid", sa.String(64), primary_key=True),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("sealed_state", sa.Text, nullable=False),
        sa.Column("sealed_caller", sa.Text, nullable=False),
        sa.Column("outcomes", sa.Text, nullable=False),
        sa.Column("patient", sa.Integer),
        sa.Column("started_at", sa.Float, nullable=False),
        sa.Column("ended_at", sa.Float),
        sa.Column("ended", sa.String(32), nullable=False),
    )
    op.create_table(
        "replies",
        sa.Column("sid", sa.String(64), primary_key=True),
        sa.Column("turn", sa.Integer, primary_key=True),
        sa.Column("sealed_reply", sa.Text, nullable=False),
    )
    op.create_table(
        "lookups",
        sa.Column("sid", sa.String(64), primary_key=True),
        sa.Column("request", sa.String(64), primary_key=True),
        sa.Column("sealed_answer", sa.Text),
        sa.Column("started_at", sa.Float, nullable=False),
    )
    op.create_table(
        "operations",
        sa.Column("key", sa.String(96), primary_key=True),
        sa.Column("sid", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("sealed_request", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("appointment", sa.Integer),
        sa.Column("refusal", sa.String(32), nullable=False),
        sa.Column("sealed_visit", sa.Text),
        sa.Column("told_later", sa.Boolean, nullable=False),
        sa.Column("sent_at", sa.Float),
        sa.Column("due_at", sa.Float, nullable=False),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
    )
    op.create_index("operations_due", "operations", ["state", "due_at"])
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(96), nullable=False, unique=True),
        sa.Column("sid", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(48), nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("patient", sa.Integer),
        sa.Column("sealed_callback", sa.Text, nullable=False),
        sa.Column("sealed_text", sa.Text, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("done_at", sa.Float),
    )
