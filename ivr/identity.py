"""
Proofs of identity, watched across calls: nobody may go on trying dates of birth or names until one fits.

Each step of a call is looked at before anything comes of it.  If it tells the caller that a guess was right, or wrong, and
the number that calls or a patient who may have been meant has been tried too often, the step is as if it had not been: the
call goes to the front desk, in the same words either way.  A wrong guess counts as soon as it can be told from a right one,
for whoever has learned that much may ring off.  One date of birth in one call is one guess, however often it is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ivr.dialogue.call import Call
from ivr.dialogue.effects import Event, Heard
from ivr.office.records import Patient
from ivr.office.requests import Charts
from ivr.speech.evidence import evidence
from ivr.speech.same_name import filed_under
from ivr.store.guard import Guard
from ivr.warm.book import WarmBook

COUNTER, STRANGER = "identity", "stranger"      # what refusals are counted under, and the form they end in
NAMES = ("first", "last")


class Identity:
    def __init__(self, guard: Guard, book: WarmBook):
        self._guard, self._book = guard, book

    def withheld(self, sid: str, before: Call, event: Event, after: Call) -> bool:
        """
        Whether a person has to find out who is calling, because too many have tried.

        Args:
            after: The call as the step would leave it.
        """
        right = guessed_right(before, after)
        if right:
            return self._guard.locked(after.caller, right)
        wrong = self._meant(before, event, after) if guessed_wrong(before, after) else self._known_otherwise(before, after)
        if wrong is None:
            return False
        return self._guard.failed(f"{sid}/{date_said(before, event, after)}", after.caller, wrong)

    def _meant(self, before: Call, event: Event, after: Call) -> set[int]:
        """Whose chart may have been meant: those on the number, those near what was said, and those of that name."""
        values = {**after.values, **before.values}
        charts = values.get("charts")
        found = [*values.get("callers", ()), *(charts.patients if isinstance(charts, Charts) else ()), *values.get("near", ())]
        said = name_said(before, event, after)
        near = [patient for patient in found if evidence(patient, said, NAMES) or patient in values.get("callers", ())]
        return {patient.number for patient in [*near, *self._of_that_name(said)]}

    def _of_that_name(self, said: Mapping[str, Any]) -> list[Patient]:
        if not all(said.get(half) or said.get(f"{half}_keys") for half in NAMES):
            return []
        keys = {said["last_keys"][:3]} if said.get("last_keys") else filed_under(said["last"])
        found = {patient.number: patient for key in keys for patient in self._book.patients_filed_under(key)}
        return [patient for patient in found.values() if evidence(patient, said, NAMES)]

    def _known_otherwise(self, before: Call, after: Call) -> set[int] | None:
        """Who has just been taken for new, though there are charts of that name: one of them may have been tried."""
        if after.values.get("nobody") is not True or before.values.get("nobody") is True:
            return None
        said = {half: after.values.get(half) for half in NAMES}
        return {patient.number for patient in after.values.get("near", ()) if evidence(patient, said, NAMES)} or None


def guessed_right(before: Call, after: Call) -> set[int]:
    """Whose chart was just proven, or whose dates of birth on the caller's number fit and names are asked for next."""
    proven, charts = after.values.get("patient"), after.values.get("charts")
    if isinstance(proven, Patient):
        return set() if proven == before.values.get("patient") else {proven.number}
    if isinstance(charts, Charts) and charts.by_phone and charts != before.values.get("charts"):
        return {patient.number for patient in charts.patients}
    return set()


def guessed_wrong(before: Call, after: Call) -> bool:
    """Refused, or asked for more than whoever is right is asked for."""
    refused = after.refused.get(COUNTER, 0) > before.refused.get(COUNTER, 0) or (after.form == STRANGER != before.form)
    charts, asked = after.values.get("charts"), part_of(after)
    not_theirs = isinstance(charts, Charts) and not charts.by_phone and charts != before.values.get("charts")
    spells = asked is not None and asked != part_of(before) and asked[1].startswith("spell")
    return refused or spells or (not_theirs and bool(after.values.get("callers")))


def date_said(before: Call, event: Event, after: Call) -> str:
    """ISO; empty when none has been understood."""
    part, heard = after.parts.get("birthdate"), event.meaning.get("dob") if isinstance(event, Heard) else None
    half = part[0].get("heard") if part and isinstance(part[0], Mapping) else None
    found = [after.values.get("birthdate"), half, heard, before.values.get("birthdate")]
    return next((each for each in found if isinstance(each, str)), "")


def name_said(before: Call, event: Event, after: Call) -> dict[str, Any]:
    """As far as it is known: halves said or keyed by now, at whatever question."""
    heard = event.meaning if isinstance(event, Heard) else {}
    given = [before.values.get("name"), *(part[0] for part in map(part_of, (before, after)) if part), after.values.get("name"),
             {half: after.values.get(half, before.values.get(half)) for half in NAMES}, heard.get("name")]
    said = {key: value for each in given if isinstance(each, Mapping) for key, value in each.items() if value}
    missing = next((half for half in reversed(NAMES) if half not in said and f"{half}_keys" not in said), "")
    return {**said, f"{missing}_keys": heard["letters"]} if missing and "letters" in heard else said


def part_of(call: Call) -> Any:
    return call.parts.get("patient")


