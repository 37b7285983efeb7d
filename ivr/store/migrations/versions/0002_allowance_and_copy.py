"""The queue to the office, the copy of its book, and claims."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "allowances",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("opens_at", sa.Float, nullable=False),
    )
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("came_at", sa.Float, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
    )
    op.create_index("tickets_waiting", "tickets", ["key", "seen_at"])
    op.create_index("tickets_about", "tickets", ["about"])
    op.create_table(
        "claims",
        sa.Column("resource", sa.String(32), primary_key=True),
        sa.Column("unit", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("holder", sa.String(96), nullable=False),
        sa.Column("lapses_at", sa.Float, nullable=False),
    )
    op.create_index("claims_holder", "claims", ["holder"])
    op.create_index("claims_unit", "claims", ["unit"])
    op.create_table(
        "copied_rows",
        sa.Column("part", sa.String(16), primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("stamp", sa.String(19), nullable=False),
        sa.Column("sealed_row", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("copied_rows_version", "copied_rows", ["part", "version"])
    op.create_index("copied_rows_day", "copied_rows", ["part", "day"])
    op.create_table(
        "copied_keys",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    )
    op.create_index("copied_keys_number", "copied_keys", ["number"])
    op.create_table(
        "copied_parts",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("read_at", sa.Float, nullable=False),
        sa.Column("cursor", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.Text),
    )
