"""Weeks, parts of weeks and weekends, as the rules of `days` put them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from ivr.speech.almanac import last_day, nth_weekday
from ivr.speech.grammar import Reading
from ivr.speech.months import first_of, part_of_month
from ivr.speech.windows import PAST, WEEK, Days, monday, on, one_day, settled, span

WEEKEND = (5, 6)
WORKDAYS = (0, 1, 2, 3, 4)
WEEK_PARTS = {"early": (0, 1), "mid": (1, 3), "late": (3, 4), "first_half": (0, 2), "second_half": (2, 4)}


def week_of(day: date) -> Days:
    return span(monday(day), monday(day) + timedelta(6), "week")


def weeks_on(weeks: int) -> Callable[..., Days]:
    return lambda r, *said: week_of(r.today + timedelta(weeks * WEEK))


def this_week(r: Reading) -> Days:
    return span(r.today, monday(r.today) + timedelta(6), "week")


def week_containing(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    return week_of(found.start) if found and found.start else None


def week_beside(weeks: int) -> Callable[[Reading, Days], Days | None]:
    def build(r: Reading, days: Days) -> Days | None:
        found = settled(days, r.base)
        return week_of(found.start + timedelta(weeks * WEEK)) if found and found.start else None
    return build


def part_of_week(r: Reading, edge: str, start: date) -> Days:
    first, last = WEEK_PARTS[edge]
    return span(start + timedelta(first), start + timedelta(last), "week")


def part_of_this_week(r: Reading, edge: str) -> Days:
    found = part_of_week(r, edge, monday(r.today))
    gone = found.end and found.end < r.today
    return part_of_week(r, edge, monday(r.today) + timedelta(WEEK)) if gone else found


def part_of_days(r: Reading, edge: str, days: Days) -> Days | None:
    """"early next week", "the end of june"."""
    if days.start is None:
        return None
    if days.grain == "week":
        return part_of_week(r, edge, monday(days.start))
    return part_of_month(edge, days.start) if days.grain == "month" else None


def midweek(r: Reading, days: Days | None = None) -> Days:
    return part_of_days(r, "mid", days) or part_of_this_week(r, "mid") if days else part_of_this_week(r, "mid")


def nth_week(r: Reading, n: int, days: Days) -> Days | None:
    if days.grain != "month" or days.start is None or not -1 <= n <= 5 or n == 0:
        return None
    end = last_day(days.start.year, days.start.month)
    if n == -1:
        return span(end - timedelta(WEEK - 1), end, "week")
    first = days.start.replace(day=1) + timedelta((n - 1) * WEEK)
    return span(first, min(first + timedelta(WEEK - 1), end), "week")


def two_weeks(r: Reading, first: int, second: int, days: Days) -> Days | None:
    one, other = nth_week(r, first, days), nth_week(r, second, days)
    return span(one.start, other.end, "week") if one and other and second == first + 1 else None


def several_weeks(r: Reading, n: int, weeks: int, days: Days) -> Days | None:
    """"the first two weeks of may"."""
    if days.start is None or n not in (1, -1) or not 1 < weeks < 5:
        return None
    first, end = days.start.replace(day=1), last_day(days.start.year, days.start.month)
    length = timedelta(weeks * WEEK - 1)
    return span(first, first + length, "week") if n == 1 else span(end - length, end, "week")


def nth_of_month(r: Reading, n: int, weekday: int, days: Days) -> Days | None:
    if days.grain != "month" or days.start is None:
        return None
    found = nth_weekday(days.start.year, days.start.month, n, weekday)
    if found and found < r.today:
        later = days.start.replace(year=days.start.year + 1, day=1) if days.month else first_of(days.start, 1)
        found = nth_weekday(later.year, later.month, n, weekday)
    return one_day(found) if found and found >= r.today else PAST


def weekend(weeks: int) -> Callable[..., Days]:
    def build(r: Reading, *said: object) -> Days:
        saturday = monday(r.today) + timedelta(5 + weeks * WEEK)
        return span(max(saturday, r.today), saturday + timedelta(1), "week")
    return build


def weekend_of(r: Reading, days: Days) -> Days | None:
    found = week_containing(r, days)
    if found is None or found.end is None:
        return None
    return span(found.end - timedelta(1), found.end, "week")


def weekends(r: Reading, *said: object) -> Days:
    return on(*WEEKEND)


def workdays(r: Reading, *said: object) -> Days:
    return on(*WORKDAYS)
