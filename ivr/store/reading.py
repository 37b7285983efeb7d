"""What the console reads of calls, operations and tasks; nothing here is written.  Times are seconds since 1970."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select

from ivr.store.calls import Ended, ended
from ivr.store.database import Database
from ivr.store.schema import calls, operations, tasks, words
from ivr.store.tasks import Task, task

LIVE_S = 4 * 3600.0     # a call that began longer ago has ended without Twilio having said so


@dataclass(frozen=True)
class Kept:
    """A task as it stands in the store."""

    key: str
    sid: str                        # of the call, or empty
    task: Task
    done_at: float | None


@dataclass(frozen=True)
class Carried:
    """An operation as it stands in the store."""

    key: str
    sid: str
    kind: str                       # the request's class
    sealed_request: str
    state: str                      # see operations.states
    mark: str
    appointment: int | None
    refusal: str
    created_at: float
    sent_at: float | None = None    # when the write was last sent


@dataclass(frozen=True)
class Said:
    """One turn, of a practice that keeps what is said."""

    turn: int
    heard: str                      # what the caller said or keyed before it
    said: str                       # what the line then said


class Reading:
    def __init__(self, database: Database):
        self._database = database

    # --- tasks -------------------------------------------------------------------------------------------------------

    def open_tasks(self, limit: int) -> list[Kept]:
        """Urgent ones first, then oldest first."""
        query = select(tasks).where(tasks.c.done_at.is_(None)).order_by(tasks.c.urgent.desc(), tasks.c.created_at).limit(limit)
        return [self._kept(row) for row in self._rows(query)]

    def done_tasks(self, since: float, limit: int) -> list[Kept]:
        """Last done first."""
        query = select(tasks).where(tasks.c.done_at >= since).order_by(tasks.c.done_at.desc()).limit(limit)
        return [self._kept(row) for row in self._rows(query)]

    def task(self, number: int) -> Kept | None:
        return next((self._kept(row) for row in self._rows(select(tasks).where(tasks.c.id == number))), None)

    def tasks_of(self, sids: Iterable[str]) -> list[Kept]:
        return [self._kept(row) for row in self._rows(select(tasks).where(tasks.c.sid.in_(list(sids))).order_by(tasks.c.id))]

    def open_counts(self) -> tuple[int, int]:
        """Of open tasks: the urgent ones, and the others."""
        found = dict(self._pairs(select(tasks.c.urgent, func.count()).where(tasks.c.done_at.is_(None)).group_by(tasks.c.urgent)))
        return found.get(True, 0), found.get(False, 0)

    def oldest_open(self) -> dict[str, float]:
        """When the oldest open task was made, urgent ("yes") and not ("no"); 0.0 where none is open."""
        oldest = select(tasks.c.urgent, func.min(tasks.c.created_at).label("since")).where(tasks.c.done_at.is_(None))
        found = {row.urgent: row.since for row in self._rows(oldest.group_by(tasks.c.urgent))}
        return {"yes": found.get(True, 0.0), "no": found.get(False, 0.0)}

    # --- calls -------------------------------------------------------------------------------------------------------

    def live(self, now: float) -> list[Ended]:
        """Calls going on, oldest first; without the caller's number."""
        query = select(calls).where(calls.c.started_at > now - LIVE_S, calls.c.ended_at.is_(None)).order_by(calls.c.started_at)
        return [self._call(row, named=False) for row in self._rows(query)]

    def calls_between(self, first: float, until: float, limit: int, offset: int = 0) -> list[Ended]:
        """That began from *first* to just before *until*, newest first; without the caller's number."""
        query = select(calls).where(calls.c.started_at >= first, calls.c.started_at < until)
        return [self._call(row, named=False) for row in self._rows(query.order_by(calls.c.started_at.desc()).limit(limit).offset(offset))]

    def call(self, sid: str) -> Ended | None:
        return next((self._call(row) for row in self._rows(select(calls).where(calls.c.sid == sid))), None)

    def number_between(self, first: float, until: float) -> int:
        return int(self._rows(select(func.count()).where(calls.c.started_at >= first, calls.c.started_at < until))[0][0])

    def starts_between(self, first: float, until: float) -> list[float]:
        query = select(calls.c.started_at).where(calls.c.started_at >= first, calls.c.started_at < until)
        return [row.started_at for row in self._rows(query)]

    def turns_between(self, first: float, until: float) -> Counter[int]:
        """How many calls had so many turns."""
        query = select(calls.c.turn, func.count()).where(calls.c.started_at >= first, calls.c.started_at < until)
        return Counter(dict(self._pairs(query.group_by(calls.c.turn))))

    def outcomes_between(self, first: float, until: float) -> Counter[str]:
        """How many calls had each outcome; "" for those that had none.  A call may have several."""
        query = select(calls.c.outcomes, func.count()).where(calls.c.started_at >= first, calls.c.started_at < until)
        counted: Counter[str] = Counter()
        for outcomes, number in self._pairs(query.group_by(calls.c.outcomes)):
            for outcome in set(outcomes.split()) or {""}:
                counted[outcome] += number
        return counted

    def said(self, sid: str) -> list[Said]:
        """What was said in a call, in order; empty where words are not kept."""
        found = self._rows(select(words).where(words.c.sid == sid).order_by(words.c.turn))
        return [Said(row.turn, self._database.unseal(row.sealed_heard), self._database.unseal(row.sealed_said)) for row in found]

    # --- operations --------------------------------------------------------------------------------------------------

    def operations_with(self, keys: Iterable[str]) -> dict[str, Carried]:
        """By key; those that are not there are left out."""
        found = self._operations(select(operations).where(operations.c.key.in_(list(keys))))
        return {operation.key: operation for operation in found}

    def operations_of(self, sids: Iterable[str]) -> list[Carried]:
        return self._operations(select(operations).where(operations.c.sid.in_(list(sids))).order_by(operations.c.created_at))

    def states(self) -> dict[str, int]:
        """How many operations stand in each state."""
        return dict(self._pairs(select(operations.c.state, func.count()).group_by(operations.c.state)))

    # --- rows --------------------------------------------------------------------------------------------------------

    def _rows(self, query: Select[Any]) -> list[Row[Any]]:
        with self._database.read() as connection:
            return list(connection.execute(query).all())

    def _pairs(self, query: Select[Any]) -> list[tuple[Any, int]]:
        return [(pair[0], pair[1]) for pair in map(list, self._rows(query))]

    def _operations(self, query: Select[Any]) -> list[Carried]:
        return [Carried(row.key, row.sid, row.kind, row.sealed_request, row.state, row.mark, row.appointment, row.refusal,
                        row.created_at, row.sent_at) for row in self._rows(query)]

    def _kept(self, row: Row[Any]) -> Kept:
        return Kept(row.key, row.sid, task(self._database, row), row.done_at)

    def _call(self, row: Row[Any], named: bool = True) -> Ended:
        return ended(self._database, row, named)
