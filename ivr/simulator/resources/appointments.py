"""
Appointments: reading, creating and changing.  Unknown parameters are ignored here, and everybody's rows come back.

Source: https://www.opendental.com/site/apiappointments.html
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from .. import fields as f
from .. import visits
from ..fields import Field, fields
from ..office import Office
from ..refusals import Refused, invalid, missing, required
from ..routes import Asked, Created, Page, listing, route
from ..rows import STATUSES, Appointment
from ..tables import Tables
from ..wire import NO_MOMENT

NEWER = ("Assistant", "IsMirrored")
ARRIVALS = ("DateTimeArrived", "DateTimeSeated", "DateTimeDismissed")
COLUMNS = tuple(Appointment.__dataclass_fields__)

PRIORITY = f.one_of("Normal", "ASAP")
COMMON = (
    *fields(f.pattern, "Pattern"), *fields(f.whole, "Confirmed ProvNum ProvHyg ClinicNum"), *fields(f.text, "Note"),
    *fields(f.truth, "IsHygiene"), *fields(f.truth, "IsNewPatient", "21.3"), *fields(PRIORITY, "Priority", "22.1"),
    *fields(f.whole, "AppointmentTypeNum", "22.1"), *fields(f.color, "colorOverride", "22.3.9"),
    *fields(f.pattern, "PatternSecondary", "23.3.17"), *fields(f.clock_time, " ".join(ARRIVALS), "25.2.10"))
RANGE = fields(f.day, "date dateStart dateEnd")


def shown(asked: Asked) -> Callable[[Appointment], dict[str, Any]]:
    """How this request sees an appointment: with the database's clock in front."""
    now, office = asked.office.now(), asked.office
    return lambda row: {"serverDateTime": now} | wire(office, row)


def wire(office: Office, row: Appointment) -> dict[str, Any]:
    tables, seen = office.tables, {}
    for column in COLUMNS:
        seen[column] = getattr(row, column)
        if column in _TWINS:
            twin, text = _TWINS[column]
            seen[twin] = text(tables, seen[column])
    if not office.switches.newer_fields:
        seen = {name: value for name, value in seen.items() if name not in NEWER}
    if office.switches.unset_arrival_is_midnight:
        seen |= {name: datetime.combine(row.AptDateTime, time.min) for name in ARRIVALS if seen[name] == NO_MOMENT}
    return seen


# The readable twin that follows a numeric key.
_TWINS: dict[str, tuple[str, Callable[[Tables, int], str]]] = {
    "Confirmed": ("confirmed", Tables.name_of), "ProvNum": ("provAbbr", Tables.abbreviation),
    "UnschedStatus": ("unschedStatus", Tables.name_of)}


def in_order(rows: Any) -> list[Appointment]:
    return sorted(rows, key=lambda row: (row.AptDateTime, row.AptNum))


def day_range(query: dict[str, Any]) -> tuple[date, date]:
    """First and last day asked for; `date` wins, and what is left out is open."""
    if "date" in query:
        return query["date"], query["date"]
    return query.get("dateStart", date.min), query.get("dateEnd", date.max)


@route("GET", "appointments", strict=False, query=listing(
    *fields(f.wholes, "PatNum", "21.4"), *fields(f.one_of(*STATUSES, "ASAP"), "AptStatus", "22.4.28"),
    *fields(f.wholes, "Op", "23.2.27"), *RANGE, *fields(f.wholes, "ClinicNum"),
    *fields(f.moment_or_day, "DateTStamp"), *fields(f.wholes, "AppointmentTypeNum", "24.4.22")))
def many(asked: Asked) -> Page:
    query = asked.query
    if asked.switches.unknown_patient_visits == "404" and query.get("PatNum", set()) - asked.tables.patients.keys():
        raise missing("Patient")
    first, last = day_range(query)
    keys = [name for name in ("PatNum", "Op", "ClinicNum", "AppointmentTypeNum") if name in query]
    rows = (row for row in asked.tables.appointments.values()
            if first <= row.AptDateTime.date() <= last and query.get("AptStatus") in (None, row.AptStatus)
            and row.DateTStamp >= query.get("DateTStamp", NO_MOMENT)
            and all(getattr(row, name) in query[name] for name in keys))
    return Page(in_order(rows), shown(asked))


@route("GET", "appointments/#")
def one(asked: Asked) -> dict[str, Any]:
    return shown(asked)(found(asked))


def found(asked: Asked) -> Appointment:
    row = asked.tables.appointments.get(asked.number)
    if row is None:
        raise missing("Appointment")
    return row


