"""Why nothing suits a wish, where the reason is one a caller can be told: the office is closed then, it is too far off, or today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from ivr.office.offers import WEEKDAYS

Span = tuple[time, time]
Window = Mapping[str, Any]
A_DAY = timedelta(days=1)
DAYS_LOOKED_AT = 14         # of one window; a longer one is not refused for a single day's hours


@dataclass(frozen=True)
class WhyNot:
    why: str                        # "hours", "today", "horizon"; empty when the book is simply full
    day: date | None = None         # whose hours say why


def why_not(wish: Mapping[str, Any], today: date, last: date, hours_on: Callable[[date], Sequence[Span]]) -> WhyNot:
    """
    Args:
        wish: As `office.offers` has it.
        last: The last day that is booked.
        hours_on: When the office is open on a day; empty when it is closed.
    """
    windows = wish.get("windows", ())
    if windows and all("from" in window and date.fromisoformat(window["from"]) > last for window in windows):
        return WhyNot("horizon")
    asked = [(window, day) for window in windows for day in days_of(window, today)]
    if not asked or any(len(list(days_of(window, today))) >= DAYS_LOOKED_AT for window in windows):
        return WhyNot("")
    if not any(open_in(window, hours_on(day)) for window, day in asked):
        return WhyNot("hours", asked[0][1])
    return WhyNot("today" if all(day == today for _, day in asked) else "")


def days_of(window: Window, today: date) -> Iterator[date]:
    """The days a window names; of a weekday, the next one; none when it names no day."""
    if "from" not in window and "weekdays" not in window:
        return
    first = max(today, date.fromisoformat(window["from"])) if "from" in window else today
    last = date.fromisoformat(window["to"]) if "to" in window else first + 6 * A_DAY
    for ahead in range(min((last - first).days + 1, DAYS_LOOKED_AT)):
        day = first + ahead * A_DAY
        if "weekdays" not in window or WEEKDAYS[day.weekday()] in window["weekdays"]:
            yield day


def open_in(window: Window, spans: Sequence[Span]) -> bool:
    """Whether the office is open at any of the window's times."""
    if "at" in window:
        return any(start <= time.fromisoformat(window["at"]) < end for start, end in spans)
    after = time.fromisoformat(window["after"]) if "after" in window else time.min
    before = time.max if window.get("before", "24:00") == "24:00" else time.fromisoformat(window["before"])
    return any(start < before and after < end for start, end in spans)
