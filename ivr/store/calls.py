"""
Calls between their turns: opened by whichever process gets the next request, closed by compare-and-set on the turn.

The reply to every turn is kept until the call has ended, so that a webhook that comes twice gets the same answer.  What
the turn was, without its words, stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ivr.store.database import Database
from ivr.store.schema import calls, claims, forgotten_calls, lookups, operations, replies, words
from ivr.store.steps import Step

# How what a caller agreed to ended: no reply that was put down says so; one does; and the caller has been heard since, or the
# staff are told instead.
UNSAID, SAID, HEARD = range(3)
STANDING = select(calls.c.turn, calls.c.sealed_state, calls.c.ended_at).where(calls.c.sid == bindparam("call"))
NO_STEP = Step()
FORGOTTEN = select(forgotten_calls.c.at).where(forgotten_calls.c.call == bindparam("gone"))
BEGUN, ANSWERED = insert(calls), insert(replies)
PUT_DOWN = update(calls).where(calls.c.sid == bindparam("call"), calls.c.turn == bindparam("taken"))
HEARD_SINCE = update(operations).where(operations.c.sid == bindparam("call"), operations.c.told == SAID).values(told=HEARD)


@dataclass(frozen=True)
class Standing:
    """A call as it was put down."""

    turn: int                       # to be taken next
    state: str                      # JSON, see dialogue.call
    over: bool                      # Twilio has said that the call ended


@dataclass(frozen=True)
class PutDown:
    """
    What is put down of a turn.

    Args:
        heard, said: Kept only where words are.
        ends: Keys of the operations of which the reply says how they ended.  A power cut must not take such a turn back, or an
            agreement would be numbered twice; any other that it takes back is asked again.
        agreed: Whether there were others before.
    """

    state: str                      # JSON, see dialogue.call
    reply: str                      # JSON, see exchange.Reply
    caller: str = ""
    outcomes: Sequence[str] = ()
    patient: int | None = None
    step: Step = NO_STEP
    heard: str = ""
    said: str = ""
    ends: Sequence[str] = ()
    agreed: bool = False


@dataclass(frozen=True)
class Ended:
    """A line of `ivr calls`."""

    sid: str
    started_at: float
    ended_at: float | None
    caller: str
    patient: int | None
    outcomes: tuple[str, ...]
    ended: str


class Calls:
    def __init__(self, database: Database, keeps_words: bool = False):
        """
        Args:
            keeps_words: Whether what is said outlives the call.
        """
        self._database, self._keeps_words = database, keeps_words

    def opened(self, sid: str) -> Standing | None:
        with self._database.read() as connection:
            row = connection.execute(STANDING, {"call": sid}).first()
        if row is None:
            return None
        return Standing(row.turn, self._database.unseal(row.sealed_state), row.ended_at is not None)

    def reply(self, sid: str, turn: int) -> str | None:
        """What was answered to *turn*, or to the turn nearest after it; None when nothing was."""
        query = select(replies.c.sealed_reply).where(replies.c.sid == sid, replies.c.turn >= turn)
        with self._database.read() as connection:
            row = connection.execute(query.order_by(replies.c.turn).limit(1)).first()
        return self._database.unseal(row.sealed_reply) if row and row.sealed_reply else None

    def close(self, sid: str, turn: int, entry: PutDown, beside: Callable[[Connection], None] = lambda _: None) -> bool:
        """
        Put the call down after *turn*; False when another process has taken that turn in the meantime, or the call was over
        long ago and nothing is kept of it.

        Args:
            beside: What else is written in the same transaction.
        """
        seal, now = self._database.seal, time.time()
        values = {"turn": turn + 1, "sealed_state": seal(entry.state), "outcomes": " ".join(entry.outcomes),
                  **sealed_patient(self._database, entry.patient)}
        reply = {"sid": sid, "turn": turn, "sealed_reply": seal(entry.reply), **entry.step.columns(now)}
        try:
            with self._database.begin(lasting=bool(entry.ends)) as connection:
                if turn == 0:
                    if connection.execute(FORGOTTEN, {"gone": gone(self._database, sid)}).first():
                        return False
                    connection.execute(BEGUN, {"sid": sid, "sealed_caller": seal(entry.caller), "started_at": now, "ended": "", **values})
                elif not connection.execute(PUT_DOWN, {"call": sid, "taken": turn, **values}).rowcount:
                    return False
                connection.execute(ANSWERED, reply)
                if self._keeps_words:
                    said = {"sealed_heard": seal(entry.heard), "sealed_said": seal(entry.said)}
                    connection.execute(insert(words), {"sid": sid, "turn": turn, **said})
                if entry.agreed:
                    connection.execute(HEARD_SINCE, {"call": sid})
                if entry.ends:
                    ended = operations.c.key.in_(entry.ends) & (operations.c.told == UNSAID)
                    connection.execute(update(operations).where(ended).values(told=SAID))
                beside(connection)
        except IntegrityError:
            return False
        return True

    def end(self, sid: str, status: str) -> None:
        """The call is over: what it was is kept, what was said in it is not."""
        with self._database.begin() as connection:
            connection.execute(update(calls).where(calls.c.sid == sid, calls.c.ended_at.is_(None))
                               .values(ended_at=time.time(), ended=status[:32], sealed_state=self._database.seal("{}")))
            connection.execute(update(replies).where(replies.c.sid == sid).values(sealed_reply=""))
            connection.execute(delete(lookups).where(lookups.c.sid == sid))
            connection.execute(delete(claims).where(claims.c.holder == sid))

    def recent(self, limit: int = 200) -> list[Ended]:
        """Newest first."""
        with self._database.begin() as connection:
            rows = connection.execute(select(calls).order_by(calls.c.started_at.desc()).limit(limit)).all()
        return [ended(self._database, row) for row in rows]


def ended(database: Database, row: Row[Any], named: bool = True) -> Ended:
    """
    Args:
        named: With the caller's number.
    """
    return Ended(row.sid, row.started_at, row.ended_at, database.unseal(row.sealed_caller) if named else "", patient_of(database, row),
                 tuple(row.outcomes.split()), row.ended)


def gone(database: Database, sid: str) -> str:
    """Under which a call that was forgotten is known."""
    return database.hash(f"call {sid}")


def sealed_patient(database: Database, number: int | None) -> dict[str, str | None]:
    """The columns that tell whose a row is."""
    if number is None:
        return {"sealed_patient": None, "patient_key": None}
    return {"sealed_patient": database.seal(str(number)), "patient_key": patient_key(database, number)}


def patient_key(database: Database, number: int) -> str:
    return database.hash(f"patient {number}")


def patient_of(database: Database, row: Row[Any]) -> int | None:
    return int(database.unseal(row.sealed_patient)) if row.sealed_patient else None
