"""
Single days: by name, by number, by month and number.

Each function builds the Days of one rule of `days`; None says that the rule does not apply, PAST that the day is no use.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ivr.speech.grammar import Reading
from ivr.speech.windows import PAST, WEEK, Days, coming, monday, on, one_day

CLOCKED = ("number", "oclock", "am", "pm", "minutes", "person")        # what makes the number before it no day
BEFORE_ORDINAL = ("the", "on", "after", "before", "or", "and", "weekday", "day")


def today(r: Reading) -> Days:
    return one_day(r.today)


def tomorrow(r: Reading) -> Days:
    return one_day(r.today + timedelta(1))


def overmorrow(r: Reading) -> Days:
    return one_day(r.today + timedelta(2))


def past(r: Reading, *said: object) -> Days:
    return PAST


def bare_weekday(r: Reading, weekday: int) -> Days | None:
    if doubtful(r, r.stop - 1) and not in_company(r):
        return None
    if r.is_a(r.stop, "part") and r.tokens[r.stop].text.split()[-1] in r.language.alone["many"]:
        return on(weekday)              # "monday mornings"
    return Days("weekday", weekdays=frozenset({weekday}))


def doubtful(r: Reading, i: int) -> bool:
    return r.tokens[i].text in r.language.doubtful


def in_company(r: Reading) -> bool:
    """Whether words that belong to dates stand beside what was read, or nothing else was said."""
    beside = ("number", "weekday", "or", "and", "part", "on", "this", "next", "at", "coming", "not", "except", "stop", "any")
    return r.stop - r.start == len(r.tokens) or r.is_a(r.start - 1, *beside) or r.is_a(r.stop, *beside)


def coming_weekday(r: Reading, weekday: int) -> Days:
    return one_day(coming(weekday, r.base))


def weekday_coming(r: Reading, weekday: int) -> Days | None:
    """"el viernes que viene", "friday next", never today; in "friday next week" the word is the week's."""
    if r.is_a(r.stop, "week", "month", "year"):
        return None
    return one_day(coming(weekday, max(r.base, r.today + timedelta(1))))


def next_weekday(r: Reading, weekday: int) -> Days:
    return replace(one_day(monday(r.today) + timedelta(WEEK + weekday)), next=True)


def weekday_after_next(r: Reading, weekday: int) -> Days:
    return one_day(coming(weekday, r.today) + timedelta(WEEK))


def weekday_in_weeks(r: Reading, weekday: int) -> Days:
    return one_day(coming(weekday, r.today) + timedelta(WEEK))


def nth_weekday_on(r: Reading, amount: int, weekday: int) -> Days | None:
    """"two fridays from now"."""
    return one_day(coming(weekday, r.today + timedelta(1)) + timedelta(WEEK * (amount - 1))) if 0 < amount <= 8 else None


def every_weekday(r: Reading, weekday: int) -> Days:
    return on(weekday)


def weekday_numbered(r: Reading, weekday: int, n: int) -> Days | None:
    """"monday 20": too late for an hour, so a day of the month."""
    hour = n <= 12 and not r.language.hour_marked
    if hour or not 1 <= n <= 31 or r.is_a(r.stop, *CLOCKED) or r.tokens[r.stop - 1].glue:
        return None
    start = r.base
    if r.is_a(r.stop, "of") and r.is_a(r.stop + 1, "month_name"):
        return None
    found = next((d for d in (start + timedelta(k) for k in range(430)) if d.day == n and d.weekday() == weekday), None)
    return one_day(found) if found else None


def numbered(r: Reading, n: int) -> Days | None:
    """"the 22nd"; in words "first" to "third" need their "the"."""
    token = r.tokens[r.stop - 1].number
    if r.is_a(r.start, "hour_mark") or r.is_a(r.start - 1, "hour_mark"):
        return None
    clock_follows = r.is_a(r.stop, "oclock", "am", "pm", "minutes", "week", "person", "weekday", "month", "weekdays")
    if not 1 <= n <= 31 or clock_follows or token is None or r.tokens[r.stop - 1].glue == ":":
        return None
    if token.ordinal and token.worded and n <= 3 and not r.is_a(r.stop - 2, *BEFORE_ORDINAL):
        return None
    return Days("number", number=n)


def numbered_plainly(r: Reading, n: int) -> Days | None:
    """"the 22"."""
    return None if r.is_a(r.stop, "number") else numbered(r, n)


def month_day(r: Reading, month: int, n: int, year: int | None) -> Days | None:
    if not 1 <= n <= 31 or r.tokens[r.stop - 1].glue == ":":
        return None
    return dated(r, month, n, year)


def day_month(r: Reading, n: int, month: int, year: int | None) -> Days | None:
    if r.tokens[r.start].glue:
        return None
    return month_day(r, month, n, year)


def day_month_bare(r: Reading, n: int, month: int, year: int | None) -> Days | None:
    """"22 may"; a doubtful month wants the "of" or an ordinal."""
    if r.is_a(r.start - 1, "at", "around") or any(doubtful(r, i) for i in range(r.start, r.stop)):
        return None
    return day_month(r, n, month, year)


def dated(r: Reading, month: int, day: int, year: int | None) -> Days:
    """The next such date; a day that is past or does not exist is no use."""
    for candidate in (year,) if year else range(r.today.year, r.today.year + 5):
        found = date_or_none(candidate, month, day)
        if found and found >= r.today:
            return Days("span", found, found, number=day, month=month)
        if found is None and day < 29:
            break
    return PAST


def date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def slashed(r: Reading, first: int, second: int) -> Days | None:
    glue = r.tokens[r.start].glue
    if glue not in ("/", "-", ".") or r.is_a(r.stop, "am", "pm", "oclock"):
        return None
    if (glue in "-." and first <= 12 and second <= 12) or (glue == "." and second % 5 == 0):
        return None                     # hours: "2-4", "2.30"
    return in_order(r, first, second, None)


def slashed_year(r: Reading, first: int, second: int, year: int) -> Days | None:
    if r.tokens[r.start].glue not in ("/", "-", ".") or r.tokens[r.start + 1].glue not in ("/", "-", "."):
        return None
    if first > 1900:
        return dated(r, second, year, first) if 1 <= second <= 12 and 1 <= year <= 31 else None
    return in_order(r, first, second, year if year > 99 else 2000 + year)


def in_order(r: Reading, first: int, second: int, year: int | None) -> Days | None:
    month, day = (first, second) if r.language.date_order == "mdy" else (second, first)
    if month > 12:
        month, day = day, month
    return dated(r, month, day, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def spaced(r: Reading, first: int, second: int) -> Days | None:
    """"4 21" is a date when nobody starts at 4:21."""
    minutes_said = second % 5 == 0 or r.is_a(r.start - 1, "at", "around", "number", "before", "between", "until", "past")
    if minutes_said or r.is_a(r.stop, "am", "pm", "number") or r.tokens[r.start].glue:
        return None
    one, other = r.tokens[r.start].number, r.tokens[r.stop - 1].number
    if one is None or other is None or one.ordinal or len(other.digits) == 1 or (second > 31 and first > 31):
        return None
    return in_order(r, first, second, None)


def of_month(r: Reading, n: int, days: Days) -> Days | None:
    """"the 5th of next month"."""
    if days.grain != "month" or days.start is None:
        return None
    found = date_or_none(days.start.year, days.start.month, n)
    return one_day(found) if found and found >= r.today else PAST
