"""What an office still has to do for a patient: visits planned and not yet made, and visits that did not take place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ivr.office.records import Visit

PARKED = ("Broken", "UnschedList")
STANDS = ("Scheduled", "Complete")


def planned(history: Sequence[Visit]) -> list[Visit]:
    """In the office's order of number; one that a visit has been made of is not planned any more."""
    made = {visit.planned_from for visit in history}
    return sorted((v for v in history if v.status == "Planned" and v.number not in made), key=lambda v: v.number)


def not_taken_place(history: Sequence[Visit], since: date) -> list[Visit]:
    """Broken and unscheduled ones, latest first; one that another of its kind has taken the place of is done with."""
    return sorted((v for v in history if v.status in PARKED and v.starts_at.date() >= since
                   and not any(other.status in STANDS and other.kind == v.kind and other.starts_at > v.starts_at for other in history)),
                  key=lambda v: v.starts_at, reverse=True)
