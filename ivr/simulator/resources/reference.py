"""
What changes seldom: operatories, providers, appointment types, definitions, preferences, clinics, permissions.

Sources: https://www.opendental.com/site/apioperatories.html and the pages of the other resources.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .. import fields as f
from ..fields import Field, fields, known
from ..keys import PERMISSIONS
from ..refusals import missing
from ..routes import Asked, Page, listing, route
from ..rows import AppointmentType, Clinic, Definition, Operatory, Provider
from ..tables import Tables
from ..wire import NO_MOMENT

CATEGORIES = {2: "ApptConfirmed", 4: "BillingTypes", 13: "RecallUnschedStatus", 25: "BlockoutTypes",
              27: "CommLogTypes", 42: "WebSchedNewPatApptTypes", 51: "WebSchedExistingApptTypes",
              55: "OperatoryTypes"}


def by_key(table: dict[int, Any]) -> list[Any]:
    return [table[number] for number in sorted(table)]


def operatory(asked: Asked, row: Operatory) -> dict[str, Any]:
    shown = {name: value for name, value in asdict(row).items() if name != "stamp"}
    if not known("24.1", asked.switches):
        del shown["OperatoryType"]
        return shown
    return shown | {"operatoryType": asked.tables.name_of(row.OperatoryType)}


@route("GET", "operatories", query=listing(*fields(f.whole, "ClinicNum")))
def operatories(asked: Asked) -> Page:
    clinic = asked.query.get("ClinicNum")
    rows = [row for row in by_key(asked.tables.operatories) if clinic in (None, row.ClinicNum)]
    return Page(rows, lambda row: operatory(asked, row))


@route("GET", "operatories/#", since="24.1.10")
def one_operatory(asked: Asked) -> dict[str, Any]:
    if asked.number not in asked.tables.operatories:
        raise missing("Operatory")
    return operatory(asked, asked.tables.operatories[asked.number])


def provider(row: Provider, server: Any) -> dict[str, Any]:
    shown = {name: value for name, value in asdict(row).items() if name != "websched"}
    return shown | {"serverDateTime": server}


@route("GET", "providers", query=listing(Field("DateTStamp", f.moment, "21.3"), *fields(f.whole, "ClinicNum")))
def providers(asked: Asked) -> Page:
    query, rows = asked.query, by_key(asked.tables.providers)
    server: Any = asked.office.now()
    if "ClinicNum" in query:
        if query["ClinicNum"] and query["ClinicNum"] not in asked.tables.clinics:
            raise missing("Clinic")
        rows, server = [row for row in rows if not row.IsHidden], ""
    rows = [row for row in rows if row.DateTStamp >= query.get("DateTStamp", NO_MOMENT)]
    return Page(rows, lambda row: provider(row, server))


@route("GET", "providers/#", since="24.4.17")
def one_provider(asked: Asked) -> dict[str, Any]:
    if asked.number not in asked.tables.providers:
        raise missing("Provider")
    return provider(asked.tables.providers[asked.number], asked.office.now())


def appointment_type(tables: Tables, row: AppointmentType) -> dict[str, Any]:
    return asdict(row) | {"BlockoutTypes": ",".join(tables.name_of(number) for number in row.BlockoutTypes)}


@route("GET", "appointmenttypes", since="22.4.10", query=listing())
def appointment_types(asked: Asked) -> Page:
    return Page(by_key(asked.tables.appointment_types), lambda row: appointment_type(asked.tables, row))


def definition(row: Definition) -> dict[str, Any]:
    return {"DefNum": row.DefNum, "ItemName": row.ItemName, "ItemValue": row.ItemValue, "Category": row.Category,
            "category": CATEGORIES.get(row.Category, ""), "isHidden": row.isHidden}


@route("GET", "definitions", strict=False, query=listing(
    *fields(f.wholes, "Category"), *fields(f.truth, "includeHidden"),
    Field("category", f.one_of(*CATEGORIES.values()), "26.2.1", quiet=True)))
def definitions(asked: Asked) -> Page:
    query, hidden = asked.query, asked.query.get("includeHidden", False)
    rows = [row for row in asked.tables.definitions
            if ("Category" not in query or row.Category in query["Category"]) and (hidden or not row.isHidden)
            and query.get("category") in (None, CATEGORIES.get(row.Category))]
    return Page(rows, definition)


@route("GET", "preferences", strict=False, query=listing(*fields(f.text, "PrefName")))
def preferences(asked: Asked) -> Page:
    wanted = asked.query.get("PrefName")
    values = asked.tables.preferences | {"ProgramVersion": asked.switches.program_version}
    rows = [{"PrefNum": number, "PrefName": name, "ValueString": values[name]}
            for number, name in enumerate(sorted(values), 1) if wanted in (None, name)]
    return Page(rows)


@route("GET", "clinics", query=listing())
def clinics(asked: Asked) -> Page:
    return Page([row for row in by_key(asked.tables.clinics) if not row.IsHidden], clinic)


def clinic(row: Clinic) -> dict[str, Any]:
    return asdict(row)


@route("GET", "securityperms", since="22.2", query=listing())
def permissions(asked: Asked) -> Page:
    return Page([{"Permission": f"Api{name}", "HasPermission": name in asked.key.permissions}
                 for name in PERMISSIONS])
