"""
Commlogs: what was said to and by patients.  An inbound call must say "Received"; "Sent" is the default.

Source: https://www.opendental.com/site/apicommlogs.html
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .. import fields as f
from ..fields import Field, fields, known
from ..refusals import invalid, missing, required
from ..routes import Asked, Created, Page, listing, route
from ..rows import Commlog
from ..wire import NO_MOMENT
from .reference import by_key

MODES = ("None", "Email", "Mail", "Phone", "In Person", "Text", "Email and Text", "Phone and Text")
DIRECTIONS = ("Neither", "Sent", "Received")


def wire(asked: Asked, row: Commlog) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for name, value in asdict(row).items():
        shown[name] = str(value) if name == "CommType" else value       # the key of the type is a string here
        if name == "CommType":
            shown["commType"] = asked.tables.name_of(value)
    return shown


@route("GET", "commlogs", query=listing(*fields(f.whole, "PatNum"), Field("DateTStamp", f.moment, "25.1.13")))
def many(asked: Asked) -> Page:
    query = asked.query
    if "PatNum" not in query and not known("25.1.13", asked.switches):
        raise required("PatNum")
    rows = [row for row in by_key(asked.tables.commlogs) if query.get("PatNum") in (None, row.PatNum)
            and row.DateTStamp >= query.get("DateTStamp", NO_MOMENT)]
    return Page(rows, lambda row: wire(asked, row))


@route("GET", "commlogs/#", since="25.1.13")
def one(asked: Asked) -> dict[str, Any]:
    return wire(asked, found(asked))


def found(asked: Asked) -> Commlog:
    if asked.number not in asked.tables.commlogs:
        raise missing("Commlog")
    return asked.tables.commlogs[asked.number]


@route("POST", "commlogs", permission="Comm", body=(
    *fields(f.whole, "PatNum!"), *fields(f.text, "Note!"), *fields(f.moment, "CommDateTime"),
    *fields(f.whole, "CommType"), *fields(f.text, "commType"), *fields(f.one_of(*MODES), "Mode_"),
    *fields(f.one_of(*DIRECTIONS), "SentOrReceived")))
def create(asked: Asked) -> Created:
    body, now, tables = asked.body, asked.office.now(), asked.tables
    if body["PatNum"] not in tables.patients:
        raise missing("Patient")
    kind = _kind(asked)
    row = Commlog(tables.next("commlogs"), body["PatNum"], body.get("CommDateTime", now), kind, body["Note"],
                  body.get("Mode_", "Phone"), body.get("SentOrReceived", "Sent"), DateTStamp=now, DateTEntry=now)
    tables.commlogs[row.CommlogNum] = row
    shown = wire(asked, row) if known("23.3.7", asked.switches) else None
    return Created(shown, f"commlogs/{row.CommlogNum}")


def _kind(asked: Asked) -> int:
    """The DefNum of the type: by name, which wins, by number, or Misc."""
    kinds, body = asked.tables.names(27), asked.body
    if "commType" in body:
        wanted = [one.DefNum for one in kinds if one.ItemName == body["commType"]]
    elif "CommType" in body:
        wanted = [one.DefNum for one in kinds if one.DefNum == body["CommType"]]
    else:
        wanted = [one.DefNum for one in kinds if one.ItemName == "Misc"] or [one.DefNum for one in kinds[:1]]
    if not wanted:
        raise invalid("commType" if "commType" in body else "CommType")
    return wanted[0]


@route("PUT", "commlogs/#", since="25.2.21", permission="AllOthers", body=fields(f.text, "Note!"))
def change(asked: Asked) -> dict[str, Any]:
    row = found(asked)
    row.Note, row.DateTStamp = asked.body["Note"], asked.office.now()
    return wire(asked, row)
