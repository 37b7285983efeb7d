"""
A new visit: what for, when, which opening, and a yes to exactly that before it is written.

What was planned for the patient is made the visit; one of the kind that did not take place is brought back, if they like.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, ask, do, look, note, tell
from ivr.dialogues.parts import agreed, besides, nothing, preferred, texted, texting, which_opening, who_is_calling
from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import BookVisit, ClaimOpening, FindKind, FindOpenings, FindVisits, FindWaiting, Kind, Outcome, Waiting


def plans(patient: Patient, back: bool = False, reason: str = "") -> Any:
    """Looked up for those who say that they were told to come back, and not what for."""
    return FindWaiting(patient) if back and not reason else Waiting()


def plan(plans: Waiting, reason: str = "") -> Any:
    """For those who were told to come back: the kind that was planned, or else did not take place, when it can be but one."""
    kinds = list(dict.fromkeys(visit.kind for visit in plans.planned or plans.missed))
    return TurnTo("book", {"reason": kinds[0]}) if len(kinds) == 1 and not reason else None


def planned(waiting: Waiting, kind: Kind) -> Visit | None:
    return next((visit for visit in waiting.planned if visit.kind == kind.name), None)


def missed(waiting: Waiting, kind: Kind, planned: Visit | None) -> Visit | None:
    return next((visit for visit in waiting.missed if visit.kind == kind.name and planned is None), None)


def instead(heard: Mapping[str, Any], missed: Visit | None, instead: bool | None = None) -> Any:
    """
    Whether the visit that did not take place is the one meant: then it is brought back, and no second one made.

    Later yeses and noes are to other questions.
    """
    if missed is None or instead is not None:
        return False
    return TurnTo("move", {"movable": [missed]}) if heard.get("yes") is True else heard.get("yes")


def openings(patient: Patient, kind: Kind, when: Mapping[str, Any], instead: bool, planned: Visit | None = None,
             taken: Sequence[str] = ()) -> FindOpenings:
    return FindOpenings(patient, besides(when, taken), reason=kind.name, planned=planned)


def not_again(heard: Mapping[str, Any], visits: Sequence[Visit], kind: Kind, another: bool | None = None) -> Any:
    """A visit of the same kind already ahead is mentioned, once, before another is booked."""
    if another or kind.same not in [visit.number for visit in visits]:
        return True
    match heard.get("yes"):
        case True:
            return True
        case False:
            return TurnTo("more")
    return None


def booking(patient: Patient, kind: Kind, opening: Opening, language: str, caller: str, planned: Visit | None = None,
            text_ok: bool | None = None) -> BookVisit:
    return BookVisit(patient, kind.name, opening, planned, texted(patient, language, caller, text_ok))


def details(kind: Kind, opening: Opening, outcome: Outcome, text_ok: bool | None = None) -> TurnTo:
    return texting(kind.name, opening, outcome, text_ok)


book = Form(
    "book",
    *who_is_calling,
    note("back"),
    look("plans", plans),
    look("plan", plan),
    ask("reason", expects=("reason",)),
    look("visits", FindVisits),
    look("kind", FindKind),
    ask("another", not_again, expects=("yes_no",)),
    tell("due", lambda kind: "" if kind.due else None),
    ask("when", preferred, expects=("when",)),
    look("waiting", FindWaiting),
    look("planned", planned),
    tell("as_planned", lambda planned: "" if planned else None),
    look("missed", missed),
    ask("instead", instead, expects=("yes_no",)),
    note("taken", nothing),
    look("offer", openings, back={"none": ("when",), "horizon": ("when",)}),
    ask("opening", which_opening, expects=("opening",)),
    look("claim", ClaimOpening, back={"taken": ("offer",)}),
    ask("ok", agreed, expects=("yes_no", "when"), modal=True, needs=("kind", "claim")),
    do("outcome", booking, needs=("ok",), back={"taken": ("offer",)}),
    tell("booked", lambda outcome: "" if outcome.done else "asked" if outcome.asked else "later"),
    look("details", details),
    left="book.left",
)
