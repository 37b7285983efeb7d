"""A new visit: what for, when, which opening, and a yes to exactly that before it is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, ask, do, look, note, tell
from ivr.dialogues.parts import agreed, besides, nothing, preferred, texted, which_opening, who_is_calling
from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import BookVisit, ClaimOpening, FindKind, FindOpenings, FindVisits, Kind


def openings(patient: Patient, kind: Kind, when: Mapping[str, Any], taken: Sequence[str] = ()) -> FindOpenings:
    return FindOpenings(patient, besides(when, taken), reason=kind.name, planned=kind.planned)


def not_again(heard: Mapping[str, Any], visits: Sequence[Visit], kind: Kind) -> Any:
    """A visit of the same kind already ahead is mentioned before another is booked."""
    if kind.same not in [visit.number for visit in visits]:
        return True
    match heard.get("yes"):
        case True:
            return True
        case False:
            return TurnTo("more")
    return None


def booking(patient: Patient, kind: Kind, opening: Opening, language: str) -> BookVisit:
    return BookVisit(patient, kind.name, opening, kind.planned, texted(patient, language))


book = Form(
    "book",
    *who_is_calling,
    ask("reason", expects=("reason",)),
    look("visits", FindVisits),
    look("kind", FindKind),
    ask("another", not_again, expects=("yes_no",)),
    tell("due", lambda kind: "" if kind.due else None),
    ask("when", preferred, expects=("when",)),
    note("taken", nothing),
    look("offer", openings, back={"none": ("when",), "horizon": ("when",)}),
    ask("opening", which_opening, expects=("opening",)),
    look("claim", ClaimOpening, back={"taken": ("offer",)}),
    ask("ok", agreed, expects=("yes_no", "when"), modal=True, needs=("kind", "claim")),
    do("outcome", booking, needs=("ok",), back={"taken": ("offer",)}),
    tell("booked", lambda outcome: "" if outcome.done else "asked" if outcome.asked else "later"),
    left="book.left",
)
