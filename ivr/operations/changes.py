"""
The changes of the book, each as four questions: does it still fit, send it, has it landed, is it what was agreed.

`landed` is what makes a lost answer harmless: it finds our own change in the book, by our mark or by the appointment.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from ivr.office.openings import claimed, still_free
from ivr.office.records import Opening, Visit
from ivr.office.requests import (
    Agreed,
    ApprovedVisit,
    BookVisit,
    CancelVisit,
    ConfirmVisit,
    HurryVisit,
    MoveVisit,
    RegisterPatient,
    TellLate,
    TextVisit,
)
from ivr.opendental.book import Book
from ivr.opendental.errors import Rejected
from ivr.operations.marking import Confirming, Hurrying, Telling
from ivr.operations.registering import Registering
from ivr.operations.texting import Consenting
from ivr.practice import Practice
from ivr.store.claims import Claims

PARKED = ("UnschedList", "Broken")
SHARED_S = 1.5              # what another caller's check has learned so lately serves for this one; the read-back looks again


@dataclass
class Rights:
    """What the office's keys allow, as far as it is known."""

    appointments: bool = True       # without it every new visit is a task for the staff


@dataclass(frozen=True)
class Desk:
    """What the changes work with."""

    practice: Practice
    book: Book
    claims: Claims
    rights: Rights = field(default_factory=Rights)


class Change(Protocol):
    kind: str                   # the practice's name for the visit

    def fits(self, desk: Desk) -> str:
        """Empty when the book still allows it; otherwise why not: "taken" or "changed"."""

    def send(self, desk: Desk, mark: str) -> Visit | None: ...

    def landed(self, desk: Desk, mark: str) -> Visit | None: ...

    def agrees(self, visit: Visit) -> bool: ...

    def beside(self, visit: Visit, others: list[Visit]) -> bool:
        """Whether the visit, as read back, lies beside everybody else's."""

    def take_back(self, desk: Desk, visit: Visit) -> None: ...


class Booking:
    def __init__(self, request: BookVisit):
        self.request, self.opening, self.patient = request, request.opening, request.patient
        self.kind = request.reason

    def by_approval(self, desk: Desk) -> bool:
        kind, approved = desk.practice.kind(self.request.reason), isinstance(self.request, ApprovedVisit)
        return kind is not None and not approved and (kind.write == "ask" or not desk.rights.appointments)

    def fits(self, desk: Desk) -> str:
        return "" if free(desk, self.opening, self.patient.number) else "taken"

    def send(self, desk: Desk, mark: str) -> Visit | None:
        kind = desk.practice.kind(self.request.reason)
        if kind is None:
            raise LookupError("the visit agreed on is no longer in the practice file")
        if planned := self.request.planned:
            note = f"{planned.note}\n{mark}" if planned.note else mark
            return desk.book.schedule_planned(planned.number, self.opening, note)
        seen_by = self.opening.provider
        dentist = (kind.dentist or seen_by) if kind.hygiene else seen_by
        return desk.book.create(
            patient=self.patient.number, opening=self.opening, provider=dentist, hygienist=seen_by if kind.hygiene else 0,
            hygiene=kind.hygiene, new_patient=kind.new_patients, appointment_type=kind.appointment_type, note=mark)

    def landed(self, desk: Desk, mark: str) -> Visit | None:
        visits = desk.book.visits(self.patient.number, self.opening.starts_at.date())
        return next((visit for visit in visits if mark in visit.note), None)

    def agrees(self, visit: Visit) -> bool:
        return visit.patient == self.patient.number and at(visit, self.opening)

    def beside(self, visit: Visit, others: list[Visit]) -> bool:
        return not collides(visit, others)

    def take_back(self, desk: Desk, visit: Visit) -> None:
        desk.book.unschedule(visit.number)


class Moving:
    def __init__(self, request: MoveVisit):
        self.request, self.opening, self.patient, self.visit = request, request.opening, request.patient, request.visit
        self.kind = request.visit.kind

    def fits(self, desk: Desk) -> str:
        now = desk.book.visit(self.visit.number)
        if now is None or not same(now, self.visit):
            return "changed"
        return "" if free(desk, self.opening, self.patient.number, ignoring=self.visit.number) else "taken"

    def send(self, desk: Desk, mark: str) -> Visit | None:
        return desk.book.move(self.visit, self.opening)

    def landed(self, desk: Desk, mark: str) -> Visit | None:
        now = desk.book.visit(self.visit.number)
        return now if now is not None and self.agrees(now) else None

    def agrees(self, visit: Visit) -> bool:
        return visit.number == self.visit.number and visit.patient == self.patient.number and at(visit, self.opening)

    def beside(self, visit: Visit, others: list[Visit]) -> bool:
        return not collides(visit, others)

    def take_back(self, desk: Desk, visit: Visit) -> None:
        desk.book.move_back(self.visit)


