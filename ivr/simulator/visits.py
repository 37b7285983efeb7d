"""
Writing to the appointment book: what every change leaves behind, and the checks an office may be switched to make.

Sources: https://www.opendental.com/site/apiappointments.html and the vendor's Appointments.cs (history, triggers).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from .refusals import OVERLAP, Refused
from .rows import Appointment, Procedure, Schedule, Signal
from .tables import Tables

if TYPE_CHECKING:
    from .office import Office


def save(office: Office, visit: Appointment, *actions: str) -> Appointment:
    """Put *visit* on the book with a new DateTStamp, one history row for each of *actions* and a signal."""
    tables, now = office.tables, office.now()
    visit.DateTStamp = now
    tables.appointments[visit.AptNum] = visit
    for action in actions or ("Changed",):
        tables.remember(action, visit, now)
    signal(office, "Appointment", visit.AptNum)
    return visit


def signal(office: Office, kind: str, key: int) -> None:
    signals = office.tables.signals
    signals.append(Signal(len(signals) + 1, kind, key, kind, office.now()))


def erase(office: Office, number: int) -> Appointment:
    """Delete a visit, as only the desktop can; raises KeyError."""
    visit = office.tables.appointments.pop(number)
    visit.DateTStamp = office.now()
    office.tables.remember("Deleted", visit, office.now())
    signal(office, "AppointmentDeleted", number)
    return visit


def check(office: Office, visit: Appointment) -> None:
    """The refusals an office may be switched to make on POST and PUT; raises Refused (400)."""
    if visit.AptStatus not in ("Scheduled", "Complete"):
        return
    switches, tables = office.switches, office.tables
    others = [one for one in tables.appointments.values()
              if one.AptNum != visit.AptNum and one.on_the_book and one.meets(visit.AptDateTime, visit.ends)]
    if switches.refuse_overlap and (_chair_taken(visit, others) or blockouts(office, visit, never=True)):
        raise Refused(400, OVERLAP)
    if switches.refuse_any_blockout and blockouts(office, visit):
        raise Refused(400, OVERLAP)
    if switches.refuse_double_booking and any(one.providers & visit.providers for one in others if _live(one)):
        raise Refused(400, "Not allowed to double book: provider")
    if switches.refuse_same_patient and any(one.PatNum == visit.PatNum for one in others if _live(one)):
        raise Refused(400, "Patient already has an appointment at this time.")
    _check_day(office, visit)


def _check_day(office: Office, visit: Appointment) -> None:
    if office.switches.refuse_past and visit.AptDateTime < office.now():
        raise Refused(400, "AptDateTime cannot be in the past.")
    if office.switches.refuse_holiday and closed(office.tables, visit.AptDateTime.date()):
        raise Refused(400, "The office is closed on this day.")


def _chair_taken(visit: Appointment, others: list[Appointment]) -> bool:
    return any(one.Op == visit.Op for one in others)


def _live(visit: Appointment) -> bool:
    return visit.AptStatus in ("Scheduled", "Complete")


def closed(tables: Tables, day: date) -> bool:
    """Whether a Practice row makes the day a holiday; the status it goes by is never sent to clients."""
    return any(row.SchedType == "Practice" and row.SchedDate == day and row.status for row in tables.schedules.values())


def blockouts(office: Office, visit: Appointment, never: bool = False) -> list[Schedule]:
    """Blockouts under a visit in its chair; with *never* only those of a type marked NS, no scheduling."""
    return [row for row in office.tables.schedules.values()
            if row.SchedType in ("Blockout", "WebSchedASAP") and covers(office, row, visit.Op)
            and row.starts < visit.ends and row.ends > visit.AptDateTime
            and (not never or no_scheduling(office.tables, row))]


def covers(office: Office, row: Schedule, chair: int) -> bool:
    return chair in row.operatories if row.operatories else office.switches.chairless_blockouts_block


def no_scheduling(tables: Tables, row: Schedule) -> bool:
    # ItemValue holds NS for "no scheduling", perhaps beside DC: opendental.com/manual/definitionsblockouts.html
    definition = tables.definition(row.BlockoutType)
    return definition is not None and "NS" in definition.ItemValue.split(",")


def attach(office: Office, visit: Appointment, code_str: str) -> None:
    """Attach treatment-planned procedures, one for each code in *code_str*, and describe them."""
    for code in filter(None, code_str.split(",")):
        chart(office, visit, code, "TP", visit.AptDateTime.date(), visit.AptNum)
    describe(office.tables, visit)


def chart(office: Office, visit: Appointment, code: str, status: str, day: date, apt_num: int = 0) -> Procedure:
    tables = office.tables
    found = tables.codes[code]
    row = Procedure(tables.next("procedures"), visit.PatNum, apt_num, day, found.fee, status, visit.ProvNum,
                    found.CodeNum, code, found.Descript, ClinicNum=visit.ClinicNum, DateTStamp=office.now())
    tables.procedures[row.ProcNum] = row
    return row


def describe(tables: Tables, visit: Appointment) -> None:
    """ProcDescript: the short names of the attached procedures."""
    visit.ProcDescript = ", ".join(tables.codes[row.procCode].AbbrDesc for row in tables.procedures.values()
                                   if visit.AptNum in (row.AptNum, row.PlannedAptNum) and row.ProcStatus != "D")


def is_recall(tables: Tables, visit: Appointment) -> bool:
    """Whether the visit carries a procedure of a recall type."""
    codes = {code for kind in tables.recall_types.values() for code in kind.Procedures.split(",")}
    return any(row.AptNum == visit.AptNum and row.procCode in codes for row in tables.procedures.values())


def scheduled_provider(tables: Tables, chair: int, at: datetime) -> tuple[int, int]:
    """The dentist and the hygienist of a spot: from the schedule rows of the chair, else from the chair itself."""
    rows = [row for row in tables.schedules.values() if row.SchedType == "Provider" and row.SchedDate == at.date()
            and chair in row.operatories and row.starts <= at < row.ends]
    found = {tables.providers[row.ProvNum].IsSecondary: row.ProvNum for row in rows if row.ProvNum in tables.providers}
    operatory = tables.operatories[chair]
    return found.get(False, operatory.ProvDentist), found.get(True, operatory.ProvHygienist)


def completed_before(tables: Tables, patient: int) -> bool:
    return any(row.PatNum == patient and row.ProcStatus == "C" for row in tables.procedures.values())


def spread(first: date, last: date) -> list[date]:
    """The days from *first* to *last*, both included."""
    return [first + timedelta(days=after) for after in range((last - first).days + 1)]
