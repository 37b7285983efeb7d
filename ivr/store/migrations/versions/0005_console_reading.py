"""What a turn was, without its words, for the console; and what its pages are found by."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name, kind, usual in COLUMNS:
        op.add_column("replies", sa.Column(name, kind, nullable=False, server_default=usual))
    op.create_index("replies_at", "replies", ["at", "question", "missed", "took_ms", "office_ms"])
    op.create_table("day_counts", sa.Column("day", sa.String(10), primary_key=True), sa.Column("counts", sa.Text, nullable=False))


COLUMNS: list[tuple[str, Any, Any]] = [
    ("at", sa.Float, "0"), ("question", sa.String(64), ""), ("heard", sa.String(16), ""), ("understood", sa.String(160), ""),
    ("missed", sa.Boolean, sa.false()), ("asked", sa.String(160), ""), ("office_ms", sa.Integer, "0"), ("took_ms", sa.Integer, "0"),
    ("led_to", sa.String(8), ""),
]