class Cancelling:
    def __init__(self, request: CancelVisit):
        self.request, self.patient, self.visit = request, request.patient, request.visit
        self.kind = request.visit.kind

    def fits(self, desk: Desk) -> str:
        """Only a visit that is still on the book as it was read out is touched."""
        now = desk.book.visit(self.visit.number)
        return "" if now is not None and now.status == "Scheduled" and same(now, self.visit) else "changed"

    def send(self, desk: Desk, mark: str) -> Visit | None:
        rule, book, number = desk.practice.cancelling, desk.book, self.visit.number
        if not self.request.notice.late and rule.early == "UnschedList":
            return book.unschedule(number)
        kind = rule.late_break_type if self.request.notice.late else ""
        try:
            book.break_visit(number, kind)
        except Rejected as refused:
            if not kind or refused.reason != "break type":
                raise
            book.break_visit(number, "")            # the office has this kind of breaking switched off
        return None

    def landed(self, desk: Desk, mark: str) -> Visit | None:
        now = desk.book.visit(self.visit.number)
        return now if now is not None and self.agrees(now) else None

    def agrees(self, visit: Visit) -> bool:
        return visit.number == self.visit.number and visit.status in PARKED

    def beside(self, visit: Visit, others: list[Visit]) -> bool:
        return True

    def take_back(self, desk: Desk, visit: Visit) -> None:
        raise AssertionError("a cancelled visit collides with nothing")


def change_of(request: Agreed) -> AnyChange:
    match request:
        case BookVisit():
            return Booking(request)
        case MoveVisit():
            return Moving(request)
        case CancelVisit():
            return Cancelling(request)
        case RegisterPatient():
            return Registering(request)
        case ConfirmVisit():
            return Confirming(request)
        case HurryVisit():
            return Hurrying(request)
        case TellLate():
            return Telling(request)
        case TextVisit():
            return Consenting(request)
    raise TypeError(f"{type(request).__name__} changes no book")


AnyChange = Booking | Moving | Cancelling | Registering | Confirming | Hurrying | Telling | Consenting


def free(desk: Desk, opening: Opening, patient: int, ignoring: int = 0) -> bool:
    """
    The final check: the opening lies wholly inside what the office's Slots and its day's appointments both leave free.

    A practice whose office answers Slots wrongly has the schedule asked instead.  Both are asked at once, for the caller
    waits.
    """
    day, context = opening.starts_at.date(), copy_context()
    with ThreadPoolExecutor(1) as beside:
        open_blocks = beside.submit(context.run, blocks, desk, opening)
        visits = desk.book.day_visits(day, SHARED_S)
    found = still_free(opening, open_blocks.result(), visits, patient=patient, ignoring=ignoring)
    if not found:
        desk.book.doubt(day)
    return found


def claim(desk: Desk, key: str, sid: str, change: AnyChange) -> bool:
    """Whether nobody else is about to be given this time; it is the operation's from here on, and no longer the call's."""
    if not isinstance(change, Booking | Moving):
        return True
    opening = change.opening
    return desk.claims.take(key, claimed(opening, change.patient.number), opening.starts_at, opening.ends_at, instead_of=sid)


def blocks(desk: Desk, opening: Opening) -> list[tuple[datetime, datetime]]:
    book = desk.book
    return (book.slots if desk.practice.check_slots else book.shifts)(opening.provider, opening.operatory, opening.starts_at.date())


def at(visit: Visit, opening: Opening) -> bool:
    return (
        visit.status == "Scheduled"
        and visit.starts_at == opening.starts_at
        and visit.minutes == opening.minutes
        and visit.operatory == opening.operatory
        and opening.provider in (visit.provider, visit.hygienist)
    )


def same(now: Visit, then: Visit) -> bool:
    return (now.patient, now.status, now.starts_at, now.minutes) == (then.patient, then.status, then.starts_at, then.minutes)


def collides(visit: Visit, others: list[Visit]) -> bool:
    """Whether somebody else's live visit lies on the same time in the same chair or with the same provider."""
    mine = {visit.hygienist if visit.hygiene and visit.hygienist else visit.provider}
    return any(
        other.number != visit.number
        and other.status in ("Scheduled", "Complete")
        and other.starts_at < visit.starts_at + timedelta(minutes=visit.minutes)
        and visit.starts_at < other.ends_at
        and (other.operatory == visit.operatory or (other.hygienist if other.hygiene and other.hygienist else other.provider) in mine)
        for other in others
    )
