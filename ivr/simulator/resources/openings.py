"""
GET /appointments/Slots, computed as the vendor's own search does it, defects included.

It sees one provider's schedule and visits, and nothing else: not blockouts, not holidays, not who else is in the
chair, not the time of day.  Source: the vendor's ApptSearch.cs, branch 24_3.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from .. import fields as f
from ..fields import fields
from ..refusals import Refused, missing
from ..routes import Asked, Page, listing, route
from ..rows import Schedule
from .appointments import RANGE, default_provider

CELLS = 288         # five minutes each
DEFAULT_DAYS = 14


@route("GET", "appointments/Slots", strict=False, query=listing(
    *RANGE, *fields(f.whole, "lengthMinutes ProvNum"), *fields(f.whole, "OpNum", "22.1")))
def open_blocks(asked: Asked) -> Page:
    provider = asked.query.get("ProvNum", 0) or default_provider(asked.tables)
    chair = asked.query.get("OpNum", 0)
    if provider not in asked.tables.providers:
        raise missing("Provider")
    if chair and chair not in asked.tables.operatories:
        raise missing("Operatory")
    first, last = days_asked(asked)
    rows = [row for row in asked.tables.schedules.values()
            if row.SchedType == "Provider" and row.ProvNum == provider and first <= row.SchedDate <= last
            and (not chair or chair in row.operatories)]
    return Page(list(_blocks(asked, provider, chair, rows)))


def days_asked(asked: Asked) -> tuple[date, date]:
    """The range of days; without one the next fourteen.  The past is refused."""
    query, today = asked.query, asked.office.today()
    if "date" in query:
        first = last = query["date"]
    else:
        first = query.get("dateStart", today)
        last = query.get("dateEnd", first + timedelta(days=DEFAULT_DAYS))
    if last < today:
        raise Refused(400, "date must be today or later.")
    return max(first, today), last


def _blocks(asked: Asked, provider: int, chair: int, rows: list[Schedule]) -> Iterator[dict[str, Any]]:
    least = max(1, -(-asked.query.get("lengthMinutes", 0) // 5))
    for day in sorted({row.SchedDate for row in rows}):
        of_day = [row for row in rows if row.SchedDate == day]
        cells = _cells(asked, provider, day, of_day)
        for start, end in runs(cells):
            if end - start >= least:
                # The chair found for one day is kept for the later ones.
                chair = chair or _chair(asked, provider, of_day)
                yield {"DateTimeStart": at(day, start), "DateTimeEnd": at(day, end), "ProvNum": provider,
                       "OpNum": chair}


def _cells(asked: Asked, provider: int, day: date, rows: list[Schedule]) -> list[bool]:
    cells = [False] * CELLS
    for row in rows:
        cells[cell(row.StartTime):cell(row.StopTime)] = [True] * (cell(row.StopTime) - cell(row.StartTime))
    for visit in asked.tables.appointments.values():
        if (visit.AptDateTime.date() == day and provider in visit.providers
                and visit.AptStatus not in ("UnschedList", "Planned") and visit.ends.date() == day):
            # A visit that runs past midnight does not block; assistant time does.
            for taken in range(cell(visit.AptDateTime.time()), cell(visit.AptDateTime.time()) + len(visit.Pattern)):
                cells[taken] = False
    return cells


def runs(cells: list[bool]) -> Iterator[tuple[int, int]]:
    """Runs of open cells; one that reaches midnight is lost, and so is a lone first cell of the day."""
    start = None
    for number, is_open in enumerate(cells):
        if is_open and start is None:
            start = number
        elif not is_open and start is not None:
            if (start, number) != (0, 1):
                yield start, number
            start = None


def _chair(asked: Asked, provider: int, rows: list[Schedule]) -> int:
    """The provider's own first chair, hidden or not, else the first of the day's schedule, else 0."""
    for number, operatory in sorted(asked.tables.operatories.items()):
        if provider in (operatory.ProvDentist, operatory.ProvHygienist):
            return number
    return next((chair for row in rows for chair in row.operatories), 0)


def cell(clock: time) -> int:
    return (clock.hour * 60 + clock.minute) // 5


def at(day: date, number: int) -> datetime:
    return datetime.combine(day, time.min) + timedelta(minutes=5 * number)


