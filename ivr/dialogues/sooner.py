"""Sooner, if something opens up: the visit keeps its time, and goes onto the office's list for that."""

from ivr.dialogue.form import Form, ask, do, look, note, tell
from ivr.dialogues.confirm import agreed, next_or_said, of_several
from ivr.dialogues.parts import some, who_is_calling
from ivr.office.records import Patient, Visit
from ivr.office.requests import FindVisits, HurryVisit


def hurrying(patient: Patient, visit: Visit) -> HurryVisit:
    return HurryVisit(patient, visit)


sooner = Form(
    "sooner",
    *who_is_calling,
    note("of"),
    note("reason"),
    look("visits", FindVisits),
    look("ahead", some, given_up="more"),
    ask("visit", next_or_said, expects=("visit",)),
    look("several", of_several),
    ask("ok", agreed, expects=("yes_no", "visit"), needs=("several",), modal=True, back={"other": ("visit",)}),
    do("outcome", hurrying, needs=("ok",)),
    tell("listed", lambda outcome: "" if outcome.done else "later"),
    left="sooner.left",
)
