"""
What a wish allows: days, hours of the day, and the windows they make together.

Days are kept as said ("friday", "the 8th") until it is known what they stand beside ("friday the 8th", "friday next
week"); only then are they dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from ivr.speech.language import DAYS

AHEAD = 430             # days a weekday and a date are looked for together
WEEK = 7


class Hours(NamedTuple):
    """Starts allowed, in minutes after midnight, half-open; *at* is one exact start.  *bare*: said without a.m. or p.m."""

    after: int | None = None
    before: int | None = None
    at: int | None = None
    bare: bool = False
    part: str = ""

    @property
    def bounds(self) -> tuple[int, int]:
        if self.at is not None:
            return self.at, self.at + 1
        return self.after or 0, 24 * 60 if self.before is None else self.before


@dataclass(frozen=True)
class Days:
    """
    Days allowed, both ends included, None where open.

    kind: "weekday" (one name, which of them still open), "number" (of a month still open), "span" (settled).
    grain: how long a settled one was said to be: "day", "week", "month", "open" or "any".
    """

    kind: str
    start: date | None = None
    end: date | None = None
    weekdays: frozenset[int] = frozenset()
    number: int = 0
    month: int = 0              # a month was said, with or without a day
    grain: str = "day"
    past: bool = False
    next: bool = False          # "next monday"
    opens: date | None = None   # of an "until": the first day of the week or month that was said


def one_day(day: date) -> Days:
    return Days("span", day, day)


def span(start: date | None, end: date | None, grain: str) -> Days:
    return Days("span", start, end, grain=grain)


def on(*weekdays: int) -> Days:
    """Every such weekday."""
    return Days("span", weekdays=frozenset(weekdays), grain="any")


ANY_DAY = Days("span", grain="any")
PAST = Days("span", grain="day", past=True)


# --- settling which day is meant -------------------------------------------------------------------------------------


def monday(day: date) -> date:
    return day - timedelta(day.weekday())


def coming(weekday: int, today: date) -> date:
    """The next such weekday; said on that day, the one in a week's time is no nearer than today."""
    return today + timedelta(days=(weekday - today.weekday()) % WEEK)


def next_number(number: int, today: date) -> date | None:
    """The next day of the month with that number."""
    return next((day for day in ahead(today) if day.day == number), None)


def ahead(today: date) -> Iterable[date]:
    return (today + timedelta(days=n) for n in range(AHEAD))


def settled(days: Days, today: date) -> Days | None:
    """*days* as dates; None when there is no such day."""
    if days.kind == "weekday":
        return one_day(coming(min(days.weekdays), today))
    if days.kind == "number":
        found = next_number(days.number, today)
        return one_day(found) if found else None
    return days


def meet(one: Days, other: Days, today: date) -> Days | None:
    """The days that are both, when they were said to describe the same days; None when they are a list."""
    if one.past or other.past:
        return None
    if ANY_DAY in (one, other):
        return other if one == ANY_DAY else one
    if one.kind == "span" and other.kind != "span":
        one, other = other, one
    if one.kind == "weekday":
        return weekday_in(one, other, today)
    if one.kind == "number":
        return number_in(one, other, today)
    return spans(one, other)


def weekday_in(weekday: Days, other: Days, today: date) -> Days | None:
    wanted = min(weekday.weekdays)
    if other.kind == "weekday":
        return None
    if other.kind == "number":
        found = next((day for day in ahead(today) if day.weekday() == wanted and day.day == other.number), None)
        return one_day(found) if found else None
    if other.grain == "day":
        return other if other.start and other.start == other.end and other.start.weekday() == wanted else None
    if other.grain == "any":
        return None
    return weekday_within(wanted, other, today)


def weekday_within(wanted: int, days: Days, today: date) -> Days:
    """A weekday in a week is a date, after a day the first one, in a month any of them."""
    start = max(days.start or today, today)
    first = coming(wanted, start)
    if days.end is None or (days.end - (days.start or today)).days <= WEEK:
        return one_day(first) if days.end is None or first <= days.end else replace(days, weekdays=frozenset({wanted}))
    return replace(days, weekdays=frozenset({wanted}))


def number_in(number: Days, other: Days, today: date) -> Days | None:
    if other.kind != "span" or other.grain not in ("week", "month"):
        return None
    start = max(other.start or today, today)
    found = next((day for day in ahead(start) if day.day == number.number), None)
    return one_day(found) if found and (other.end is None or found <= other.end) else None


