"""Where the bars of the console's pictures stand; the templates draw them as SVG, and say the same as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

HEIGHT, WIDTH = 100, 300        # of the tallest column and the longest bar


@dataclass(frozen=True)
class Bar:
    name: str
    number: int
    at: int                     # position in the row of bars, from 0
    length: float


def columns(starts: Iterable[datetime]) -> list[Bar]:
    """Calls by the hour they began in, from the first to the last hour with a call, at least 8 to 17."""
    counted = Counter(start.hour for start in starts)
    hours = range(min([8, *counted]), max([17, *counted]) + 1)
    most = max(counted.values(), default=1)
    return [Bar(hour_name(hour), counted[hour], at, round(HEIGHT * counted[hour] / most, 1)) for at, hour in enumerate(hours)]


def bars(counted: Counter[str]) -> list[Bar]:
    """Calls by what came of them, the most frequent first."""
    most = max(counted.values(), default=1)
    return [Bar(outcome_name(name), number, at, round(WIDTH * number / most, 1)) for at, (name, number) in enumerate(counted.most_common())]


def hour_name(hour: int) -> str:
    return f"{hour % 12 or 12} {'AM' if hour < 12 else 'PM'}"


def outcome_name(outcome: str) -> str:
    return outcome.replace("-", ", ").capitalize() or "Nothing changed"
