"""Where the bars of the console's pictures stand; the templates draw them as SVG, and say the same as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from ivr.store.steps import Alike

HEIGHT, WIDTH = 100, 300        # of the tallest column and the longest bar
# Groups, and below what each ends.
WAITS = (("under 0.5 s", 500), ("0.5 to 1 s", 1000), ("1 to 2 s", 2000), ("2 to 3 s", 3000), ("3 s or more", inf))
EXCHANGES = (("1 or 2", 3), ("3 or 4", 5), ("5 or 6", 7), ("7 to 10", 11), ("11 to 15", 16), ("over 15", inf))


@dataclass(frozen=True)
class Bar:
    name: str
    number: int
    at: int                     # position in the row of bars, from 0
    length: float
    beside: str = ""            # what else the table says of it


@dataclass(frozen=True)
class Picture:
    name: str
    title: str
    heads: tuple[str, ...]      # of the table's columns
    bars: Sequence[Bar]
    note: str = ""
    upright: bool = False       # columns instead of bars


def columns(hours: Mapping[int, int]) -> list[Bar]:
    """Calls by the hour they began in, from the first to the last hour with a call, at least 8 to 17."""
    shown, most = range(min([8, *hours]), max([17, *hours]) + 1), max(hours.values(), default=1)
    return [Bar(hour_name(hour), hours.get(hour, 0), at, round(HEIGHT * hours.get(hour, 0) / most, 1)) for at, hour in enumerate(shown)]


def bars(counted: Counter[str]) -> list[Bar]:
    """Calls by what came of them, the most frequent first."""
    return drawn([(outcome_name(name), number, "") for name, number in counted.most_common()])


def drawn(rows: Sequence[tuple[str, int, str]]) -> list[Bar]:
    """
    Args:
        rows: Name, number, and what the table says beside them.
    """
    most = max((number for _, number, _ in rows), default=0) or 1
    return [Bar(name, number, at, round(WIDTH * number / most, 1), beside) for at, (name, number, beside) in enumerate(rows)]


def exchanges(turns: Mapping[int, int]) -> list[Bar]:
    """Calls by how often the line spoke in them; *turns* maps that to a number of calls."""
    return grouped(turns.items(), EXCHANGES)


def answered_in(turns: Mapping[Alike, int]) -> list[Bar]:
    """Turns by how long the line took to answer."""
    return grouped(((alike.took_ms, number) for alike, number in turns.items()), WAITS)


def office_in(turns: Mapping[Alike, int]) -> list[Bar]:
    """Turns in which the office was waited for, by how long."""
    return grouped(((alike.office_ms, number) for alike, number in turns.items() if alike.office_ms >= 0), WAITS)


def grouped(pairs: Iterable[tuple[int, int]], groups: Sequence[tuple[str, float]]) -> list[Bar]:
    """
    Args:
        pairs: A value, and how often there is such a one.
    """
    numbers = [0] * len(groups)
    for value, number in pairs:
        numbers[next(n for n, (_, below) in enumerate(groups) if value < below)] += number
    total = sum(numbers) or 1
    return drawn([(name, number, f"{100 * number / total:.0f} %") for (name, _), number in zip(groups, numbers, strict=True)])


def misses(turns: Mapping[Alike, int], most: int = 12) -> list[Bar]:
    """Questions by how often their answers were not understood, the worst first; those always understood are left out."""
    asked, missed = Counter[str](), Counter[str]()
    for alike, number in turns.items():
        asked[alike.question] += number
        missed[alike.question] += number * alike.missed
    return drawn([(question_name(name), number, f"of {asked[name]}, {100 * number / asked[name]:.0f} %")
                  for name, number in missed.most_common(most) if number])


def hour_name(hour: int) -> str:
    return f"{hour % 12 or 12} {'AM' if hour < 12 else 'PM'}"


def outcome_name(outcome: str) -> str:
    return outcome.replace("-", ", ").capitalize() or "Nothing changed"


def question_name(question: str) -> str:
    """ "book.day" is the day, asked for in booking."""
    return question.replace("_", " ").replace(".", ": ")
