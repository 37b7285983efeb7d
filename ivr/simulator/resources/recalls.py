"""
Recalls: who is due, and when it is already on the book.

Sources: https://www.opendental.com/site/apirecalls.html, https://www.opendental.com/site/apirecalltypes.html
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from .. import fields as f
from ..fields import fields
from ..refusals import Refused, invalid, missing
from ..routes import Asked, Created, Page, listing, route
from ..rows import Commlog, Recall, RecallType
from ..wire import NO_DATE
from .commlogs import MODES
from .patients import LIVE
from .reference import by_key


def scheduled(asked: Asked, row: Recall) -> date:
    """When the recall's visit is on the book: the first visit ahead with one of its procedures."""
    codes = asked.tables.recall_types[row.RecallTypeNum].Procedures.split(",")
    visits = {one.AptNum for one in asked.tables.procedures.values()
              if one.PatNum == row.PatNum and one.procCode in codes and one.AptNum}
    days = (visit.AptDateTime.date() for number in visits
            if (visit := asked.tables.appointments.get(number)) and visit.AptStatus == "Scheduled")
    return min((day for day in days if day >= asked.office.today()), default=NO_DATE)


def wire(asked: Asked, row: Recall) -> dict[str, Any]:
    shown = {name: value for name, value in asdict(row).items() if name != "reminders"}
    return shown | {"recallStatus": asked.tables.name_of(row.RecallStatus), "DateScheduled": scheduled(asked, row)}


@route("GET", "recalls", since="22.4.40", query=listing(*fields(f.whole, "PatNum")))
def many(asked: Asked) -> Page:
    wanted = asked.query.get("PatNum")
    return Page([row for row in by_key(asked.tables.recalls) if wanted in (None, row.PatNum)],
                lambda row: wire(asked, row))


@route("GET", "recalls/List", since="22.1", query=listing(
    *fields(f.day, "DateStart DateEnd"), *fields(f.whole, "ProvNum ClinicNum RecallType"),
    *fields(f.truth, "IncludeReminded")))
def listed(asked: Asked) -> Page:
    query, patients = asked.query, asked.tables.patients
    rows = [row for row in by_key(asked.tables.recalls) if not row.IsDisabled
            and patients[row.PatNum].PatStatus in LIVE and scheduled(asked, row) == NO_DATE
            and query.get("DateStart", date.min) <= row.DateDue <= query.get("DateEnd", date.max)
            and query.get("ProvNum") in (None, patients[row.PatNum].PriProv)
            and query.get("ClinicNum") in (None, patients[row.PatNum].ClinicNum)
            and query.get("RecallType") in (None, row.RecallTypeNum)
            and (query.get("IncludeReminded", True) or not row.reminders)]
    return Page(sorted(rows, key=lambda row: (row.DateDue, row.RecallNum)), lambda row: _line(asked, row))


def _line(asked: Asked, row: Recall) -> dict[str, Any]:
    """Display strings, as the desktop's recall list has them."""
    patient, today = asked.tables.patients[row.PatNum], asked.office.today()
    age = today.year - patient.Birthdate.year - ((today.month, today.day)
                                                 < (patient.Birthdate.month, patient.Birthdate.day))
    return {"DueDate": f"{row.DateDue.month}/{row.DateDue.day}/{row.DateDue.year}",
            "Patient": f"{patient.LName}, {patient.FName}", "PatNum": row.PatNum,
            "Age": str(age) if patient.Birthdate > NO_DATE else "",
            "Type": asked.tables.recall_types[row.RecallTypeNum].Description, "Interval": row.RecallInterval,
            "NumRemind": str(row.reminders or ""), "LastRemind": "",
            "Contact": patient.WirelessPhone or patient.HmPhone, "Status": asked.tables.name_of(row.RecallStatus),
            "ClinicNum": str(patient.ClinicNum), "Note": row.Note}


BODY = (*fields(f.day, "DateDue"), *fields(f.text, "RecallInterval Note"), *fields(f.whole, "RecallStatus"),
        *fields(f.truth, "IsDisabled"), *fields(f.one_of("Normal", "ASAP"), "Priority"),
        *fields(f.pattern, "TimePatternOverride"))


