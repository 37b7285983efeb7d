"""
Events: rows that changed are sent to subscribers by the machines in the office, which poll their own database.

Delivery is an HTTP POST with the bare customer key; there is no signature and no retry token.
Sources: https://www.opendental.com/site/apievents.html, https://www.opendental.com/site/apiguideevents.html
"""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

from .keys import Key
from .rows import Subscription
from .wire import NO_MOMENT, Formats, rendered

if TYPE_CHECKING:
    from .office import Office

# WatchTable -> the version that brought it.  This office has no PatFields and ToothInitials, so those never fire.
WATCHED: Mapping[str, str] = {
    "Appointment": "22.1", "Patient": "22.1", "PatField": "22.4.8", "AppointmentDeleted": "22.4.35",
    "Operatory": "24.2.11", "Provider": "24.2.11", "Schedule": "24.2.11", "ToothInitial": "24.4.30"}
BATCH = 1000
CATCH_UP = timedelta(days=3)
TICK_S = 0.05


@dataclass
class Delivery:
    """One POST to a subscriber, kept for inspection."""

    subscription: int
    workstation: str
    rows: int
    status: int         # 0 when the endpoint could not be reached


@dataclass
class Courier:
    """The machines that fire events; a thread is started with the first subscription."""

    office: Office
    deliveries: list[Delivery] = field(default_factory=list)
    _due: dict[int, float] = field(default_factory=dict)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        with self.office.lock:
            if self._thread is None or not self._thread.is_alive():
                self._stopped.clear()
                self._thread = threading.Thread(target=self._run, name="open-dental-events", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=2)

    def _run(self) -> None:
        while not self._stopped.wait(TICK_S):
            for row in self._waiting(time.monotonic()):
                self.poll(row)

    def _waiting(self, now: float) -> list[Subscription]:
        with self.office.lock:
            due = [row for row in self.office.tables.subscriptions.values()
                   if row.WatchTable and now >= self._due.get(row.SubscriptionNum, 0.0)]
            for row in due:
                self._due[row.SubscriptionNum] = now + row.PollingSeconds
            return due

    def poll(self, subscription: Subscription) -> None:
        """One round of every machine that fires this subscription; one POST at most for a batch of rows each."""
        office = self.office
        with office.lock:
            now = office.now()
            machines = self._machines(subscription)
            if not machines or now < subscription.DateTimeStart or NO_MOMENT < subscription.DateTimeStop <= now:
                return
            since = max(subscription.DateTimeStart, now - CATCH_UP)
            bodies = [rendered(row, Formats(office.zone)) for row in changed(office, subscription, since)]
        reached = [self._deliver(subscription, machine, bodies) for machine in machines]
        if all(reached):
            # Rows are compared "at or after", so one changed within this very second is sent again.
            subscription.DateTimeStart = now

    def _machines(self, subscription: Subscription) -> list[str]:
        """A blank Workstation makes every machine fire, and so duplicates; an unknown one makes none."""
        machines = self.office.switches.workstations
        return [name for name in machines if subscription.Workstation in ("", name)]

    def _deliver(self, subscription: Subscription, machine: str, rows: list[Any]) -> bool:
        batches = [rows[first:first + BATCH] for first in range(0, len(rows), BATCH)]
        return all(self._post(subscription, machine, batch, f"WatchTable: {subscription.WatchTable}")
                   for batch in batches)

    def select(self, patient: int) -> None:
        """Fire PatientSelected: one object, not a list, and only from the desktop program."""
        from .resources.patients import wire
        from .routes import Asked
        with self.office.lock:
            body = rendered(wire(Asked(self.office, Key()), self.office.tables.patients[patient]),
                            Formats(self.office.zone))
            watching = [row for row in self.office.tables.subscriptions.values() if row.UiEventType]
        for row in watching:
            for machine in self._machines(row):
                self._post(row, machine, body, f"UiEventType: {row.UiEventType}")

    def _post(self, subscription: Subscription, machine: str, body: Any, kind: str) -> bool:
        request = urllib.request.Request(
            subscription.EndPointUrl, json.dumps(body).encode(), method="POST",
            headers={"Content-Type": "application/json", "Authorization": subscription.CustomerKey,
                     "Workstation": machine, "Event-Type": kind})
        status = _status(request, self.office.switches.event_timeout_s)
        self.deliveries.append(Delivery(subscription.SubscriptionNum, machine,
                                        len(body) if isinstance(body, list) else 1, status))
        return status == 200 if self.office.switches.event_success == "200" else 200 <= status < 300


def _status(request: urllib.request.Request, timeout_s: float) -> int:
    try:
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:
            return int(answer.status)
    except HTTPError as trouble:
        return trouble.code
    except (OSError, ValueError):
        return 0


def changed(office: Office, subscription: Subscription, since: datetime) -> list[dict[str, Any]]:
    """Rows of the watched table changed at or after *since*, in the form GET has."""
    from .resources import appointments, patients, reference, schedules
    from .routes import Asked
    asked, tables = Asked(office, Key()), office.tables
    match subscription.WatchTable:
        case "Appointment":
            return [appointments.shown(asked)(row) for row in appointments.in_order(tables.appointments.values())
                    if row.DateTStamp >= since]
        case "AppointmentDeleted":
            return [appointments.shown(asked)(row.visit) for row in tables.history
                    if row.HistApptAction == "Deleted" and row.HistDateTStamp >= since]
        case "Patient":
            return [patients.wire(asked, row) for row in tables.patients.values() if row.DateTStamp >= since]
        case "Operatory":
            return [reference.operatory(asked, row) for row in tables.operatories.values() if row.stamp >= since]
        case "Provider":
            return [reference.provider(row, office.now()) for row in tables.providers.values()
                    if row.DateTStamp >= since]
        case "Schedule":
            return [schedules.wire(asked, row) for row in tables.schedules.values() if row.DateTStamp >= since]
    return []
