"""
The sample office's appointment book: full near today, thinner further on, and never without an opening.

Every provider keeps an hour of each day ahead free, nobody is booked in two places, and the odd rows are there:
broken ones left on the book, notes, unscheduled ones with their old date, and visits in a hidden chair.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, time, timedelta

from .rows import Appointment, Procedure
from .sample_rooms import ARRIVED, CONFIRMED, KIM, KINDS, LEE, LEFT_MESSAGE, MORA, PATEL, SMITH, UNCONFIRMED
from .sample_schedules import CHAIRS, all_days, holiday, hours
from .tables import Tables
from .wire import NO_MOMENT

HYGIENISTS = (LEE, PATEL)
_USUAL = {LEE: ("cleaning",), PATEL: ("cleaning",), SMITH: ("checkup", "checkup", "filling", "new patient exam"),
          MORA: ("checkup", "filling", "filling", "crown"), KIM: ("filling", "crown", "toothache", "new patient exam")}
_NOTES = ("", "", "", "", "Premed needed", "Prefers text", "Nervous patient")
Span = tuple[datetime, datetime]


def at(clock: str, day: date) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


def later(today: date, now: datetime) -> datetime | None:
    """A time for Dr Mora's filling later *today*, or None when the office is closed or closes within 3 hours."""
    rows = [(at(start, today), at(stop, today)) for start, stop in hours(MORA, today)]
    if today.weekday() > 4 or now + timedelta(hours=3) > rows[-1][1]:
        return None
    half_hours = (at("08:00", today) + timedelta(minutes=30 * number) for number in range(18))
    return next((begin for begin in half_hours if begin >= now + timedelta(minutes=90)
                 and any(start <= begin and begin + timedelta(minutes=50) <= stop for start, stop in rows)), None)


