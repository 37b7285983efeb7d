"""What is counted of a day that is over, counted once; it names nobody, and outlives the calls it was counted from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from ivr.store.database import Database
from ivr.store.schema import day_counts


class DayCounts:
    def __init__(self, database: Database):
        self._database = database

    def of(self, days: Sequence[date]) -> dict[date, str]:
        """JSON by day; days that have not been counted are left out."""
        query = select(day_counts).where(day_counts.c.day.in_([day.isoformat() for day in days]))
        with self._database.read() as connection:
            return {date.fromisoformat(row.day): row.counts for row in connection.execute(query)}

    def keep(self, day: date, counts: str) -> None:
        try:
            with self._database.begin(lasting=False) as connection:
                connection.execute(insert(day_counts).values(day=day.isoformat(), counts=counts))
        except IntegrityError:          # somebody else looked at the same moment
            return
