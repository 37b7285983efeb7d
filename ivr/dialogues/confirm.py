"""I'll be there: the visit is read out, or all of them with the next put first, and a yes marks it as confirmed."""

from collections.abc import Mapping, Sequence
from typing import Any

from ivr.dialogue.effects import Partly, Refusal, TurnTo
from ivr.dialogue.form import Form, ask, do, look, note, tell
from ivr.dialogues.parts import another_picked, some, which_visit, who_is_calling
from ivr.office.records import Patient, Visit
from ivr.office.requests import ConfirmVisit, FindAccepted, FindVisits


def next_or_said(heard: Mapping[str, Any], ahead: Sequence[Visit], of: Mapping[str, Any] | None = None,
                 reason: str | None = None, visit: Visit | None = None, part: Any = None) -> Any:
    """The visit meant; the next one, when nothing was said of which, or asked."""
    found = another_picked(heard, ahead, visit) or which_visit(heard, ahead, of, reason, visit)
    unsaid = not (heard or of or reason) and part is None
    return ahead[0] if found is None and unsaid else found


def of_several(ahead: Sequence[Visit], visit: Visit, of: Mapping[str, Any] | None = None, reason: str | None = None) -> str:
    """Whether another than the next visit may be meant as well: then all are read out, and any can be named at once."""
    return "yes" if len(ahead) > 1 and visit == ahead[0] and not of and not reason else "no"


def agreed(heard: Mapping[str, Any], visit: Visit, ahead: Sequence[Visit]) -> Any:
    """Yes; a no means another of them, or, when there is no other, that nothing is to be done."""
    match heard.get("yes"):
        case True:
            return True
        case False:
            return Refusal("other", halves={"visit": Partly({}, "which")}) if len(ahead) > 1 else TurnTo("kept")
    return None


def confirming(patient: Patient, visit: Visit, accepted: int) -> ConfirmVisit:
    return ConfirmVisit(patient, visit, accepted)


one_ahead = (
    *who_is_calling,
    note("of"),
    note("reason"),
    look("visits", FindVisits),
    look("ahead", some, given_up="more"),
    ask("visit", next_or_said, expects=("visit",)),
    look("several", of_several),
)

confirm = Form(
    "confirm",
    *one_ahead,
    look("accepted", FindAccepted),
    ask("ok", agreed, expects=("yes_no", "coming", "visit"), needs=("several",), modal=True, back={"other": ("visit",)}),
    do("outcome", confirming, needs=("ok",)),
    tell("confirmed", lambda outcome: "" if outcome.done else "later"),
    left="confirm.left",
)
