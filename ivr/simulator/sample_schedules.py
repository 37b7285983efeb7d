"""
When the sample office's providers work: 30 office days back and 60 ahead, with what is laid on top.

Dr Smith, Dr Mora, Dr Kim and Dana Lee have their lunch between two rows; Priya Patel's rows run through, and her
lunch is a blockout in her chair alone.  Her Friday rows name no chair.  One day is a holiday by its Practice row
only: the provider rows stand.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from .rows import Schedule
from .sample_rooms import EMERGENCY, HYGIENE_HOLD, KIM, LEE, LUNCH, MEETING, MORA, PATEL, SMITH
from .tables import Tables

DAYS_BACK, DAYS_AHEAD = 30, 60
HOLIDAY_AHEAD = 18      # the office day after today that is a holiday, counted from 1
CHAIRS = {SMITH: (1, 2), MORA: (5, 1), LEE: (3,), PATEL: (4,), KIM: (6,)}
WEEK = (("08:00", "12:00"), ("13:00", "17:00"))
FRIDAY = (("08:00", "14:00"),)
THROUGH = (("08:00", "17:00"),)


def office_days(first: date, count: int, step: int = 1) -> list[date]:
    """*count* weekdays from *first* on, or back from it with *step* -1."""
    days: list[date] = []
    day = first
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=step)
    return days


def all_days(today: date) -> list[date]:
    back = office_days(today - timedelta(days=1), DAYS_BACK, -1)
    return sorted([*back, *([today] if today.weekday() < 5 else []), *office_days(today + timedelta(days=1), DAYS_AHEAD)])


def holiday(today: date) -> date:
    return office_days(today + timedelta(days=1), HOLIDAY_AHEAD)[-1]


def hours(provider: int, day: date) -> tuple[tuple[str, str], ...]:
    """The provider's rows of a weekday."""
    if provider == KIM and day.weekday() not in (1, 3):
        return ()
    if day.weekday() == 4:
        return FRIDAY
    return THROUGH if provider == PATEL else WEEK


def schedules(tables: Tables, today: date) -> None:
    stamp = datetime.combine(today - timedelta(days=31), time(17, 5))
    for day in all_days(today):
        for provider, chairs in CHAIRS.items():
            for start, stop in hours(provider, day):
                chairless = provider == PATEL and day.weekday() == 4
                _lay(tables, day, start, stop, "Provider", stamp, ProvNum=provider,
                     operatories=() if chairless else chairs)
        _blockouts(tables, day, stamp)
    rest = "00:00"
    _lay(tables, holiday(today), rest, rest, "Practice", stamp, Note="Holiday: office closed", status=2)
    _lay(tables, office_days(today + timedelta(days=1), 3)[-1], rest, rest, "Practice", stamp, Note="Team photo at noon")
    _lay(tables, office_days(today + timedelta(days=1), 2)[-1], "08:00", "17:00", "Employee", stamp, EmployeeNum=4)
    hold = office_days(today + timedelta(days=1), 5)[-1]
    _lay(tables, hold, "09:00", "10:00", "WebSchedASAP", stamp, operatories=(2,))


def _blockouts(tables: Tables, day: date, stamp: datetime) -> None:
    lunch = ("11:00", "11:30") if day.weekday() == 4 else ("12:00", "13:00")
    _lay(tables, day, *lunch, "Blockout", stamp, BlockoutType=LUNCH, operatories=(4,))
    _lay(tables, day, "11:00", "12:00", "Blockout", stamp, BlockoutType=EMERGENCY, operatories=(6,))
    if day.weekday() == 2:
        _lay(tables, day, "16:30", "17:00", "Blockout", stamp, BlockoutType=MEETING, operatories=(1, 2, 3, 4, 5, 6))
    if day.weekday() == 0:
        _lay(tables, day, "15:00", "16:00", "Blockout", stamp, BlockoutType=HYGIENE_HOLD, operatories=(3,))


def _lay(tables: Tables, day: date, start: str, stop: str, kind: str, stamp: datetime, **columns: object) -> None:
    number = tables.next("schedules")
    row = Schedule(number, day, time.fromisoformat(start), time.fromisoformat(stop), kind, DateTStamp=stamp)
    for name, value in columns.items():
        setattr(row, name, value)
    tables.schedules[number] = row
