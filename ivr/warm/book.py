"""
The office's book with a copy beside it: what the copy has, and has fresh enough, is not asked for again.

Nothing is written, and nobody's visit changed, on the strength of the copy alone: before a write the office is asked for
its free times, and for what has changed since the copy was last right.  An office that allows any number of requests is
asked for the whole day instead.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import structlog

from ivr import pace
from ivr.office.records import DaySheet, Patient, Visit
from ivr.opendental import rows
from ivr.opendental.book import GONE, Book
from ivr.opendental.client import OpenDental
from ivr.opendental.errors import Forbidden, Missing, Rejected
from ivr.opendental.feed import PATIENT, VISIT, Feed, Reading, reading
from ivr.opendental.gate import Asking, asking, whom
from ivr.opendental.schedules import day_sheet
from ivr.speech.same_name import filed_under
from ivr.store.copy import Copy, Row
from ivr.store.database import JUMPED_S
from ivr.warm.memory import Memory

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
AHEAD = timedelta(days=400)         # visits are kept so far ahead, that a patient's next one is known
CLOCKS_DIFFER = timedelta(minutes=10)   # the office's from ours, at most
SLOTS_S = 60.0                      # read out an opening, hear a yes, and wait for one's turn in a rush
GATHERS_S, LOOKS_S = 3.0, 0.1       # for so long, and looking so often, a read-back lets others go first
NEVER_S = 1e8                       # the age of what was read at 0
CURSOR_S = 12 * 3600.0              # older than this, what changed since is more than is read anew
Asked = tuple[int, int, date, int]      # provider, operatory, day, minutes
log = structlog.get_logger()


@dataclass(frozen=True)
class Fresh:
    """For how long, in seconds, what was read serves."""

    visits: float = 120.0
    schedules: float = 3600.0
    near_schedules: float = 600.0   # of this week and the next: most changes are made there
    patients: float = 3600.0


RELAXED = Fresh()
UNTHROTTLED = Fresh(visits=45.0, schedules=45.0, near_schedules=45.0)


class CopyShelf:
    def __init__(self, copy: Copy):
        self._copy = copy

    def get(self, name: str) -> tuple[float, Any] | None:
        part = self._copy.part(f"table:{name}"[:32])
        return (self._copy.now() - part.read_at, part.rows) if part.read_at else None

    def put(self, name: str, value: Any) -> None:
        self._copy.put_part(f"table:{name}"[:32], rows=value)


class WarmBook(Book):
    def __init__(self, client: OpenDental, copy: Copy, local: Callable[[], datetime], horizon_days: int,
                 clock: Callable[[], float] = time.monotonic):
        """
        Args:
            local: The office's time of day, naive.
        """
        super().__init__(client, clock, CopyShelf(copy))
        self.copy, self.feed, self.local, self.horizon = copy, Feed(client), local, timedelta(days=horizon_days)
        self._memory = Memory(copy)
        self._gathering: Future[bool] | None = None     # those who will share the next answer to what has changed
        self._lock = threading.Lock()
        self._slots: dict[Asked, tuple[float, list[tuple[datetime, datetime]]]] = {}
        self._one_at_a_time: dict[Asked, threading.Lock] = defaultdict(threading.Lock)
        self._asking: dict[Asked, Asking] = {}
        self._shows_changes = True      # until the office is found to ignore the question what has changed

    @property
    def fresh(self) -> Fresh:
        return RELAXED if self.throttled else UNTHROTTLED

    # --- reading -----------------------------------------------------------------------------------------------------

    def patients_by_phone(self, digits: str) -> list[Patient]:
        wanted = rows.ten_digits(digits)
        found = self._known_patients(f"phone {wanted}") if wanted else []
        return [patient for patient in found if wanted in patient.phones] or super().patients_by_phone(digits)

    def patients_by_birthdate(self, born: date, last: str = "") -> list[Patient]:
        found = [patient for patient in self._known_patients(f"born {born}")
                 if patient.birthdate == born and patient.last.casefold().startswith(last.casefold())]
        return found or super().patients_by_birthdate(born, last)

    def patients_filed_under(self, key: str) -> list[Patient]:
        """Whose last names begin with these keys, see speech.same_name; the office is not asked, so nobody without a copy."""
        return list(map(rows.patient, self.copy.by_key("patients", f"name {key}")))

    def ahead(self, patient: int, today: date) -> list[Visit]:
        weeks = [f"visits:{monday}" for monday in self.weeks()]
        if not all(part.read_at for part in self.copy.parts([*weeks, "visits:later"]).values()) or not self._current():
            return super().ahead(patient, today)
        return self._memory.visits_of(patient, today)

    def day_sheet(self, first: date, last: date) -> DaySheet:
        self._current()
        for monday in mondays(first, last):
            self._week(monday)
        never = self.never_bookable()
        return day_sheet(first, last, self._memory.schedules(first, last), self._memory.visits(first, last), never)

    def day_visits(self, day: date, age_s: float = 0.0, gathers: bool = False) -> list[Visit]:
        """Their notes may be missing."""
        if self.throttled and self.copy.part(f"visits:{monday_of(day)}").read_at and self.refresh(age_s, gathers):
            return self._memory.visits(day, day)
        since = self.copy.version()
        reading = self.feed.visits(day, day)
        self.copy.replace("visits", visits(reading), day.isoformat(), day.isoformat(), since)
        return [visit for visit in map(rows.visit, reading.rows) if visit.starts_at.date() == day]

    @pace.waiting()
    def slots(self, provider: int, operatory: int, day: date, minutes: int = 5) -> list[tuple[datetime, datetime]]:
        """
        At an office that counts requests, what was answered while the caller was being asked to agree still serves: what
        has been booked since is told by `day_visits`, and schedules are hardly ever changed within a minute.
        """
        if not self.throttled:
            return super().slots(provider, operatory, day, minutes)
        key, asked = (provider, operatory, day, minutes), whom()
        self._hurry(key, asked)
        with self._one_at_a_time[key]:      # whoever comes meanwhile waits for this answer
            self._asking[key] = asked
            now, kept = time.monotonic(), self._slots.get(key)
            if kept is None or now - kept[0] > SLOTS_S:
                kept = (now, super().slots(provider, operatory, day, minutes))
                self._slots = {each: old for each, old in self._slots.items() if now - old[0] < SLOTS_S} | {key: kept}
            return kept[1]

    def _hurry(self, key: Asked, asked: Asking) -> None:
        """What was asked for ahead, and is now waited for, is as urgent as whoever waits."""
        ahead = self._asking.get(key)
        if ahead and asked.priority < ahead.priority:
            ahead.priority = asked.priority
            self.promote(ahead)

    def doubt(self, day: date) -> None:
        self._slots = {key: kept for key, kept in self._slots.items() if key[2] != day}
        # What has changed of the visits is told; of schedules it is not.
        for part in ("schedules",) if self.throttled and self._shows_changes else ("visits", "schedules"):
            self.copy.put_part(f"{part}:{monday_of(day)}", read_at=0.0)

    # --- keeping it warm ---------------------------------------------------------------------------------------------

    def today(self) -> date:
        return self.local().date()

    def weeks(self) -> list[date]:
        """The Mondays of the weeks that are offered, this one first."""
        return list(mondays(self.today(), self.today() + self.horizon))

    @pace.waiting()
    def refresh(self, age_s: float = 0.0, gathers: bool = False) -> bool:
        """
        Bring the visits of the copy to what the office has now; False when what changed cannot be asked for.

        Args:
            age_s: If they were brought there so many seconds ago, that will do.
            gathers: While others wait for their turns, it is asked a little later, once for all who want to know by then.
        """
        if 0 <= self.copy.now() - self.copy.part("visits").read_at < age_s:
            return True
        with self._lock:
            gathering, mine = self._gathering, Future[bool]()
            self._gathering = gathering or mine
        if gathering:
            return gathering.result()
        try:
            if gathers:
                self._let_others_go_first()
            with self._lock:
                self._gathering = None      # whoever comes now may be too late for what is about to be asked
            mine.set_result(self._refreshed())
        except BaseException as error:
            with self._lock:
                self._gathering = None if self._gathering is mine else self._gathering
            mine.set_exception(error)
        return mine.result()

    def _let_others_go_first(self) -> None:
        until = time.monotonic() + GATHERS_S
        while self._client.busy and time.monotonic() < until:
            time.sleep(LOOKS_S)

    def _refreshed(self) -> bool:
        part, asked = self.copy.part("visits"), replace(whom(), sent_at=0.0)
        asked_at = self.copy.now()
        if not self._shows_changes or not part.cursor or asked_at - part.read_at > CURSOR_S or self._set_back(part.cursor):
            return False
        try:
            with asking(asked):
                changed = self.feed.visits_changed(part.cursor)
        except (Rejected, Missing) as error:
            self._shows_changes = False
            log.warning("the office does not tell what has changed; days are read whole", error=type(error).__name__)
            return False
        self.copy.put("visits", visits(changed))
        # They are as the office had them when the request left, which is known if it was ours.
        as_of = self.copy.now() - (time.time() - asked.sent_at) if asked.sent_at else asked_at
        self.copy.put_part("visits", cursor=max(changed.server, part.cursor), read_at=max(as_of, asked_at))
        return True

    def read_visits(self, name: str, first: date, last: date) -> None:
        since, asked_at = self.copy.version(), self.copy.now()
        reading = self.feed.visits(first, last)
        self.copy.replace("visits", visits(reading), first.isoformat(), last.isoformat(), since)
        self.copy.put_part(name, read_at=asked_at)
        cursor = self.copy.part("visits").cursor
        if reading.server and (not cursor or asked_at - self.copy.part("visits").read_at > CURSOR_S):
            self.copy.put_part("visits", cursor=reading.server, read_at=asked_at)

    def read_schedules(self, monday: date) -> None:
        since, last = self.copy.version(), monday + A_WEEK - A_DAY
        found = self.feed.schedules(max(monday, self.today()), last)
        self.copy.replace("schedules", schedules(found), monday.isoformat(), last.isoformat(), since)
        self.copy.put_part(f"schedules:{monday}")

    def read_later(self) -> None:
        """The visits behind the horizon, so that a patient's next one is known."""
        first = self.weeks()[-1] + A_WEEK
        self.read_visits("visits:later", first, first + AHEAD)

    def read_patients(self) -> None:
        """All of them, or those that changed since."""
        part, asked_at, since = self.copy.part("patients"), self.copy.now(), self.copy.version()
        try:
            reading = self.feed.patients_changed(part.cursor) if part.cursor else self.feed.patients()
        except (Rejected, Missing, Forbidden) as error:
            log.warning("the office does not list its patients; each is asked for", error=type(error).__name__)
            self.copy.put_part("patients", read_at=0.0)
            return
        if part.cursor:
            self.copy.put("patients", patients(reading))
        else:
            self.copy.replace("patients", patients(reading), "", "", since)
        self.copy.put_part("patients", cursor=max(reading.server, part.cursor), read_at=asked_at)

    def read_deleted(self) -> None:
        part, today = self.copy.part("deleted"), self.today()
        day, _, count = part.cursor.partition(" ")
        skipping = int(count) if day == today.isoformat() else 0        # the list begins with today's visits
        try:
            gone, read = self.feed.deleted(today, skipping)
        except (Rejected, Missing, Forbidden):
            gone, read = [], skipping                                   # older versions keep no such list
        self.copy.remove("visits", gone)
        self.copy.put_part("deleted", cursor=f"{today} {read}")

    def ages(self) -> dict[str, float | None]:
        """Seconds since the copy's visits, schedules (of the week longest not read) and patients were right; None: never."""
        ages = self.copy.ages()
        weeks = [ages.get(f"schedules:{monday}") for monday in self.weeks()]
        known = {"visits": ages.get("visits"), "patients": ages.get("patients"), "deleted": ages.get("deleted"),
                 "schedules": None if None in weeks else max(age for age in weeks if age is not None)}
        return {name: None if age is None or age > NEVER_S else round(age) for name, age in known.items()}

    # --- what the office tells -----------------------------------------------------------------------------------

    def told_visits(self, told: list[dict[str, Any]]) -> None:
        self.copy.put("visits", visits(reading(told, told, VISIT)))

    def told_patients(self, told: list[dict[str, Any]]) -> None:
        self.copy.put("patients", patients(reading(told, told, PATIENT)))

    def told_deleted(self, told: list[dict[str, Any]]) -> None:
        self.copy.remove("visits", [rows.Reader("appointments", row).id("AptNum") for row in told])

    def told_schedules(self, told: list[dict[str, Any]]) -> None:
        """Rows that were removed are not told, so the weeks are read anew."""
        for monday in {monday_of(rows.Reader("schedules", row).day("SchedDate")) for row in told}:
            self.copy.put_part(f"schedules:{monday}", read_at=0.0)

    def told_tables(self, told: list[dict[str, Any]]) -> None:
        self.copy.put_part("tables", read_at=0.0)

    # --- what is known -----------------------------------------------------------------------------------------------

    def _set_back(self, cursor: str) -> bool:
        """Whether the office's clock shows an hour for the second time: what is stamped now lies before the cursor."""
        return self.local() < datetime.fromisoformat(cursor) - CLOCKS_DIFFER

    def _current(self) -> bool:
        """Whether the visits are known as they were a short while ago; if not, they are brought there."""
        part = self.copy.part("visits")
        return -JUMPED_S < self.copy.now() - part.read_at <= self.fresh.visits or self.refresh()

    def _week(self, monday: date) -> None:
        now, parts = self.copy.now(), self.copy.parts([f"visits:{monday}", f"schedules:{monday}"])
        read_at, schedules_at = parts[f"visits:{monday}"].read_at, parts[f"schedules:{monday}"].read_at
        if not read_at or (not self._shows_changes and now - read_at > self.fresh.visits):
            self.read_visits(f"visits:{monday}", max(monday, self.today()), monday + A_WEEK - A_DAY)
        if now - schedules_at > self.schedules_serve(monday):
            self.read_schedules(monday)

    def schedules_serve(self, monday: date) -> float:
        near = monday < self.today() + A_WEEK
        return self.fresh.near_schedules if near else self.fresh.schedules

    def _known_patients(self, key: str) -> list[Patient]:
        """Nobody, when the copy is not complete."""
        part = self.copy.part("patients")
        if not part.cursor or self.copy.now() - part.read_at > self.fresh.patients:
            return []
        return [patient for patient in map(rows.patient, self.copy.by_key("patients", key)) if patient.status not in GONE]


# --- the office's rows as the copy keeps them ------------------------------------------------------------------------


def visits(reading: Reading) -> Iterable[Row]:
    for row in reading.rows:
        visit = rows.visit(row)
        yield Row(visit.number, row, visit.starts_at.date().isoformat(), str(row.get("DateTStamp", ""))[:19])


def schedules(found: Iterable[dict[str, Any]]) -> Iterable[Row]:
    for row in found:
        read = rows.Reader("schedules", row)
        yield Row(read.id("ScheduleNum"), row, read.day("SchedDate").isoformat())


def patients(reading: Reading) -> Iterable[Row]:
    for row in reading.rows:
        patient = rows.patient(row)
        born = (f"born {patient.birthdate}",) if patient.birthdate else ()
        yield Row(patient.number, row, "", str(row.get("DateTStamp", ""))[:19],
                  (*born, *(f"phone {phone}" for phone in patient.phones), *(f"name {key}" for key in filed_under(patient.last))))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def mondays(first: date, last: date) -> Iterable[date]:
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += A_WEEK
