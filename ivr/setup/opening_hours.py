"""A week's opening hours, guessed from when an office's providers work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from ivr.office.openings import Span, union
from ivr.office.records import DaySheet, Shift

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOON, AFTERNOON = time(11), time(15)    # a pause between these is lunch
LAST = time(23, 59)                     # how the practice file writes the end of the day
Hours = tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class Weekday:
    hours: Hours            # as on most of these days; empty when there is work on less than half of them
    worked: int             # days with work
    days: int               # such days there were, holidays left out


def week(timetable: DaySheet) -> list[Weekday]:
    """Monday first."""
    days: dict[int, list[Hours]] = defaultdict(list)
    shifts: dict[date, list[Shift]] = defaultdict(list)
    for shift in timetable.shifts:
        shifts[shift.starts_at.date()].append(shift)
    for number in range((timetable.last - timetable.first).days + 1):
        day = date.fromordinal(timetable.first.toordinal() + number)
        if day not in timetable.closed:
            days[day.weekday()].append(hours(shifts[day]))
    return [weekday(days[number]) for number in range(7)]


def weekday(found: Sequence[Hours]) -> Weekday:
    worked = [hours for hours in found if hours]
    usual = Counter(worked).most_common(1)[0][0] if worked and 2 * len(worked) >= len(found) else ()
    return Weekday(usual, len(worked), len(found))


def hours(shifts: Sequence[Shift]) -> Hours:
    """From the first who comes to the last who goes, without what looks like lunch."""
    spans = [(shift.starts_at, shift.ends_at) for shift in shifts]
    open_pieces = union([piece for piece in pieces(spans) if not lunch(piece, shifts)])
    return tuple((start.time(), end.time() if end.date() == start.date() else LAST) for start, end in open_pieces)


def pieces(spans: Sequence[Span]) -> Iterator[Span]:
    """The time anybody works, cut wherever somebody comes or goes."""
    edges = sorted({edge for span in spans for edge in span})
    yield from (piece for piece in pairwise(edges) if any(start <= piece[0] and piece[1] <= end for start, end in spans))


def lunch(piece: Span, shifts: Sequence[Shift]) -> bool:
    """Whether less than half of those who work that day are there, around noon, and more of them before and after."""
    def there(start: datetime, end: datetime) -> int:
        return len({shift.provider for shift in shifts if shift.starts_at <= start and end <= shift.ends_at})

    start, end = piece
    everybody = {shift.provider for shift in shifts}
    around = any(s.ends_at <= start for s in shifts) and any(s.starts_at >= end for s in shifts)
    return around and start.time() >= NOON and end.time() <= AFTERNOON and 2 * there(start, end) < len(everybody)
