"""
What the office's own Open Dental tells us has changed.  https://www.opendental.com/site/apievents.html

There is no signature, only the customer key in a header, so what is told makes the copy of the book fresher and decides
nothing: before a write the office itself is asked.  Rows come whole and may come twice; by their DateTStamp the second
changes nothing.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from flask import Blueprint, Response, abort, request

from ivr.opendental.errors import Garbled
from ivr.warm.book import WarmBook

log = structlog.get_logger()


def events(book: WarmBook, customer_key: str) -> Blueprint:
    """
    Args:
        customer_key: What the office authenticates with; empty refuses everybody.
    """
    routes = Blueprint("opendental", __name__)
    told: Mapping[str, Callable[[list[dict[str, Any]]], None]] = {
        "Appointment": book.told_visits, "AppointmentDeleted": book.told_deleted, "Patient": book.told_patients,
        "Schedule": book.told_schedules, "Operatory": book.told_tables, "Provider": book.told_tables,
    }

    @routes.post("/opendental/events")
    @routes.post("/opendental/events/")         # some versions of the office insist on the closing slash
    def event() -> Response:
        given = request.headers.get("Authorization", "")
        if not customer_key or not hmac.compare_digest(given.encode(), customer_key.encode()):
            log.warning("an event without the office's key was refused")
            abort(401)
        table = request.headers.get("Event-Type", "").removeprefix("WatchTable:").strip()
        rows = request.get_json(silent=True)
        if table in told and isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            try:
                told[table](rows)
            except Garbled as error:
                log.warning("an event could not be read", table=table, error=type(error).__name__)
        return Response(status=204)

    return routes
