"""
A customer key's allowance of requests to the office, shared by every process and machine with this database.

One row a key says when the next request may start, one row a waiting request who wants to; the most urgent one that is
still waited for takes the turn by compare-and-set.  A process's requests are entered by one thread, so that many waiting
callers do not mean many queries.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Protocol

import structlog
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from ivr.store.database import JUMPED_S, Database
from ivr.store.schema import allowances, tickets

SEEN_S = 1.0            # how often a process says that its requests are still waiting
DEAD_S = 4.0            # one not seen for so long died with its process
LOOKS_S = 0.05          # between two looks at a turn that is another process's to take
LONGEST_S = 90.0        # a request that has not had its turn by then is given up
log = structlog.get_logger()


def allowance_key(database: Database, customer_key: str) -> str:
    """Under which every process with this database finds the allowance of a customer key."""
    return database.hash(f"allowance {customer_key}")


class Whom(Protocol):
    priority: int
    since: float
    about: str


class Allowance:
    def __init__(self, database: Database, key: str, interval_s: float, aged: Callable[[int, float], float]):
        """
        Args:
            key: What identifies the customer key; not the key itself.
            interval_s: Between two starts.
            aged: The priority of a request that came with one, after so many seconds; the lowest goes first.
        """
        self._database, self._key, self._interval, self._aged = database, key, interval_s, aged
        self._waiting: dict[str, threading.Event] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._seen_at = 0.0

    def enter(self, whom: Whom) -> None:
        """Wait for this request's turn; raises TimeoutError when it does not come."""
        ticket, granted = uuid.uuid4().hex, threading.Event()
        with self._database.begin() as connection:
            now = self._database.now(connection)
            connection.execute(insert(tickets).values(id=ticket, key=self._key, priority=whom.priority, about=whom.about,
                                                      came_at=whom.since, seen_at=now))
        with self._changed:
            self._waiting[ticket] = granted
            self._started()
            self._changed.notify()
        if not granted.wait(LONGEST_S):
            with self._changed:
                self._waiting.pop(ticket, None)
            raise TimeoutError("no turn came in the queue to the office")

    def promote(self, whom: Whom) -> None:
        with self._database.begin() as connection:
            connection.execute(update(tickets).where(tickets.c.about == whom.about, tickets.c.priority > whom.priority)
                               .values(priority=whom.priority))

    def hold_off(self, seconds: float) -> None:
        with self._database.begin() as connection:
            until = self._database.now(connection) + seconds
            self._opens_at(connection)
            connection.execute(update(allowances).where(allowances.c.key == self._key, allowances.c.opens_at < until)
                               .values(opens_at=until))

    def busy(self) -> bool:
        """Of this process's requests; that is enough to tell a rush."""
        return bool(self._waiting)

    # --- entering ----------------------------------------------------------------------------------------------------

    def _started(self) -> None:
        # Not before it is needed: a server forks after the line is built.
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="allowance", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    self._changed.wait()
            try:
                ticket, wait_s = self._look()
            except SQLAlchemyError as error:
                log.error("the queue to the office cannot be read", error=type(error).__name__)
                ticket, wait_s = "", SEEN_S
            with self._changed:
                granted = self._waiting.pop(ticket, None)
                if granted:
                    granted.set()
                elif wait_s:
                    self._changed.wait(min(wait_s, SEEN_S))

    def _look(self) -> tuple[str, float]:
        """The request of this process whose turn it is, or how long to wait before looking again."""
        with self._database.begin() as connection:
            now = self._database.now(connection)
            self._seen(connection, now)
            opens_at = self._opens_at(connection)
            if now < opens_at < now + JUMPED_S:
                return "", opens_at - now
            alive = tickets.c.seen_at.between(now - DEAD_S, now + JUMPED_S)
            rows = connection.execute(select(tickets).where(tickets.c.key == self._key, alive)).all()
            if not rows:
                return "", LOOKS_S
            best = min(rows, key=lambda row: (self._aged(row.priority, now - row.came_at), row.came_at, row.id))
            if best.id not in self._waiting or not self._take(connection, opens_at, now):
                return "", LOOKS_S
            connection.execute(delete(tickets).where(tickets.c.id == best.id))
            return best.id, 0.0

    def _take(self, connection: Connection, opens_at: float, now: float) -> bool:
        taken = (update(allowances).where(allowances.c.key == self._key, allowances.c.opens_at == opens_at)
                 .values(opens_at=now + self._interval))
        return bool(connection.execute(taken).rowcount)

    def _seen(self, connection: Connection, now: float) -> None:
        if now - self._seen_at < SEEN_S and now >= self._seen_at:
            return
        self._seen_at = now
        connection.execute(update(tickets).where(tickets.c.id.in_(list(self._waiting))).values(seen_at=now))
        connection.execute(delete(tickets).where(tickets.c.seen_at < now - LONGEST_S))

    def _opens_at(self, connection: Connection) -> float:
        """When the next request may start; 0.0 for a key that was never used."""
        found = connection.execute(select(allowances.c.opens_at).where(allowances.c.key == self._key)).scalar()
        if found is None:
            try:
                with connection.begin_nested():
                    connection.execute(insert(allowances).values(key=self._key, opens_at=0.0))
            except IntegrityError:
                return self._opens_at(connection)
        return found or 0.0
