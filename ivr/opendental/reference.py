"""
The office's tables that hardly ever change: chairs, providers, definitions, preferences.

Each is read at most once an hour.  While the office cannot be asked, what was read before still serves.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from ivr.office.records import Operatory, Provider
from ivr.opendental import rows
from ivr.opendental.client import OpenDental
from ivr.opendental.errors import Forbidden, Missing, OfficeError, Rejected

KEPT_S = 3600.0
AGAIN_S = 60.0          # how soon a table that could not be read anew is tried again
Definition = tuple[int, str, str]       # DefNum, ItemName, ItemValue
T = TypeVar("T")


class Reference:
    def __init__(self, client: OpenDental, clock: Callable[[], float] = time.monotonic):
        self._client, self._clock = client, clock
        self._kept: dict[str, tuple[float, Any]] = {}
        self._reading = threading.Lock()

    def operatories(self) -> list[Operatory]:
        """Hidden ones too."""
        return self._table("operatories", "OperatoryNum", rows.operatory)

    def providers(self) -> list[Provider]:
        """Hidden ones too."""
        return self._table("providers", "ProvNum", rows.provider)

    def definitions(self, category: int) -> list[Definition]:
        """(DefNum, ItemName, ItemValue) of those in use, in the office's order."""
        return self._once_an_hour(f"definitions/{category}", lambda: self._definitions(category))

    def preference(self, name: str) -> str | None:
        """None when the office has it not, or does not let us see it."""
        return self._once_an_hour(f"preferences/{name}", lambda: self._preference(name))

    def _table(self, resource: str, key: str, record: Callable[[Any], T]) -> list[T]:
        return self._once_an_hour(resource, lambda: [record(row) for row in self._client.pages(resource, key)])

    def _definitions(self, category: int) -> list[Definition]:
        found = self._client.pages("definitions", "DefNum", Category=category)
        return [(read.id("DefNum"), read.text("ItemName"), read.text("ItemValue"))
                for read in (rows.Reader("definitions", row) for row in found)
                if read.id("Category", category) == category and not read.flag("isHidden")]

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
        try:
            self._kept[name] = (self._clock(), read())
        except OfficeError:
            if name not in self._kept:
                raise
            self._kept[name] = (self._clock() - KEPT_S + AGAIN_S, self._kept[name][1])
        return self._kept[name]
