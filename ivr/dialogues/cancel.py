"""Giving up a visit.  What late notice means is told, neutrally, before the yes."""

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.dialogue.effects import Refusal, TurnTo
from ivr.dialogue.form import Form, ask, do, look, note, tell
from ivr.dialogues.parts import which_visit, who_is_calling
from ivr.office.records import Patient, Visit
from ivr.office.requests import CancelVisit, FindNotice, FindVisits, Notice, Outcome


def some(visits: Sequence[Visit]) -> Any:
    return list(visits) or Refusal("none")


def which(heard: Mapping[str, Any], ahead: Sequence[Visit], of: Mapping[str, Any] | None = None,
          reason: str | None = None, visit: Visit | None = None) -> Any:
    return which_visit(heard, ahead, of, reason, visit)


def agreed(heard: Mapping[str, Any], visit: Visit, notice: Notice) -> Any:
    """Yes gives the visit up; no keeps it, and is no reason to ask again."""
    match heard.get("yes"):
        case True:
            return True
        case False:
            return TurnTo("kept")
    return None


def cancelling(patient: Patient, visit: Visit, notice: Notice) -> CancelVisit:
    return CancelVisit(patient, visit, notice)


def another_time(heard: Mapping[str, Any], outcome: Outcome) -> Any:
    """Yes, or a wish for a time, goes on to bring the same visit back; no is the end of the matter."""
    if heard.get("yes") is True or "when" in heard:
        wish = {"when": heard["when"]} if "when" in heard else {}
        return TurnTo("move", {"movable": [outcome.visit], **wish})
    return False if heard.get("yes") is False else None


cancel = Form(
    "cancel",
    *who_is_calling,
    note("of"),
    note("reason"),
    look("visits", FindVisits),
    look("ahead", some, given_up="more"),
    ask("visit", which, expects=("visit",)),
    look("notice", FindNotice),
    ask("ok", agreed, expects=("yes_no",), modal=True),
    do("outcome", cancelling, needs=("ok",)),
    tell("cancelled", lambda outcome: "" if outcome.done else "later"),
    ask("another_time", another_time, expects=("yes_no", "when"), modal=True),
    left="cancel.left",
)

kept = Form("kept", tell("kept"))
