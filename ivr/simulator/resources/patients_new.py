"""
Creating and changing patients.

Source: https://www.opendental.com/site/apipatients.html
"""

from __future__ import annotations

import re
from typing import Any

from .. import fields as f
from .. import visits
from ..fields import Field, fields
from ..refusals import Refused, invalid, missing, required
from ..routes import Asked, Created, route
from ..rows import CONTACT_METHODS, Patient
from ..wire import digits
from .appointments import default_provider
from .patients import STATUSES, found, wire

FIELDS = (
    *fields(f.text, "MiddleI Preferred SSN Address Address2 City State Zip HmPhone WkPhone WirelessPhone Email "
                    "BillingType ChartNumber Language"),
    *fields(f.one_of(*STATUSES), "PatStatus"), *fields(f.one_of("Male", "Female", "Unknown"), "Gender"),
    *fields(f.one_of("Single", "Married", "Child", "Widowed", "Divorced"), "Position"), *fields(f.day, "Birthdate"),
    *fields(f.whole, "Guarantor PriProv SecProv ClinicNum"), Field("FeeSched", f.whole, "25.2.19"),
    Field("FamFinUrgNote", f.text, "23.2.5"), Field("MedicaidID", f.text, "24.4.13"),
    Field("EmployerNum", f.whole, "24.3.30"), Field("DateFirstVisit", f.day, "22.4.42"),
    Field("Premed", f.truth, "25.2.30"), Field("Ward", f.text, "24.1.12"), Field("AdmitDate", f.day, "24.1.12"),
    *fields(f.one_of(*CONTACT_METHODS), "PreferConfirmMethod PreferContactMethod PreferRecallMethod", "22.2"),
    Field("SuperFamily", f.whole, "22.4.38"), *fields(f.one_of("Unknown", "Yes", "No"), "TxtMsgOk"))
ZIP = re.compile(r"\d{5}(-?\d{4})?|")
STATE = re.compile(r"[A-Z]{2}|")


@route("POST", "patients", permission="Patients", body=(*fields(f.text, "LName! FName!"), *FIELDS))
def create(asked: Asked) -> Created:
    body, tables, now = asked.body, asked.tables, asked.office.now()
    if "Guarantor" in body and "SuperFamily" in body:
        raise Refused(400, "Guarantor and SuperFamily cannot both be given.")
    _check(asked, body)
    _texting(body.get("TxtMsgOk", "Unknown"), body.get("WirelessPhone", ""))
    row = Patient(0, **{"PriProv": default_provider(tables)} | body, DateTStamp=now, SecDateEntry=now.date())
    if asked.switches.duplicate_patients == "refuse" and any(_same(row, one) for one in tables.patients.values()):
        raise Refused(400, asked.switches.duplicate_text)
    row.PatNum = tables.next("patients")
    row.Guarantor = row.Guarantor or row.PatNum
    tables.patients[row.PatNum] = row
    visits.signal(asked.office, "Patient", row.PatNum)
    return Created(wire(asked, row), f"patients/{row.PatNum}")


def _same(one: Patient, other: Patient) -> bool:
    """The duplicate rule: name, birth date, and an e-mail address or a phone number in common."""
    if (one.LName.lower(), one.FName.lower(), one.Birthdate) != (other.LName.lower(), other.FName.lower(),
                                                                 other.Birthdate) or other.PatStatus == "Deleted":
        return False
    phones = [{digits(phone)[:10] for phone in row.phones if digits(phone)} for row in (one, other)]
    return bool(phones[0] & phones[1]) or (bool(one.Email) and one.Email.lower() == other.Email.lower())


def _check(asked: Asked, body: dict[str, Any]) -> None:
    tables = asked.tables
    for name in ("LName", "FName"):
        if name in body and not body[name].strip():
            raise required(name)
    for name, form in (("Zip", ZIP), ("State", STATE)):
        if not form.fullmatch(body.get(name, "")):
            raise invalid(name)
    if body.get("Language") and body["Language"] not in tables.preference("LanguagesUsedByPatients").split(","):
        raise invalid("Language")
    if body.get("BillingType") and body["BillingType"] not in {one.ItemName for one in tables.names(4)}:
        raise invalid("BillingType")
    if len(body.get("ChartNumber", "")) > 15:
        raise invalid("ChartNumber")
    for name, table, thing in (("Guarantor", tables.patients, "Guarantor"), ("PriProv", tables.providers, "Provider"),
                               ("SecProv", tables.providers, "Provider"), ("ClinicNum", tables.clinics, "Clinic"),
                               ("SuperFamily", tables.patients, "SuperFamily")):
        if body.get(name, 0) and body[name] not in table:
            raise missing(thing)


def _texting(allowed: str, wireless: str) -> None:
    if allowed == "Yes" and not wireless:
        raise Refused(400, "TxtMsgOk cannot be Yes when WirelessPhone is blank.")


@route("PUT", "patients/#", since="21.2", permission="Patients", body=(*fields(f.text, "LName FName"), *FIELDS))
def change(asked: Asked) -> dict[str, Any]:
    row, body = found(asked), asked.body
    _check(asked, body)
    _texting(body.get("TxtMsgOk", ""), body.get("WirelessPhone", row.WirelessPhone))
    if body.get("Guarantor", row.Guarantor) != row.Guarantor and row.PatNum != row.Guarantor:
        raise Refused(400, "Only the current guarantor of the family can be changed.")
    for name, value in body.items():
        setattr(row, name, value)
    row.DateTStamp = asked.office.now()
    visits.signal(asked.office, "Patient", row.PatNum)
    return wire(asked, row)
