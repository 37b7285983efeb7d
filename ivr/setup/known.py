"""What an office says about itself, as far as a practice file begins with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ivr.office.openings import ATTENDED
from ivr.office.records import AppointmentType, DaySheet, Operatory, Visit
from ivr.opendental.book import Book
from ivr.opendental.inspection import Inspection, StaffMember
from ivr.opendental.rows import ten_digits

FOUR_WEEKS = timedelta(days=27)     # both ends included
LENGTHS = range(5, 61, 5)           # what a grid, and a visit nobody has said the length of, may be


class NothingToDraft(Exception):
    """The office has nobody who could be booked, or no chair."""


@dataclass(frozen=True)
class Working:
    """A provider who can be booked."""

    member: StaffMember
    operatories: tuple[int, ...]            # most often worked in first


@dataclass(frozen=True)
class Known:
    title: str                              # PracticeTitle; may be empty
    phone: str                              # PracticePhone, ten digits or empty
    increment: int                          # AppointmentTimeIncrement
    default_provider: str                   # PracticeDefaultProv
    languages: tuple[str, ...]              # those of LanguagesUsedByPatients that callers can be spoken to in; English first
    clock: datetime | None                  # the office's own, naive
    staff: tuple[StaffMember, ...]
    operatories: tuple[Operatory, ...]
    types: tuple[AppointmentType, ...]
    usual_minutes: int                      # of a visit nobody has said the length of
    codes: Mapping[int, tuple[str, ...]]    # of procedures, by AppointmentTypeNum
    timetable: DaySheet                     # of the coming weeks, without visits
    visits: tuple[Visit, ...]               # of the weeks before and after today, those attended or to be


def known(book: Book, now: datetime) -> Known:
    """*now* is aware."""
    inspection = Inspection.of(book)
    clock = inspection.clock()
    today = (clock or now).date()

    def preference(name: str) -> str:
        return (book.preference(name) or "").strip()

    sheet = book.day_sheet(today - FOUR_WEEKS, today + FOUR_WEEKS)
    return Known(
        preference("PracticeTitle"), ten_digits(preference("PracticePhone")), length(preference("AppointmentTimeIncrement"), 10),
        preference("PracticeDefaultProv"), languages(preference("LanguagesUsedByPatients")), clock,
        tuple(inspection.staff()), tuple(book.operatories()), tuple(book.appointment_types()),
        length(preference("AppointmentWithoutProcsDefaultLength"), 30), inspection.codes(), ahead(sheet, today),
        tuple(visit for visit in sheet.visits if visit.status in ATTENDED and visit.operatory))


def ahead(sheet: DaySheet, today: date) -> DaySheet:
    return replace(sheet, first=today, shifts=tuple(shift for shift in sheet.shifts if shift.starts_at.date() >= today),
                   visits=(), closed=frozenset(day for day in sheet.closed if day >= today))


def languages(written: str) -> tuple[str, ...]:
    """
    Args:
        written: Three-letter codes and names of the office's own, such as "eng,spa,Plattdeutsch".
    """
    return ("en", "es") if "spa" in written.split(",") else ("en",)


def length(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and int(text) in LENGTHS else otherwise


# --- who works where -------------------------------------------------------------------------------------------------


def working(office: Known) -> list[Working]:
    """
    Those who are on the schedule, in the office's order; everybody, anywhere, when nobody is.

    Raises:
        NothingToDraft: There is nobody, or no chair.
    """
    people = [member for member in office.staff if member.person and not member.hidden]
    shown = tuple(chair.number for chair in office.operatories if not chair.hidden)
    if not people or not shown:
        raise NothingToDraft("Open Dental has no provider in use" if shown else "Open Dental has no operatory in use")
    found = [Working(member, where) for member in people if (where := most_used(shifts(office, member.number), shown))]
    return found or [Working(member, shown) for member in people]


def shifts(office: Known, provider: int) -> list[tuple[int, ...]]:
    """The chairs of each of the provider's shifts: those it names, else those the office keeps for the provider."""
    own = tuple(chair.number for chair in office.operatories if provider in (chair.dentist, chair.hygienist))
    return [shift.operatories or own for shift in office.timetable.shifts if shift.provider == provider]


def most_used(shifts: Iterable[tuple[int, ...]], shown: Sequence[int]) -> tuple[int, ...]:
    seen = Counter(chair for chairs in shifts for chair in chairs if chair in shown)
    return tuple(chair for chair, _ in seen.most_common())