@route("GET", "appointments/ASAP", strict=False, query=listing(*fields(f.whole, "ClinicNum ProvNum")))
def sooner(asked: Asked) -> Page:
    provider, clinic = asked.query.get("ProvNum"), asked.query.get("ClinicNum")
    if asked.tables.clinics and clinic is None:
        raise required("ClinicNum")
    planned = {row.NextAptNum for row in asked.tables.appointments.values() if row.NextAptNum}
    rows = (row for row in asked.tables.appointments.values()
            if row.Priority == "ASAP" and row.AptStatus in ("Scheduled", "UnschedList", "Broken", "Planned")
            and (provider is None or provider in row.providers) and clinic in (None, row.ClinicNum)
            and not (row.AptStatus == "Planned" and row.AptNum in planned))
    return Page(in_order(rows), shown(asked))


@route("POST", "appointments", permission="Appointments", strict=False, body=(
    *fields(f.whole, "PatNum! Op!"), *fields(f.moment, "AptDateTime!"), *COMMON,
    *fields(f.one_of("Scheduled", "Complete", "UnschedList", "PtNote", "PtNoteCompleted"), "AptStatus"),
    *fields(f.whole, "SecUserNumEntry", "25.1.27")))
def create(asked: Asked) -> Created:
    office, body = asked.office, asked.body
    references(asked)
    visit = drafted(asked, body["Op"], body["AptDateTime"], body.get("AptStatus", "Scheduled"))
    visits.check(office, visit)
    if asked.switches.require_procedure and asked.tables.switched_on("ApptsRequireProc") and not _codes(asked):
        raise Refused(400, "A procedure is required.")
    visit.AptNum = asked.tables.next("appointments")
    first_visit(asked, visit)
    visits.attach(office, visit, _codes(asked))
    if visit.AptStatus == "UnschedList":
        visit.Op = 0
    _prospective(asked, visit)
    visits.save(office, visit, "Created")
    return Created(wire(office, visit), f"appointments/{visit.AptNum}")


def drafted(asked: Asked, chair: int, at: datetime, status: str) -> Appointment:
    """An appointment from the request's body and the documented defaults, not yet on the book."""
    body, tables = asked.body, asked.tables
    patient, kind = tables.patients[body["PatNum"]], tables.appointment_types.get(body.get("AppointmentTypeNum", 0))
    length = body.get("Pattern") or (kind.Pattern if kind else "") or "/XX/"
    visit = Appointment(
        0, patient.PatNum, status, length, body.get("Confirmed", _first_confirmed(tables)), True, chair,
        body.get("Note", ""), body.get("ProvNum", 0) or patient.PriProv or default_provider(tables),
        body.get("ProvHyg", 0), at, SecDateTEntry=asked.office.now(),
        ClinicNum=body.get("ClinicNum", _clinic(tables, chair, patient.ClinicNum)),
        PatternSecondary="/" * len(length), colorOverride=kind.appointmentTypeColor if kind else "0,0,0")
    _overwrite(visit, body, ("IsHygiene", "IsNewPatient", "Priority", "AppointmentTypeNum", "colorOverride",
                             "PatternSecondary", "SecUserNumEntry", *ARRIVALS))
    if len(visit.PatternSecondary) != len(visit.Pattern):
        raise invalid("PatternSecondary")
    return visit


def _overwrite(visit: Appointment, body: dict[str, Any], columns: tuple[str, ...]) -> None:
    for column in columns:
        if column in body:
            value = body[column]
            setattr(visit, column, datetime.combine(visit.AptDateTime, value) if isinstance(value, time) else value)


def default_provider(tables: Tables) -> int:
    return int(tables.preference("PracticeDefaultProv", "0"))


def _first_confirmed(tables: Tables) -> int:
    return next((one.DefNum for one in tables.names(2, include_hidden=False)), 0)


def _clinic(tables: Tables, chair: int, of_patient: int) -> int:
    return (tables.operatories[chair].ClinicNum if chair else 0) or of_patient


def _codes(asked: Asked) -> str:
    kind = asked.tables.appointment_types.get(asked.body.get("AppointmentTypeNum", 0))
    return kind.CodeStr if kind else ""


def first_visit(asked: Asked, visit: Appointment) -> None:
    # "true" for a patient without completed procedures also sets DateFirstVisit.
    if visit.IsNewPatient and not visits.completed_before(asked.tables, visit.PatNum):
        asked.tables.patients[visit.PatNum].DateFirstVisit = visit.AptDateTime.date()


def _prospective(asked: Asked, visit: Appointment) -> None:
    chair = asked.tables.operatories.get(visit.Op)
    if asked.switches.prospective_chairs and chair and chair.SetProspective:
        asked.tables.patients[visit.PatNum].PatStatus = "Prospective"


