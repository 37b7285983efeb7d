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
from .sample_schedules import CHAIRS, DAYS_BACK, all_days, holiday, hours
from .tables import Tables
from .wire import NO_MOMENT

HYGIENISTS = (LEE, PATEL)
LENGTHS = {kind: 5 * len(pattern) for kind, (_, pattern, _) in KINDS.items()}
_USUAL = {LEE: ("cleaning",), PATEL: ("cleaning",), SMITH: ("checkup", "checkup", "filling", "new patient exam"),
          MORA: ("checkup", "filling", "filling", "crown"), KIM: ("filling", "crown", "toothache", "new patient exam")}
_NOTES = ("", "", "", "", "Premed needed", "Prefers text", "Nervous patient")


def span(starts: datetime, minutes: int) -> int:
    """The five-minute cells of a time of day as bits."""
    return ((1 << minutes // 5) - 1) << (starts.hour * 60 + starts.minute) // 5


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
        self._taken: dict[tuple[str, int, date], int] = defaultdict(int)    # of chairs and providers: a bit for 5 minutes
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
            for key in [("chair", visit.Op), *(("provider", number) for number in visit.providers)]:
                self._taken[*key, visit.AptDateTime.date()] |= span(visit.AptDateTime, visit.minutes)

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

    def free(self, starts: datetime, minutes: int, chair: int, provider: int) -> bool:
        day = starts.date()
        return not (self._taken["chair", chair, day] | self._taken["provider", provider, day]) & span(starts, minutes)

    def _at(self, clock: str, day: date | None = None) -> datetime:
        return at(clock, day or self.today)

    def long_ago(self, patient: int) -> date:
        """A weekday about a year back, before the schedules on the book begin."""
        day = self.today - timedelta(days=300 + 7 * patient)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def fill(self) -> None:
        """Everybody else's visits."""
        days = [day for day in all_days(self.today) if day != holiday(self.today)]
        for day in days:
            for provider in CHAIRS:
                self._keep(day, provider)
        for day in days:
            for provider in CHAIRS:
                self._fill_day(day, provider)
        self._odd_rows(days)

    def _keep(self, day: date, provider: int) -> None:
        """Take time nobody is to be booked in: the office's own blockouts and, from today on, one open hour."""
        for start, stop in self._closed(day, provider):
            length = (self._at(stop, day) - self._at(start, day)).seconds // 60
            self._taken["provider", provider, day] |= span(self._at(start, day), length)
        hours = ["08:00", "09:00", "10:00", "13:00", *(["14:00"] if day.weekday() != 4 else [])]
        self.chance.shuffle(hours)
        mine = next((self._at(hour, day) for hour in hours
                     if not self._taken["provider", provider, day] & span(self._at(hour, day), 60)), None)
        if mine and day >= self.today:
            self._taken["provider", provider, day] |= span(mine, 60)

    def _density(self, day: date) -> float:
        """The share of a provider's day that is booked."""
        ahead = (day - self.today).days
        return 0.96 if ahead < 7 else max(0.15, 0.93 - ahead * 0.0115)

    def _fill_day(self, day: date, provider: int) -> None:
        density = self._density(day)
        for start, stop in hours(provider, day):
            begins, end = self._at(start, day), self._at(stop, day)
            while begins < end:
                kind = self.chance.choice(_USUAL[provider]) if self.chance.random() < density else ""
                chairs = self._free_chairs(begins, kind, end, provider) if kind else []
                if chairs:
                    self._enter(provider, kind, begins, self.chance.choice(chairs))
                    begins += timedelta(minutes=LENGTHS[kind])
                else:
                    begins += timedelta(minutes=self.chance.choice((10, 20, 30)))

    def _free_chairs(self, begins: datetime, kind: str, end: datetime, provider: int) -> list[int]:
        if begins + timedelta(minutes=LENGTHS[kind]) > end:
            return []
        return [chair for chair in CHAIRS[provider] if self.free(begins, LENGTHS[kind], chair, provider)]

    def _closed(self, day: date, provider: int) -> list[tuple[str, str]]:
        """The blockouts on the provider's chairs; the office respects its own."""
        lunch = ("11:00", "11:30") if day.weekday() == 4 else ("12:00", "13:00")
        spans = [lunch] if provider == PATEL else []
        spans += [("16:30", "17:00")] if day.weekday() == 2 else []
        spans += [("11:00", "12:00")] if provider == KIM else []
        return spans + ([("15:00", "16:00")] if provider == LEE and day.weekday() == 0 else [])

    def _enter(self, provider: int, kind: str, begins: datetime, chair: int) -> None:
        status, dentist, hygienist = "Scheduled", provider, 0
        if begins.date() < self.today:
            status = self.chance.choices(("Complete", "Broken", "Scheduled"), (90, 7, 3))[0]
        elif self.chance.random() < 0.02:
            status = "Broken"
        if (provider in HYGIENISTS and self.chance.random() < 0.1
                and self.free(begins, LENGTHS[kind], chair, SMITH)):
            dentist, hygienist = SMITH, provider
        self.put(self.chance.choice(self._people), kind, begins, chair, dentist, hygienist, status,
                 self.chance.choice(_NOTES))

    def _odd_rows(self, days: list[date]) -> None:
        """Unscheduled, planned, notes, and the hidden chair."""
        chance = self.chance
        for patient in chance.sample(self._people, 12):
            begins = self._at("10:00", chance.choice(days[:DAYS_BACK]))
            self.put(patient, chance.choice(("cleaning", "filling")), begins, 0, chance.choice((SMITH, MORA, LEE)),
                     status="UnschedList", note="Will call back")
        for patient in chance.sample(self._people, 15):
            visit = self.put(patient, chance.choice(("crown", "filling")), NO_MOMENT, 0, MORA, status="Planned")
            visit.ItemOrderPlanned = 1
        for day in days[DAYS_BACK:]:
            self._note(day)
        self._midnight(days[DAYS_BACK + 4])
        for day in days[DAYS_BACK + 3::7]:
            self._hidden(day)

    def _note(self, day: date) -> None:
        """A PtNote laid on the last quarter of an hour of a chair, if that is free."""
        begins = self._at("13:30" if day.weekday() == 4 else "15:45", day)
        if self.chance.random() < 0.15 and self.free(begins, 15, 2, SMITH):
            note = self.put(self.chance.choice(self._people), "checkup", begins, 2, SMITH, status="PtNote",
                            note="Lab pickup")
            note.Pattern, note.PatternSecondary = "XXX", "///"

    def _midnight(self, day: date) -> None:
        """A note for the whole day, which somebody put at midnight."""
        note = self.put(self._people[0], "checkup", self._at("00:00", day), 5, MORA, status="PtNote", note="Water off at 3 PM")
        note.Pattern, note.PatternSecondary = "XX", "//"

    def _hidden(self, day: date) -> None:
        """A visit that was never moved out of the hidden chair 7."""
        for begins in (self._at(clock, day) for clock in ("09:00", "10:00", "11:00", "13:00")):
            if self.free(begins, LENGTHS["filling"], 7, MORA):
                self.put(self.chance.choice(self._people), "filling", begins, 7, MORA)
                return
