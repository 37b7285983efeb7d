"""
Planned appointments of a chart, procedures, appointment fields, popups and ASAP texts: read for the most part.

Sources: https://www.opendental.com/site/apichartmodules.html, apiprocedurelogs.html, apiapptfields.html
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .. import fields as f
from ..fields import Field, fields
from ..refusals import Refused, missing
from ..routes import Asked, Page, listing, route
from ..rows import Appointment, Procedure
from ..wire import NO_DATE, NO_MOMENT, strings
from .patients import found as patient
from .reference import by_key

PROCEDURE_STATUSES = ("TP", "C", "EC", "EO", "R", "D", "Cn", "TPi")


@route("GET", "chartmodules/#/PlannedAppts", since="22.2", query=listing())
def planned(asked: Asked) -> Page:
    owner = patient(asked).PatNum
    rows = [row for row in asked.tables.appointments.values() if row.PatNum == owner and row.AptStatus == "Planned"]
    return Page(sorted(rows, key=lambda row: (row.ItemOrderPlanned, row.AptNum)), lambda row: _plan(asked, row))


def _plan(asked: Asked, row: Appointment) -> dict[str, Any]:
    made = [one.AptDateTime.date() for one in asked.tables.appointments.values() if one.NextAptNum == row.AptNum]
    return strings({"AptNum": row.AptNum, "ProvNum": row.ProvNum, "ItemOrder": row.ItemOrderPlanned,
                    "minutes": row.minutes, "ProcDescript": row.ProcDescript, "Note": row.Note,
                    "dateSched": min(made, default=NO_DATE), "AptStatus": row.AptStatus})


@route("GET", "procedurelogs", strict=False, query=listing(
    *fields(f.whole, "PatNum"), Field("AptNum", f.whole, "22.3.32"), Field("PlannedAptNum", f.whole, "24.4.5"),
    Field("ClinicNum", f.whole, "23.3.13"), *fields(f.one_of(*PROCEDURE_STATUSES), "ProcStatus", "25.2.21"),
    Field("CodeNum", f.whole, "25.2.21"), *fields(f.moment, "DateTStamp")))
def procedures(asked: Asked) -> Page:
    query, now = asked.query, asked.office.now()
    columns = query.keys() & {"PatNum", "AptNum", "PlannedAptNum", "ClinicNum", "ProcStatus", "CodeNum"}
    rows = [row for row in by_key(asked.tables.procedures) if row.DateTStamp >= query.get("DateTStamp", NO_MOMENT)
            and all(getattr(row, name) == query[name] for name in columns)]

    def shown(row: Procedure) -> dict[str, Any]:
        return asdict(row) | {"ProcFee": f"{row.ProcFee:.2f}", "serverDateTime": now}
    return Page(rows, shown)


@route("GET", "apptfields", query=listing(*fields(f.whole, "AptNum!"), *fields(f.text, "FieldName")))
def appointment_fields(asked: Asked) -> Page:
    query = asked.query
    return Page([{"AptNum": number, "FieldName": name, "FieldValue": value}
                 for (number, name), value in asked.tables.fields.items()
                 if number == query["AptNum"] and query.get("FieldName") in (None, name)])


@route("PUT", "apptfields", permission="Comm", body=(*fields(f.whole, "AptNum!"),
                                                     *fields(f.text, "FieldName! FieldValue!")))
def set_appointment_field(asked: Asked) -> None:
    body = asked.body
    if body["AptNum"] not in asked.tables.appointments:
        raise missing("Appointment")
    if body["FieldName"] not in asked.tables.field_names:
        raise Refused(400, "FieldName is not defined by the Dental Office.")
    asked.tables.fields[body["AptNum"], body["FieldName"]] = body["FieldValue"]


@route("GET", "popups", since="21.4", query=listing(*fields(f.whole, "PatNum!")))
def popups(asked: Asked) -> Page:
    owner = asked.tables.patients.get(asked.query["PatNum"])
    if owner is None:
        raise missing("Patient")
    family = {row.PatNum for row in asked.tables.patients.values() if row.Guarantor == owner.Guarantor}
    return Page([row for row in asked.tables.popups if row["PatNum"] == owner.PatNum
                 or (row["PopupLevel"] == "Family" and row["PatNum"] in family)])


@route("POST", "asapcomms", since="23.3.3", permission="TextingASAP")
def text_offer(asked: Asked) -> None:
    raise Refused(400, "The office does not subscribe to Web Sched ASAP.")
