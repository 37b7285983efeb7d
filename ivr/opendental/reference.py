"""
The office's tables that hardly ever change: chairs, providers, appointment types, definitions, preferences.

Each is read at most once an hour, by one process for all when there is a shelf they share.  While the office cannot be
asked, what was read before still serves.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from ivr.office.records import AppointmentType, Operatory, Provider
from ivr.opendental import rows
from ivr.opendental.client import OpenDental
from ivr.opendental.errors import Forbidden, Missing, OfficeError, Rejected

KEPT_S = 3600.0
PROVIDER = ("ProvNum", "Abbr", "FName", "LName", "Suffix", "IsSecondary", "IsHidden", "ProvStatus", "PreferredName")
AGAIN_S = 60.0          # how soon a table that could not be read anew is tried again
Definition = tuple[int, str, str]       # DefNum, ItemName, ItemValue
T = TypeVar("T")


def recall_type(row: Any) -> tuple[int, str]:
    read = rows.Reader("recalltypes", row)
    return read.id("RecallTypeNum"), read.text("Description")


class Shelf(Protocol):
    """Where what one process has read is found by the others; values are JSON."""

    def get(self, name: str) -> tuple[float, Any] | None:
        """How old in seconds it is, and what it is."""

    def put(self, name: str, value: Any) -> None: ...


class Reference:
    def __init__(self, client: OpenDental, clock: Callable[[], float] = time.monotonic, shelf: Shelf | None = None):
        self._client, self._clock, self._shelf = client, clock, shelf
        self._kept: dict[str, tuple[float, Any]] = {}
        self._reading = threading.Lock()

    def operatories(self) -> list[Operatory]:
        """Hidden ones too."""
        return self._table("operatories", "OperatoryNum", rows.operatory)

    def providers(self) -> list[Provider]:
        """Hidden ones too."""
        return self._table("providers", "ProvNum", rows.provider)

    def appointment_types(self) -> list[AppointmentType]:
        """Hidden ones too; none when the office's version does not tell them."""
        try:
            return self._table("appointmenttypes", "AppointmentTypeNum", rows.appointment_type)
        except (Missing, Rejected, Forbidden):
            return []

    def recall_types(self) -> list[tuple[int, str]]:
        """(RecallTypeNum, Description); none when the office's version does not tell."""
        try:
            return self._table("recalltypes", "RecallTypeNum", recall_type)
        except (Missing, Rejected, Forbidden):
            return []

    def definitions(self, category: int) -> list[Definition]:
        """(DefNum, ItemName, ItemValue) of those in use, in the office's order."""
        name = f"definitions/{category}"
        found = self._once_an_hour(name, lambda: self._client.pages("definitions", "DefNum", Category=category))
        return [(read.id("DefNum"), read.text("ItemName"), read.text("ItemValue"))
                for read in (rows.Reader("definitions", row) for row in found)
                if read.id("Category", category) == category and not read.flag("isHidden")]

    def preference(self, name: str) -> str | None:
        """None when the office has it not, or does not let us see it."""
        return self._once_an_hour(f"preferences/{name}", lambda: self._preference(name))

    def _table(self, resource: str, key: str, record: Callable[[Any], T]) -> list[T]:
        found = self._once_an_hour(resource, lambda: [cut(resource, row) for row in self._client.pages(resource, key) if record(row)])
        return [record(row) for row in found]

    def _preference(self, name: str) -> str | None:
        try:
            found = self._client.get("preferences", PrefName=name)
        except (Missing, Rejected, Forbidden):
            return None
        readers = [rows.Reader("preferences", row) for row in (found if isinstance(found, list) else [found])]
        return next((read.text("ValueString") for read in readers if read.text("PrefName") == name), None)

    def _once_an_hour(self, name: str, read: Callable[[], T]) -> T:
        kept = self._fresh(name)
        if kept is None:
            with self._reading:         # whoever waited finds what the one before has just read
                kept = self._fresh(name) or self._read(name, read)
        return kept[1]

    def _fresh(self, name: str) -> tuple[float, Any] | None:
        kept = self._kept.get(name)
        return kept if kept and self._clock() - kept[0] < KEPT_S else None

    def _read(self, name: str, read: Callable[[], Any]) -> tuple[float, Any]:
        shelved = self._shelf.get(name) if self._shelf else None
        if shelved and shelved[0] < KEPT_S:
            self._kept[name] = (self._clock() - shelved[0], shelved[1])
            return self._kept[name]
        try:
            self._kept[name] = (self._clock(), read())
            if self._shelf:
                self._shelf.put(name, self._kept[name][1])
        except OfficeError:
            if name not in self._kept and shelved is None:
                raise
            older = self._kept[name][1] if shelved is None else shelved[1]
            self._kept[name] = (self._clock() - KEPT_S + AGAIN_S, older)
        return self._kept[name]


def cut(resource: str, row: Any) -> Any:
    """Providers come with numbers and birth dates that are nobody's business."""
    return {column: row[column] for column in PROVIDER if column in row} if resource == "providers" else row
