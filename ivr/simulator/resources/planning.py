"""
Planned appointments: making one, and making a scheduled visit out of one.

Source: https://www.opendental.com/site/apiappointments.html
"""

from __future__ import annotations

from .. import fields as f
from .. import visits
from ..fields import fields
from ..refusals import Refused, invalid, missing, required
from ..routes import Asked, Created, route
from ..rows import Appointment
from ..wire import NO_MOMENT
from .appointments import PRIORITY, drafted, references, wire


@route("POST", "appointments/Planned", since="22.2.31", permission="Appointments", strict=False, body=(
    *fields(f.whole, "PatNum! AppointmentTypeNum Confirmed ProvNum ProvHyg ClinicNum"), *fields(f.pattern, "Pattern"),
    *fields(f.several, "procNums"), *fields(f.text, "Note"), *fields(f.truth, "IsHygiene IsNewPatient"),
    *fields(PRIORITY, "Priority"), *fields(f.pattern, "PatternSecondary", "23.3.17")))
def plan(asked: Asked) -> Created:
    body, tables = asked.body, asked.tables
    references(asked)
    procedures = body.get("procNums", ())
    if not procedures and not body.get("AppointmentTypeNum"):
        raise required("AppointmentTypeNum or procNums")
    if any(number not in tables.procedures for number in procedures):
        raise missing("Procedure")
    if "Pattern" not in body and procedures:
        body["Pattern"] = "X" * (int(tables.preference("AppointmentWithoutProcsDefaultLength", "30")) // 5)
    visit = drafted(asked, 0, NO_MOMENT, "Planned")
    visit.AptNum = tables.next("appointments")
    visit.ItemOrderPlanned = 1 + sum(row.AptStatus == "Planned" and row.PatNum == visit.PatNum
                                     for row in tables.appointments.values())
    _attach(asked, visit)
    visits.save(asked.office, visit, "Created")
    return Created(wire(asked.office, visit), f"appointments/{visit.AptNum}")


def _attach(asked: Asked, visit: Appointment) -> None:
    kind = asked.tables.appointment_types.get(visit.AppointmentTypeNum)
    for code in filter(None, (kind.CodeStr if kind else "").split(",")):
        visits.chart(asked.office, visit, code, "TP", asked.office.today()).PlannedAptNum = visit.AptNum
    for number in asked.body.get("procNums", ()):
        asked.tables.procedures[number].PlannedAptNum = visit.AptNum
    visits.describe(asked.tables, visit)


@route("POST", "appointments/SchedulePlanned", since="22.2", permission="Appointments", strict=False, body=(
    *fields(f.whole, "AptNum! ProvNum! Op! Confirmed"), *fields(f.moment, "AptDateTime!"), *fields(f.text, "Note")))
def schedule(asked: Asked) -> Created:
    body, tables = asked.body, asked.tables
    references(asked)
    planned = tables.appointments.get(body["AptNum"])
    if planned is None:
        raise missing("Appointment")
    if planned.AptStatus != "Planned":
        raise invalid("AptStatus")
    if any(row.NextAptNum == planned.AptNum for row in tables.appointments.values()):
        raise Refused(400, "Planned appointment is already scheduled.")
    visit = _from(planned, asked)
    visits.check(asked.office, visit)
    visit.AptNum = tables.next("appointments")
    for row in tables.procedures.values():
        if row.PlannedAptNum == planned.AptNum:
            row.AptNum = visit.AptNum
    visits.save(asked.office, visit, "Created")
    return Created(wire(asked.office, visit), f"appointments/{visit.AptNum}")


def _from(planned: Appointment, asked: Asked) -> Appointment:
    body = asked.body
    visit = planned.copy()
    visit.AptNum, visit.NextAptNum, visit.AptStatus, visit.ItemOrderPlanned = 0, planned.AptNum, "Scheduled", 0
    visit.AptDateTime, visit.ProvNum, visit.Op = body["AptDateTime"], body["ProvNum"], body["Op"]
    visit.Note = body.get("Note", planned.Note)
    visit.Confirmed = body.get("Confirmed", planned.Confirmed)
    visit.SecDateTEntry = asked.office.now()
    return visit
