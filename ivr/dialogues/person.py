"""A person: dialled when there is one to dial, and otherwise a message that the staff will find.  Never "why?"."""

from collections.abc import Mapping
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, Item, ask, dial, do, look, tell
from ivr.office.records import Patient
from ivr.office.requests import Desk, FindDesk, LeaveMessage

SILENT = "-"            # in the place of a message: they said none, and are called back all the same


def anyone() -> FindDesk:
    return FindDesk()


def anyone_urgent() -> FindDesk:
    return FindDesk(urgent=True)


def connecting(desk: Desk) -> str | None:
    """Said before dialling; when nobody can be dialled, why."""
    if desk.number:
        return ""
    return "closed" if not desk.open and desk.opens else "nobody"


def ring(desk: Desk) -> str | None:
    return desk.number or None


def unanswered(rang: str | None) -> str | None:
    """Said when somebody was rung, and did not take the call."""
    return None if rang is None else ""


def spoken(heard: Mapping[str, Any], form: str) -> Any:
    """The caller's words; whoever leaves none may still be called back, and whoever asks for a person has them rung again."""
    if heard.get("operator"):
        return TurnTo(form)
    if heard.get("never_mind") and form == "person":
        return TurnTo("farewell")
    return SILENT if heard.get("goodbye") or heard.get("never_mind") else heard.get("message")


def number(heard: Mapping[str, Any], caller: str, form: str, message: str) -> Any:
    """The number to call back: the caller's own unless it is withheld, or the one they give; empty when they will not say."""
    if heard.get("operator"):
        return TurnTo(form, {"message": message})
    leaves = heard.get("goodbye") or heard.get("never_mind") or heard.get("yes") is False
    return heard.get("number") or caller or ("" if leaves else None)


def leaving(topic: str, urgent: bool) -> Any:
    def message(message: str, callback: str, about: str = "", patient: Patient | None = None) -> Any:
        if message == SILENT and not topic and about in ("", "welcome"):
            return TurnTo("farewell")               # nothing was ever understood of them
        return LeaveMessage(topic or about, "" if message == SILENT else message, callback, patient, urgent)

    return message


def passed_on(message: str, callback: str) -> str:
    return "unheard" if not callback else "called" if message == SILENT else ""


def to_a_person(topic: str = "", urgent: bool = False) -> tuple[Item, ...]:
    """Somebody who answers ends the call for us; what follows is for when nobody does."""
    return (
        look("desk", anyone_urgent if urgent else anyone),
        tell("connecting", connecting, prompts="person"),
        dial("rang", ring),
        tell("unanswered", unanswered, prompts="person"),
        ask("message", spoken, expects=("message",), modal=True, prompts="person", unheard=SILENT),
        ask("callback", number, expects=("number",), prompts="person", unheard=""),
        do("outcome", leaving(topic, urgent), prompts="person"),
        tell("passed_on", passed_on, prompts="person"),
    )


person = Form("person", *to_a_person(), safe=True, then="farewell")

emergency = Form("emergency", tell("call_911"), *to_a_person("emergency", urgent=True), safe=True, then="farewell")


urgent = Form("urgent", tell("sympathy"), *to_a_person("urgent", urgent=True), safe=True, then="farewell")


def new_here(heard: Mapping[str, Any], letters: Mapping[str, str] | None = None) -> Any:
    """Somebody new is asked for what a chart takes, but for what they have spelled already."""
    return TurnTo("new_patient", letters or {}) if heard.get("yes") is True else heard.get("yes")


def to_desk(new_here: bool) -> str:
    return "new" if new_here else ""


guarded = Form("guarded", tell("to_desk"), *to_a_person("who is calling"), safe=True, then="farewell")

stranger = Form("stranger", ask("new_here", new_here, expects=("yes_no", "new_here")), tell("to_desk", to_desk),
                *to_a_person("could not be identified"), then="farewell")
