"""
The record of operations in the store.  Every step is a compare-and-set on the state and its holder, so that two processes
never carry out the same one; a holder that stops renewing its hold loses the operation to whoever looks next.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, insert, select, update
from sqlalchemy.exc import IntegrityError

from ivr.dialogue.call import Records
from ivr.office.requests import Agreed
from ivr.operations import states
from ivr.operations.operation import Next, Operation, Tasked, Times, mark_of
from ivr.operations.owed import nothing_to_tell
from ivr.store.calls import HEARD, UNSAID
from ivr.store.database import JUMPED_S, Database, steady
from ivr.store.schema import calls, operations
from ivr.store.tasks import Tasks

SENDINGS = (states.SENDING, states.LOGGING, states.TEXTING)
AT_MOST = 20            # taken up at a time

Owed = Callable[[Operation, Next, bool], Tasked]            # see `owed.owed`


class Record:
    def __init__(self, database: Database, tasks: Tasks, records: Records, times: Times):
        self._database, self._tasks, self._records, self._times = database, tasks, records, times
        self.me = uuid.uuid4().hex

    def begin(self, key: str, sid: str, request: Agreed) -> bool:
        """Put down what was agreed, held by this process; False when it has been put down before."""
        row = {"key": key, "sid": sid, "kind": type(request).__name__, "state": states.AGREED, "mark": mark_of(key),
               "sealed_request": self._database.seal(self._records.plain(request)), "refusal": "", "told_later": False,
               "told": HEARD if nothing_to_tell(request) else UNSAID, "due_at": steady() + self._times.hold, "holder": self.me, "tries": 0,
               "created_at": steady()}
        try:
            with self._database.begin() as connection:
                connection.execute(insert(operations).values(**row))
        except IntegrityError:
            return False
        return True

    def load(self, key: str) -> Operation | None:
        with self._database.read() as connection:
            row = connection.execute(select(operations).where(operations.c.key == key)).first()
        return self._operation(row) if row else None

    def put_down(self, operation: Operation, step: Next, owed: Owed) -> bool:
        """The step, with the tasks it leaves; False when another process has taken the operation over."""
        if step.state not in states.TRANSITIONS[operation.state]:
            raise AssertionError(f"{operation.state} is never followed by {step.state}")
        due = steady() + (step.after_s or self._times.hold)
        holder = "" if step.after_s or step.state in states.ENDED else self.me
        with self._database.begin() as connection:
            mine = connection.execute(
                update(operations)
                .where(operations.c.key == operation.key, operations.c.state == operation.state, operations.c.holder == self.me)
                .values(state=step.state, due_at=due, holder=holder, **self._learned(step))).rowcount
            if not mine:
                return False
            self._leave(operation, owed(operation, step, _hears_nothing(connection, operation)), connection)
        return True

    def tell_later(self, key: str) -> bool:
        """The caller is told that the office will let them know; False when it has just ended."""
        with self._database.begin() as connection:
            waiting = operations.c.state.not_in([*states.TRUE, *states.ENDED])
            return bool(connection.execute(update(operations).where(operations.c.key == key, waiting)
                                           .values(told_later=True)).rowcount)

    # --- who has not heard how it ended ------------------------------------------------------------------------------

    def unheard(self) -> list[str]:
        """Keys of what was decided without its caller hearing so, and agreed to so long ago that they never will."""
        query = select(operations.c.key).where(operations.c.told == UNSAID, operations.c.state.in_(states.DECIDED),
                                               operations.c.created_at < steady() - self._times.untold)
        with self._database.read() as connection:       # the newest first, lest one that cannot be read stand in their way
            return list(connection.execute(query.order_by(operations.c.created_at.desc()).limit(AT_MOST)).scalars())

    def unheard_in(self, sid: str) -> list[str]:
        """Keys of what was agreed to in a call, and not heard the end of for certain."""
        query = select(operations.c.key).where(operations.c.sid == sid, operations.c.told != HEARD)
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def tell(self, operation: Operation, tasks: Tasked) -> None:
        """Tell the staff, unless the caller has been heard since they were told."""
        with self._database.begin() as connection:
            if connection.execute(update(operations).where(operations.c.key == operation.key, operations.c.told != HEARD)
                                  .values(told=HEARD)).rowcount:
                self._leave(operation, tasks, connection)

    # --- who carries it out ------------------------------------------------------------------------------------------

    def renew(self, held: Collection[str]) -> None:
        with self._database.begin() as connection:
            connection.execute(update(operations).where(operations.c.holder == self.me, operations.c.key.in_(held))
                               .values(due_at=steady() + self._times.hold))

    def holds(self, key: str) -> bool:
        """Whether nobody has taken the operation over from this process, which may have stood still."""
        query = select(operations.c.key).where(operations.c.key == key, operations.c.holder == self.me, operations.c.due_at > steady())
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def take_up(self, held: Collection[str]) -> list[str]:
        """Take over what is due and held by nobody, or by a process that stopped renewing its hold; their keys."""
        now = steady()
        # A write may have waited long for its turn with the office, and left as late as this.
        late = operations.c.state.in_(SENDINGS) & (operations.c.holder != "") | (operations.c.sent_at > now)
        left = case((late, now), else_=operations.c.sent_at)
        due = self._due(now) & operations.c.key.not_in(held)
        with self._database.read() as connection:
            keys = connection.execute(select(operations.c.key).where(due).limit(AT_MOST)).scalars().all()
        if not keys:
            return []
        with self._database.begin() as connection:
            return [key for key in keys if connection.execute(
                update(operations).where(operations.c.key == key, due)
                .values(holder=self.me, due_at=now + self._times.hold, sent_at=left)).rowcount]

    def _due(self, now: float) -> ColumnElement[bool]:
        return operations.c.state.not_in(states.ENDED) & ~operations.c.due_at.between(now, now + JUMPED_S)

    # --- rows --------------------------------------------------------------------------------------------------------

    def _learned(self, step: Next) -> dict[str, Any]:
        sealed = {"sealed_visit": self._database.seal(self._records.plain(step.written))} if step.written else {}
        return {**step.learned, **sealed}

    def _leave(self, operation: Operation, tasks: Tasked, connection: Connection) -> None:
        for suffix, task in tasks:
            self._tasks.add(f"{operation.key}{suffix}", operation.sid, task, connection)

    def _operation(self, row: Any) -> Operation:
        read, unseal = self._records.record, self._database.unseal
        written = read(unseal(row.sealed_visit)) if row.sealed_visit else None
        return Operation(row.key, row.sid, read(unseal(row.sealed_request)), row.state, row.mark, row.appointment, row.sent_at,
                         row.tries, row.refusal, written, row.created_at, row.holder, row.told)


def _hears_nothing(connection: Connection, operation: Operation) -> bool:
    """The caller has rung off, or was told that the office would let them know."""
    later, told = connection.execute(select(operations.c.told_later, operations.c.told)
                                     .where(operations.c.key == operation.key)).one()
    rang_off = select(calls.c.sid).where(calls.c.sid == operation.sid, calls.c.ended_at.is_not(None))
    return later or (told == UNSAID and connection.execute(rang_off).first() is not None)
