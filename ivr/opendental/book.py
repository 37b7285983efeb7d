"""
The office's book: the calls our flows need, typed.

Every filter is applied again to what comes back, because Open Dental ignores some names it does not know without a word.
Reference tables (chairs, providers, definitions, preferences) are read at most once an hour.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any, TypeVar

from ivr.office.records import Blockout, DaySheet, Opening, Operatory, Patient, Provider, Shift, Visit
from ivr.opendental import rows
from ivr.opendental.client import OpenDental
from ivr.opendental.errors import Forbidden, Garbled, Missing, Rejected
from ivr.opendental.gate import CALLER, PAPERWORK

REFERENCE_KEPT_S = 3600.0
GONE = ("Deleted", "Archived", "Deceased", "NonPatient")
PARKED = ("Broken", "UnschedList")
ACCEPTED = "ApptEConfirmStatusAccepted"
APPT_CONFIRMED, BLOCKOUT_TYPES = 2, 25      # definition categories
HOLIDAY_WORDS = ("holiday", "closed")
T = TypeVar("T")


class Book:
    def __init__(self, client: OpenDental):
        self._client = client
        self._kept: dict[str, tuple[float, Any]] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        self._client.close()

    # --- patients ----------------------------------------------------------------------------------------------------

    def patients_by_phone(self, digits: str) -> list[Patient]:
        """Those who have this number, ten digits, as one of theirs; the office's own search also finds parts of numbers."""
        found = self._client.pages("patients", "PatNum", Phone=digits)
        return [patient for patient in map(rows.patient, found) if digits in patient.phones and patient.status not in GONE]

    def patients_by_birthdate(self, born: date) -> list[Patient]:
        found = self._client.pages("patients", "PatNum", Birthdate=born.isoformat())
        return [patient for patient in map(rows.patient, found) if patient.birthdate == born and patient.status not in GONE]

    # --- appointments ------------------------------------------------------------------------------------------------

    def visits(self, patient: int, since: date) -> list[Visit]:
        """The patient's, of every status, from that day on."""
        found = self._client.pages("appointments", "AptNum", PatNum=patient, dateStart=since.isoformat())
        return [visit for visit in map(rows.visit, found) if visit.patient == patient and visit.starts_at.date() >= since]

    def parked(self, patient: int, today: date) -> list[Visit]:
        """The patient's broken and unscheduled visits of the last two years, latest first."""
        found = self.visits(patient, today - timedelta(days=730))
        return sorted((v for v in found if v.status in PARKED), key=lambda v: v.starts_at, reverse=True)

    def visit(self, number: int) -> Visit | None:
        try:
            found = rows.visit(self._client.get(f"appointments/{number}"))
        except Missing:
            return None
        if found.number != number:
            raise Garbled("appointments/#: another row was answered")
        return found

    def day_visits(self, day: date) -> list[Visit]:
        """Everybody's on that day, of every status."""
        found = self._client.pages("appointments", "AptNum", date=day.isoformat())
        return [visit for visit in map(rows.visit, found) if visit.starts_at.date() == day]

    def slots(self, provider: int, operatory: int, day: date, minutes: int) -> list[tuple[datetime, datetime]]:
        """The open blocks that Open Dental itself sees for the provider in that chair."""
        found = self._client.get("appointments/Slots", date=day.isoformat(), lengthMinutes=minutes, ProvNum=provider, OpNum=operatory)
        if not isinstance(found, list):
            raise Garbled("appointments/Slots: not a list")
        readers = [rows.Reader("appointments/Slots", row) for row in found]
        return [(r.moment("DateTimeStart"), r.moment("DateTimeEnd")) for r in readers
                if r.id("ProvNum") == provider and r.id("OpNum") == operatory]

    def day_sheet(self, first: date, last: date) -> DaySheet:
        """
        Everything on the book from *first* to *last*.

        Schedules come page by page in an order that is not stable, so they are asked for in spans that fit one page.
        """
        shifts: list[Shift] = []
        blockouts: list[Blockout] = []
        closed: set[date] = set()
        never = self._never_bookable()
        for row in self._schedules(first, last):
            kind, provider = row.get("SchedType"), str(row.get("ProvNum", "0"))
            if kind == "Provider" and provider != "0":
                shifts.append(rows.shift(row))
            elif kind in ("Blockout", "WebSchedASAP"):
                blockouts.append(rows.blockout(row, never))
            elif kind == "Practice" and any(word in str(row.get("Note", "")).lower() for word in HOLIDAY_WORDS):
                closed.add(rows.Reader("schedules", row).day("SchedDate"))
        found = self._client.pages("appointments", "AptNum", dateStart=first.isoformat(), dateEnd=last.isoformat())
        visits = tuple(v for v in map(rows.visit, found) if first <= v.starts_at.date() <= last)
        return DaySheet(first, last, tuple(shifts), visits, tuple(blockouts), frozenset(closed))

    def _schedules(self, first: date, last: date) -> list[dict[str, Any]]:
        found = self._client.get("schedules", dateStart=first.isoformat(), dateEnd=last.isoformat())
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise Garbled("schedules: not a list of rows")
        if len(found) < 100 or first == last and len(found) % 100:
            return [row for row in found if first <= rows.Reader("schedules", row).day("SchedDate") <= last]
        if first == last:
            return self._client.pages("schedules", "ScheduleNum", dateStart=first.isoformat(), dateEnd=last.isoformat())
        middle = first + (last - first) // 2
        return self._schedules(first, middle) + self._schedules(middle + timedelta(days=1), last)

    # --- reference ---------------------------------------------------------------------------------------------------

    def operatories(self) -> list[Operatory]:
        return self._reference("operatories", lambda: [rows.operatory(row) for row in self._client.pages("operatories", "OperatoryNum")])

    def providers(self) -> list[Provider]:
        return self._reference("providers", lambda: [rows.provider(row) for row in self._client.pages("providers", "ProvNum")])

    def definitions(self, category: int) -> list[tuple[int, str, str]]:
        """(DefNum, ItemName, ItemValue) of those in use, in the office's order."""

        def read() -> list[tuple[int, str, str]]:
            found = [rows.Reader("definitions", row) for row in self._client.pages("definitions", "DefNum", Category=category)]
            return [(r.id("DefNum"), r.text("ItemName"), r.text("ItemValue")) for r in found
                    if r.id("Category", category) == category and not r.flag("isHidden")]

        return self._reference(f"definitions/{category}", read)

    def preference(self, name: str) -> str | None:
        """The preference's value; None when the office has it not, or does not let us see it."""

        def read() -> str | None:
            try:
                found = self._client.get("preferences", PrefName=name)
            except (Missing, Rejected, Forbidden):
                return None
            readers = [rows.Reader("preferences", row) for row in (found if isinstance(found, list) else [found])]
            return next((r.text("ValueString") for r in readers if r.text("PrefName") == name), None)

        return self._reference(f"preferences/{name}", read)

    def confirmed(self) -> int:
        """The DefNum of a visit its patient has just agreed to: what the office sets when a patient accepts by itself."""
        statuses = self.definitions(APPT_CONFIRMED)
        accepted = self.preference(ACCEPTED) or ""
        known = {str(number) for number, _, _ in statuses}
        if accepted in known:
            return int(accepted)
        named = [number for number, name, _ in statuses if name.lower() == "confirmed"]
        return (named or [number for number, _, _ in statuses] or [0])[0]

    def _never_bookable(self) -> frozenset[int]:
        return frozenset(number for number, _, value in self.definitions(BLOCKOUT_TYPES)
                         if "NS" in [word.strip() for word in value.split(",")])

    def _reference(self, name: str, read: Callable[[], T]) -> T:
        with self._lock:
            kept = self._kept.get(name)
        if kept and monotonic() - kept[0] < REFERENCE_KEPT_S:
            return kept[1]
        found = read()
        with self._lock:
            self._kept[name] = (monotonic(), found)
        return found

    # --- writing: once, whatever happens -----------------------------------------------------------------------------

    def create(self, *, patient: int, opening: Opening, provider: int, hygienist: int, hygiene: bool, new_patient: bool,
               appointment_type: int, note: str) -> Visit | None:
        """https://www.opendental.com/site/apiappointments.html, POST: every field is said, none left to a default."""
        return self._written(self._client.post("appointments", {
            "PatNum": patient, "Op": opening.operatory, "AptDateTime": at(opening.starts_at), "AptStatus": "Scheduled",
            "Pattern": "X" * (opening.minutes // 5), "ProvNum": provider, "ProvHyg": hygienist, "IsHygiene": text(hygiene),
            "IsNewPatient": text(new_patient), "Confirmed": self.confirmed(), "Note": note,
            **({"AppointmentTypeNum": appointment_type} if appointment_type else {})}))

    def move(self, visit: Visit, opening: Opening) -> Visit | None:
        """The same appointment at another time, on the book whatever it was before; never given up first."""
        seen_by = "ProvHyg" if visit.hygienist and visit.hygienist != visit.provider and visit.hygiene else "ProvNum"
        return self._put(visit.number, {"AptStatus": "Scheduled", "AptDateTime": at(opening.starts_at), "Op": opening.operatory,
                                        "ProvNum": visit.provider, "ProvHyg": visit.hygienist, seen_by: opening.provider,
                                        "Confirmed": self.confirmed()})

    def move_back(self, visit: Visit) -> Visit | None:
        """To where it stood, as it stood."""
        return self._put(visit.number, {"AptStatus": visit.status, "AptDateTime": at(visit.starts_at), "Op": visit.operatory,
                                        "ProvNum": visit.provider, "ProvHyg": visit.hygienist, "Confirmed": visit.confirmed})

    def unschedule(self, number: int) -> Visit | None:
        return self._put(number, {"AptStatus": "UnschedList"})

    def break_visit(self, number: int, break_type: str) -> None:
        """https://www.opendental.com/site/apiappointments.html, PUT Break; without *break_type* no code is charted."""
        self._client.put(f"appointments/{number}/Break",
                         {"sendToUnscheduledList": "true", **({"breakType": break_type} if break_type else {})})

    def comm_log(self, patient: int, note: str) -> None:
        self._client.post("commlogs", {"PatNum": patient, "Note": note, "Mode_": "Phone", "SentOrReceived": "Received"},
                          priority=PAPERWORK)

    def has_comm_log(self, patient: int, mark: str) -> bool:
        found = self._client.pages("commlogs", "CommlogNum", PatNum=patient, priority=PAPERWORK)
        return any(mark in str(row.get("Note", "")) for row in found)

    def _put(self, number: int, body: Mapping[str, Any]) -> Visit | None:
        return self._written(self._client.put(f"appointments/{number}", body, priority=CALLER))

    def _written(self, row: Any) -> Visit | None:
        """What the office says it wrote; versions before the object was answered say nothing."""
        if row is None:
            return None
        try:
            return rows.visit(row)
        except Garbled as error:
            raise Garbled(str(error), maybe_done=True) from None


def at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def text(flag: bool) -> str:
    return "true" if flag else "false"
