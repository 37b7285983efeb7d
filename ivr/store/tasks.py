"""What staff have to see to: who, what, and a number to call back."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from ivr.store.calls import patient_of, sealed_patient
from ivr.store.database import Database
from ivr.store.schema import tasks


@dataclass(frozen=True)
class Task:
    kind: str                       # "message", "call back", "approve", "in doubt", ...
    text: str
    callback: str                   # E.164, or empty
    patient: int | None = None      # PatNum, only when identity was proven
    urgent: bool = False
    id: int = 0
    created_at: float = 0.0


class Tasks:
    def __init__(self, database: Database):
        self._database = database

    def add(self, key: str, sid: str, task: Task, within: Connection | None = None) -> None:
        """
        Once for each *key*, however often it is reported.

        Args:
            within: A transaction it becomes part of.
        """
        if within is None:
            with self._database.begin() as connection:
                self.add(key, sid, task, connection)
            return
        seal = self._database.seal
        try:
            with within.begin_nested():
                within.execute(insert(tasks).values(
                    key=key, sid=sid, kind=task.kind, urgent=task.urgent, **sealed_patient(self._database, task.patient),
                    sealed_callback=seal(task.callback), sealed_text=seal(task.text), created_at=time.time()))
        except IntegrityError:
            return

    def open(self) -> list[Task]:
        """Urgent ones first, then oldest first."""
        query = select(tasks).where(tasks.c.done_at.is_(None)).order_by(tasks.c.urgent.desc(), tasks.c.created_at)
        with self._database.begin() as connection:
            rows = connection.execute(query).all()
        return [task(self._database, row) for row in rows]

    def done(self, number: int) -> None:
        with self._database.begin() as connection:
            connection.execute(update(tasks).where(tasks.c.id == number).values(done_at=time.time()))

    def reopen(self, number: int) -> None:
        with self._database.begin() as connection:
            connection.execute(update(tasks).where(tasks.c.id == number).values(done_at=None))


def task(database: Database, row: Row[Any]) -> Task:
    return Task(row.kind, database.unseal(row.sealed_text), database.unseal(row.sealed_callback), patient_of(database, row), row.urgent,
                row.id, row.created_at)
