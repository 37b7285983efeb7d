"""
Another time for a visit: the same appointment, length and provider.  The new opening is found and agreed before the old
one is given up; a broken or unscheduled visit is brought back the same way.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, ask, do, look, note, tell
from ivr.dialogues.parts import agreed, besides, nothing, preferred, texted, texting, which_opening, which_visit, who_is_calling
from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import ClaimOpening, FindMovable, FindOpenings, MoveVisit, Outcome


def which(heard: Mapping[str, Any], movable: Sequence[Visit], of: Mapping[str, Any] | None = None,
          reason: str | None = None, visit: Visit | None = None) -> Any:
    return which_visit(heard, movable, of, reason, visit)


def openings(patient: Patient, visit: Visit, when: Mapping[str, Any], taken: Sequence[str] = ()) -> FindOpenings:
    return FindOpenings(patient, besides(when, taken), visit=visit)


def moving(patient: Patient, visit: Visit, opening: Opening, language: str, caller: str, text_ok: bool | None = None) -> MoveVisit:
    return MoveVisit(patient, visit, opening, texted(patient, language, caller, text_ok))


def details(visit: Visit, opening: Opening, outcome: Outcome, text_ok: bool | None = None) -> TurnTo:
    return texting(visit.kind, opening, outcome, text_ok)


move = Form(
    "move",
    *who_is_calling,
    note("of"),
    note("reason"),
    look("movable", FindMovable, given_up="more"),
    ask("visit", which, expects=("visit",)),
    ask("when", preferred, expects=("when",)),
    note("taken", nothing),
    look("offer", openings, back={"none": ("when",), "horizon": ("when",)}),
    ask("opening", which_opening, expects=("opening",)),
    look("claim", ClaimOpening, back={"taken": ("offer",)}),
    ask("ok", agreed, expects=("yes_no", "when"), modal=True, needs=("visit", "claim")),
    do("outcome", moving, needs=("ok",), back={"taken": ("offer",)}),
    tell("moved", lambda outcome: "" if outcome.done else "later"),
    look("details", details),
    left="move.left",
)
