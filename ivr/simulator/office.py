"""
One office: its tables, its clock, its keys and its faults, behind one lock.

Everything is in memory.  The HTTP side is `app`; tests in the same process may as well read and edit the office
directly, by its tables or by the ``staff_…`` methods, which do what a person at the desk would do.
"""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from . import clock as clocks
from . import staff
from .events import Courier
from .faults import Faults
from .keys import Key
from .rows import Appointment, Patient, Schedule
from .switches import Switches
from .tables import Tables
from .throttle import Throttle

Edit = Callable[[], Any]


@dataclass
class Served:
    """A request as the log keeps it."""

    number: int
    at: str                         # office time
    started_s: float                # a monotonic clock, to measure the distance between requests
    seconds: float
    key: str                        # the customer key
    method: str
    path: str                       # below the base URL
    params: dict[str, str]
    body: Any                       # JSON, or the text of what was not
    status: int                     # 0 when the client got no answer
    executed: bool                  # whether the office carried it out
    fault: str
    correlation: str                # what the client calls that which it asks for: X-Correlation-Id


class Office:
    def __init__(self, build: Callable[[], Tables] = Tables, *, clock: Callable[[], datetime] | None = None,
                 zone: str = "America/Chicago", switches: Switches | None = None,
                 keys: Iterable[Key] = (Key(),), seed: int = 1) -> None:
        """*build* makes the tables, now and at every reset; *clock* gives naive office-local time."""
        self.zone = ZoneInfo(zone)
        self.clock = clocks.OfficeClock(clock or clocks.real(self.zone))
        self.switches = switches or Switches()
        self.keys = {key.customer: key for key in keys}
        self.lock = threading.RLock()
        self.faults = Faults()
        self.throttle = Throttle()
        self.random = random.Random(seed)
        self.requests: deque[Served] = deque(maxlen=20_000)
        self.stopping = threading.Event()
        self.courier = Courier(self)
        self._build = build
        self._pending: list[tuple[str, str, Edit]] = []
        self.tables = build()

    @property
    def appointments(self) -> dict[int, Appointment]:
        return self.tables.appointments

    @property
    def patients(self) -> dict[int, Patient]:
        return self.tables.patients

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return self.clock().date()

    def turn(self, **changes: Any) -> None:
        """Turn switches; raises ValueError for an unknown one."""
        self.switches = self.switches.turned(**changes)

    def reset(self) -> None:
        """The book as it was at first, and nothing set, logged or watched; switches, keys and clock stay."""
        with self.lock:
            self.tables = self._build()
            self.faults.clear()
            self.requests.clear()
            self._pending.clear()

    def stop(self) -> None:
        """End waits and background deliveries."""
        self.stopping.set()
        self.courier.stop()

    def before(self, method: str, path: str, edit: Edit) -> None:
        """Have *edit* done, once, just before the next request that matches is carried out."""
        with self.lock:
            self._pending.append((method, path, edit))

    def surprise(self, method: str, path: str) -> None:
        """Do the edits that were waiting for this request."""
        with self.lock:
            due = [one for one in self._pending if staff.awaited(one[0], one[1], method, path)]
            self._pending = [one for one in self._pending if one not in due]
            for _, _, edit in due:
                edit()

    def book(self, day: date | None = None, patient: int | None = None) -> list[dict[str, Any]]:
        """The appointments as rows a person can read, in order of time; of every status."""
        with self.lock:
            return staff.book(self.tables, day, patient)

    def staff_book(self, patient: int, starts: datetime, operatory: int, provider: int, **more: Any) -> Appointment:
        """*more* are columns of the appointment (Pattern, ProvHyg, AptStatus, …)."""
        with self.lock:
            return staff.booked(self, patient, starts, operatory, provider, more)

    def staff_move(self, number: int, **columns: Any) -> Appointment:
        """Set columns (AptDateTime, Op, ProvNum, …); raises KeyError for an unknown visit."""
        with self.lock:
            return staff.moved(self, number, columns)

    def staff_break(self, number: int, to_list: bool = True, action: str = "Cancelled") -> Appointment:
        with self.lock:
            return staff.broken(self, number, to_list, action)

    def staff_delete(self, number: int) -> None:
        with self.lock:
            staff.deleted(self, number)

    def staff_block(self, starts: datetime, ends: datetime, operatories: Iterable[int], kind: str) -> Schedule:
        """Lay a blockout of the type named *kind* (a definition of category 25) on chairs; none means all."""
        with self.lock:
            return staff.blocked(self, starts, ends, tuple(operatories), kind)

    def staff_edit(self, order: Mapping[str, Any]) -> Any:
        """A staff edit as the control route takes it; raises ValueError for one that cannot be read."""
        with self.lock:
            return staff.edited(self, order)
