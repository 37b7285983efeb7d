"""Patients' numbers sealed, keys of a database's own, calls that were forgotten, tries at identities, and words that are kept."""

import hashlib
import hmac

import sqlalchemy as sa
from alembic import context, op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "keys",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("sealed", sa.Text, nullable=False),
    )
    op.create_table(
        "forgotten_calls",
        sa.Column("call", sa.String(64), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "identity_tries",
        sa.Column("subject", sa.String(64), primary_key=True),
        sa.Column("attempt", sa.String(64), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("identity_tries_at", "identity_tries", ["at"])
    op.create_table(
        "words",
        sa.Column("sid", sa.String(64), primary_key=True),
        sa.Column("turn", sa.Integer, primary_key=True),
        sa.Column("sealed_heard", sa.Text, nullable=False),
        sa.Column("sealed_said", sa.Text, nullable=False),
    )
    for table, key in (("calls", "sid"), ("tasks", "id")):
        seal_patients(table, key)
    # The copy's patients are read anew, because from now on they are found by name as well.
    op.execute("DELETE FROM copied_parts WHERE name = 'patients'")


def seal_patients(table: str, key: str) -> None:
    connection, sealing = op.get_bind(), context.config.attributes["sealing"]
    op.add_column(table, sa.Column("sealed_patient", sa.Text))
    op.add_column(table, sa.Column("patient_key", sa.String(64)))
    for row in connection.execute(sa.text(f"SELECT {key} AS id, patient FROM {table} WHERE patient IS NOT NULL")).all():
        found = hmac.new(sealing.old_hash_key(), f"patient {row.patient}".encode(), hashlib.sha256).hexdigest()
        connection.execute(sa.text(f"UPDATE {table} SET sealed_patient = :sealed, patient_key = :found WHERE {key} = :id"),
                           {"sealed": sealing.seal(str(row.patient)), "found": found, "id": row.id})
    op.drop_column(table, "patient")
    op.create_index(f"{table}_patient", table, ["patient_key"])
