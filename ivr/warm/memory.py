"""The copy's visits and schedules as this process has them in memory, brought up to date by what changed."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ivr.office.records import Visit
from ivr.opendental import rows
from ivr.store.copy import Copy

ONE_DAY = timedelta(days=1)


class Memory:
    def __init__(self, copy: Copy):
        self._copy = copy
        self._versions = {"visits": 0, "schedules": 0}
        self._visits: dict[int, Visit] = {}
        self._schedules: dict[int, dict[str, Any]] = {}
        self._days: dict[tuple[str, date], set[int]] = defaultdict(set)
        self._lock = threading.Lock()

    def visits(self, first: date, last: date) -> list[Visit]:
        """Of every status, in order of number."""
        with self._lock:
            self._up_to_date("visits")
            return [self._visits[number] for number in self._numbers("visits", first, last)]

    def visits_of(self, patient: int, since: date) -> list[Visit]:
        with self._lock:
            self._up_to_date("visits")
            return [visit for visit in self._visits.values() if visit.patient == patient and visit.starts_at.date() >= since]

    def schedules(self, first: date, last: date) -> list[dict[str, Any]]:
        """The office's rows."""
        with self._lock:
            self._up_to_date("schedules")
            return [self._schedules[number] for number in self._numbers("schedules", first, last)]

    def _numbers(self, part: str, first: date, last: date) -> Iterator[int]:
        for ahead in range((last - first).days + 1):
            yield from sorted(self._days.get((part, first + ahead * ONE_DAY), ()))

    def _up_to_date(self, part: str) -> None:
        self._versions[part], changed = self._copy.changed(part, self._versions[part])
        for number, row in changed.items():
            self._forget(part, number)
            if row is not None:
                self._remember(part, number, row)

    def _remember(self, part: str, number: int, row: dict[str, Any]) -> None:
        if part == "visits":
            self._visits[number] = rows.visit(row)
        else:
            self._schedules[number] = row
        self._days[part, self._day(part, number)].add(number)

    def _forget(self, part: str, number: int) -> None:
        kept: dict[int, Any] = self._visits if part == "visits" else self._schedules
        if number in kept:
            self._days[part, self._day(part, number)].discard(number)
            del kept[number]

    def _day(self, part: str, number: int) -> date:
        if part == "visits":
            return self._visits[number].starts_at.date()
        return rows.Reader("schedules", self._schedules[number]).day("SchedDate")
