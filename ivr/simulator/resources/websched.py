"""
The web scheduler's side door: its own openings, its own bookings, and booleans spelled True and False.

Sources: https://www.opendental.com/site/apiappointments.html and the vendor's TimeSlots.cs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from .. import fields as f
from .. import visits
from ..fields import fields
from ..refusals import Refused, invalid, required
from ..routes import Asked, Created, Page, listing, route
from ..rows import Appointment, Definition, Schedule
from ..wire import NO_MOMENT, loud
from .appointments import RANGE, day_range, drafted, in_order, references, wire
from .openings import days_asked

NEW, EXISTING = 42, 51      # definition categories of the two kinds of web patients
FEWER = ("AptNum", "PatNum", "AptStatus", "Pattern", "Confirmed", "confirmed", "Op", "Note", "ProvNum", "provAbbr",
         "ProvHyg", "AptDateTime", "IsNewPatient", "ClinicNum", "IsHygiene", "DateTStamp", "AppointmentTypeNum")


@route("GET", "appointments/WebSched", since="21.3", strict=False, query=listing(
    *RANGE, *fields(f.moment, "DateTStamp"), *fields(f.whole, "ClinicNum")))
def booked(asked: Asked) -> Page:
    first, last = day_range(asked.query)
    rows = (row for row in asked.tables.appointments.values()
            if row.AptNum in asked.tables.websched and first <= row.AptDateTime.date() <= last
            and row.DateTStamp >= asked.query.get("DateTStamp", NO_MOMENT)
            and asked.query.get("ClinicNum") in (None, row.ClinicNum))

    def shown(row: Appointment) -> dict[str, Any]:
        full = wire(asked.office, row)
        return loud({name: full[name] for name in FEWER} | {"eServiceLogType": asked.tables.websched[row.AptNum]})
    return Page(in_order(rows), shown)


@route("GET", "appointments/SlotsWebSched", strict=False, query=listing(
    *RANGE, *fields(f.whole, "ClinicNum defNumApptType"), *fields(f.truth, "isNewPatient")))
def offered(asked: Asked) -> Page:
    if asked.tables.clinics and "ClinicNum" not in asked.query:
        raise required("ClinicNum")
    category = NEW if asked.query.get("isNewPatient", False) else EXISTING
    reason = _reason(asked, asked.query.get("defNumApptType", 0), category)
    first, last = days_asked(asked)
    every = reversed(list(_offers(asked, reason, first, last)))
    offers = {(row["DateTimeStart"], row["ProvNum"]): row for row in every}
    now = asked.office.now()
    return Page(sorted((row for row in offers.values() if row["DateTimeStart"] > now),
                       key=lambda row: (row["DateTimeStart"], _place(asked, row["OpNum"]))))


def _place(asked: Asked, chair: int) -> int:
    return asked.tables.operatories[chair].ItemOrder


def _reason(asked: Asked, number: int, category: int) -> Definition:
    """The definition asked for, or the office's first; raises Refused."""
    if not asked.switches.websched:
        raise Refused(400, "The office does not subscribe to Web Sched.")
    reasons = [one for one in asked.tables.names(category, include_hidden=False) if number in (0, one.DefNum)]
    if not reasons:
        raise invalid("defNumApptType")
    if not reasons[0].websched_chairs:
        raise Refused(400, "There are no operatories set up for Web Sched.")
    return reasons[0]


@dataclass
class _Day:
    """What stands on one day: provider rows, blockouts and visits."""

    rows: list[Schedule] = field(default_factory=list)
    blockouts: list[Schedule] = field(default_factory=list)
    visits: list[Appointment] = field(default_factory=list)


def _days(asked: Asked, first: date, last: date) -> dict[date, _Day]:
    days = {day: _Day() for day in visits.spread(first, last)}
    for row in asked.tables.schedules.values():
        if row.SchedDate in days and row.SchedType == "Provider" and asked.tables.providers[row.ProvNum].websched:
            days[row.SchedDate].rows.append(row)
        elif row.SchedDate in days and row.SchedType in ("Blockout", "WebSchedASAP"):
            days[row.SchedDate].blockouts.append(row)
    for visit in asked.tables.appointments.values():
        if visit.AptDateTime.date() in days and visit.AptStatus != "UnschedList":
            days[visit.AptDateTime.date()].visits.append(visit)
    return days


