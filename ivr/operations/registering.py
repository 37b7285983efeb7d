"""
A chart for a new patient.  Nothing in the chart can carry a mark of ours, so the person is looked for instead, by name and
date of birth: before it is sent, and whenever an answer was lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.office.records import Patient
from ivr.office.requests import RegisterPatient
from ivr.opendental.errors import Rejected
from ivr.speech.same_name import letters_only

if TYPE_CHECKING:
    from ivr.operations.changes import Desk

LANGUAGES = {"es": "spa"}               # as Open Dental names them; English is what it takes for granted


class Registering:
    kind = ""
    patient = None                      # there is none before it is done

    def __init__(self, request: RegisterPatient):
        self.request = request

    def fits(self, desk: Desk) -> str:
        return ""

    def send(self, desk: Desk, mark: str) -> Patient | None:
        return self.landed(desk, mark) or self._sent(desk)

    def _sent(self, desk: Desk) -> Patient | None:
        asked = self.request
        try:
            return desk.book.register(
                first=asked.first, last=asked.last, born=asked.birthdate, phone=asked.phone[-10:], texts=asked.texts,
                language=LANGUAGES.get(asked.language, ""), guarantor=asked.guarantor)
        except Rejected:                # perhaps because the chart is there by now
            found = self.landed(desk, "")
            if found is None:
                raise
            return found

    def landed(self, desk: Desk, mark: str) -> Patient | None:
        found = desk.book.patients_alike(self.request.first, self.request.last, self.request.birthdate)
        return next((chart for chart in found if self.agrees(chart)), None)

    def read_back(self, desk: Desk, number: int | None) -> Patient | None:
        chart = desk.book.patient(number) if number else self.landed(desk, "")
        return chart if chart is not None and self.agrees(chart) else None

    def agrees(self, chart: Patient) -> bool:
        asked = self.request
        names = [(letters_only(chart.first), letters_only(asked.first)), (letters_only(chart.last), letters_only(asked.last))]
        return chart.birthdate == asked.birthdate and all(one == other for one, other in names)
