"""
Dates that are named rather than numbered.

A rule is "month-day", "month week weekday" (week -1 is the last; "+1" the day after), or "easter" and a number of days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from ivr.speech.language import DAYS


@cache
def holiday(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    if "-" in rule and " " not in rule:
        return date(year, *map(int, rule.split("-")))
    month, week, weekday = rule.split()
    name, _, beyond = weekday.partition("+")
    found = nth_weekday(year, int(month), int(week), DAYS.index(name))
    return (found or date(year, int(month), 1)) + timedelta(days=int(beyond or 0))


def nth_weekday(year: int, month: int, week: int, weekday: int) -> date | None:
    """The *week*-th such weekday of the month, -1 the last; None when there is no fifth."""
    length = monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if date(year, month, day).weekday() == weekday]
    index = week if week < 0 else week - 1
    return date(year, month, days[index]) if -len(days) <= index < len(days) else None


def easter(year: int) -> date:
    """Western Easter, by the Gregorian computus (Nature, 20 April 1876, vol. 13, p. 487)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, left = divmod(of_century, 4)
    sunday = (32 + 2 * skipped + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
