"""Shall I text you the details?  Asked once in a call, after a booking, of those of whom the office does not know it."""

from collections.abc import Mapping
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, ask, do, look, tell
from ivr.office.records import Opening, Patient
from ivr.office.requests import FindTexting, TextTo, TextVisit


def may_ask(patient: Patient, caller: str, booked_kind: str) -> Any:
    return FindTexting(patient, caller, booked_kind) if caller else False


def asks(may_ask: bool) -> Any:
    return True if may_ask else TurnTo("more")


def agreed(heard: Mapping[str, Any]) -> Any:
    return heard.get("yes")


def sending(patient: Patient, booked: Opening, text_ok: bool, caller: str, language: str) -> Any:
    if not text_ok:
        return TurnTo("more")
    return TextVisit(patient, booked, TextTo(caller, language), keep=caller[-10:] == patient.wireless)


texting = Form(
    "texting",
    look("may_ask", may_ask, given_up="more"),
    look("asks", asks),
    ask("text_ok", agreed, expects=("yes_no",), needs=("asks",), kept=True, unheard=False),
    do("outcome", sending, given_up="more"),
    tell("sending", lambda outcome: ""),
)
