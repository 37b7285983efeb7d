"""Months, seasons, years, holidays, and distances from a day, as the rules of `simple_days` and `days` put them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from ivr.speech.almanac import holiday, last_day
from ivr.speech.day_names import doubtful
from ivr.speech.grammar import Reading
from ivr.speech.windows import PAST, WEEK, Days, coming, one_day, settled, span

THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first_half": (1, 15), "second_half": (16, 31)}
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}
SEASON_MONTHS = 3
FEW = 3                 # "en los próximos días"


def part_of_this_month(r: Reading, edge: str) -> Days:
    found = part_of_month(edge, r.today.replace(day=1))
    return found if found.end and found.end >= r.today else part_of_month(edge, first_of(r.today, 1))


def part_of_month(edge: str, day: date) -> Days:
    first, last = THIRDS[edge]
    end = last_day(day.year, day.month)
    return span(day.replace(day=first), min(end, day.replace(day=min(last, end.day))), "month")


def first_of(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def months_on(day: date, months: int) -> date:
    first = first_of(day, months)
    return min(first.replace(day=min(day.day, last_day(first.year, first.month).day)), last_day(first.year, first.month))


def whole_month(first: date, today: date, said: int = 0) -> Days:
    return Days("span", max(first, today), last_day(first.year, first.month), grain="month", month=said)


def this_month(r: Reading) -> Days:
    return whole_month(r.today.replace(day=1), r.today)


def next_month(r: Reading) -> Days:
    return whole_month(first_of(r.today, 1), r.today)


def month_after_next(r: Reading) -> Days:
    return whole_month(first_of(r.today, 2), r.today)


def in_month(r: Reading, month: int, year: int | None = None) -> Days:
    if year is None:
        year = r.today.year + (month < r.today.month)
    first = date(year, month, 1)
    return whole_month(first, r.today, month) if last_day(year, month) >= r.today else PAST


def bare_month(r: Reading, month: int, year: int | None) -> Days | None:
    if doubtful(r, r.start) and year is None:
        before = ("in", "of", "this", "next", "early", "mid", "late", "until", "after", "before", "or", "within", "starting",
                  "from", "through", "for", "to", "on", "week", "not")
        alone = r.stop - r.start == len(r.tokens) or (r.start == 0 and r.is_a(r.stop, "good"))       # "may would be better"
        if not (alone or r.is_a(r.start - 1, *before) or (r.is_a(r.stop, "or") and r.is_a(r.stop + 1, "month_name"))):
            return None
    return in_month(r, month, year)


def next_year_month(r: Reading, month: int) -> Days:
    return in_month(r, month, r.today.year + 1)


def next_year(r: Reading) -> Days:
    return span(date(r.today.year + 1, 1, 1), date(r.today.year + 1, 12, 31), "open")


def later_this_year(r: Reading) -> Days:
    return span(r.today, date(r.today.year, 12, 31), "open")


def season(r: Reading, name: str) -> Days:
    first = date(r.today.year, SEASONS[name], 1)
    end = first_of(first, SEASON_MONTHS) - timedelta(1)
    if end < r.today:
        first = date(r.today.year + 1, SEASONS[name], 1)
        end = first_of(first, SEASON_MONTHS) - timedelta(1)
    return span(max(first, r.today), end, "open")


def after_holidays(r: Reading) -> Days:
    second = date(r.today.year, 1, 2)
    return span(second if second >= r.today else second.replace(year=r.today.year + 1), None, "open")


def feast(r: Reading, rule: str, year: int | None) -> Days:
    for candidate in (year,) if year else (r.today.year, r.today.year + 1):
        found = holiday(rule, candidate)
        if found >= r.today:
            return one_day(found)
    return PAST


def moved(day: date, amount: int, unit: str) -> date:
    if unit == "month":
        return months_on(day, amount)
    return day + timedelta(amount * (WEEK if unit == "week" else 1))


def at_distance(r: Reading, amount: int, unit: str) -> Days | None:
    return one_day(moved(r.today, amount, unit)) if 0 < amount <= 430 else None


def at_distance_alone(r: Reading, amount: int, unit: str) -> Days | None:
    """"six weeks", when nothing else is said."""
    return at_distance(r, amount, unit) if unit != "day" and r.stop - r.start == len(r.tokens) else None


def from_day(r: Reading, amount: int, unit: str, days: Days) -> Days | None:
    found = settled(days, r.base)
    return one_day(moved(found.start, amount, unit)) if found and found.start and 0 < amount <= 430 else None


def from_yesterday(r: Reading, amount: int, unit: str) -> Days | None:
    """"a week from yesterday"."""
    return one_day(moved(r.today - timedelta(1), amount, unit)) if unit != "day" and 0 < amount <= 430 else None


def before_day(r: Reading, amount: int, unit: str, days: Days) -> Days | None:
    found = settled(days, r.base)
    if found is None or found.start is None or unit == "month" or amount > 100:
        return None
    return one_day(moved(found.start, -amount, unit))


def within_distance(r: Reading, amount: int | None, unit: str) -> Days | None:
    if amount is None and r.language.hour_marked and unit != "day":
        return None                     # "en la próxima semana" is next week
    amount = amount or (FEW if r.language.hour_marked else 1)
    return span(r.today, moved(r.today, amount, unit), "open") if amount <= 430 else None


def day_beside(step: int) -> Callable[[Reading, Days], Days | None]:
    def build(r: Reading, days: Days) -> Days | None:
        found = settled(days, r.base)
        edge = found and (found.end if step > 0 else found.start)
        return one_day(edge + timedelta(step)) if edge else None
    return build


def weekday_beside(step: int) -> Callable[[Reading, int, Days], Days | None]:
    def build(r: Reading, weekday: int, days: Days) -> Days | None:
        found = settled(days, r.base)
        if found is None or found.start is None or found.kind != "span" or found.grain == "any" or days.kind == "weekday":
            return None
        if step > 0:
            return one_day(coming(weekday, (found.end or found.start) + timedelta(1)))
        return one_day(found.start - timedelta((found.start.weekday() - weekday - 1) % WEEK + 1))
    return build
