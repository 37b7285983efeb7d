"""
The audit trail: who looked at what, and who did what, in the console.

Each row holds a keyed hash over itself and the row before, so that one changed, put in or left out shows.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.exc import IntegrityError

from ivr.store.database import Database
from ivr.store.schema import audit

TRIES = 50              # to be the next row, when others are written at the same moment
PORTION = 1000          # rows


@dataclass(frozen=True)
class Entry:
    number: int
    at: float
    who: str
    did: str
    about: str


class Audit:
    def __init__(self, database: Database):
        self._database = database

    def write(self, who: str, did: str, about: str = "") -> None:
        """
        Args:
            about: A call's SID, a task's number, a day: never what identifies a patient.
        """
        for left in reversed(range(TRIES)):
            try:
                self._add(who[:64], did, about[:128])
                return
            except IntegrityError:          # another process wrote the row with this number
                if not left:
                    raise

    def latest(self, limit: int, before: int = 0) -> list[Entry]:
        """Newest first; *before* a number, unless it is 0."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if before:
            query = query.where(audit.c.number < before)
        with self._database.read() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def first_fault(self) -> int | None:
        """
        The number of the first row that is missing or not as it was written; None for a whole trail.

        Rows cut off at the end do not show: keep the last number elsewhere.
        """
        number, previous = 0, ""
        while rows := self._after(number):
            for row in rows:
                number += 1
                if row.number != number or row.chain != self._chain(previous, _entry(row)):
                    return number
                previous = row.chain
        return None

    def _after(self, number: int) -> list[Row[Any]]:
        """A portion, so that calls need not wait for the whole."""
        with self._database.read() as connection:
            return list(connection.execute(select(audit).where(audit.c.number > number).order_by(audit.c.number).limit(PORTION)))

    def _add(self, who: str, did: str, about: str) -> None:
        with self._database.begin() as connection:
            last = connection.execute(select(audit.c.number, audit.c.chain).order_by(audit.c.number.desc()).limit(1)).first()
            entry = Entry((last.number if last else 0) + 1, time.time(), who, did, about)
            connection.execute(insert(audit).values(**vars(entry), chain=self._chain(last.chain if last else "", entry)))

    def _chain(self, previous: str, entry: Entry) -> str:
        return self._database.hash(json.dumps(["audit", previous, *vars(entry).values()]))


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.number, row.at, row.who, row.did, row.about)
