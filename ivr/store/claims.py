"""
Time that is spoken for: from the moment an opening is read out to be agreed to until it is written or let go.

One row for each five minutes of each resource (a chair, a provider, a patient), so that what overlaps in any part excludes
the other.  A claim that is not renewed lapses: its caller has gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from ivr.store.database import JUMPED_S, Database
from ivr.store.schema import claims

LAPSES_S = 600.0
UNIT = timedelta(minutes=5)
EPOCH = datetime(2000, 1, 1)        # office-local, as all times of the book
DEADLOCK = "40P01"          # two who swap what they held; PostgreSQL lets one of them go on, and the other try again
Span = tuple[datetime, datetime]


class Claims:
    def __init__(self, database: Database):
        self._database = database

    def take(self, holder: str, resources: Sequence[str], starts_at: datetime, ends_at: datetime, instead_of: str = "") -> bool:
        """
        Claim all of *resources* for that time, in place of what *holder* held; False when somebody else holds part of it.

        Args:
            instead_of: A holder whose claims become *holder*'s.
        """
        wanted = [(resource, unit) for resource in resources for unit in units(starts_at, ends_at)]
        before = [holder, instead_of] if instead_of else [holder]
        while True:
            try:
                self._take(holder, wanted, before)
            except IntegrityError:
                return False
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", "") != DEADLOCK:
                    raise
            else:
                return True

    def renew(self, holder: str) -> None:
        with self._database.begin() as connection:
            connection.execute(update(claims).where(claims.c.holder == holder)
                               .values(lapses_at=self._database.now(connection) + LAPSES_S))

    def release(self, holder: str) -> None:
        with self._database.begin() as connection:
            connection.execute(delete(claims).where(claims.c.holder == holder))

    def held(self, first: datetime, last: datetime, but: str = "") -> dict[str, list[Span]]:
        """What is spoken for between two moments, by resource, in pieces of five minutes; *but* names whose does not count."""
        lowest, highest = unit_of(first), unit_of(last)
        with self._database.begin() as connection:
            found = connection.execute(select(claims.c.resource, claims.c.unit).where(
                claims.c.unit.between(lowest, highest), claims.c.holder != but,
                _lasts(self._database.now(connection)))).all()
        spans: dict[str, list[Span]] = {}
        for row in found:
            start = EPOCH + row.unit * UNIT
            spans.setdefault(row.resource, []).append((start, start + UNIT))
        return spans

    def _take(self, holder: str, wanted: Sequence[tuple[str, int]], before: Sequence[str]) -> None:
        with self._database.begin() as connection:
            now = self._database.now(connection)
            self._clear(connection, wanted, now)
            connection.execute(delete(claims).where(claims.c.holder.in_(before)))
            connection.execute(insert(claims).values([
                {"resource": resource, "unit": unit, "holder": holder, "lapses_at": now + LAPSES_S} for resource, unit in wanted]))

    def _clear(self, connection: Connection, wanted: Iterable[tuple[str, int]], now: float) -> None:
        for resource in {resource for resource, _ in wanted}:
            connection.execute(delete(claims).where(claims.c.resource == resource, ~_lasts(now)))


def _lasts(now: float) -> ColumnElement[bool]:
    """Not lapsed; what lapses later than it could was claimed before the clock was put back."""
    return claims.c.lapses_at.between(now, now + LAPSES_S + JUMPED_S)


def units(starts_at: datetime, ends_at: datetime) -> range:
    return range(unit_of(starts_at), -(-int((ends_at - EPOCH).total_seconds()) // 300))


def unit_of(moment: datetime) -> int:
    return int((moment - EPOCH).total_seconds()) // 300