def spans(one: Days, other: Days) -> Days | None:
    if one.grain == "any" and other.grain == "any":
        return None
    if "any" in (one.grain, other.grain):
        every, within = (one, other) if one.grain == "any" else (other, one)
        return replace(within, weekdays=within.weekdays or every.weekdays) if within.grain != "day" else None
    if one.grain == other.grain != "open" or "day" in (one.grain, other.grain):
        return None
    start = max(filter(None, (one.start, other.start)), default=None)
    end = min(filter(None, (one.end, other.end)), default=None)
    if start and end and start > end:
        return None
    return Days("span", start, end, one.weekdays | other.weekdays, grain=finer(one.grain, other.grain))


def finer(one: str, other: str) -> str:
    order = ("day", "week", "month", "open", "any")
    return min(one, other, key=order.index)


# --- hours -----------------------------------------------------------------------------------------------------------


def both(one: Hours, other: Hours) -> Hours | None:
    """A clock time within a part of the day, or two ends of a stretch; None when they are two different wishes."""
    if one.at is not None and other.at is not None:
        return None
    if other.at is not None or (one.part and not other.part):
        one, other = other, one
    if other.part and not one.part:
        return within_part(one, other)
    if one.part and other.part:
        return narrower(one, other)
    if one.at is not None:
        return one if other.bounds[0] <= one.at < other.bounds[1] else None
    if half_open(one) and half_open(other) and (one.after is None) != (other.after is None):
        joined = Hours(one.after if one.after is not None else other.after,
                       one.before if one.before is not None else other.before)
        return joined if joined.bounds[0] < joined.bounds[1] else None
    return None


def narrower(one: Hours, other: Hours) -> Hours | None:
    """The one that lies within the other: "first thing" of "the morning"."""
    (low, high), (start, end) = one.bounds, other.bounds
    if "not_" in one.part + other.part and max(low, start) < min(high, end):
        return Hours(max(low, start), min(high, end))       # "in the morning, but not too early"
    if start <= low and high <= end:
        return one
    return other if low <= start and end <= high else None


def half_open(hours: Hours) -> bool:
    return (hours.after is None) != (hours.before is None)


def within_part(clock: Hours, part: Hours) -> Hours | None:
    """*clock* read as that part of the day has it: seven in the evening is 19:00, and after ten in the morning ends at noon."""
    for moved in (clock, shifted(clock)) if clock.bare else (clock,):
        low, high = max(moved.bounds[0], part.bounds[0]), min(moved.bounds[1], part.bounds[1])
        if low < high:
            return moved if moved.at is not None or not half_open(moved) else Hours(low or None, high if high < 1440 else None)
    return in_half(clock, part) if clock.bare and clock.at is not None else None


def in_half(clock: Hours, part: Hours) -> Hours | None:
    """"four in the evening", "five in the afternoon": outside what the word allows, but the half of the day is clear."""
    late, said_late = part.bounds[1] > 780, clock.bounds[0] >= 720
    near = min(abs(edge - (clock if late == said_late else shifted(clock)).bounds[0]) for edge in part.bounds)
    return (clock if late == said_late else shifted(clock)) if near <= 120 else None


def shifted(clock: Hours) -> Hours:
    """The same clock time in the other half of the day."""
    by = 720 if clock.bounds[0] < 720 else -720
    return clock._replace(**{end: value + by for end in ("after", "before", "at") if (value := getattr(clock, end)) is not None})


# --- the answer ------------------------------------------------------------------------------------------------------


def window(days: Days | None, hours: Hours | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if days is not None:
        found |= {"from": days.start.isoformat()} if days.start else {}
        found |= {"to": days.end.isoformat()} if days.end else {}
        found |= {"weekdays": [DAYS[n] for n in sorted(days.weekdays)]} if days.weekdays else {}
    return found | (clock_window(hours) if hours is not None else {})


def clock_window(hours: Hours) -> dict[str, str]:
    if hours.at is not None:
        return {"at": spelled(hours.at)}
    ends = {"after": hours.after, "before": hours.before}
    return {end: spelled(value) for end, value in ends.items() if value and value < 24 * 60}


def spelled(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
