"""
Break, Note and Confirm: the small changes the vendor advises to use instead of the general PUT.

Sources: https://www.opendental.com/site/apiappointments.html, https://www.opendental.com/manual/apptbreak.html
"""

from __future__ import annotations

from .. import fields as f
from .. import visits
from ..fields import Field, fields
from ..refusals import Refused, invalid, required
from ..routes import Asked, route
from ..rows import Appointment, Commlog
from .appointments import found

CODES = {"Missed": "D9986", "Cancelled": "D9987"}
# BrokenApptProcedure: 0 None, 1 Missed, 2 Cancelled, 3 Both
ENABLED = {"0": (), "1": ("Missed",), "2": ("Cancelled",), "3": ("Missed", "Cancelled")}


@route("PUT", "appointments/#/Break", since="21.3", permission="Comm", strict=False,
       body=(*fields(f.truth, "sendToUnscheduledList!"), *fields(f.text, "breakType")))
def break_visit(asked: Asked) -> None:
    visit, to_list = found(asked), asked.body["sendToUnscheduledList"]
    kind = _kind(asked)
    if visit.AptStatus != "Scheduled":
        raise Refused(400, asked.switches.break_status_text)
    if to_list and _stays(asked, visit):
        raise Refused(400, "Recall appointments cannot be sent to the unscheduled list.")
    if kind:
        _charge(asked, visit, kind)
    _log(asked, visit, kind)
    visit.AptStatus = "Broken"
    visits.save(asked.office, visit, kind or "Cancelled")
    if to_list and asked.switches.break_leaves == "UnschedList":
        visit.AptStatus, visit.Op = "UnschedList", 0
        visits.save(asked.office, visit, "Changed")


def _kind(asked: Asked) -> str:
    """The breakType asked for, empty for none; raises Refused when the office does not use it."""
    kind = asked.body.get("breakType", "")
    if kind and kind not in CODES:
        raise Refused(400, "breakType is invalid.")
    if kind and kind not in ENABLED.get(asked.tables.preference("BrokenApptProcedure", "0"), ()):
        raise Refused(400, f"breakType is invalid. {kind} is not enabled by the Dental Office.")
    return str(kind)


def _stays(asked: Asked, visit: Appointment) -> bool:
    return (asked.switches.break_honours_no_recalls and asked.tables.switched_on("UnscheduledListNoRecalls")
            and visits.is_recall(asked.tables, visit))


def _charge(asked: Asked, visit: Appointment, kind: str) -> None:
    # The desktop charts it completed today, with the fee; its AptNum stays 0 and a note names the visit.
    row = visits.chart(asked.office, visit, CODES[kind], "C", asked.office.today())
    row.Note = f"Appointment BROKEN for {visit.ProcDescript} {visit.AptDateTime}"
    if asked.switches.break_adds_adjustment and asked.tables.switched_on("BrokenApptAdjustment"):
        asked.tables.adjustments.append({"PatNum": visit.PatNum, "AdjDate": asked.office.today(), "AdjAmt": row.ProcFee})


def _log(asked: Asked, visit: Appointment, kind: str) -> None:
    if asked.tables.switched_on("BrokenApptCommLog"):
        now, tables = asked.office.now(), asked.tables
        row = Commlog(tables.next("commlogs"), visit.PatNum, now, tables.names(27)[0].DefNum,
                      f"{kind or 'Cancelled'} appointment of {visit.AptDateTime}", "None", "Neither",
                      DateTStamp=now, DateTEntry=now)
        tables.commlogs[row.CommlogNum] = row


@route("PUT", "appointments/#/Note", permission="Comm", strict=False, body=fields(f.text, "Note!"))
def note(asked: Asked) -> None:
    visit = found(asked)
    visit.Note = f"{visit.Note}\r\n{asked.body['Note']}" if visit.Note else asked.body["Note"]
    visits.save(asked.office, visit)


VALUES = {"None": "", "Sent": "ApptEConfirmStatusSent", "Confirmed": "ApptEConfirmStatusAccepted",
          "Not Accepted": "ApptEConfirmStatusDeclined", "Failed": "ApptEConfirmStatusSendFailed"}
TRIGGERS = {"AppointmentTimeArrivedTrigger": "DateTimeArrived", "AppointmentTimeSeatedTrigger": "DateTimeSeated",
            "AppointmentTimeDismissedTrigger": "DateTimeDismissed"}


@route("PUT", "appointments/#/Confirm", permission="Comm", strict=False,
       body=(*fields(f.one_of(*VALUES), "confirmVal"), Field("defNum", f.whole, "21.2")))
def confirm(asked: Asked) -> None:
    visit = found(asked)
    visit.Confirmed = _wanted(asked)
    for trigger, column in TRIGGERS.items():
        if asked.tables.preference(trigger) == str(visit.Confirmed):
            setattr(visit, column, asked.office.now())
    visits.save(asked.office, visit)


def _wanted(asked: Asked) -> int:
    body, tables = asked.body, asked.tables
    if len(body) == 0:
        raise required("confirmVal or defNum")
    if len(body) == 2:
        raise Refused(400, "confirmVal and defNum cannot both be given.")
    if "defNum" in body:
        definition = tables.definition(body["defNum"])
        if definition is None or definition.Category != 2:
            raise invalid("defNum")
        return definition.DefNum
    preference = VALUES[body["confirmVal"]]
    return int(tables.preference(preference, "0")) if preference else tables.names(2)[0].DefNum
