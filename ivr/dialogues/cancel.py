"""Giving up a visit, or all there are, one after the other.  What late notice means is told, neutrally, before the yes."""

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, ask, do, look, note, tell
from ivr.dialogues.parts import another_picked, some, which_visit, who_is_calling
from ivr.office.records import Patient, Visit
from ivr.office.requests import CancelVisit, FindNotice, FindVisits, Notice, Outcome


def which(heard: Mapping[str, Any], ahead: Sequence[Visit], of: Mapping[str, Any] | None = None,
          reason: str | None = None, visit: Visit | None = None, all: bool = False) -> Any:
    """The visit meant; of all of them, the first that has not been asked about."""
    if all:
        return visit or ahead[0]
    return another_picked(heard, ahead, visit) or which_visit(heard, ahead, of, reason, visit)


def agreed(heard: Mapping[str, Any], visit: Visit, notice: Notice, ahead: Sequence[Visit], all: bool = False) -> Any:
    """Yes gives the visit up; no keeps it, and is no reason to ask again."""
    match heard.get("yes"):
        case True:
            return True
        case False:
            return next_of(ahead, visit, spared=True) if all and len(ahead) > 1 else TurnTo("kept")
    return None


def next_of(ahead: Sequence[Visit], done: Visit, spared: bool = False) -> TurnTo:
    return TurnTo("cancel", {"ahead": [visit for visit in ahead if visit.number != done.number], "all": True, "spared": spared})


def cancelling(patient: Patient, visit: Visit, notice: Notice) -> CancelVisit:
    return CancelVisit(patient, visit, notice)


def onward(ahead: Sequence[Visit], visit: Visit, outcome: Outcome, all: bool = False, afterwards: Mapping[str, Any] | None = None) -> Any:
    """
    After one of them the next.

    Whoever gives up all, or has said what comes next, is not asked about another time; nor is it moved before it is known
    how it stands.
    """
    if all and len(ahead) > 1:
        return next_of(ahead, visit)
    return TurnTo("more") if all or afterwards or outcome.visit is None else False


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
    note("all"),
    look("visits", FindVisits),
    look("ahead", some, given_up="more"),
    ask("visit", which, expects=("visit",)),
    note("spared", lambda: None),
    tell("spared_one", lambda spared=False: "" if spared else None),
    look("notice", FindNotice),
    ask("ok", agreed, expects=("yes_no", "giving_up", "visit"), modal=True),
    do("outcome", cancelling, needs=("ok",)),
    tell("cancelled", lambda outcome: "" if outcome.done else "later"),
    look("onward", onward),
    ask("another_time", another_time, expects=("yes_no", "when"), modal=True),
    left="cancel.left",
)

kept = Form("kept", tell("kept"))