class Book:
    def __init__(self, tables: Tables, chance: random.Random, today: date) -> None:
        self.tables, self.chance, self.today = tables, chance, today
        self._taken: dict[tuple[str, int, date], list[Span]] = defaultdict(list)    # of chairs and of providers
        self._people = [row.PatNum for row in tables.patients.values()
                        if row.PatStatus == "Patient" and row.PatNum > 12 and not row.merged]
        self._number, self._procedure = 1000, 5000

    def put(self, patient: int, kind: str, starts: datetime, chair: int, provider: int, hygienist: int = 0,
            status: str = "Scheduled", note: str = "") -> Appointment:
        """Enter a visit and take its time from chair and providers."""
        number, pattern, codes = KINDS[kind]
        self._number += 1
        visit = Appointment(
            self._number, patient, status, pattern, self._confirmed(starts, status), True, chair, note, provider,
            hygienist, starts, IsHygiene=hygienist > 0, IsNewPatient=kind == "new patient exam",
            AppointmentTypeNum=number, PatternSecondary="/" * len(pattern), colorOverride="0,0,0")
        visit.SecDateTEntry = visit.DateTStamp = self._entered(starts)
        self._attach(visit, codes)
        self.tables.appointments[visit.AptNum] = visit
        self.tables.remember("Created", visit, visit.DateTStamp)
        self._take(visit)
        return visit

    def _take(self, visit: Appointment) -> None:
        if visit.on_the_book:
            span = visit.AptDateTime, visit.ends
            for key in [("chair", visit.Op), *(("provider", number) for number in visit.providers)]:
                self._taken[*key, visit.AptDateTime.date()].append(span)

    def _confirmed(self, starts: datetime, status: str) -> int:
        if status == "Complete":
            return ARRIVED
        near = 0 <= (starts.date() - self.today).days <= 3
        return self.chance.choice((CONFIRMED, LEFT_MESSAGE, CONFIRMED)) if near else UNCONFIRMED

    def _entered(self, starts: datetime) -> datetime:
        """When the visit was made: before today and before its day."""
        known = starts.date() if starts > NO_MOMENT else self.today
        day = min(known, self.today) - timedelta(days=self.chance.randint(1, 60))
        return datetime.combine(day, time(self.chance.randint(8, 16), self.chance.randrange(60)))

    def _attach(self, visit: Appointment, codes: str) -> None:
        status, planned = ("C" if visit.AptStatus == "Complete" else "TP"), visit.AptStatus == "Planned"
        for code in codes.split(","):
            self._procedure += 1
            found = self.tables.codes[code]
            self.tables.procedures[self._procedure] = Procedure(
                self._procedure, visit.PatNum, 0 if planned else visit.AptNum, visit.AptDateTime.date(), found.fee,
                status, visit.ProvNum, found.CodeNum, code, found.Descript,
                PlannedAptNum=visit.AptNum if planned else 0, DateTStamp=visit.DateTStamp)
        visit.ProcDescript = ", ".join(self.tables.codes[code].AbbrDesc for code in codes.split(","))

    def free(self, starts: datetime, minutes: int, chair: int, *providers: int) -> bool:
        ends, day = starts + timedelta(minutes=minutes), starts.date()
        keys = [("chair", chair, day), *(("provider", number, day) for number in providers)]
        return not any(begin < ends and end > starts for key in keys for begin, end in self._taken[key])

    def _at(self, clock: str, day: date | None = None) -> datetime:
        return at(clock, day or self.today)

    def long_ago(self, patient: int) -> date:
        """A weekday about a year back, before the schedules on the book begin."""
        day = self.today - timedelta(days=300 + 7 * patient)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def fill(self) -> None:
        """Everybody else's visits."""
        for day in all_days(self.today):
            if day != holiday(self.today):
                for provider in CHAIRS:
                    self._fill_day(day, provider)
        self._odd_rows()

    def _density(self, day: date) -> float:
        """The share of a provider's day that is booked."""
        ahead = (day - self.today).days
        return 0.86 if ahead < 7 else max(0.12, 0.83 - ahead * 0.011)

    def _fill_day(self, day: date, provider: int) -> None:
        kept, density = self._kept(day, provider), self._density(day)
        for start, stop in hours(provider, day):
            at, end = self._at(start, day), self._at(stop, day)
            while at < end:
                kind = self.chance.choice(_USUAL[provider])
                minutes = 5 * len(KINDS[kind][1])
                if self.chance.random() < density and self._fits(at, minutes, end, provider, kept):
                    self._enter(day, provider, kind, at)
                    at += timedelta(minutes=minutes)
                else:
                    at += timedelta(minutes=self.chance.choice((10, 20, 30)))

    def _kept(self, day: date, provider: int) -> Span | None:
        """An hour nobody is booked in, from today on."""
        if day < self.today:
            return None
        start = self.chance.choice(("08:00", "09:00", "10:00", "13:00") if day.weekday() == 4 else
                                   ("08:00", "09:00", "10:00", "13:00", "14:00", "15:00"))
        return self._at(start, day), self._at(start, day) + timedelta(hours=1)

    def _fits(self, at: datetime, minutes: int, end: datetime, provider: int, kept: Span | None) -> bool:
        last = at + timedelta(minutes=minutes)
        if last > end or (kept and kept[0] < last and kept[1] > at) or self._blocked(at, last, provider):
            return False
        return any(self.free(at, minutes, chair, provider) for chair in CHAIRS[provider])

    def _blocked(self, at: datetime, last: datetime, provider: int) -> bool:
        """Whether a blockout lies on the provider's first chair; the office respects its own."""
        lunch = ("11:00", "11:30") if at.weekday() == 4 else ("12:00", "13:00")
        spans = [lunch] if provider == PATEL else []
        spans += [("16:30", "17:00")] if at.weekday() == 2 else []
        spans += [("11:00", "12:00")] if provider == KIM else []
        spans += [("15:00", "16:00")] if provider == LEE and at.weekday() == 0 else []
        return any(self._at(start, at.date()) < last and self._at(stop, at.date()) > at for start, stop in spans)

    def _enter(self, day: date, provider: int, kind: str, at: datetime) -> None:
        minutes = 5 * len(KINDS[kind][1])
        chair = self.chance.choice([chair for chair in CHAIRS[provider] if self.free(at, minutes, chair, provider)])
        status, dentist, hygienist = "Scheduled", provider, 0
        if day < self.today:
            status = self.chance.choices(("Complete", "Broken", "Scheduled"), (90, 7, 3))[0]
        elif self.chance.random() < 0.02:
            status = "Broken"
        if provider in HYGIENISTS and self.chance.random() < 0.1 and self.free(at, minutes, chair, SMITH):
            dentist, hygienist = SMITH, provider
        self.put(self.chance.choice(self._people), kind, at, chair, dentist, hygienist, status,
                 self.chance.choice(_NOTES))

    def _odd_rows(self) -> None:
        """Unscheduled, planned, notes, and the hidden chair."""
        days, chance = all_days(self.today), self.chance
        for patient in chance.sample(self._people, 12):
            at = self._at("10:00", chance.choice(days[:30]))
            self.put(patient, chance.choice(("cleaning", "filling")), at, 0, chance.choice((SMITH, MORA, LEE)),
                     status="UnschedList", note="Will call back")
        for patient in chance.sample(self._people, 15):
            visit = self.put(patient, chance.choice(("crown", "filling")), NO_MOMENT, 0, MORA, status="Planned")
            visit.SecDateTEntry = visit.DateTStamp = self._at("09:20", days[chance.randrange(30)])
            visit.ItemOrderPlanned = 1
        for day in days[30::9]:
            self._note(day)
        self._hidden(days[33::11])

    def _note(self, day: date) -> None:
        """A PtNote laid on the last quarter of an hour of a chair, if that is free."""
        at = self._at("13:30" if day.weekday() == 4 else "15:45", day)
        if self.free(at, 15, 2, SMITH):
            note = self.put(self.chance.choice(self._people), "checkup", at, 2, SMITH, status="PtNote", note="Lab pickup")
            note.Pattern, note.PatternSecondary = "XXX", "///"

    def _hidden(self, days: list[date]) -> None:
        """Visits that were never moved out of the hidden chair 7."""
        for day in days:
            at = self._at("09:00", day)
            if self.free(at, 50, 7, MORA) and day != holiday(self.today):
                self.put(self.chance.choice(self._people), "filling", at, 7, MORA)