@route("POST", "recalls", since="24.2.31", permission="AllOthers",
       body=(*fields(f.whole, "PatNum! RecallTypeNum!"), *BODY))
def create(asked: Asked) -> Created:
    body, tables = asked.body, asked.tables
    if body["PatNum"] not in tables.patients:
        raise missing("Patient")
    if body["RecallTypeNum"] not in tables.recall_types:
        raise missing("RecallType")
    if any((row.PatNum, row.RecallTypeNum) == (body["PatNum"], body["RecallTypeNum"])
           for row in tables.recalls.values()):
        raise Refused(400, "Patient already has a recall of this type.")
    interval = tables.recall_types[body["RecallTypeNum"]].DefaultInterval
    columns: dict[str, Any] = {"DateDue": asked.office.today(), "RecallInterval": interval} | body
    row = Recall(tables.next("recalls"), DatePrevious=NO_DATE, **columns, DateTStamp=asked.office.now())
    tables.recalls[row.RecallNum] = row
    return Created(wire(asked, row), f"recalls/{row.RecallNum}")


@route("PUT", "recalls/#", since="24.2.31", permission="AllOthers", body=BODY)
def change(asked: Asked) -> dict[str, Any]:
    row = asked.tables.recalls.get(asked.number)
    if row is None:
        raise missing("Recall")
    for name, value in asked.body.items():
        setattr(row, name, value)
    row.DateTStamp = asked.office.now()
    return wire(asked, row)


@route("PUT", "recalls/Status", since="21.2", permission="Comm", body=(
    *fields(f.whole, "PatNum! RecallStatus!"), *fields(f.text, "recallType commlogNote"),
    *fields(f.one_of(*MODES), "commlogMode")))
def status(asked: Asked) -> None:
    body, tables, now = asked.body, asked.tables, asked.office.now()
    definition = tables.definition(body["RecallStatus"])
    if definition is None or definition.Category != 13:
        raise invalid("RecallStatus")
    row = _of_type(asked, body.get("recallType", ""))
    row.RecallStatus, row.DateTStamp = definition.DefNum, now
    log = Commlog(tables.next("commlogs"), row.PatNum, now, tables.names(27)[0].DefNum, body.get("commlogNote", ""),
                  body.get("commlogMode", "None"), "Sent", DateTStamp=now, DateTEntry=now)
    tables.commlogs[log.CommlogNum] = log


def _of_type(asked: Asked, name: str) -> Recall:
    for row in by_key(asked.tables.recalls):
        description = asked.tables.recall_types[row.RecallTypeNum].Description
        if row.PatNum == asked.body["PatNum"] and name in ("", description):
            return row
    raise missing("Recall")


@route("PUT", "recalls/SwitchType", since="22.4.41", permission="AllOthers",
       body=fields(f.whole, "PatNum! RecallTypeNum"))
def switch(asked: Asked) -> dict[str, Any]:
    """Prophy to Perio and back."""
    pair = {row.Description: row.RecallTypeNum for row in asked.tables.recall_types.values()}
    swap = {pair.get("Prophy"): pair.get("Perio"), pair.get("Perio"): pair.get("Prophy")}
    for row in by_key(asked.tables.recalls):
        if row.PatNum == asked.body["PatNum"] and swap.get(row.RecallTypeNum):
            row.RecallTypeNum, row.DateTStamp = int(swap[row.RecallTypeNum] or 0), asked.office.now()
            return wire(asked, row)
    raise missing("Recall")


@route("GET", "recalltypes", since="24.1.44", query=listing())
def types(asked: Asked) -> Page:
    return Page(by_key(asked.tables.recall_types), recall_type)


@route("GET", "recalltypes/#", since="24.1.44")
def one_type(asked: Asked) -> dict[str, Any]:
    if asked.number not in asked.tables.recall_types:
        raise missing("RecallType")
    return recall_type(asked.tables.recall_types[asked.number])


def recall_type(row: RecallType) -> dict[str, Any]:
    return asdict(row)


