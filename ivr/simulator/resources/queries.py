"""
PUT /queries/ShortQuery: a read-only SELECT over the office's tables, for keys that have the Queries permission.

An honest subset: the tables below with the interface's column names, in the SQL that SQLite and MySQL share, plus
CURDATE() and NOW().  The usual key lacks the permission and gets a 401.
Source: https://www.opendental.com/site/apiqueries.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from .. import fields as f
from ..fields import fields
from ..refusals import Refused
from ..routes import Asked, Page, route
from ..tables import Tables

_READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}


@route("PUT", "queries/ShortQuery", since="21.2", permission="Queries", body=fields(f.text, "SqlCommand!"),
       query=fields(f.whole, "Limit Offset"))
def short_query(asked: Asked) -> Page:
    with closing(sqlite3.connect(":memory:")) as database:
        _fill(database, asked)
        database.set_authorizer(_read_only)
        try:
            cursor = database.execute(asked.body["SqlCommand"])
            names = [column[0] for column in cursor.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.DatabaseError as trouble:
            raise Refused(401 if "authorized" in str(trouble) else 400, _told(str(trouble))) from trouble
    return Page(rows)


def _told(trouble: str) -> str:
    return "Only read-only queries are allowed." if "authorized" in trouble else f"SQL error: {trouble}"


def _read_only(action: int, *rest: Any) -> int:
    return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY


def _fill(database: sqlite3.Connection, asked: Asked) -> None:
    now = asked.office.now()
    database.create_function("CURDATE", 0, lambda: now.date().isoformat())
    database.create_function("NOW", 0, now.isoformat)
    for name, rows in _tables(asked.tables).items():
        if rows:
            columns = list(rows[0])
            database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            database.executemany(f"INSERT INTO {name} VALUES ({marks})", ([_plain(row[c]) for c in columns] for row in rows))


def _tables(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    schedules = [asdict(row) | {"Status": row.status} for row in tables.schedules.values()]
    return {"appointment": _rows(tables.appointments.values()), "patient": _rows(tables.patients.values()),
            "provider": _rows(tables.providers.values()), "operatory": _rows(tables.operatories.values()),
            "schedule": [{name: row[name] for name in row if name not in ("status", "operatories")} for row in schedules],
            "scheduleop": [{"ScheduleNum": row.ScheduleNum, "OperatoryNum": chair}
                           for row in tables.schedules.values() for chair in row.operatories],
            "commlog": _rows(tables.commlogs.values()), "recall": _rows(tables.recalls.values()),
            "definition": _rows(tables.definitions), "procedurelog": _rows(tables.procedures.values())}


def _rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def _plain(value: Any) -> Any:
    """A value as the database has it: dates in ISO with T, booleans as 0 and 1."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return ",".join(map(str, value)) if isinstance(value, tuple) else value
