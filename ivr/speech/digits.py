"""
The digits of a birth date, however the recogniser cut them: which are the month, the day and the year?

A cut that is not where the caller seemed to pause, or a pause inside a field, costs; the cheapest assignment that is a
real date in the past wins, and two that cost the same and differ mean that nobody can know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

OLDEST = 130                # years
ORDERS = {"mdy": ("mdy", "dmy", "ymd"), "dmy": ("dmy", "mdy", "ymd")}
WIDTHS = {"m": (1, 2), "d": (1, 2), "y": (4, 2)}
OTHER_ORDER = 0.75          # what reading the date in the less usual order costs, in cuts
SPLIT_YEAR = 0.25           # "19" "82"


class Fields(NamedTuple):
    """What is known of a date; the year as it was said, with two digits or four."""

    year: str = ""
    month: int = 0
    day: int = 0

    @property
    def full(self) -> bool:
        return bool(self.year and self.month and self.day)

    def over(self, earlier: Fields) -> Fields:
        return Fields(self.year or earlier.year, self.month or earlier.month, self.day or earlier.day)


def born(fields: Fields, today: date) -> date | None:
    """The date in the past that *fields* name, of the latest century that has one."""
    for year in years(fields.year, today):
        try:
            found = date(year, fields.month, fields.day)
        except ValueError:
            continue
        if found <= today and found.year >= today.year - OLDEST:
            return found
    return None


def years(said: str, today: date) -> tuple[int, ...]:
    if len(said) == 4:
        return (int(said),)
    century = today.year // 100 * 100
    return (century + int(said), century - 100 + int(said))


def plausible(year: str, today: date) -> bool:
    return len(year) == 4 and today.year - OLDEST <= int(year) <= today.year


def assigned(chunks: Sequence[str], order: str, today: date) -> Fields | None:
    """The one date in *chunks* of digits, or None."""
    costs: dict[date, tuple[float, Fields]] = {}
    for cost, fields in assignments(chunks, order):
        found = born(fields, today)
        if found and (found not in costs or cost < costs[found][0]):
            costs[found] = cost, fields
    best = sorted(costs.values(), key=lambda pair: pair[0])
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]


def assignments(chunks: Sequence[str], order: str) -> Iterator[tuple[float, Fields]]:
    said = "".join(chunks)
    pauses = set(accumulate(len(chunk) for chunk in chunks))
    if not 4 <= len(said) <= 8:
        return
    for rank, names in enumerate(ORDERS.get(order, (order,))):
        for cuts in cuttings(len(said), names):
            fields = cut(said, cuts, names)
            if fields is not None:
                yield cost(cuts, pauses, names) + rank * OTHER_ORDER, fields


def cuttings(length: int, names: str) -> Iterator[tuple[int, ...]]:
    """The ends of the fields, for every way to fill *length* digits."""
    def ends(start: int, left: str) -> Iterator[tuple[int, ...]]:
        if not left:
            if start == length:
                yield ()
            return
        for width in WIDTHS[left[0]]:
            if start + width <= length and not (left == names == "ymd" and width == 2):
                yield from ((start + width, *rest) for rest in ends(start + width, left[1:]))
    yield from ends(0, names)


def cut(said: str, ends: tuple[int, ...], names: str) -> Fields | None:
    pieces = dict(zip(names, (said[a:b] for a, b in zip((0, *ends), ends, strict=False)), strict=True))
    month, day = int(pieces.get("m", "1")), int(pieces["d"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return Fields(pieces["y"], month, day)


def cost(ends: tuple[int, ...], pauses: set[int], names: str) -> float:
    total, start = 0.0, 0
    for name, end in zip(names, ends, strict=True):
        inside = {pause for pause in pauses if start < pause < end}
        halved = name == "y" and inside == {start + 2} and end - start == 4
        total += SPLIT_YEAR if halved else len(inside)
        total += end not in pauses
        start = end
    return total


def smoothed(chunks: Sequence[str]) -> list[str]:
    """"1900" "82" is one year, "0" "6" one number; "00" after a time is nobody's."""
    found: list[str] = []
    for i, chunk in enumerate(chunks):
        last = i == len(chunks) - 1
        if found and found[-1] in ("1900", "2000") and last and len(chunk) <= 2:
            found[-1] = found[-1][:-len(chunk)] + chunk
        elif found and found[-1] == "0" and len(chunk) == 1 and chunk != "0":
            found[-1] += chunk
        else:
            found.append(chunk)
    return found


def retold(chunks: Sequence[str]) -> Iterator[list[str]]:
    """*chunks* as they are, then with a "70" "8" heard for seventy-eight joined."""
    yield list(chunks)
    for i in range(len(chunks) - 1):
        if len(chunks[i]) >= 2 and chunks[i][-1] == "0" and chunks[i][-2] in "23456789" and len(chunks[i + 1]) % 2:
            yield [*chunks[:i], chunks[i][:-1] + chunks[i + 1][0], *filter(None, [chunks[i + 1][1:]]), *chunks[i + 2:]]
