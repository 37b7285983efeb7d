"""Agreements that do not touch each other, of people in the sample office, and what must stand in its book of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from ivr.answers import Answers
from ivr.office.records import Patient
from ivr.office.requests import BookVisit, CancelVisit, FindOpenings, MoveVisit, Notice
from ivr.operations.operation import mark_of
from ivr.store.schema import operations, tasks
from tests.durability.processes import NOW, PRACTICE, local_zone

WEEK = timedelta(days=6)


@dataclass
class Agreement:
    key: str
    request: object

    @property
    def mark(self):
        return mark_of(self.key)


class Agreements:
    """Made one after another; no two of them have a patient, a visit or a time in common."""

    def __init__(self, carrier, office, name="CA"):
        self._book, self._office, self._name = carrier.book, office, name
        self._answers = Answers(PRACTICE, carrier.book, carrier.claims, lambda: NOW.replace(tzinfo=local_zone()))
        self._sheets = {}
        self._given = []
        self._made = 0
        known = sorted(number for number, row in office.patients.items() if number > 12 and row.PatStatus == "Patient")
        self._patients = iter(known[::-1])
        self._visits = iter([row["AptNum"] for row in office.book() if row["AptStatus"] == "Scheduled" and row["PatNum"] in known
                             and row["type"] == "Cleaning" and row["AptDateTime"] > NOW + timedelta(days=2)])
        self._seen = set()

    def next(self, kind):
        self._made += 1
        return Agreement(f"{self._name}{self._made}/0", getattr(self, kind)())

    def booking(self):
        patient = self._patient(next(number for number in self._patients if number not in self._seen))
        self._seen.add(patient.number)
        return BookVisit(patient, "checkup", self._opening(FindOpenings(patient, {}, reason="checkup")))

    def move(self):
        visit, patient = self._visit()
        return MoveVisit(patient, visit, self._opening(FindOpenings(patient, {}, visit=visit)))

    def cancel(self):
        visit, patient = self._visit()
        return CancelVisit(patient, visit, Notice(late=False))

    def _patient(self, number):
        row = self._office.patients[number]
        return Patient(number, row.FName, row.LName, row.Preferred, row.Birthdate)

    def _visit(self):
        while True:
            visit = self._answers.named(self._book.visit(next(self._visits)))
            if visit.patient not in self._seen:
                self._seen.add(visit.patient)
                return visit, self._patient(visit.patient)

    def _opening(self, request):
        wanted = self._answers.wanted(request)
        for monday in self._book.weeks():
            found = self._answers.openings(self._sheet(monday), wanted, request)
            opening = next((each for each in found if not any(meet(each, given) for given in self._given)), None)
            if opening:
                self._given.append(opening)
                return opening
        raise AssertionError("the sample office is full")

    def _sheet(self, monday):
        if monday not in self._sheets:
            self._sheets[monday] = self._book.day_sheet(max(monday, NOW.date()), monday + WEEK)
        return self._sheets[monday]


def meet(one, other):
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at and (
        one.operatory == other.operatory or one.provider == other.provider)


# --- judging -------------------------------------------------------------------------------------------------------------


def wrong(office, database, agreement):
    """Why the book, the chart and the record do not have the agreement once and whole; empty when they do."""
    with database.read() as connection:
        row = connection.execute(select(operations.c.state).where(operations.c.key == agreement.key)).first()
    written, logs = traces(office, agreement)
    if row is None:
        return f"written though nothing was recorded: {written}, {logs} commlogs" if written or logs else ""
    faults = [] if row.state == "done" else [row.state]
    faults += [] if written == [True] else [f"visits, and whether they are as agreed: {written}"]
    faults += [] if logs == 1 else [f"{logs} commlogs"]
    return "; ".join(faults)


def wrong_or_told(office, database, agreement):
    """As `wrong`; but what does not stand in the book may have been refused, which its caller hears, or be a task."""
    fault = wrong(office, database, agreement)
    with database.read() as connection:
        state = connection.execute(select(operations.c.state).where(operations.c.key == agreement.key)).scalar()
        tasked = connection.execute(select(tasks.c.key).where(tasks.c.key.like(f"{agreement.key}/%"))).first()
    written, logs = traces(office, agreement)
    return fault if written or logs or not (state == "refused" or tasked) else ""


def traces(office, agreement):
    """Of every visit that bears marks of the agreement, whether it is as agreed; and how many commlogs do."""
    with office.lock:
        appointments, commlogs = list(office.appointments.values()), list(office.tables.commlogs.values())
    logs = sum(agreement.mark in log.Note for log in commlogs)
    match agreement.request:
        case BookVisit(patient, _, opening):
            return [row.PatNum == patient.number and stands(row, opening) for row in appointments if agreement.mark in row.Note], logs
        case MoveVisit(_, visit, opening):
            now = office.appointments[visit.number]
            return ([stands(now, opening)] if now.AptDateTime != visit.starts_at else []), logs
        case CancelVisit(_, visit, _):
            now = office.appointments[visit.number]
            return ([now.AptStatus in ("UnschedList", "Broken")] if now.AptStatus != visit.status else []), logs


def stands(row, opening):
    return (row.AptStatus == "Scheduled" and row.AptDateTime == opening.starts_at and row.Op == opening.operatory
            and row.minutes == opening.minutes and opening.provider in (row.ProvNum, row.ProvHyg))
