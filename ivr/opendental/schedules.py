"""
The office's schedule rows of some days, all of them: https://www.opendental.com/site/apischedules.html

They come sorted by time of day alone, so days are interleaved, rows that start together have no fixed order, and the
second page may repeat or leave out what the first did not.  So they are asked for in spans that fit one page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ivr.office.records import Blockout, DaySheet, Shift, Visit
from ivr.opendental import rows
from ivr.opendental.client import PAGE, OpenDental, Rows, full
from ivr.opendental.errors import Garbled

ONE_DAY = timedelta(days=1)
LONGEST_SPAN = 31               # days
READINGS = 8                    # of a day too full for one page, at most
KINDS = ("Provider", "Blockout", "Practice", "WebSchedASAP")
# Holidays are told from the day's other notes by their text: their status is not answered.
HOLIDAY = re.compile(r"\b(holidays?|closed)\b", re.IGNORECASE)


class Schedules:
    def __init__(self, client: OpenDental):
        self._client = client
        self._span = LONGEST_SPAN

    def between(self, first: date, last: date) -> Rows:
        """Both included."""
        found: Rows = []
        span = self._span
        while first <= last:
            until = min(last, first + (span - 1) * ONE_DAY)
            some = self._get(first, until)
            if full(some) and first < until:
                span = ((until - first).days + 1) // 2
                continue
            found += self._crowded(first) if full(some) else _of(some, first, until)
            first = until + ONE_DAY
        self._span = _fitting(found)
        return found

    def of_provider(self, provider: int, day: date) -> list[Shift]:
        found = [rows.shift(row) for row in _of(self._get(day, day, SchedType="Provider", ProvNum=provider), day, day)]
        return [shift for shift in found if shift.provider == provider]

    def _get(self, first: date, last: date, **more: Any) -> Rows:
        found = self._client.get("schedules", dateStart=first, dateEnd=last, **more)
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise Garbled("schedules: not a list of rows")
        return found

    def _crowded(self, day: date) -> Rows:
        """A day of more than one page: kind by kind, and again until a reading brings nothing new."""
        found: dict[Any, dict[str, Any]] = {}
        for kind in KINDS:
            for _ in range(READINGS):
                some = self._client.pages("schedules", "ScheduleNum", dateStart=day, dateEnd=day, SchedType=kind)
                new = {row["ScheduleNum"]: row for row in some if row["ScheduleNum"] not in found}
                found |= new
                if not new or len(some) < PAGE:
                    break
        return _of(found.values(), day, day)


def day_sheet(first: date, last: date, schedules: Rows, visits: Iterable[Visit], never: frozenset[int]) -> DaySheet:
    """
    Args:
        never: The DefNums of blockout types that nothing may be booked on.
    """
    shifts: list[Shift] = []
    blockouts: list[Blockout] = []
    closed: set[date] = set()
    for row in schedules:
        read = rows.Reader("schedules", row)
        match read.text("SchedType", None):
            case "Provider" if read.id("ProvNum"):
                shifts.append(rows.shift(row))
            case "Blockout" | "WebSchedASAP":
                blockouts.append(rows.blockout(row, never))
            case "Practice" if HOLIDAY.search(read.text("Note")):
                closed.add(read.day("SchedDate"))
    return DaySheet(first, last, tuple(shifts), tuple(visits), tuple(blockouts), frozenset(closed))


def _of(found: Iterable[dict[str, Any]], first: date, last: date) -> Rows:
    return [row for row in found if first <= rows.Reader("schedules", row).day("SchedDate") <= last]


def _fitting(found: Rows) -> int:
    """How many days fit one page, if they are all as full as the fullest of these."""
    busiest = max(Counter(row["SchedDate"] for row in found).values(), default=0)
    return max(1, min(LONGEST_SPAN, (PAGE - 1) // busiest)) if busiest else LONGEST_SPAN
