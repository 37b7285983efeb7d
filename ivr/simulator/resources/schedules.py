"""
Schedules and their chairs: every value a string, and rows ordered by StartTime alone.

Source: https://www.opendental.com/site/apischedules.html
"""

from __future__ import annotations

from typing import Any

from .. import fields as f
from ..fields import fields, known
from ..refusals import missing
from ..routes import Asked, Page, listing, route
from ..rows import Schedule
from ..wire import strings
from .appointments import RANGE, day_range

TYPES = ("Practice", "Provider", "Blockout", "Employee", "WebSchedASAP")
MOST_LINKS = 100        # /scheduleops stops here without a word, in every mode


def wire(asked: Asked, row: Schedule) -> dict[str, Any]:
    shown = {"ScheduleNum": row.ScheduleNum, "SchedDate": row.SchedDate, "StartTime": row.StartTime,
             "StopTime": row.StopTime, "SchedType": row.SchedType, "ProvNum": row.ProvNum,
             "BlockoutType": row.BlockoutType, "blockoutType": asked.tables.name_of(row.BlockoutType),
             "Note": row.Note, "operatories": ",".join(map(str, row.operatories)), "EmployeeNum": row.EmployeeNum}
    if known("25.1", asked.switches):
        shown["DateTStamp"] = row.DateTStamp
    return strings(shown)


@route("GET", "schedules", since="22.1", query=listing(
    *RANGE, *fields(f.one_of(*TYPES), "SchedType"), *fields(f.whole, "BlockoutDefNum ProvNum EmployeeNum")))
def many(asked: Asked) -> Page:
    query = asked.query
    first, last = day_range(query) if query.keys() & {"date", "dateStart", "dateEnd"} else (asked.office.today(),) * 2
    rows = [row for row in asked.tables.schedules.values()
            if first <= row.SchedDate <= last and query.get("SchedType") in (None, row.SchedType)
            and query.get("BlockoutDefNum") in (None, row.BlockoutType)
            and query.get("ProvNum") in (None, row.ProvNum) and query.get("EmployeeNum") in (None, row.EmployeeNum)]
    # Days are interleaved and ties come in no fixed order, page by page.
    rows.sort(key=lambda row: (row.StartTime, asked.office.random.random()))
    return Page(rows, lambda row: wire(asked, row))


@route("GET", "schedules/#", since="22.1")
def one(asked: Asked) -> dict[str, Any]:
    row = asked.tables.schedules.get(asked.number)
    if row is None:
        raise missing("Schedule")
    return wire(asked, row)


@route("GET", "scheduleops", since="23.2.27", query=listing(*fields(f.whole, "ScheduleNum OperatoryNum")))
def links(asked: Asked) -> Page:
    query = asked.query
    rows = [{"ScheduleOpNum": row.ScheduleNum * 32 + place, "ScheduleNum": row.ScheduleNum, "OperatoryNum": chair}
            for row in asked.tables.schedules.values() for place, chair in enumerate(row.operatories)]
    wanted = [row for row in rows if query.get("ScheduleNum") in (None, row["ScheduleNum"])
              and query.get("OperatoryNum") in (None, row["OperatoryNum"])]
    return Page(wanted if query.keys() & {"ScheduleNum", "OperatoryNum"} else wanted[:MOST_LINKS])
