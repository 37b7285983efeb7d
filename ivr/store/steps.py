"""
What the turns of calls were, without their words: asked, heard, understood or not, and how long it took.

They stand beside the replies, and stay when those are emptied at the end of a call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Row, case, func, select, text

from ivr.store.database import Database
from ivr.store.schema import replies

BUCKET_MS = 250


@dataclass(frozen=True)
class Step:
    question: str = ""              # "book.day": form and item the caller was to answer; empty at the beginning and while on hold
    heard: str = ""                 # "words", "keys", "silence"; "person" when a person was rung
    understood: str = ""            # names of what was understood, space separated; of a ringing, how it ended
    missed: bool = False            # nothing of use was understood, and the question was asked again or given up
    asked: str = ""                 # of the office: requests and the milliseconds they were waited for, "FindOpenings 340"
    office_ms: int = 0              # all of these together
    took_ms: int = 0                # from the request to its answer
    led_to: str = ""                # "listen", "hold", "ring" or "over"

    def columns(self, at: float) -> dict[str, object]:
        """A row's; what is too long for it is cut off."""
        return {**vars(self), "understood": self.understood[:160], "asked": self.asked[:160], "question": self.question[:64],
                "heard": self.heard[:16], "at": at}


@dataclass(frozen=True)
class Taken:
    """A turn that was taken."""

    turn: int
    at: float
    step: Step
    reply: str                      # JSON, see turns.Reply; empty when it is not kept


class Alike(NamedTuple):
    """What turns that are counted together have in common."""

    question: str
    missed: bool
    took_ms: int                    # rounded down to a multiple of BUCKET_MS
    office_ms: int                  # likewise; -1 when nothing was asked of the office, or it was there already


class Steps:
    def __init__(self, database: Database):
        self._database = database

    def of(self, sid: str) -> list[Taken]:
        """In order; those of calls from before turns were kept have none."""
        query = select(replies).where(replies.c.sid == sid, replies.c.at > 0).order_by(replies.c.turn)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        unseal = self._database.unseal
        return [_taken(row, unseal(row.sealed_reply) if row.sealed_reply else "") for row in rows]

    def latest(self, sids: Sequence[str]) -> dict[str, Taken]:
        """The last turn of each call, without its words."""
        query = select(replies).where(replies.c.sid.in_(sids), replies.c.at > 0).order_by(replies.c.turn)
        with self._database.read() as connection:
            return {row.sid: _taken(row, "") for row in connection.execute(query)}

    def between(self, first: float, until: float) -> Counter[Alike]:
        took, waited = (column // BUCKET_MS * BUCKET_MS for column in (replies.c.took_ms, replies.c.office_ms))
        office = case((replies.c.office_ms > 0, waited), else_=-1)
        query = select(replies.c.question, replies.c.missed, took.label("took"), office.label("waited"), func.count())
        query = query.where(replies.c.at >= first, replies.c.at < until)
        with self._database.read() as connection:
            found = connection.execute(query.group_by(replies.c.question, replies.c.missed, text("took"), text("waited")))
            return Counter({Alike(*row[:4]): row[4] for row in found})


def _taken(row: Row[Any], reply: str) -> Taken:
    return Taken(row.turn, row.at, Step(*(getattr(row, name) for name in Step.__dataclass_fields__)), reply)
