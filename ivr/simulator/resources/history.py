"""
HistAppointments: every state an appointment was in; the only trace of a deleted one.

Source: https://www.opendental.com/site/apihistappointments.html
"""

from __future__ import annotations

from typing import Any

from .. import fields as f
from ..fields import fields
from ..routes import Asked, Page, listing, route
from ..rows import STATUSES, HistAppointment
from .appointments import RANGE, day_range, wire

ACTIONS = ("Created", "Changed", "Missed", "Cancelled", "Deleted")


@route("GET", "histappointments", since="23.1.30", query=listing(
    *fields(f.one_of(*ACTIONS), "HistApptAction"), *fields(f.whole, "AptNum PatNum ClinicNum"),
    *fields(f.one_of(*STATUSES), "AptStatus"), *RANGE))
def many(asked: Asked) -> Page:
    query = asked.query
    first, last = day_range(query)      # of AptDateTime, not of the change
    columns = [name for name in ("AptNum", "PatNum", "ClinicNum", "AptStatus") if name in query]
    rows = [row for row in asked.tables.history
            if first <= row.visit.AptDateTime.date() <= last
            and query.get("HistApptAction") in (None, row.HistApptAction)
            and all(getattr(row.visit, name) == query[name] for name in columns)]

    def shown(row: HistAppointment) -> dict[str, Any]:
        return {"HistApptNum": row.HistApptNum, "HistUserNum": row.HistUserNum, "HistDateTStamp": row.HistDateTStamp,
                "HistApptAction": row.HistApptAction, "ApptSource": row.ApptSource} | wire(asked.office, row.visit)
    return Page(rows, shown)
