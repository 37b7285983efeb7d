"""
I'm running late: how late, for which of today's visits.  The staff are told at once; nothing is moved.

It takes no yes: nobody loses anything by it, and who says it is on the road.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.dialogue.form import Form, ask, do, look, note, tell
from ivr.dialogues.parts import which_visit, who_is_calling
from ivr.office.records import Patient, Visit
from ivr.office.requests import FindToday, TellLate


def which(heard: Mapping[str, Any], ahead: Sequence[Visit], of: Mapping[str, Any] | None = None,
          reason: str | None = None, visit: Visit | None = None) -> Any:
    return which_visit(heard, ahead, of, reason, visit)


def telling(patient: Patient, visit: Visit, minutes: int, caller: str) -> TellLate:
    return TellLate(patient, visit, minutes, caller)


late = Form(
    "late",
    *who_is_calling,
    note("of"),
    note("reason"),
    look("ahead", FindToday),
    ask("visit", which, expects=("visit",)),
    ask("minutes", expects=("minutes",), unheard=0),
    do("outcome", telling),
    tell("told", lambda outcome: ""),
)
