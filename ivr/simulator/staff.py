"""
What people at the office do behind a client's back: they book, move, break and delete visits and lay blockouts.

None of the interface's checks apply to them, and all they do leaves DateTStamps, history rows and signals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, get_type_hints

from . import visits
from .rows import Appointment, Schedule
from .tables import Tables

if TYPE_CHECKING:
    from .office import Office

_COLUMNS = get_type_hints(Appointment)
_ACTIONS = ("book", "move", "break", "delete", "block", "unblock", "preference", "patient", "select")


def book(tables: Tables, day: date | None, patient: int | None) -> list[dict[str, Any]]:
    rows = sorted(tables.appointments.values(), key=lambda row: (row.AptDateTime, row.AptNum))
    marks = _marks(tables)
    return [_line(tables, marks, row) for row in rows
            if day in (None, row.AptDateTime.date()) and patient in (None, row.PatNum)]


def _shown(tables: Tables, row: Appointment) -> dict[str, Any]:
    return _line(tables, _marks(tables), row)


def _marks(tables: Tables) -> dict[int, str]:
    return {one.DefNum: one.ItemName for one in tables.definitions}


def _line(tables: Tables, marks: Mapping[int, str], row: Appointment) -> dict[str, Any]:
    return {"AptNum": row.AptNum, "AptDateTime": row.AptDateTime, "minutes": row.minutes,
            "AptStatus": row.AptStatus, "PatNum": row.PatNum, "patient": name(tables, row.PatNum),
            "ProvNum": row.ProvNum, "provider": tables.abbreviation(row.ProvNum),
            "ProvHyg": row.ProvHyg, "hygienist": tables.abbreviation(row.ProvHyg), "IsHygiene": row.IsHygiene,
            "Op": row.Op, "operatory": tables.operatories[row.Op].OpName if row.Op in tables.operatories else "",
            "type": kind(tables, row.AppointmentTypeNum), "Confirmed": marks.get(row.Confirmed, ""),
            "Priority": row.Priority, "NextAptNum": row.NextAptNum, "Note": row.Note}


def name(tables: Tables, patient: int) -> str:
    found = tables.patients.get(patient)
    return f"{found.FName} {found.LName}" if found else ""


def kind(tables: Tables, number: int) -> str:
    found = tables.appointment_types.get(number)
    return found.AppointmentTypeName if found else ""


def booked(office: Office, patient: int, starts: datetime, operatory: int, provider: int,
           more: Mapping[str, Any]) -> Appointment:
    tables = office.tables
    first = tables.names(2)
    visit = Appointment(tables.next("appointments"), patient, "Scheduled", "/XXXX/", first[0].DefNum if first else 0,
                        False, operatory, "", provider, 0, starts, SecDateTEntry=office.now())
    _set(visit, more)
    return visits.save(office, visit, "Created")


def moved(office: Office, number: int, columns: Mapping[str, Any]) -> Appointment:
    visit = office.tables.appointments[number]
    _set(visit, columns)
    return visits.save(office, visit)


def broken(office: Office, number: int, to_list: bool, action: str) -> Appointment:
    visit = office.tables.appointments[number]
    visit.AptStatus = "Broken"
    office.tables.remember(action, visit, office.now())
    if to_list:
        visit.AptStatus, visit.Op = "UnschedList", 0
    return visits.save(office, visit)


def deleted(office: Office, number: int) -> None:
    visits.erase(office, number)


def blocked(office: Office, starts: datetime, ends: datetime, chairs: tuple[int, ...], kind: str) -> Schedule:
    tables = office.tables
    number = next((one.DefNum for one in tables.names(25) if one.ItemName == kind), 0)
    if not number:
        raise ValueError(f"the office has no blockout type {kind!r}")
    row = Schedule(tables.next("schedules"), starts.date(), starts.time(), ends.time(), "Blockout",
                   BlockoutType=number, operatories=chairs, DateTStamp=office.now())
    tables.schedules[row.ScheduleNum] = row
    visits.signal(office, "Schedule", row.ScheduleNum)
    return row


def _set(visit: Appointment, columns: Mapping[str, Any]) -> None:
    for column, value in columns.items():
        if column not in _COLUMNS:
            raise ValueError(f"an appointment has no column {column!r}")
        setattr(visit, column, _typed(column, value))


def _typed(column: str, value: Any) -> Any:
    """*value* in the column's type, so that a control request may send what JSON has."""
    wanted = _COLUMNS[column]
    if wanted is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if wanted is bool and isinstance(value, str):
        return value.lower() == "true"
    if not isinstance(value, wanted):
        raise ValueError(f"{column} cannot be {value!r}")
    return value


