"""Whether the practice file fits the office it is for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr.office.openings import Wanted, chairs, openings
from ivr.office.records import AppointmentType, DaySheet, Operatory, Provider
from ivr.opendental.book import BLOCKOUT_TYPES, NO_SCHEDULING, Book
from ivr.opendental.inspection import Inspection
from ivr.opendental.reference import Definition
from ivr.practice import Practice, VisitKind
from ivr.setup.findings import Finding, fail, ok, warn

TWO_WEEKS = timedelta(days=13)      # both ends included
WEB_SCHED = (42, 51)                # definition categories: for new patients, for those with a chart
ABOUT = "practice file"
SLOW_S = 180.0                      # a difference of clocks that is worth a word
ZONE_S = 1200.0                     # one that only another zone explains: zones differ by quarters of an hour
BREAK_TYPES = {"0": (), "1": ("Missed",), "2": ("Cancelled",), "3": ("Missed", "Cancelled")}    # BrokenApptProcedure


@dataclass(frozen=True)
class Named:
    """Something of the office's that the practice file names."""

    what: str               # "provider", "operatory" or "appointment type"
    number: int
    where: str              # the kind of visit that names it; empty for a [[provider]] of no visit

    def __str__(self) -> str:
        return f"{self.what} {self.number}" + (f" of the visit {self.where}" if self.where else "")


@dataclass(frozen=True)
class Office:
    """What of an office the practice file has to fit."""

    providers: Sequence[Provider]
    operatories: Sequence[Operatory]
    types: Sequence[AppointmentType]            # empty: this version does not tell
    blockouts: Sequence[Definition]             # the types
    web_sched: Sequence[Definition]             # what the web scheduler gives
    timetable: DaySheet                         # of the next two weeks, without visits
    increment: str | None                       # AppointmentTimeIncrement
    break_types: str | None                     # BrokenApptProcedure


def office_of(book: Book, practice: Practice, now: datetime) -> Office:
    """Everything is read here; *now* is aware."""
    today = practice.local(now).date()
    web_sched = [each for category in WEB_SCHED for each in book.definitions(category)] if any(
        kind.web_sched for kind in practice.visits) else []
    return Office(book.providers(), book.operatories(), book.appointment_types(), book.definitions(BLOCKOUT_TYPES), web_sched,
                  Inspection.of(book).timetable(today, today + TWO_WEEKS), book.preference("AppointmentTimeIncrement"),
                  book.preference("BrokenApptProcedure"))


def unknown_in_office(practice: Practice, book: Book) -> list[Named]:
    """
    What the practice file names and the office does not have, in the order of the file.

    Raises:
        OfficeError: The office could not be asked.
    """
    return unknown(practice, book.providers(), book.operatories(), book.appointment_types())


def unknown(practice: Practice, providers: Iterable[Provider], operatories: Iterable[Operatory],
            types: Collection[AppointmentType]) -> list[Named]:
    """
    Args:
        types: Empty when the office does not tell; then none is unknown.
    """
    has = {"provider": {each.number for each in providers}, "operatory": {each.number for each in operatories},
           "appointment type": {each.number for each in types}}
    return [each for each in named(practice) if each.number not in has[each.what] and (types or each.what != "appointment type")]


def named(practice: Practice) -> Iterator[Named]:
    for kind in practice.visits:
        dentist = [kind.dentist] if kind.dentist else []
        for number in dict.fromkeys([*kind.providers, *dentist]):
            yield Named("provider", number, kind.name)
        for number in kind.operatories:
            yield Named("operatory", number, kind.name)
        if kind.appointment_type:
            yield Named("appointment type", kind.appointment_type, kind.name)
    used = {number for kind in practice.visits for number in (*kind.providers, kind.dentist)}
    yield from (Named("provider", each.number, "") for each in practice.providers if each.number not in used)


# --- the findings ----------------------------------------------------------------------------------------------------


def fits(practice: Practice, office: Office, now: datetime) -> Iterator[Finding]:
    found = [*strangers(practice, office), *hidden(practice, office), *lengths(practice, office), *blockouts(practice, office),
             *web_scheduled(practice, office), *never_offered(practice, office, now), *preferences(practice, office)]
    yield from found or [ok(ABOUT, "its providers, operatories, appointment types and blockouts are the office's")]


def strangers(practice: Practice, office: Office) -> Iterator[Finding]:
    for each in unknown(practice, office.providers, office.operatories, office.types):
        yield fail(ABOUT, f"Open Dental has no {each}", "Put the number right, or take it out")


def hidden(practice: Practice, office: Office) -> Iterator[Finding]:
    away: dict[str, Collection[int]] = {
        "provider": {each.number for each in office.providers if each.hidden},
        "operatory": {each.number for each in office.operatories if each.hidden},
        "appointment type": {each.number for each in office.types if each.hidden}}
    for each in named(practice):
        if each.number in away[each.what]:
            yield warn(ABOUT, f"Open Dental hides {each}", "Take it out of the practice file, or show it in Open Dental")


