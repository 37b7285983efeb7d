"""
The office's database: every table, keys that are never given out twice, and the questions asked of it most.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from .rows import (
    Appointment,
    AppointmentType,
    Clinic,
    Commlog,
    Definition,
    HistAppointment,
    Operatory,
    Patient,
    Procedure,
    ProcedureCode,
    Provider,
    Recall,
    RecallType,
    Schedule,
    Signal,
    Subscription,
)


@dataclass
class Tables:
    appointments: dict[int, Appointment] = field(default_factory=dict)
    history: list[HistAppointment] = field(default_factory=list)
    patients: dict[int, Patient] = field(default_factory=dict)
    schedules: dict[int, Schedule] = field(default_factory=dict)
    operatories: dict[int, Operatory] = field(default_factory=dict)
    providers: dict[int, Provider] = field(default_factory=dict)
    appointment_types: dict[int, AppointmentType] = field(default_factory=dict)
    definitions: list[Definition] = field(default_factory=list)         # in the office's order
    preferences: dict[str, str] = field(default_factory=dict)
    commlogs: dict[int, Commlog] = field(default_factory=dict)
    recalls: dict[int, Recall] = field(default_factory=dict)
    recall_types: dict[int, RecallType] = field(default_factory=dict)
    codes: dict[str, ProcedureCode] = field(default_factory=dict)
    procedures: dict[int, Procedure] = field(default_factory=dict)
    adjustments: list[dict[str, Any]] = field(default_factory=list)
    clinics: dict[int, Clinic] = field(default_factory=dict)
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    signals: list[Signal] = field(default_factory=list)
    popups: list[dict[str, Any]] = field(default_factory=list)
    field_names: list[str] = field(default_factory=list)                # appointment fields the office has defined
    fields: dict[tuple[int, str], str] = field(default_factory=dict)    # (AptNum, FieldName) -> FieldValue
    other_phones: list[tuple[int, str]] = field(default_factory=list)   # (PatNum, digits): numbers on no patient row
    websched: dict[int, str] = field(default_factory=dict)              # AptNum -> eServiceLogType
    last: dict[str, int] = field(default_factory=dict)                  # the highest key given out, by table

    def copy(self) -> Tables:
        """What is done to the one is not done to the other."""
        return Tables(**{table.name: _copied(getattr(self, table.name)) for table in fields(self)})

    def next(self, table: str) -> int:
        """A new key; never one given out before, as with a database's auto-increment."""
        self.last[table] = max(self.last.get(table, 0), _highest(getattr(self, table))) + 1
        return self.last[table]

    def names(self, category: int, include_hidden: bool = True) -> list[Definition]:
        return [one for one in self.definitions if one.Category == category and (include_hidden or not one.isHidden)]

    def definition(self, number: int) -> Definition | None:
        return next((one for one in self.definitions if one.DefNum == number), None)

    def name_of(self, number: int) -> str:
        found = self.definition(number) if number else None
        return found.ItemName if found else ""

    def abbreviation(self, provider: int) -> str:
        return self.providers[provider].Abbr if provider in self.providers else ""

    def preference(self, name: str, otherwise: str = "") -> str:
        return self.preferences.get(name, otherwise)

    def switched_on(self, name: str) -> bool:
        return self.preference(name, "0") == "1"

    def remember(self, action: str, visit: Appointment, at: datetime) -> None:
        """Append a history row holding *visit* as it stands."""
        self.history.append(HistAppointment(len(self.history) + 1, 0, at, action, "None", visit.copy()))


def _copied(table: Any) -> Any:
    return dict(zip(table, _rows(table.values()), strict=True)) if isinstance(table, dict) else _rows(table)


def _rows(rows: Iterable[Any]) -> list[Any]:
    """Columns hold what cannot change, but for a history row's visit, which nobody changes."""
    rows = list(rows)
    if not rows or not is_dataclass(rows[0]):
        return [dict(row) if isinstance(row, dict) else row for row in rows]
    row: Any = type(rows[0])
    columns = attrgetter(*(column.name for column in fields(row)))
    return [row(*columns(one)) for one in rows]


def _highest(table: Any) -> int:
    return max(table, default=0) if isinstance(table, dict) else len(table)