def _offers(asked: Asked, reason: Definition, first: date, last: date) -> Iterator[dict[str, Any]]:
    """Every offer, by chair in the office's order."""
    tables, days = asked.tables, _days(asked, first, last)
    length = timedelta(minutes=5 * len(tables.appointment_types[reason.websched_type].Pattern or "/XX/"))
    chairs = [chair for chair in reason.websched_chairs if not tables.operatories[chair].IsHidden
              and tables.operatories[chair].ClinicNum == asked.query.get("ClinicNum", 0)]
    for chair in sorted(chairs, key=lambda number: _place(asked, number)):
        for day in days.values():
            for row in day.rows:
                if chair in row.operatories or (not row.operatories and _own(asked, chair, row.ProvNum)):
                    yield from ({"DateTimeStart": start, "DateTimeEnd": start + length, "ProvNum": row.ProvNum,
                                 "OpNum": chair} for start in _walk(asked, day, row, chair, length))


def _own(asked: Asked, chair: int, provider: int) -> bool:
    operatory = asked.tables.operatories[chair]
    return provider in (operatory.ProvDentist, operatory.ProvHygienist)


def _walk(asked: Asked, day: _Day, row: Schedule, chair: int, length: timedelta) -> Iterator[datetime]:
    """Starts along one schedule row, stepping over obstacles and back to the raster after each odd one."""
    step = timedelta(minutes=int(asked.tables.preference("AppointmentTimeIncrement", "10")))
    raster = start = _rounded_up(row.starts, step)
    obstacles, busy = _obstacles(asked, day, chair), _busy(asked, day, row.ProvNum)
    while start + length <= row.ends:
        hit = max((end for begin, end in obstacles if begin < start + length and end > start), default=None)
        if hit is not None:
            start = _rounded_up(hit, step)
        elif any(start <= cell < start + length for cell in busy):
            start += step
        else:
            yield start
            # Off the raster the next start is its next point, so that offers can overlap.
            start = raster + length * ((start - raster) // length + 1)


def _rounded_up(at: datetime, step: timedelta) -> datetime:
    midnight = datetime.combine(at.date(), time.min)
    return midnight + step * -((midnight - at) // step)


def _obstacles(asked: Asked, day: _Day, chair: int) -> list[tuple[datetime, datetime]]:
    blocked = [(one.starts, one.ends) for one in day.blockouts if visits.covers(asked.office, one, chair)]
    return blocked + [(one.AptDateTime, one.ends) for one in day.visits if one.Op == chair]


def _busy(asked: Asked, day: _Day, provider: int) -> list[datetime]:
    """Cells in which the provider is busy (X), where the office never double books; else none."""
    if asked.tables.preference("WebSchedExistingPatDoubleBooking", "0") != "1":
        return []
    return [visit.AptDateTime + timedelta(minutes=5 * number) for visit in day.visits
            if provider in visit.providers and visit.on_the_book
            for number, mark in enumerate(visit.Pattern) if mark == "X"]


@route("POST", "appointments/WebSched", since="21.3", permission="Appointments", strict=False, body=(
    *fields(f.whole, "PatNum! ProvNum! OpNum! defNumApptType!"), *fields(f.moment, "dateTimeStart! dateTimeEnd!")))
def book(asked: Asked) -> Created:
    body = asked.body
    reason = asked.tables.definition(body["defNumApptType"])
    if reason is None or reason.Category not in (NEW, EXISTING):
        raise Refused(400, "The reason for your appointment is no longer available.\r\n"
                           "Please call us to schedule your appointment.")
    _reason(asked, reason.DefNum, reason.Category)
    length = int((body["dateTimeEnd"] - body["dateTimeStart"]).total_seconds()) // 300
    if length <= 0:
        raise invalid("dateTimeEnd")
    body |= {"Op": body["OpNum"], "Pattern": "X" * length, "AppointmentTypeNum": reason.websched_type,
             "IsNewPatient": reason.Category == NEW}
    references(asked)
    visit = drafted(asked, body["Op"], body["dateTimeStart"], "Scheduled")
    visits.check(asked.office, visit)
    visit.AptNum = asked.tables.next("appointments")
    visits.attach(asked.office, visit, asked.tables.appointment_types[reason.websched_type].CodeStr)
    asked.tables.websched[visit.AptNum] = "NewPat" if reason.Category == NEW else "ExistingPat"
    visits.save(asked.office, visit, "Created")
    return Created(loud(wire(asked.office, visit)), f"appointments/{visit.AptNum}")
