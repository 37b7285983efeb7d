"""
Finding patients: the Patient Select search, which refuses unknown parameters, and patients/Simple.

The search by phone is a fuzzy one: digits anywhere in any of three free-text numbers.
Sources: https://www.opendental.com/site/apipatients.html and the vendor's Patients.cs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from .. import fields as f
from ..fields import Field, fields
from ..refusals import missing
from ..routes import Asked, Page, listing, route
from ..rows import Patient
from ..tables import Tables
from ..wire import NO_MOMENT, digits

NEWER = ("ApptModNote", "MedUrgNote")
SEARCHED = ("PatNum", "LName", "FName", "MiddleI", "Preferred", "PatStatus", "Birthdate", "SSN", "Address", "Address2",
            "City", "State", "Zip", "HmPhone", "WkPhone", "WirelessPhone", "Email", "priProvAbbr", "secProvAbbr",
            "BillingType", "ChartNumber", "ClinicNum", "clinicAbbr", "siteDesc", "TxtMsgOk")
STATUSES = ("Patient", "NonPatient", "Inactive", "Archived", "Deceased", "Prospective")
LIVE = ("Patient", "Prospective")


def wire(asked: Asked, row: Patient) -> dict[str, Any]:
    """The full object, with the readable twins of its keys."""
    tables, shown = asked.tables, asdict(row)
    del shown["merged"]
    if not asked.switches.newer_fields:
        shown = {name: value for name, value in shown.items() if name not in NEWER}
    family = [one for one in tables.patients.values() if one.Guarantor == row.PatNum]
    clinic = tables.clinics.get(row.ClinicNum)
    return shown | {"priProvAbbr": tables.abbreviation(row.PriProv), "secProvAbbr": tables.abbreviation(row.SecProv),
                    "clinicAbbr": clinic.Abbr if clinic else "",
                    # The family's total stands on the guarantor alone.
                    "BalTotal": round(sum(one.EstBalance for one in family), 2)}


def found(asked: Asked) -> Patient:
    row = asked.tables.patients.get(asked.number)
    if row is None or row.PatStatus == "Deleted":
        raise missing("Patient")
    return row


@route("GET", "patients/#")
def one(asked: Asked) -> dict[str, Any]:
    return wire(asked, found(asked))


@route("GET", "patients", query=listing(
    *fields(f.text, "LName FName Phone Address City State SSN ChartNumber SubscriberId Email Country clinicNums "
                    "clinicAbbr invoiceNumber"),
    *fields(f.truth, "hideInactive guarOnly showArchived"), *fields(f.day, "Birthdate"), *fields(f.whole, "SiteNum")))
def search(asked: Asked) -> Page:
    query, tables = asked.query, asked.tables
    tests = [_TESTS[name](asked, value) for name, value in query.items() if name in _TESTS]
    rows = [row for row in tables.patients.values() if _visible(row, query) and all(test(row) for test in tests)]
    last, first = query.get("LName", "").lower(), query.get("FName", "").lower()

    def order(row: Patient) -> tuple[bool, str, str, int]:
        exact = (row.LName.lower() == last or not last) and (row.FName.lower() == first or not first)
        return not exact, row.LName.lower(), row.FName.lower(), row.PatNum
    return Page(sorted(rows, key=order), lambda row: _searched(asked, row))


def _searched(asked: Asked, row: Patient) -> dict[str, Any]:
    full = wire(asked, row)
    shown = {name: full[name] for name in SEARCHED}
    if asked.switches.zip_numbers and row.Zip.isdigit():
        shown["Zip"] = int(row.Zip)
    return shown


def _visible(row: Patient, query: dict[str, Any]) -> bool:
    if row.PatStatus == "Deleted" or row.merged:
        return False
    if row.PatStatus in ("Archived", "Deceased"):
        return bool(query.get("showArchived", False))
    return not (row.PatStatus == "Inactive" and query.get("hideInactive", False))


Test = Callable[[Patient], bool]


def _prefix(column: str) -> Callable[[Asked, str], Test]:
    return lambda asked, value: lambda row: str(getattr(row, column)).lower().startswith(value.lower())


def _contains(column: str) -> Callable[[Asked, str], Test]:
    return lambda asked, value: lambda row: value.lower() in str(getattr(row, column)).lower()


def _first_name(asked: Asked, value: str) -> Test:
    preferred = asked.tables.switched_on("PatientSelectUseFNameForPreferred")
    return lambda row: (row.FName.lower().startswith(value.lower())
                        or (preferred and row.Preferred.lower().startswith(value.lower())))


def _born(asked: Asked, value: date) -> Test:
    # Years outside 1880 to 2100 are no filter at all.
    return lambda row: row.Birthdate == value or not 1880 <= value.year <= 2100


def _phone(asked: Asked, value: str) -> Test:
    wanted = digits(value)
    if asked.tables.switched_on("PatientPhoneUsePhonenumberTable"):
        return _phone_by_table(asked.tables, wanted)
    if len(wanted) > 3 and wanted[0] == "1" and not asked.switches.plus_one_literal:
        wanted = wanted[1:]
    return lambda row: any(wanted in digits(phone) for phone in row.phones) if wanted else True


def _phone_by_table(tables: Tables, wanted: str) -> Test:
    """The office keeps digits in a side table, with numbers that stand on no patient row."""
    wanted = wanted.lstrip("01")
    others: dict[int, list[str]] = {}
    for number, phone in tables.other_phones:
        others.setdefault(number, []).append(phone)
    exact = (tables.switched_on("EnterpriseExactMatchPhone")
             and str(len(wanted)) == tables.preference("EnterpriseExactMatchPhoneNumDigits", "10"))

    def test(row: Patient) -> bool:
        kept = [digits(phone).lstrip("01") for phone in row.phones] + others.get(row.PatNum, [])
        return any(phone == wanted if exact else wanted in phone for phone in kept if phone)
    return test


def _in_clinics(asked: Asked, value: str) -> Test:
    clinics = set(f.several("clinicNums", value, asked.switches))
    seen_there = {visit.PatNum for visit in asked.tables.appointments.values() if visit.ClinicNum in clinics}
    return lambda row: row.ClinicNum in clinics | {0} or row.PatNum in seen_there


def _clinic_called(asked: Asked, value: str) -> Test:
    numbers = {row.ClinicNum for row in asked.tables.clinics.values() if row.Abbr.lower().startswith(value.lower())}
    return lambda row: row.ClinicNum in numbers


def _heads_only(asked: Asked, value: bool) -> Test:
    return lambda row: row.PatNum == row.Guarantor or not value


def _nobody(asked: Asked, value: Any) -> Test:
    return lambda row: False        # this office keeps no insurance subscribers, invoices, sites or countries


_TESTS: dict[str, Callable[[Asked, Any], Test]] = {
    "LName": _prefix("LName"), "FName": _first_name, "Phone": _phone, "Birthdate": _born,
    "Address": _contains("Address"), "Email": _contains("Email"), "City": _prefix("City"), "State": _prefix("State"),
    "SSN": _prefix("SSN"), "ChartNumber": _prefix("ChartNumber"), "guarOnly": _heads_only, "clinicNums": _in_clinics,
    "clinicAbbr": _clinic_called, "SubscriberId": _nobody, "invoiceNumber": _nobody, "SiteNum": _nobody,
    "Country": _nobody}


SIMPLE = (
    *fields(f.text, "LName FName"), *fields(f.day, "Birthdate"), *fields(f.whole, "ClinicNum"),
    *fields(f.one_of(*STATUSES), "PatStatus"), *fields(f.moment, "DateTStamp"), Field("PriProv", f.whole, "21.3"),
    *fields(f.one_of("Male", "Female", "Unknown", "Other"), "Gender", "22.3.6"),
    *fields(f.one_of("Single", "Married", "Child", "Widowed", "Divorced"), "Position", "22.3.6"),
    Field("Guarantor", f.whole, "22.4.19"), Field("SuperFamily", f.whole, "22.4.38"),
    Field("EmployerNum", f.whole, "24.3.30"), Field("FeeSched", f.whole, "25.2.19"),
    *fields(f.text, "HmPhone WkPhone WirelessPhone"))
_PHONES = {"HmPhone", "WkPhone", "WirelessPhone"}


@route("GET", "patients/Simple", since="21.2", query=listing(*SIMPLE))
def simple(asked: Asked) -> Page:
    query, now = asked.query, asked.office.now()
    if query.keys() & _PHONES and not asked.switches.simple_phone_filter:
        raise f.unknown_parameter(min(query.keys() & _PHONES))
    rows = [row for _, row in sorted(asked.tables.patients.items()) if row.PatStatus != "Deleted" and _fits(row, query)]
    return Page(rows, lambda row: {"serverDateTime": now} | wire(asked, row))


def _fits(row: Patient, query: dict[str, Any]) -> bool:
    return (all(query[name].lower() in getattr(row, name).lower() for name in ("LName", "FName") if name in query)
            and all(digits(query[name]) in digits(getattr(row, name)) for name in _PHONES & query.keys())
            and row.DateTStamp >= query.get("DateTStamp", NO_MOMENT)
            and all(getattr(row, name) == value for name, value in query.items() if name in _EXACT))


_EXACT = {"Birthdate", "ClinicNum", "PatStatus", "PriProv", "Gender", "Position", "Guarantor", "SuperFamily",
          "EmployerNum", "FeeSched"}


@route("GET", "accountmodules/#/PatientBalances", since="22.1", query=listing())
def balances(asked: Asked) -> Page:
    head = found(asked).Guarantor
    family = [row for _, row in sorted(asked.tables.patients.items())
              if row.Guarantor == head and row.PatStatus != "Deleted"]
    rows = [{"PatNum": row.PatNum, "Name": f"{row.LName}, {row.FName}", "Balance": row.EstBalance} for row in family]
    total = round(sum(row.EstBalance for row in family), 2)
    return Page([*rows, {"PatNum": head, "Name": "Entire Family", "Balance": total}])
