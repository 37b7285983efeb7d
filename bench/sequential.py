"""
The plain client the line is measured against: every request when it is needed, one after another, and the caller waits.

All callers share one queue that lets a request start every so often.  Nothing is asked ahead, kept, or done behind the
caller's back; nothing is read or checked less than a careful client has to.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import httpx

from bench.conversation import Conversation, Errand
from ivr.practice import VisitKind

KEYS = "ODFHIR DemoDeveloperKey/DemoCustomerKey"
# Words of the line's own prompts, which this client would speak as well.
GREETING, BIRTHDATE, WHEN, OFFER, CONFIRM, TAKEN, BOOKED, GOODBYE = 33, 7, 10, 22, 19, 28, 21, 8
GRID = timedelta(minutes=10)
TRIES = 6
FURTHER = timedelta(days=14)    # looked through when the days meant are full


class Sequential:
    def __init__(self, url: str, interval_s: float):
        self._http = httpx.Client(base_url=url, headers={"Authorization": KEYS, "Content-Type": "application/json"}, timeout=70.0)
        self._interval, self._lock, self._free_at = interval_s, threading.Lock(), 0.0

    def close(self) -> None:
        self._http.close()

    def _asked(self, method: str, path: str, body: Mapping[str, Any] | None = None, **params: Any) -> Any:
        """First come, first served; raises httpx.HTTPError."""
        with self._lock:
            starts = self._free_at = max(time.monotonic(), self._free_at + self._interval)
        time.sleep(max(0.0, starts - time.monotonic()))
        answer = self._http.request(method, path, params=params, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def call(self, errand: Errand, conversation: Conversation) -> str:
        """What the caller was told: "booked", or how the call ended otherwise."""
        try:
            return self._call(errand, conversation)
        except (httpx.HTTPError, StopIteration) as error:
            conversation.fall_silent()
            return f"office failed ({type(error).__name__})"

    def _call(self, errand: Errand, conversation: Conversation) -> str:
        for question, count in (("wish", GREETING), ("birthdate", BIRTHDATE)):
            conversation.hear(count)
            conversation.say(errand.said[question])
        patient = self._patient(errand)
        self._asked("GET", "/appointments", PatNum=patient, dateStart=errand.today)
        conversation.hear(WHEN)
        conversation.say(errand.said["when"])
        told = "booked" if self._booked(patient, errand, conversation) else "nothing found"
        conversation.hear(BOOKED)
        conversation.say(errand.said["more"])
        conversation.hear(GOODBYE)
        return told

    def _patient(self, errand: Errand) -> int:
        found = self._asked("GET", "/patients", Phone=errand.phone)
        return next(row["PatNum"] for row in found if row["Birthdate"] == f"{errand.patient.Birthdate:%Y-%m-%d}")

    def _booked(self, patient: int, errand: Errand, conversation: Conversation) -> bool:
        offered = OFFER
        for starts, provider in islice(self._openings(errand), TRIES):
            for question, count in (("opening", offered), ("ok", CONFIRM)):
                conversation.hear(count)
                conversation.say(errand.said[question])
            still_open = self._still_open(starts, provider, errand.kind)
            chair = free_chair(starts, errand.kind, self._asked("GET", "/appointments", date=f"{starts:%Y-%m-%d}"))
            if still_open and chair:
                self._write(patient, starts, provider, chair, errand.kind)
                return True
            offered = TAKEN
        return False

    def _openings(self, errand: Errand) -> Iterator[tuple[datetime, int]]:
        """
        Start and ProvNum; one provider's after another, on the days meant and then on those after.

        The next provider is asked for when nobody wanted those of the one before.
        """
        for first, last, half in ((errand.first, errand.last, errand.half), (errand.first, errand.last + FURTHER, "")):
            for provider in errand.kind.providers:
                blocks = self._asked("GET", "/appointments/Slots", dateStart=first, dateEnd=last, ProvNum=provider,
                                     lengthMinutes=errand.kind.minutes)
                yield from ((starts, provider) for block in blocks if (starts := opening(block, errand.kind, half)))

    def _still_open(self, starts: datetime, provider: int, kind: VisitKind) -> bool:
        found = self._asked("GET", "/appointments/Slots", date=f"{starts:%Y-%m-%d}", ProvNum=provider, lengthMinutes=kind.minutes)
        return any(moment(one["DateTimeStart"]) <= starts and ends_at(starts, kind) <= moment(one["DateTimeEnd"])
                   for one in found)

    def _write(self, patient: int, starts: datetime, provider: int, chair: int, kind: VisitKind) -> None:
        written = self._asked("POST", "/appointments", {
            "PatNum": patient, "Op": chair, "AptDateTime": f"{starts:%Y-%m-%d %H:%M:%S}", "AptStatus": "Scheduled",
            "Pattern": "X" * (kind.minutes // 5), "ProvNum": kind.dentist or provider, "ProvHyg": provider if kind.hygiene else 0,
            "IsHygiene": str(kind.hygiene).lower(), "AppointmentTypeNum": kind.appointment_type, "Note": "by telephone"})
        self._asked("GET", f"/appointments/{written['AptNum']}")
        self._asked("POST", "/commlogs", {"PatNum": patient, "Note": "Booked by telephone.", "Mode_": "Phone",
                                          "SentOrReceived": "Received"})


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def ends_at(starts: datetime, kind: VisitKind) -> datetime:
    return starts + timedelta(minutes=kind.minutes)


def free_chair(starts: datetime, kind: VisitKind, visits: Sequence[dict[str, Any]]) -> int:
    """One nobody sits in, 0 without; open blocks are a provider's, and do not know who else is in the chair."""
    seated = {one["Op"] for one in visits if one["AptStatus"] in ("Scheduled", "Complete")
              and moment(one["AptDateTime"]) < ends_at(starts, kind)
              and starts < moment(one["AptDateTime"]) + timedelta(minutes=5 * len(one["Pattern"]))}
    return next((chair for chair in kind.operatories if chair not in seated), 0)


def opening(block: dict[str, Any], kind: VisitKind, half: str) -> datetime | None:
    """The first start on the grid at which a visit fits into an open block."""
    starts, ends = moment(block["DateTimeStart"]), moment(block["DateTimeEnd"])
    starts += -timedelta(minutes=starts.minute) % GRID
    starts = max(starts, starts.replace(hour=12, minute=0)) if half == "afternoon" else starts
    return starts if ends_at(starts, kind) <= ends and not (half == "morning" and starts.hour >= 12) else None