def edited(office: Office, order: Mapping[str, Any]) -> Any:
    """
    Carry out an order such as ``{"action": "book", "PatNum": 3, "AptDateTime": "…", "Op": 1, "ProvNum": 1}``.

    With ``"before": {"method": "POST", "path": "/appointments"}`` it waits for the next such request.
    """
    order = dict(order)
    when = order.pop("before", None)
    edit = _edit(office, order)
    if when is None:
        return edit()
    office.before(str(when.get("method", "*")), str(when.get("path", "*")), edit)
    return {"waiting": True}


def awaited(method: str, path: str, actual_method: str, actual_path: str) -> bool:
    return method in ("*", actual_method) and fnmatchcase(actual_path, path)


def _edit(office: Office, order: dict[str, Any]) -> Callable[[], Any]:
    action = order.pop("action", None)
    if action not in _ACTIONS:
        raise ValueError(f"action is one of {', '.join(_ACTIONS)}, not {action!r}")
    return lambda: _DO[action](office, dict(order))


def _book(office: Office, order: dict[str, Any]) -> Any:
    patient, chair, provider = (int(order.pop(column)) for column in ("PatNum", "Op", "ProvNum"))
    starts = datetime.fromisoformat(order.pop("AptDateTime"))
    return _shown(office.tables, booked(office, patient, starts, chair, provider, order))


def _move(office: Office, order: dict[str, Any]) -> Any:
    return _shown(office.tables, moved(office, int(order.pop("AptNum")), order))


def _break(office: Office, order: dict[str, Any]) -> Any:
    visit = broken(office, int(order["AptNum"]), bool(order.get("to_list", True)), order.get("as", "Cancelled"))
    return _shown(office.tables, visit)


def _delete(office: Office, order: dict[str, Any]) -> Any:
    deleted(office, int(order["AptNum"]))
    return {"AptNum": int(order["AptNum"])}


def _block(office: Office, order: dict[str, Any]) -> Any:
    starts, ends = (datetime.fromisoformat(order[name]) for name in ("starts", "ends"))
    chairs = tuple(int(chair) for chair in order.get("operatories", ()))
    return {"ScheduleNum": blocked(office, starts, ends, chairs, str(order["kind"])).ScheduleNum}


def _unblock(office: Office, order: dict[str, Any]) -> Any:
    number = int(order["ScheduleNum"])
    del office.tables.schedules[number]
    return {"ScheduleNum": number}


def _preference(office: Office, order: dict[str, Any]) -> Any:
    office.tables.preferences[str(order["PrefName"])] = str(order["ValueString"])
    return order


def _patient(office: Office, order: dict[str, Any]) -> Any:
    """Set columns of a patient, for instance PatStatus."""
    patient = office.tables.patients[int(order.pop("PatNum"))]
    for column, value in order.items():
        wanted = type(getattr(patient, column))
        setattr(patient, column, date.fromisoformat(value) if wanted is date else wanted(value))
    patient.DateTStamp = office.now()
    return {"PatNum": patient.PatNum}


def _select(office: Office, order: dict[str, Any]) -> Any:
    """Select a patient in the desktop program, which fires the PatientSelected event."""
    office.courier.select(int(order["PatNum"]))
    return {"PatNum": int(order["PatNum"])}


_DO: dict[str, Callable[[Office, dict[str, Any]], Any]] = {
    "book": _book, "move": _move, "break": _break, "delete": _delete, "block": _block, "unblock": _unblock,
    "preference": _preference, "patient": _patient, "select": _select,
}
