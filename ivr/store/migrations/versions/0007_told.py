"""Whether callers have heard how what they agreed to ended; of what is long done nobody is told any more."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("operations", sa.Column("told", sa.Integer, nullable=False, server_default="2"))
    op.create_index("operations_told", "operations", ["told", "created_at"])
