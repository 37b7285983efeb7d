"""All that is kept of one patient: read out whole, or erased."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, or_, select
from sqlalchemy.exc import IntegrityError

from ivr.store.calls import gone, patient_key, patient_of
from ivr.store.copy import Copy
from ivr.store.database import Database
from ivr.store.forgetting import forget_calls
from ivr.store.guard import Guard
from ivr.store.reading import LIVE_S
from ivr.store.schema import calls, copied_rows, forgotten_calls, operations, tasks, words


@dataclass(frozen=True)
class Kept:
    """Rows of the store, those of calls in which somebody else was spoken for as well among them."""

    calls: list[Row[Any]]
    operations: list[Row[Any]]
    tasks: list[Row[Any]]
    words: list[Row[Any]]
    chart: list[dict[str, Any]]     # the copy of the office's rows: the patient's own
    visits: list[dict[str, Any]]    # and their visits


class PatientRecords:
    def __init__(self, database: Database, ended: Collection[str]):
        """
        Args:
            ended: The states in which an operation waits for nothing.
        """
        self._database, self._ended, self._copy = database, ended, Copy(database)

    def kept(self, number: int) -> Kept:
        """
        Args:
            number: PatNum.
        """
        own = patient_key(self._database, number)
        done = [row for row in self._rows(operations) if self._is_about(row, number)]
        left = self._rows(tasks, tasks.c.patient_key == own)
        sids = {row.sid.partition("/")[0] for row in [*done, *left]}
        rang = self._rows(calls, or_(calls.c.patient_key == own, calls.c.sid.in_(sids)))
        ours = [row.sid for row in rang if row.patient_key in (own, None)]
        unproven = self._rows(tasks, tasks.c.patient_key.is_(None), tasks.c.sid.in_(ours))
        return Kept(rang, done, [*left, *unproven], self._rows(words, words.c.sid.in_(ours)), *self._copied(number))

    def exported(self, number: int) -> dict[str, Any]:
        """What is kept, readable; times in seconds since 1970."""
        kept, unseal = self.kept(number), self._database.unseal
        return {
            "patient": number,
            "calls": [{"call": row.sid, "began": row.started_at, "ended": row.ended_at, "from": unseal(row.sealed_caller),
                       "came_of_it": row.outcomes.split(), "patient": patient_of(self._database, row)} for row in kept.calls],
            "agreed": [{"call": row.sid, "at": row.created_at, "state": row.state, "request": json.loads(unseal(row.sealed_request)),
                        "visit": json.loads(unseal(row.sealed_visit)) if row.sealed_visit else None} for row in kept.operations],
            "tasks": [{"call": row.sid, "at": row.created_at, "done": row.done_at, "kind": row.kind, "text": unseal(row.sealed_text),
                       "callback": unseal(row.sealed_callback)} for row in kept.tasks],
            "words": [{"call": row.sid, "turn": row.turn, "heard": unseal(row.sealed_heard), "said": unseal(row.sealed_said)}
                      for row in kept.words],
            "copied_chart": kept.chart, "copied_visits": kept.visits,
        }

    def unsettled(self, number: int) -> list[str]:
        """What has to be seen to before anything is erased; empty when nothing has."""
        kept, now = self.kept(number), time.time()
        going_on = [row for row in kept.calls if row.ended_at is None and row.started_at > now - LIVE_S]
        return [*(f"the call {row.sid} is going on" for row in going_on),
                *(f"what was agreed in the call {row.sid} is being carried out" for row in kept.operations if row.state not in self._ended),
                *(f"task {row.id} is open" for row in kept.tasks if row.done_at is None)]

    def erase(self, number: int) -> Kept:
        """
        What was erased; what is not settled stays.

        Calls in which somebody else was the patient as well stay as theirs, without what was agreed for this one.  What Open
        Dental has of the patient is Open Dental's, and is copied again while the chart is in use.
        """
        kept, own = self.kept(number), patient_key(self._database, number)
        sids = [row.sid for row in kept.calls if row.patient_key in (own, None) and row.ended_at is not None]
        for sid in sids:
            self._mark_gone(sid)
        with self._database.begin() as connection:
            connection.execute(delete(operations).where(operations.c.key.in_([row.key for row in kept.operations]),
                                                        operations.c.state.in_(self._ended)))
            connection.execute(delete(tasks).where(tasks.c.id.in_([row.id for row in kept.tasks]), tasks.c.done_at.is_not(None)))
            forget_calls(connection, sids)
        self._copy.remove("visits", [visit["AptNum"] for visit in kept.visits])
        self._copy.remove("patients", [number])
        Guard(self._database).lift(patient=number)
        return kept

    def _mark_gone(self, sid: str) -> None:
        try:
            with self._database.begin() as connection:
                connection.execute(insert(forgotten_calls).values(call=gone(self._database, sid), at=time.time()))
        except IntegrityError:
            return

    def _rows(self, table: Any, *where: ColumnElement[bool]) -> list[Row[Any]]:
        with self._database.begin() as connection:
            return list(connection.execute(select(table).where(*where)).all())

    def _is_about(self, row: Row[Any], number: int) -> bool:
        request = json.loads(self._database.unseal(row.sealed_request))
        written = json.loads(self._database.unseal(row.sealed_visit)) if row.sealed_visit else {}
        opened = written.get("is") == "Patient" and written.get("number") == number
        return opened or (request.get("patient") or {}).get("number") == number

    def _copied(self, number: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        found = self._rows(copied_rows, copied_rows.c.sealed_row.is_not(None),
                           or_(copied_rows.c.part == "visits", (copied_rows.c.part == "patients") & (copied_rows.c.number == number)))
        read: list[tuple[str, Mapping[str, Any]]] = [(row.part, json.loads(self._database.unseal(row.sealed_row))) for row in found]
        return ([dict(row) for part, row in read if part == "patients"],
                [dict(row) for part, row in read if part == "visits" and int(row.get("PatNum", 0)) == number])