def references(asked: Asked) -> None:
    """Refuse keys in the body that name no row."""
    body, tables = asked.body, asked.tables
    patient = tables.patients.get(body["PatNum"]) if "PatNum" in body else None
    if "PatNum" in body and (patient is None or patient.PatStatus == "Deleted"):
        raise missing("Patient")
    for column, table, thing in (("Op", tables.operatories, "Operatory"), ("ProvNum", tables.providers, "Provider"),
                                 ("ProvHyg", tables.providers, "Provider"), ("ClinicNum", tables.clinics, "Clinic"),
                                 ("AppointmentTypeNum", tables.appointment_types, "AppointmentType")):
        if body.get(column, 0) and body[column] not in table:
            raise missing(thing)
    for column, category in (("Confirmed", 2), ("UnschedStatus", 13)):
        definition = tables.definition(body[column]) if body.get(column, 0) else None
        if body.get(column, 0) and (definition is None or definition.Category != category):
            raise invalid(column)


@route("PUT", "appointments/#", permission="Appointments", strict=False, body=(
    *COMMON, *fields(f.one_of(*STATUSES), "AptStatus"), *fields(f.whole, "Op"), *fields(f.moment, "AptDateTime"),
    Field("UnschedStatus", f.whole, "22.2")))
def change(asked: Asked) -> dict[str, Any]:
    visit, office = found(asked), asked.office
    references(asked)
    before = (visit.AptDateTime, visit.Op, visit.AptStatus)
    changed = _changed(visit, asked.body, asked)
    _permitted(visit, changed, asked)
    if (changed.AptDateTime, changed.Op, changed.AptStatus) != before or len(changed.Pattern) != len(visit.Pattern):
        visits.check(office, changed)
    if "AppointmentTypeNum" in asked.body and changed.AppointmentTypeNum != visit.AppointmentTypeNum:
        visits.attach(office, changed, _codes(asked))
    visits.save(office, changed)
    return shown(asked)(changed)


def _changed(visit: Appointment, body: dict[str, Any], asked: Asked) -> Appointment:
    """*visit* as it would be after the PUT."""
    changed = visit.copy()
    for column in ("AptStatus", "Pattern", "Confirmed", "Op", "Note", "ProvNum", "ProvHyg", "AptDateTime",
                   "ClinicNum", "UnschedStatus"):
        if column in body:
            setattr(changed, column, body[column])
    if "Pattern" in body and "PatternSecondary" not in body:
        changed.PatternSecondary = (changed.PatternSecondary + "/" * len(changed.Pattern))[:len(changed.Pattern)]
    _overwrite(changed, body, ("IsHygiene", "IsNewPatient", "Priority", "AppointmentTypeNum", "colorOverride",
                               "PatternSecondary", *ARRIVALS))
    if len(changed.PatternSecondary) != len(changed.Pattern) and "PatternSecondary" in body:
        raise invalid("PatternSecondary")
    if changed.AptStatus in ("UnschedList", "Planned") and asked.switches.unscheduling_clears_op:
        changed.Op = 0
    if (changed.AptDateTime, changed.Op) != (visit.AptDateTime, visit.Op):
        _moved(visit, changed, asked)
    return changed


def _moved(visit: Appointment, changed: Appointment, asked: Asked) -> None:
    """What the desktop does on a move, for offices switched to do it here as well."""
    switches, body = asked.switches, asked.body
    if (switches.move_resets_confirmed and "Confirmed" not in body
            and changed.AptDateTime.date() != visit.AptDateTime.date()):
        changed.Confirmed = _first_confirmed(asked.tables)
    if switches.move_clears_arrival:
        _overwrite(changed, dict.fromkeys(ARRIVALS, NO_MOMENT), ARRIVALS)
    if switches.move_revives_broken and "AptStatus" not in body and visit.AptStatus == "Broken":
        changed.AptStatus = "Scheduled"
    if switches.move_follows_provider and not {"ProvNum", "ProvHyg"} & body.keys() and changed.Op:
        dentist, hygienist = visits.scheduled_provider(asked.tables, changed.Op, changed.AptDateTime)
        changed.ProvNum, changed.ProvHyg = dentist or changed.ProvNum, hygienist


# No row of the vendor's page lets these be completed.
_NEVER = {("Planned", "Complete"), ("PtNote", "Complete"), ("PtNoteCompleted", "Complete")}


def _permitted(visit: Appointment, changed: Appointment, asked: Asked) -> None:
    """The rules of status; raises Refused (400)."""
    switches, move = asked.switches, (visit.AptStatus, changed.AptStatus)
    if move in _NEVER:
        raise invalid("AptStatus")
    if changed.AptStatus == "Scheduled" and not changed.Op:
        raise required("Op")
    if visit.AptStatus == changed.AptStatus:
        return
    refused = {"Complete": not switches.complete_may_change,
               "Planned": not switches.planned_may_be_scheduled and move[1] == "Scheduled",
               "PtNote": not switches.note_may_be_scheduled and move[1] == "Scheduled"}
    if refused.get(visit.AptStatus, False):
        raise invalid("AptStatus")
