"""
Dates of birth and names that were tried and were not the chart's own, counted across calls.

Counted for the number that called and for each patient who was meant; only keyed hashes are kept.  Whoever has been tried
too often is served by a person until the tries are a day old; tries made meanwhile are not heard, so they do not count,
and nobody is locked out for ever.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select, text

from ivr.store.database import Database
from ivr.store.schema import identity_tries

A_DAY_S = 86400.0
TRIES = 5               # in a day, of one number or one patient
WITHHELD_TRIES = 25     # of all who withhold their number together
WITHHELD = "withheld"
ONE_AT_A_TIME = 7_210_418       # any number: PostgreSQL's advisory lock under which tries are counted


class Guard:
    def __init__(self, database: Database):
        self._database = database

    def locked(self, caller: str, patients: Iterable[int]) -> bool:
        """
        Args:
            caller: E.164; empty when withheld.
        """
        with self._database.read() as connection:
            return self._locked(connection, self._subjects(caller, patients))

    def failed(self, attempt: str, caller: str, patients: Iterable[int]) -> bool:
        """
        Count a try that failed; True when it was made by, or at, somebody who is locked, and does not count.

        Args:
            attempt: What makes it one try, however often it is reported.
        """
        subjects, now, attempt = self._subjects(caller, patients), time.time(), self._database.hash(f"try {attempt}")
        with self._database.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            if self._locked(connection, subjects, but=attempt):
                return True
            here = identity_tries.c.attempt == attempt
            counted = set(connection.execute(select(identity_tries.c.subject).where(here)).scalars())
            new = [{"subject": subject, "attempt": attempt, "at": now} for subject in subjects if subject not in counted]
            if new:
                connection.execute(insert(identity_tries), new)
        return False

    def lift(self, caller: str = "", patient: int | None = None) -> int:
        """How many tries, at that patient or else of that number, or of those that are withheld, count no more."""
        subject = self._caller(caller) if patient is None else self._patient(patient)
        with self._database.begin() as connection:
            return connection.execute(delete(identity_tries).where(identity_tries.c.subject == subject)).rowcount

    def expire(self, now: float) -> None:
        with self._database.begin() as connection:
            connection.execute(delete(identity_tries).where(identity_tries.c.at < now - A_DAY_S))

    def _locked(self, connection: Connection, subjects: dict[str, int], but: str = "") -> bool:
        since = ((identity_tries.c.at > time.time() - A_DAY_S) & identity_tries.c.subject.in_(list(subjects))
                 & (identity_tries.c.attempt != but))
        counted = connection.execute(select(identity_tries.c.subject, func.count()).where(since).group_by(identity_tries.c.subject))
        return any(number >= subjects[subject] for subject, number in map(tuple, counted))

    def _subjects(self, caller: str, patients: Iterable[int]) -> dict[str, int]:
        """How many tries each is allowed."""
        return {self._caller(caller): TRIES if caller else WITHHELD_TRIES,
                **{self._patient(patient): TRIES for patient in sorted(set(patients))}}

    def _caller(self, number: str) -> str:
        return self._database.hash(f"tried by {number or WITHHELD}")

    def _patient(self, number: int) -> str:
        return self._database.hash(f"tried at {number}")
