"""
The office's book: the calls our flows need, typed.

Every filter is applied again to what comes back, because Open Dental ignores some names it does not know in silence.
Writes are sent once, whatever happens, and answer what the office says it wrote; None when it says nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from ivr.office.records import AppointmentType, DaySheet, Opening, Operatory, Patient, Provider, Recall, Visit
from ivr.opendental import rows
from ivr.opendental.client import OpenDental, Rows
from ivr.opendental.errors import Forbidden, Garbled, Missing, Rejected
from ivr.opendental.gate import Asking
from ivr.opendental.reference import Definition, Reference, Shelf
from ivr.opendental.schedules import Schedules, day_sheet

GONE = ("Deleted", "Archived", "Deceased", "NonPatient")
PARKED = ("Broken", "UnschedList")
TWO_YEARS = timedelta(days=730)
SEARCHED_YEARS = range(1880, 2101)          # Open Dental answers other years of birth with everybody
APPT_CONFIRMED, BLOCKOUT_TYPES = 2, 25      # definition categories
ACCEPTED = "ApptEConfirmStatusAccepted"     # a preference: the DefNum of visits their patients have confirmed
NO_SCHEDULING = "NS"                        # https://www.opendental.com/manual/definitionsblockouts.html


class Book:
    def __init__(self, client: OpenDental, clock: Callable[[], float] = time.monotonic, shelf: Shelf | None = None):
        self._client = client
        self._reference = Reference(client, clock, shelf)
        self._schedules = Schedules(client)

    @property
    def throttled(self) -> bool:
        """Whether the office grants only so many requests."""
        return self._client.throttled

    def promote(self, whom: Asking) -> None:
        """What waits for *whom* waits with its present priority."""
        self._client.promote(whom)

    def close(self) -> None:
        self._client.close()

    # --- patients ----------------------------------------------------------------------------------------------------

    def patients_by_phone(self, digits: str) -> list[Patient]:
        """
        Those who have this number as one of theirs; nobody when it is not a North American one.

        The office's own search also finds parts of numbers, and numbers kept elsewhere than on the chart.
        """
        wanted = rows.ten_digits(digits)
        found = self._client.pages("patients", "PatNum", Phone=wanted) if wanted else []
        return [patient for patient in _seen_here(found) if wanted in patient.phones]

    def patients_by_birthdate(self, born: date, last: str = "") -> list[Patient]:
        """
        Args:
            last: How the last name begins.
        """
        if born.year not in SEARCHED_YEARS:
            return []
        also: dict[str, Any] = {"LName": last} if last else {}
        found = self._client.pages("patients", "PatNum", Birthdate=born, **also)
        return [patient for patient in _seen_here(found)
                if patient.birthdate == born and patient.last.casefold().startswith(last.casefold())]

    def dependants(self, guarantor: int) -> list[Patient]:
        """Everybody whose bills this patient answers for; empty where the office cannot be asked that."""
        try:
            found = self._client.pages("patients/Simple", "PatNum", Guarantor=guarantor)
        except (Missing, Rejected, Forbidden):
            return []
        theirs = [row for row in found if rows.Reader("patients", row).id("Guarantor", 0) == guarantor]
        return [patient for patient in _seen_here(theirs) if patient.number != guarantor]

    def patients_alike(self, first: str, last: str, born: date) -> list[Patient]:
        """Everyone of that name, and everyone born that day, whatever has become of them since; deleted charts are gone."""
        same_name = self._client.pages("patients", "PatNum", LName=last, FName=first, showArchived=True)
        same_day = self._client.pages("patients", "PatNum", Birthdate=born, showArchived=True) if born.year in SEARCHED_YEARS else []
        found = {patient.number: patient for patient in map(rows.patient, [*same_name, *same_day])}
        return [patient for patient in found.values() if patient.status != "Deleted"]

    def patient(self, number: int) -> Patient | None:
        try:
            return rows.patient(self._client.get(f"patients/{number}"))
        except Missing:
            return None

    # --- appointments ------------------------------------------------------------------------------------------------

    def visits(self, patient: int, since: date) -> list[Visit]:
        """The patient's, of every status, from that day on."""
        found = _or_none(lambda: self._client.pages("appointments", "AptNum", PatNum=patient, dateStart=since))
        return [v for v in map(rows.visit, found) if v.patient == patient and v.starts_at.date() >= since]

    def ahead(self, patient: int, today: date) -> list[Visit]:
        """The patient's, from today on; their notes may be missing."""
        return self.visits(patient, today)

    def parked(self, patient: int, today: date) -> list[Visit]:
        """The patient's broken and unscheduled visits of the last two years, latest first."""
        found = self.visits(patient, today - TWO_YEARS)
        return sorted((v for v in found if v.status in PARKED), key=lambda v: v.starts_at, reverse=True)

    def history(self, patient: int) -> list[Visit]:
        """All the patient has or had on the book, of every status, and what is planned for them."""
        found = _or_none(lambda: self._client.pages("appointments", "AptNum", PatNum=patient))
        return [visit for visit in map(rows.visit, found) if visit.patient == patient]

    def recalls(self, patient: int) -> list[Recall]:
        """Those in use; none when the office's version does not tell."""
        try:
            found = self._client.pages("recalls", "RecallNum", PatNum=patient)
        except (Missing, Rejected):
            return []
        readers = [rows.Reader("recalls", row) for row in found]
        return [rows.recall(row) for row, read in zip(found, readers, strict=True)
                if read.id("PatNum") == patient and not read.flag("IsDisabled")]

    def visit(self, number: int) -> Visit | None:
        try:
            found = rows.visit(self._client.get(f"appointments/{number}"))
        except Missing:
            return None
        if found.number != number:
            raise Garbled("appointments/#: another row was answered")
        return found

    def day_visits(self, day: date, age_s: float = 0.0, gathers: bool = False) -> list[Visit]:
        """
        Everybody's on that day, of every status, as the office has them now.

        Args:
            age_s: What was asked so many seconds ago will do.
            gathers: In a rush it may be asked a little later, once for several who want to know.
        """
        found = self._client.pages("appointments", "AptNum", date=day)
        return [visit for visit in map(rows.visit, found) if visit.starts_at.date() == day]

    def day_sheet(self, first: date, last: date) -> DaySheet:
        """Everything on the book from *first* to *last*, both included."""
        never = self.never_bookable()
        schedules = self._schedules.between(first, last)
        found = self._client.pages("appointments", "AptNum", dateStart=first, dateEnd=last)
        visits = [visit for visit in map(rows.visit, found) if first <= visit.starts_at.date() <= last]
        return day_sheet(first, last, schedules, visits, never)

    def slots(self, provider: int, operatory: int, day: date, minutes: int = 5) -> list[tuple[datetime, datetime]]:
        """
        The open blocks that Open Dental itself sees for the provider in that chair, shorter ones left out.

        A chair makes the office look only at schedule rows that are tied to it, so a provider whose rows name none is
        asked for without.  https://www.opendental.com/site/apiappointments.html
        """
        found = self._blocks(provider, day, minutes, OpNum=operatory)
        tied = [(start, end) for chair, start, end in found if chair == operatory]
        if tied or not self._works_anywhere(provider, day):
            return tied
        return [(start, end) for _, start, end in self._blocks(provider, day, minutes)]

    def web_sched(self, definition: int, first: date, last: date, new_patient: bool) -> list[Opening]:
        """What the office's web scheduler would offer for that definition, earliest first; empty without one."""
        try:
            found = self._client.get("appointments/SlotsWebSched", dateStart=first, dateEnd=last, defNumApptType=definition,
                                     isNewPatient=new_patient)
        except (Missing, Rejected):
            return []
        if not isinstance(found, list):
            raise Garbled("appointments/SlotsWebSched: not a list")
        return sorted(Opening(start, int((end - start).total_seconds()) // 60, chair, provider)
                      for provider, chair, start, end in map(rows.block, found) if first <= start.date() <= last)

    def shifts(self, provider: int, operatory: int, day: date) -> list[tuple[datetime, datetime]]:
        """When the provider works in that chair, as the schedule has it now; what is booked is not taken out."""
        return [(shift.starts_at, shift.ends_at) for shift in self._schedules.of_provider(provider, day)
                if not shift.operatories or operatory in shift.operatories]

    def doubt(self, day: date) -> None:
        """What is known of that day has turned out to be wrong: it is read anew before it is used again."""

    def _blocks(self, provider: int, day: date, minutes: int, **more: int) -> list[tuple[int, datetime, datetime]]:
        found = self._client.get("appointments/Slots", date=day, lengthMinutes=minutes, ProvNum=provider, **more)
        if not isinstance(found, list):
            raise Garbled("appointments/Slots: not a list")
        blocks = map(rows.block, found)
        return [(chair, start, end) for whose, chair, start, end in blocks if whose == provider and start.date() == day]

    def _works_anywhere(self, provider: int, day: date) -> bool:
        shifts = self._schedules.of_provider(provider, day)
        return bool(shifts) and not any(shift.operatories for shift in shifts)

    # --- reference ---------------------------------------------------------------------------------------------------

    def operatories(self) -> list[Operatory]:
        return self._reference.operatories()

    def providers(self) -> list[Provider]:
        return self._reference.providers()

    def recall_types(self) -> list[tuple[int, str]]:
        """(RecallTypeNum, Description); none when the office's version does not tell."""
        return self._reference.recall_types()

    def appointment_types(self) -> list[AppointmentType]:
        return self._reference.appointment_types()

    def definitions(self, category: int) -> list[Definition]:
        return self._reference.definitions(category)

    def preference(self, name: str) -> str | None:
        return self._reference.preference(name)

    def confirmed(self) -> int:
        """The DefNum of a visit its patient has just agreed to: the office's own for patients who confirm online."""
        statuses = self.definitions(APPT_CONFIRMED)
        accepted = [number for number, _, _ in statuses if str(number) == self.preference(ACCEPTED)]
        named = [number for number, name, _ in statuses if name.lower() == "confirmed"]
        return next(iter([*accepted, *named, *(number for number, _, _ in statuses)]), 0)

    def never_bookable(self) -> frozenset[int]:
        return frozenset(number for number, _, value in self.definitions(BLOCKOUT_TYPES)
                         if NO_SCHEDULING in [word.strip() for word in value.split(",")])

    # --- writing: https://www.opendental.com/site/apiappointments.html -----------------------------------------------

    def register(self, *, first: str, last: str, born: date, phone: str, texts: bool | None, language: str,
                 guarantor: int = 0) -> Patient | None:
        """
        A new chart.  A number may be texted only if it is said to be a mobile one.

        Args:
            phone: Ten digits.
            texts: None leaves open whether the patient may be texted.
            language: As the office names it; left out when it is none of those the office uses.
            guarantor: PatNum of the head of the family; 0 for the new patient.
        """
        known = (self.preference("LanguagesUsedByPatients") or "").split(",") if language else []
        row = self._client.post("patients", {
            "LName": last, "FName": first, "Birthdate": born.isoformat(), "PatStatus": "Patient",
            "WirelessPhone" if texts else "HmPhone": f"({phone[:3]}){phone[3:6]}-{phone[6:]}",
            "TxtMsgOk": {True: "Yes", False: "No", None: "Unknown"}[texts], **({"Language": language} if language in known else {}),
            **({"Guarantor": guarantor} if guarantor else {})})
        return None if row is None else rows.patient(row)

    def allow_texts(self, patient: int) -> None:
        """The patient may be texted at the mobile number on the chart, and has said so.  https://www.opendental.com/site/apipatients.html"""
        self._client.put(f"patients/{patient}", {"TxtMsgOk": "Yes"})

    def create(self, *, patient: int, opening: Opening, provider: int, hygienist: int, hygiene: bool, new_patient: bool,
               appointment_type: int, note: str) -> Visit | None:
        """Every field is said, none left to a default."""
        return _written(self._client.post("appointments", {
            "PatNum": patient, "Op": opening.operatory, "AptDateTime": _at(opening.starts_at), "AptStatus": "Scheduled",
            "Pattern": "X" * (opening.minutes // 5), "ProvNum": provider, "ProvHyg": hygienist,
            "IsHygiene": _flag(hygiene), "IsNewPatient": _flag(new_patient), "Confirmed": self.confirmed(),
            "Note": note, **({"AppointmentTypeNum": appointment_type} if appointment_type else {})}))

    def schedule_planned(self, planned: int, opening: Opening, note: str) -> Visit | None:
        """A planned visit becomes one on the book, with a number of its own."""
        return _written(self._client.post("appointments/SchedulePlanned", {
            "AptNum": planned, "AptDateTime": _at(opening.starts_at), "ProvNum": opening.provider,
            "Op": opening.operatory, "Confirmed": self.confirmed(), "Note": note}))

    def move(self, visit: Visit, opening: Opening) -> Visit | None:
        """The same appointment at another time, on the book whatever it was before; never given up first."""
        seen = self._seen_by(visit, opening.provider)
        return self._change(visit.number, {
            "AptStatus": "Scheduled", "AptDateTime": _at(opening.starts_at), "Op": opening.operatory,
            "ProvNum": seen.provider, "ProvHyg": seen.hygienist, "Confirmed": self.confirmed()})

    def move_back(self, visit: Visit) -> Visit | None:
        """To where it stood, as it stood."""
        return self._change(visit.number, {
            "AptStatus": visit.status, "AptDateTime": _at(visit.starts_at), "Op": visit.operatory,
            "ProvNum": visit.provider, "ProvHyg": visit.hygienist, "Confirmed": visit.confirmed})

    def unschedule(self, number: int) -> Visit | None:
        return self._change(number, {"AptStatus": "UnschedList"})

    def break_visit(self, number: int, break_type: str = "") -> None:
        """Onto the Unscheduled List; without *break_type* no code is charted."""
        self._client.put(f"appointments/{number}/Break",
                         {"sendToUnscheduledList": "true", **({"breakType": break_type} if break_type else {})})

    def confirm(self, number: int, definition: int = 0) -> None:
        """
        Args:
            definition: A DefNum of category 2; 0 = the one the office sets when a patient confirms by itself.
        """
        self._client.put(f"appointments/{number}/Confirm",
                         {"defNum": definition} if definition else {"confirmVal": "Confirmed"})

    def want_sooner(self, number: int) -> Visit | None:
        """Onto the office's ASAP list, without leaving its time."""
        return self._change(number, {"Priority": "ASAP"})

    def append_note(self, number: int, note: str) -> None:
        self._client.put(f"appointments/{number}/Note", {"Note": note})

    def comm_log(self, patient: int, note: str) -> None:
        """https://www.opendental.com/site/apicommlogs.html"""
        self._client.post("commlogs", {"PatNum": patient, "Note": note, "Mode_": "Phone", "SentOrReceived": "Received"})

    def has_comm_log(self, patient: int, mark: str) -> bool:
        found = _or_none(lambda: self._client.pages("commlogs", "CommlogNum", PatNum=patient))
        readers = [rows.Reader("commlogs", row) for row in found]
        return any(read.id("PatNum") == patient and mark in read.text("Note") for read in readers)

    def _change(self, number: int, body: Mapping[str, Any]) -> Visit | None:
        return _written(self._client.put(f"appointments/{number}", body))

    def _seen_by(self, visit: Visit, provider: int) -> Visit:
        """The visit with *provider* in the place of whoever would have seen the patient; nobody else changes."""
        if provider in (visit.provider, visit.hygienist):
            return visit
        hygienists = [each.number for each in self.providers() if each.hygienist]
        hygienic = visit.hygienist and (visit.hygiene or provider in hygienists)
        instead_of = visit.hygienist if hygienic else visit.provider
        return replace(visit, provider=provider if visit.provider == instead_of else visit.provider,
                       hygienist=provider if visit.hygienist == instead_of else visit.hygienist)


def _seen_here(found: Rows) -> Iterable[Patient]:
    return [patient for patient in map(rows.patient, found) if patient.status not in GONE]


def _or_none(read: Callable[[], Rows]) -> Rows:
    """A list by a key the office does not know is empty in some versions and a 404 in others."""
    try:
        return read()
    except Missing:
        return []


def _written(row: Any) -> Visit | None:
    """What the office says it wrote; versions before the object was answered say nothing."""
    try:
        return None if row is None else rows.visit(row)
    except Garbled as error:
        raise Garbled(str(error), maybe_done=True) from None


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _flag(value: bool) -> str:
    return "true" if value else "false"
