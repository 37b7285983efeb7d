"""I never made it to my last one: what did not take place is brought back, as another time for that very visit."""

from collections.abc import Sequence

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, look, note
from ivr.dialogues.parts import who_is_calling
from ivr.office.records import Visit
from ivr.office.requests import FindMissed


def bring_back(parked: Sequence[Visit], reason: str = "") -> TurnTo:
    """Those of the kind named, if there is one."""
    return TurnTo("move", {"movable": [visit for visit in parked if visit.kind == reason] or list(parked)})


missed = Form(
    "missed",
    *who_is_calling,
    note("of"),
    note("reason"),
    look("parked", FindMissed, given_up="book"),
    look("onward", bring_back),
)
