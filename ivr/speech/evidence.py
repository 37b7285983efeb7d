"""
Which charts what a caller said points at: date of birth and name weighed together.

What points at a chart is no proof.  It tells whose chart *may* be meant, so that nobody is taken for somebody they could
have been misheard as; only what is the chart's own, as said or spelled, opens it.

What was said, all of it optional:

    birthdate               ISO date
    first, last             as said or spelled
    first_keys, last_keys   the keys of their letters
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ivr.office.records import Patient
from ivr.speech.same_birth import birth_fits
from ivr.speech.same_name import NO, PLAUSIBLE, SAME, fits, keypad_fits

PARTS = ("birthdate", "first", "last")


def evidence(patient: Patient, said: Mapping[str, Any], parts: Sequence[str] = PARTS) -> int:
    """
    Args:
        parts: What is looked at, of birthdate, first and last.

    Returns:
        0 when it is another's, 1 when one part is plausibly misheard, 2 when every part said is the chart's own;
        nothing said points at nobody.
    """
    found = [part_fits(patient, part, said) for part in parts if has(said, part)]
    if not found or NO in found or found.count(PLAUSIBLE) > 1:
        return NO
    return min(found)


def has(said: Mapping[str, Any], part: str) -> bool:
    return bool(said.get(part) or said.get(f"{part}_keys"))


def part_fits(patient: Patient, part: str, said: Mapping[str, Any]) -> int:
    if part == "birthdate":
        return birth_fits(date.fromisoformat(said[part]), patient.birthdate) if patient.birthdate else NO
    if keys := said.get(f"{part}_keys"):
        own = (patient.first, patient.preferred) if part == "first" else (patient.last,)
        return SAME if any(name and keypad_fits(keys, name) for name in own) else NO
    return fits({part: said[part]}, patient.first, patient.last, patient.preferred)


def pointed_at(patients: Iterable[Patient], said: Mapping[str, Any], parts: Sequence[str] = PARTS) -> list[Patient]:
    """Those it points at best; several when it does not tell them apart."""
    weighed = [(evidence(patient, said, parts), patient) for patient in patients]
    best = max((weight for weight, _ in weighed), default=NO)
    return [patient for weight, patient in weighed if weight == best > NO]


def proven(patients: Iterable[Patient], said: Mapping[str, Any], parts: Sequence[str] = PARTS) -> list[Patient]:
    """Those of whom every one of *parts* was said, and is the chart's own."""
    return [patient for patient in patients if all(has(said, part) for part in parts) and evidence(patient, said, parts) == SAME]