def lengths(practice: Practice, office: Office) -> Iterator[Finding]:
    minutes = {each.number: each.minutes for each in office.types}
    for kind in practice.visits:
        theirs = minutes.get(kind.appointment_type, 0)
        if theirs and theirs != kind.minutes:
            yield warn(ABOUT, f"the visit {kind.name} takes {kind.minutes} minutes, its appointment type {theirs}",
                       "Make them equal, unless visits by telephone are meant to be of another length")


def blockouts(practice: Practice, office: Office) -> Iterator[Finding]:
    values = {name: [word.strip() for word in value.split(",")] for _, name, value in office.blockouts}
    for kind in practice.visits:
        for name in kind.bookable_blockouts:
            if name not in values:
                yield warn(ABOUT, f'the visit {kind.name} may lie on "{name}", which is no blockout type of the office',
                           "Write it as it stands in Open Dental's definitions: " + ", ".join(values))
            elif NO_SCHEDULING in values[name]:
                yield warn(ABOUT, f'the visit {kind.name} may lie on "{name}", on which Open Dental allows nothing (NS)',
                           "Take it out; nothing is ever booked on it")


def web_scheduled(practice: Practice, office: Office) -> Iterator[Finding]:
    names = {number: name for number, name, _ in office.web_sched}
    for kind in practice.visits:
        if kind.web_sched and kind.web_sched not in names:
            there = ", ".join(f"{number} {name}" for number, name in names.items())
            yield fail(ABOUT, f"the web scheduler has no definition {kind.web_sched} for the visit {kind.name}",
                       f"Name one it has: {there}" if names else "Leave web_sched out; this office has not set the web scheduler up")


def never_offered(practice: Practice, office: Office, now: datetime) -> Iterator[Finding]:
    """The kinds that the schedules of two weeks leave no room for, even on an empty book."""
    for kind in practice.visits:
        if kind.web_sched:      # its times are not worked out from the schedules
            continue
        asked = wanted(practice, kind, office.operatories, office.types)
        if not any(chairs(provider, office.timetable, asked) for provider in kind.providers):
            yield warn(ABOUT, f"nobody who gives the visit {kind.name} works in one of its operatories within two weeks",
                       "Compare its providers and operatories with Open Dental's schedules")
        elif not openings(office.timetable, asked, now):
            yield warn(ABOUT, f"the visit {kind.name} fits nowhere within two weeks, even on an empty book",
                       "Compare its minutes, [hours] and the blockouts with Open Dental's schedules")


def wanted(practice: Practice, kind: VisitKind, operatories: Sequence[Operatory], types: Iterable[AppointmentType]) -> Wanted:
    own = next((each.blockouts for each in types if each.number == kind.appointment_type), ())
    return Wanted(
        minutes=kind.minutes, providers=kind.providers, operatories=kind.operatories,
        increment_minutes=practice.increment_minutes, lead_minutes=practice.lead_minutes, horizon_days=practice.horizon_days,
        zone=practice.zone, hours=practice.hours, closed=practice.closed_days,
        bookable_blockouts=(*kind.bookable_blockouts, *own), chairs=tuple(operatories))


def preferences(practice: Practice, office: Office) -> Iterator[Finding]:
    grid, increment = office.increment or "", practice.increment_minutes
    if grid.isdecimal() and int(grid) and increment % int(grid):
        yield warn(ABOUT, f"increment_minutes is {increment}, Open Dental's book has lines every {grid} minutes",
                   f"Set increment_minutes to a multiple of {grid}, or starts fall between the lines")
    late, known = practice.cancelling.late_break_type, BREAK_TYPES.get(office.break_types or "")
    if late and known is not None and late not in known:
        yield warn(ABOUT, f'late_break_type is "{late}", which Open Dental has switched off; late visits are broken without it',
                   "Switch it on in Open Dental (the preference for broken appointment procedures), or leave it empty")


def same_time(practice: Practice, theirs: datetime | None, now: datetime) -> Finding:
    """
    Args:
        theirs: What the office's database has for the time, naive.
        now: Aware.
    """
    if theirs is None:
        return warn("timezone", "Open Dental does not tell its time", f"Check that the office's clocks show {practice.zone.key} time")
    ahead = (theirs - practice.local(now)).total_seconds()
    apart = f"the office's clock is {round(abs(ahead) / 60)} minutes {'ahead of' if ahead > 0 else 'behind'} {practice.zone.key}"
    if abs(ahead) > ZONE_S:
        return fail("timezone", apart, "Put timezone right in the practice file, or the clock of the office's database server")
    if abs(ahead) > SLOW_S:
        return warn("timezone", apart, "Put the clock of the office's database server right, or this machine's")
    return ok("timezone", f"the office's clock agrees with {practice.zone.key}")
