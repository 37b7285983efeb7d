"""
What leaves the store again: calls and all that came of them, after a time, or for one patient at once.

Of a call that was forgotten a keyed hash stays, so that no webhook of it, sent again, begins or books anything.  Whatever
still waits for somebody (an open task, a change that is being carried out) stays until it has been seen to.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from ivr.store.calls import gone
from ivr.store.database import Database
from ivr.store.reading import LIVE_S
from ivr.store.schema import calls, claims, forgotten_calls, identity_tries, lookups, operations, replies, tasks, words

AT_ONCE = 300           # calls of one transaction, so that callers need not wait for it


@dataclass(frozen=True)
class Forgotten:
    calls: int = 0
    tasks: int = 0


def forget(database: Database, before: float) -> None:
    """Everything of calls that were only tried and began before then; a rehearsal's store needs to know no more of them."""
    with database.begin() as connection:
        sids = list(connection.execute(select(calls.c.sid).where(calls.c.started_at < before)).scalars())
        forget_calls(connection, sids)
        connection.execute(delete(operations).where(operations.c.sid.in_(sids)))
        connection.execute(delete(tasks).where(tasks.c.sid.in_(sids)))
        connection.execute(delete(identity_tries).where(identity_tries.c.at < before))


def purge(database: Database, before: float, ended: Collection[str]) -> Forgotten:
    """
    Forget what was over before then (seconds since 1970).

    Args:
        ended: The states in which an operation waits for nothing.
    """
    count = 0
    while sids := _expired(database, before, ended):
        forgotten_at = [{"call": gone(database, sid), "at": time.time()} for sid in sids]
        with database.begin() as connection:
            connection.execute(delete(forgotten_calls).where(forgotten_calls.c.call.in_([each["call"] for each in forgotten_at])))
            connection.execute(insert(forgotten_calls), forgotten_at)
            forget_calls(connection, sids)
        count += len(sids)
    with database.begin() as connection:
        _forget_operations(connection, before, ended)
        done = connection.execute(delete(tasks).where(tasks.c.done_at < before)).rowcount
    return Forgotten(count, done)


def unended(database: Database, now: float) -> list[str]:
    """CallSids of calls that must have ended long ago, though Twilio has not said so."""
    query = select(calls.c.sid).where(calls.c.ended_at.is_(None), calls.c.started_at < now - LIVE_S)
    with database.begin() as connection:
        return list(connection.execute(query).scalars())


def forget_calls(connection: Connection, sids: Iterable[str]) -> None:
    """But for what was agreed in them, and what it left to do."""
    sids = list(sids)
    connection.execute(delete(claims).where(claims.c.holder.in_(sids)))
    for table in (replies, lookups, words, calls):
        connection.execute(delete(table).where(table.c.sid.in_(sids)))


def _expired(database: Database, before: float, ended: Collection[str]) -> list[str]:
    """Some of them."""
    unfinished = select(operations.c.sid).where(operations.c.state.not_in(ended))
    to_do = select(tasks.c.sid).where(tasks.c.done_at.is_(None))
    query = select(calls.c.sid).where(calls.c.ended_at < before, calls.c.sid.not_in(unfinished), calls.c.sid.not_in(to_do))
    with database.begin() as connection:
        return list(connection.execute(query.limit(AT_ONCE)).scalars())


def _forget_operations(connection: Connection, before: float, ended: Collection[str]) -> None:
    """Those whose call is gone; what a task that is open asks to approve stays with it."""
    query = select(operations.c.key, operations.c.sid).where(operations.c.created_at < before, operations.c.state.in_(ended))
    there = set(connection.execute(select(calls.c.sid)).scalars()) | set(connection.execute(
        select(tasks.c.sid).where(tasks.c.done_at.is_(None))).scalars())
    # An approval stands beside its call: its sid is the call's, and more.
    keys = [row.key for row in connection.execute(query) if row.sid.partition("/")[0] not in there]
    for first in range(0, len(keys), AT_ONCE):
        connection.execute(delete(operations).where(operations.c.key.in_(keys[first:first + AT_ONCE])))
