"""
One stretch of speech as a row of items: days, times, and the words that join, refuse or drop them.

Words the grammar does not know leave no item, so that they change no reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

from ivr.speech.days import days_at
from ivr.speech.grammar import Reading
from ivr.speech.times import hours_at, of_part
from ivr.speech.windows import ANY_DAY, WEEK, Days, Hours, one_day

MARKS = ("not", "except", "busy", "cant", "bad", "good", "want", "but", "dropped", "off", "off_after")
JOINS = ("or", "and", "stop")
DIGITS = 4                  # bare hours in a row that are rather a telephone number
SMALL = ("the", "on", "at", "of", "in", "for", "around", "link", "oclock", "a", "any", "to", "this")


class Item(NamedTuple):
    kind: str                   # "days", "hours", "or", "and", "stop", "flag", "relative", or one of MARKS
    value: Any = None
    start: int = 0
    stop: int = 0
    weak: bool = False          # a lone number that may or may not be a time


def items(reading: Reading) -> list[Item]:
    return beside_that(counted_on(list(kept(list(scanned(reading)), reading))), reading)


def beside_that(found: list[Item], reading: Reading) -> list[Item]:
    """"I leave on the 25th, so before that": the day or hour just said is the bound."""
    for n, item in enumerate(found):
        before = reading.is_a(item.start, "before_that")
        said = [i for i in range(n) if found[i].kind in ("days", "hours")]
        if said and (before or reading.is_a(item.start, "after_that")):
            bound = found[said[-1]]
            value = bounded_days(bound.value, before) if bound.kind == "days" else bounded_hours(bound.value, before)
            return [*found[:said[-1]], bound._replace(value=value), *found[n + 1:]] if value else found
    return found


def bounded_days(days: Days, before: bool) -> Days | None:
    if (before and days.start is None) or (not before and days.end is None):
        return days                     # it was a bound already
    if before:
        edge = days.start or days.end
        return Days("span", None, edge - timedelta(1), grain="open") if edge else None
    edge = days.end or days.start
    return Days("span", edge + timedelta(1), None, grain="open") if edge else None


def bounded_hours(hours: Hours, before: bool) -> Hours:
    if hours.at is None and (hours.after is None if before else hours.before is None):
        return hours
    edge = hours.after if hours.after is not None else hours.before if hours.at is None else hours.at
    return Hours(before=edge, bare=hours.bare) if before else Hours(after=edge, bare=hours.bare)


def counted_on(found: list[Item]) -> list[Item]:
    """"tomorrow or the day after": what is relative to a day just said is a day itself."""
    for n, item in enumerate(found):
        steps = {"day_later": 1, "week_later": WEEK}.get(item.value if item.kind in ("relative", "next") else "")
        before = next((one.value for one in reversed(found[:n]) if one.kind == "days"), None)
        if steps and before is not None and before.start and before.end:
            moved = replace(before, start=before.start + timedelta(steps), end=before.end + timedelta(steps))
            found[n] = item._replace(kind="days", value=moved)
    return found


def scanned(reading: Reading) -> Iterator[Item]:
    i = 0
    while i < len(reading.tokens):
        found = list(read(reading, i))
        yield from found
        i = found[-1].stop if found else i + 1


def read(reading: Reading, i: int) -> Iterator[Item]:
    """The items at token *i*; of a day and a time the longer."""
    days, hours = days_at(reading, i), hours_at(reading, i)
    longest = max((found[1] for found in (days, hours) if found), default=i)
    word = reading.tokens[i]
    if days and days[1] == longest:
        yield Item("days", days[0], i, days[1])
    elif hours and hours[1] == longest:
        yield Item("hours", hours[0], i, hours[1], weak(reading, i, hours[1]))
    elif word.is_a("tonight"):
        yield Item("days", one_day(reading.today), i, i + 1)
        yield Item("hours", evening(reading), i, i + 1)
    elif word.is_a("any_day"):
        yield Item("days", ANY_DAY, i, i + 1)
    elif word.is_a("this") and reading.is_a(i + 1, "part"):
        yield Item("days", one_day(reading.today), i, i + 1)
    else:
        yield from other(reading, i)


def evening(reading: Reading) -> Hours:
    return of_part(reading, reading.language.parts["evening"])


def other(reading: Reading, i: int) -> Iterator[Item]:
    word = reading.tokens[i]
    for kind in ("flags", "relative", "anytime"):
        if word.is_a(kind):
            yield Item(kind, word.values[kind], i, i + 1)
            return
    if word.is_a("next") and reading.is_a(i - 1, "or", "the") and not reading.is_a(i + 1, "word"):
        yield Item("next", "week_later", i, i + 1)          # "this week or next"
        return
    if word.text in reading.language.alone["asks"] and (i == 0 or reading.is_a(i - 1, "stop")):
        yield Item("want", word.text, i, i + 1)             # "I'm busy monday, is tuesday possible"
        return
    if word.is_a("birth"):
        yield Item("dropped", word.text, i, i + 1)          # "my birthday is in may"
        return
    for kind in (*MARKS, *JOINS):
        if word.is_a(kind):
            yield Item(kind, word.text, i, i + 1)
            return


def weak(reading: Reading, i: int, stop: int) -> bool:
    if stop - i == 2 and reading.tokens[i].text == "for":
        i += 1                          # "for two" may be two people
    number = reading.tokens[i].number
    return stop - i == 1 and number is not None and number.value < 100


def kept(found: list[Item], reading: Reading) -> Iterator[Item]:
    """Without the lone numbers that stand beside nothing of a date, and without digits in a row, which are no hours."""
    for n, item in enumerate(found):
        if in_a_row(found, n) >= DIGITS:
            continue
        if (day := late_number(found, n, reading)) is not None:
            yield item._replace(kind="days", value=day, weak=False)
        elif not pronoun(item, reading) and (not item.weak or reading.offered or in_company(found, n, reading)):
            yield item


def in_a_row(found: list[Item], n: int) -> int:
    """How many bare hours stand side by side here: "five five five oh one two"."""
    first = last = n
    while first > 0 and bare(found[first - 1]) and found[first - 1].stop == found[first].start:
        first -= 1
    while last + 1 < len(found) and bare(found[last + 1]) and found[last + 1].start == found[last].stop:
        last += 1
    return last - first + 1 if bare(found[n]) else 0


def bare(item: Item) -> bool:
    return item.kind == "hours" and item.value.at is not None and item.value.bare


def pronoun(item: Item, reading: Reading) -> bool:
    """"the earliest one", "the monday one"."""
    number = reading.tokens[item.start].number
    if not item.weak or number is None or number.value != 1 or not number.worded:
        return False
    before = item.start - 1 - reading.is_a(item.start - 1, "weekday")
    return reading.is_a(item.start - 1, "flags", "relative", "ordinal", "last", "any") or reading.is_a(before, "the")


def late_number(found: list[Item], n: int, reading: Reading) -> Days | None:
    """"april 21 22 or 23": no hours, but more days of the month."""
    number = reading.tokens[found[n].start].number
    if not found[n].weak or number is None or not number.value <= 31:
        return None
    listed = [item.value.number for item in found[:n] if item.kind == "days" and item.value.number]
    near = [token.number.value for token in reading.tokens[max(0, found[n].start - 2):found[n].start] if token.number]
    follows = number.value - 1 in near and bool(listed) and number.value - listed[0] < 4
    return Days("number", number=number.value) if listed and (follows or number.value > 12) else None


def in_company(found: list[Item], n: int, reading: Reading) -> bool:
    if reading.language.hour_marked:
        of_part = n + 1 < len(found) and found[n + 1].kind == "hours" and found[n + 1].start == found[n].stop
        listed = n + 2 < len(found) and found[n + 1].kind == "or" and found[n + 2].kind == "hours" and not found[n + 2].weak
        return of_part or listed or len(reading.tokens) == 1 or (n > 1 and found[n - 1].kind == "or" and found[n - 2].kind == "hours")
    if reading.tokens[found[n].start].text == "for" and any(item.kind == "hours" and not item.weak for item in found):
        return False
    before = found[n - 1] if n else None
    after = found[n + 1] if n + 1 < len(found) else None
    if before and before.kind in ("days", "hours", "or") and near(reading, before.stop, found[n].start):
        return not reading.is_a(found[n].stop, "word") or before.kind == "or" or not reading.is_a(found[n].stop + 1, "word")
    if after and after.kind in ("days", "or", "hours") and near(reading, found[n].stop, after.start):
        return True
    if asked_for(reading, found[n].start) and not reading.is_a(found[n].stop, "word"):
        return True
    return all(not token.is_a("word") for token in reading.tokens) and len(reading.tokens) <= 4


def asked_for(reading: Reading, i: int) -> bool:
    """"can we do four", "how about ten"."""
    if reading.is_a(i - 1, "doing"):
        i -= 1
    return reading.is_a(i - 1, "want")


def near(reading: Reading, stop: int, start: int) -> bool:
    return all(reading.is_a(i, *SMALL) for i in range(stop, start))
