"""
The control routes under /sim: looking at the book and the log, setting faults, clock and switches, playing the staff.

No part of Open Dental's interface; JSON in and out, no keys.  An order that cannot be read is a 400 saying why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request

from .keys import PERMISSIONS, Key
from .office import Office
from .wire import Formats, rendered


def control(office: Office) -> Blueprint:
    routes = Blueprint("sim", __name__, url_prefix="/sim")

    def at(path: str, method: str, answer: Callable[[Office], Any]) -> None:
        routes.add_url_rule(path, f"{method} {path}", lambda: _answered(office, answer), methods=[method])
    for path, method, answer in _ROUTES:
        at(path, method, answer)
    return routes


def _answered(office: Office, answer: Callable[[Office], Any]) -> Response:
    try:
        return jsonify(rendered(answer(office), Formats(office.zone, truths=True)))
    except (ValueError, TypeError, KeyError, AttributeError) as trouble:
        response = jsonify({"error": str(trouble)})
        response.status_code = 400
        return response


def _order() -> dict[str, Any]:
    order = request.get_json(silent=True)
    if not isinstance(order, dict):
        raise ValueError("a JSON object is needed")
    return order


def _book(office: Office) -> list[dict[str, Any]]:
    day, patient = request.args.get("date"), request.args.get("patient")
    rows = office.book(date.fromisoformat(day) if day else None, int(patient) if patient and patient.isdigit() else None)
    if patient and not patient.isdigit():
        return [row for row in rows if patient.lower() in row["patient"].lower()]
    return rows


def _table(office: Office) -> Any:
    """Any table as it stands, by ``?name=commlogs``."""
    with office.lock:
        table = getattr(office.tables, request.args.get("name", ""))
        rows = table.values() if isinstance(table, dict) else table
        return [asdict(row) if hasattr(row, "__dataclass_fields__") else row for row in rows]


def _requests(office: Office) -> list[dict[str, Any]]:
    after = int(request.args.get("after", 0))
    return [asdict(row) for row in list(office.requests) if row.number > after]


def _set_faults(office: Office) -> list[dict[str, Any]]:
    content = request.get_json(silent=True)
    for one in content if isinstance(content, list) else [content]:
        office.faults.add(one if isinstance(one, str) else _as_order(one))
    return office.faults.listed()


def _as_order(one: Any) -> dict[str, Any]:
    if not isinstance(one, dict):
        raise ValueError("a fault is a JSON object or its text")
    return one


def _clear_faults(office: Office) -> list[dict[str, Any]]:
    office.faults.clear()
    return []


def _clock(office: Office) -> dict[str, Any]:
    """``{"now": "2031-03-10 09:00:00", "running": true}``, ``{"advance_s": 60}``, or ``{}`` for real time."""
    order = _order()
    if not order:
        office.clock.restore()
    if "now" in order:
        at = datetime.fromisoformat(order["now"])
        office.clock.set(at) if order.get("running", False) else office.clock.freeze(at)
    if "advance_s" in order:
        office.clock.advance(float(order["advance_s"]))
    return {"now": office.now()}


def _reset(office: Office) -> dict[str, Any]:
    office.reset()
    return {"appointments": len(office.appointments)}


def _switches(office: Office) -> dict[str, Any]:
    if request.method == "POST":
        office.turn(**_order())
    return asdict(office.switches)


def _key(office: Office) -> dict[str, Any]:
    """Change a key: ``{"customer": …, "enabled": false, "permissions": ["ReadAll"]}``; unknown ones are added."""
    order = _order()
    permissions = frozenset(order.get("permissions", ()))
    if permissions - set(PERMISSIONS):
        raise ValueError(f"permissions are {', '.join(PERMISSIONS)}")
    key = office.keys.get(order["customer"]) or Key(order["developer"], order["customer"])
    office.keys[key.customer] = replace(key, enabled=bool(order.get("enabled", key.enabled)),
                                        permissions=permissions or key.permissions)
    return {"customer": key.customer}


_ROUTES: tuple[tuple[str, str, Callable[[Office], Any]], ...] = (
    ("/book", "GET", _book), ("/table", "GET", _table), ("/requests", "GET", _requests),
    ("/faults", "GET", lambda office: office.faults.listed()), ("/faults", "POST", _set_faults),
    ("/faults", "DELETE", _clear_faults), ("/staff", "POST", lambda office: office.staff_edit(_order())),
    ("/clock", "POST", _clock), ("/clock", "GET", lambda office: {"now": office.now()}),
    ("/reset", "POST", _reset), ("/switches", "GET", _switches), ("/switches", "POST", _switches),
    ("/keys", "POST", _key))
