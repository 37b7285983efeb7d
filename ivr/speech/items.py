"""
One stretch of speech as a row of items: days, times, and the words that join, refuse or drop them.

Words the grammar does not know leave no item, so that they change no reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ivr.speech.days import days_at
from ivr.speech.grammar import Reading
from ivr.speech.times import hours_at
from ivr.speech.windows import Days, one_day

MARKS = ("not", "except", "busy", "cant", "bad", "good", "want", "but", "dropped", "off", "off_after")
JOINS = ("or", "and", "stop")
SMALL = ("the", "on", "at", "of", "in", "for", "around", "link", "oclock", "a", "any", "to", "this")


class Item(NamedTuple):
    kind: str                   # "days", "hours", "or", "and", "stop", "flag", "relative", or one of MARKS
    value: Any = None
    start: int = 0
    stop: int = 0
    weak: bool = False          # a lone number that may or may not be a time


def items(reading: Reading) -> list[Item]:
    return [item for item in kept(list(scanned(reading)), reading)]


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
    elif word.is_a("this") and reading.is_a(i + 1, "part"):
        yield Item("days", one_day(reading.today), i, i + 1)
    else:
        yield from other(reading, i)


def evening(reading: Reading) -> Any:
    from ivr.speech.times import of_part
    return of_part(reading, reading.language.parts["evening"])


def other(reading: Reading, i: int) -> Iterator[Item]:
    word = reading.tokens[i]
    for kind in ("flags", "relative", "anytime"):
        if word.is_a(kind):
            yield Item(kind, word.values[kind], i, i + 1)
            return
    for kind in (*MARKS, *JOINS):
        if word.is_a(kind):
            yield Item(kind, word.text, i, i + 1)
            return


def weak(reading: Reading, i: int, stop: int) -> bool:
    return stop - i == 1 and reading.tokens[i].number is not None and len(reading.tokens[i].text) < 6 \
        and reading.tokens[i].number.value < 100       # type: ignore[union-attr]


def kept(found: list[Item], reading: Reading) -> Iterator[Item]:
    """Without the lone numbers that stand beside nothing of a date."""
    for n, item in enumerate(found):
        if not item.weak or in_company(found, n, reading):
            yield item


def in_company(found: list[Item], n: int, reading: Reading) -> bool:
    before = found[n - 1] if n else None
    after = found[n + 1] if n + 1 < len(found) else None
    if before and before.kind in ("days", "hours", "or") and near(reading, before.stop, found[n].start):
        return not reading.is_a(found[n].stop, "word") or before.kind == "or" or not reading.is_a(found[n].stop + 1, "word")
    if after and after.kind in ("days", "or", "hours") and near(reading, found[n].stop, after.start):
        return True
    return all(not token.is_a("word") for token in reading.tokens) and len(reading.tokens) <= 4


def near(reading: Reading, stop: int, start: int) -> bool:
    return all(reading.is_a(i, *SMALL) for i in range(stop, start))


def is_days(item: Item) -> bool:
    return isinstance(item.value, Days)
