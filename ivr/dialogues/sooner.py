"""Sooner, if something opens up: the visit keeps its time, and goes onto the office's list for that."""

from ivr.dialogue.form import Form, ask, do, tell
from ivr.dialogues.confirm import agreed, one_ahead
from ivr.office.records import Patient, Visit
from ivr.office.requests import HurryVisit


def hurrying(patient: Patient, visit: Visit) -> HurryVisit:
    return HurryVisit(patient, visit)


sooner = Form(
    "sooner",
    *one_ahead,
    ask("ok", agreed, expects=("yes_no", "visit"), needs=("several",), modal=True, back={"other": ("visit",)}),
    do("outcome", hurrying, needs=("ok",)),
    tell("listed", lambda outcome: "" if outcome.done else "later"),
    left="sooner.left",
)
