"""Calls that were only tried, and all that came of them, leave a rehearsal's store again."""

from __future__ import annotations

from sqlalchemy import delete, select

from ivr.store.database import Database
from ivr.store.schema import calls, claims, lookups, operations, replies, tasks


def forget(database: Database, before: float) -> None:
    """Everything of calls that began before then."""
    sids = select(calls.c.sid).where(calls.c.started_at < before)
    with database.begin() as connection:
        connection.execute(delete(claims).where(claims.c.holder.in_(sids)))
        for table in (replies, lookups, operations, tasks):
            connection.execute(delete(table).where(table.c.sid.in_(sids)))
        connection.execute(delete(calls).where(calls.c.started_at < before))
