"""Am I due?  When the office would see the patient next for what is done regularly, and a time for it."""

from collections.abc import Mapping
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, ask, look, note, tell
from ivr.dialogues.parts import who_is_calling
from ivr.office.records import Visit
from ivr.office.requests import Due, FindDue, FindVisits


def told(due: Due) -> str:
    if due.visit:
        return "ahead"
    return "" if due.on and not due.passed else "now" if due.on else "unknown"


def ahead(due: Due) -> Visit | None:
    return due.visit


def find_time(heard: Mapping[str, Any], due: Due) -> Any:
    """A yes, or a time, goes on to book it; a visit that is ahead is enough."""
    if due.visit or heard.get("yes") is False:
        return TurnTo("more")
    if heard.get("yes") is True or "when" in heard:
        return TurnTo("book", {"reason": due.kind, **({"when": heard["when"]} if "when" in heard else {})})
    return None


due = Form(
    "due",
    *who_is_calling,
    note("reason"),
    look("visits", FindVisits),
    look("due", FindDue, given_up="book"),
    look("visit", ahead),
    tell("told", told),
    ask("find_time", find_time, expects=("yes_no", "when")),
)
