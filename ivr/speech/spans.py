"""What lies before, after, from or between days, as the rules of `days` put them."""

from __future__ import annotations

from datetime import date, timedelta

from ivr.speech.day_names import date_or_none
from ivr.speech.grammar import Reading
from ivr.speech.weeks import WORKDAYS, monday
from ivr.speech.windows import PAST, WEEK, Days, on, settled, span


def after(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    return span(found.end + timedelta(1), None, "open") if found and found.end and found.grain != "any" else past_only(found)


def starting(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    return span(found.start, None, "open") if found and found.start and found.grain != "any" else past_only(found)


def before(r: Reading, days: Days) -> Days | None:
    if any(token.is_a("late") for token in r.tokens[r.start:r.stop]):
        return until(r, days)           # "before the end of the month"
    found = settled(days, r.base)
    return span(None, found.start - timedelta(1), "open") if found and found.start and found.grain != "any" else None


def until(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    if found is None or found.end is None or found.grain == "any":
        return None
    return Days("span", None, found.end, grain="open", opens=found.start if found.end != found.start else None)


def past_only(days: Days | None) -> Days | None:
    """"since last monday" wishes for nothing."""
    return PAST if days and days.past else None


def through(r: Reading, first: Days, last: Days) -> Days | None:
    """From one day to another."""
    if first.past or last.past or (first.grain == "any" and last.grain != "any"):
        return None
    if r.moved:
        return last
    if last.grain == "any" and len(last.weekdays) == 1 and len(first.weekdays) == 1:
        return on(*around(min(first.weekdays), min(last.weekdays)))
    if last.month and first.kind == "number" and last.end:
        return backward(first, last.end)
    start = settled(first, r.base)
    if start is None or start.start is None:
        return None
    end = settled(last, start.start) if last.kind != "span" else last
    if first.kind == last.kind == "weekday" and {min(first.weekdays), min(last.weekdays)} == {0, 4}:
        return on(*WORKDAYS)
    return span(start.start, end.end, "week") if end and end.end and start.start <= end.end else None


def numbers_through(r: Reading, n: int, last: Days) -> Days | None:
    """"del 20 al 24", "from 20 to the 24th of may"."""
    numbered_end = last.kind == "number" or (last.month and last.number)
    return through(r, Days("number", number=n), last) if numbered_end and not r.is_a(r.start, "hour_mark") else None


def through_number(r: Reading, first: Days, n: int) -> Days | None:
    """"from april 21st to 23"."""
    if first.start is None or not first.month or not first.number or any(
            r.tokens[i].is_a("hour_mark") for i in range(r.start, r.stop)):
        return None
    end = date_or_none(first.start.year, first.start.month, n)
    return span(first.start, end, "week") if end and end > first.start and not r.is_a(r.stop, "am", "pm", "oclock") else None


def through_week(r: Reading, first: int, last: int, week: Days) -> Days | None:
    """"tuesday to thursday next week"."""
    if week.start is None:
        return None
    start = monday(week.start)
    return span(start + timedelta(first), start + timedelta(last), "week") if first < last and not r.moved else None


def week_through(r: Reading, week: Days, first: int, last: int) -> Days | None:
    return through_week(r, first, last, week)


def rest_of(r: Reading, month: Days, first: int | None, last: int | None) -> Days | None:
    """The days of a month from one number to another."""
    if month.start is None or month.end is None or r.is_a(r.stop, "am", "pm", "oclock"):
        return None
    start = date_or_none(month.end.year, month.end.month, first) if first else month.start
    end = date_or_none(month.end.year, month.end.month, last) if last else month.end
    return span(start, end, "month") if start and end and start <= end else None


def around(first: int, last: int) -> list[int]:
    return [(first + n) % WEEK for n in range((last - first) % WEEK + 1)]


def backward(first: Days, end: date) -> Days | None:
    """"the 20th to the 24th of may"."""
    start = next((day for day in (end - timedelta(n) for n in range(31)) if day.day == first.number), None)
    return span(start, end, "week") if start else None
