"""Numbers that are to be sent no texts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "opt_outs",
        sa.Column("number", sa.String(64), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )
