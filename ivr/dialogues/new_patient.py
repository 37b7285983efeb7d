"""
Somebody who has never been here: who they are, spelled; nobody known who could be the same; a yes; a chart; then a visit.

Whoever says they are new and has a chart is told nothing of it: with name and date of birth they have proven who they are,
and are served; with less the front desk finds out.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivr.dialogue.effects import Refusal, TurnTo
from ivr.dialogue.form import Form, Item, ask, do, look, note, tell
from ivr.dialogues.families import WHO
from ivr.dialogues.parts import date_of_birth, looked_up, named_unasked, preferred
from ivr.office.records import Patient
from ivr.office.requests import Charts, FindAlike, FindFirstKind, FindGuarantor, Kind, Outcome, RegisterPatient
from ivr.speech.evidence import evidence, proven
from ivr.speech.same_name import fits

GONE = ("Archived", "Deceased", "NonPatient")


def another(of_whom: Mapping[str, Any] | None = None, patient: Patient | None = None) -> Any:
    """Whoever is known by now and calls for somebody new is asked for that one's name and date of birth, not for their own again."""
    if patient is None or not of_whom or of_whom["relation"] == "self":
        return False
    return TurnTo("new_patient", forgotten=WHO)


def first_kind(reason: str = "") -> FindFirstKind:
    return FindFirstKind(reason)


def spelled(half: str) -> Item:
    def letters(heard: Mapping[str, Any]) -> Any:
        return (heard.get("name") or {}).get(half)

    return ask(half, letters, expects=("name", f"spell_{half}"), needs=("birthdate",))


def alike(first: str, last: str, birthdate: str) -> FindAlike:
    return FindAlike(first, last, date.fromisoformat(birthdate))


def nobody(callers: Sequence[Patient], near: Sequence[Patient], first: str, last: str, birthdate: str,
           when: Mapping[str, Any] | None = None) -> Any:
    """True when there is no chart that could be theirs; a call goes on with a chart only if all that was said is its own."""
    said = {"birthdate": birthdate, "first": first, "last": last}
    everyone = {patient.number: patient for patient in (*callers, *near)}
    own = [patient for patient in proven(everyone.values(), said) if patient.status not in GONE]
    if len(own) == 1:
        return with_chart(own[0], {"when": when} if when else {})
    return TurnTo("stranger", {"new_here": True}) if any(may_be(each, said, callers) for each in everyone.values()) else True


def may_be(patient: Patient, said: Mapping[str, str], callers: Sequence[Patient]) -> bool:
    """Misheard in one part; or born that day and of a name that sounds alike, or, on the caller's own number, of that first name."""
    same_day = patient.birthdate == date.fromisoformat(said["birthdate"])
    sounds_alike = fits({"first": said["first"], "last": said["last"]}, patient.first, patient.last, patient.preferred)
    return bool(evidence(patient, said) or (same_day and sounds_alike)
                or (patient in callers and evidence(patient, said, ("birthdate", "first"))))


def with_chart(patient: Patient, known: Mapping[str, Any]) -> TurnTo:
    return TurnTo("book", {"charts": Charts((patient,), by_phone=False), "patient": patient, **known})


def calling(caller: str) -> str:
    return caller


def own_number(heard: Mapping[str, Any], calling: str, own_number: Any = None) -> Any:
    """Whether they are reached at the number they call from, or the number they give instead; later yeses are to other questions."""
    if not calling:
        return False
    return heard.get("number") or (heard.get("yes") if own_number is None else None)


def phone(heard: Mapping[str, Any], own_number: Any, calling: str) -> Any:
    if own_number is True:
        return calling
    return own_number or heard.get("number")


def consent(heard: Mapping[str, Any], phone: str) -> Any:
    return heard.get("yes")


def agreed(heard: Mapping[str, Any], first: str, last: str, birthdate: str, phone: str, texts: Any, guarantor: int) -> Any:
    return Refusal("wrong") if heard.get("yes") is False else heard.get("yes")


def find_guarantor(birthdate: str, opened_here: Patient | None = None) -> Any:
    return FindGuarantor(opened_here, date.fromisoformat(birthdate)) if opened_here else 0


def registering(first: str, last: str, birthdate: str, phone: str, texts: Any, language: str, guarantor: int) -> RegisterPatient:
    consented = texts if isinstance(texts, bool) else None
    return RegisterPatient(first, last, date.fromisoformat(birthdate), phone, consented, language, guarantor)


def opened(outcome: Outcome) -> str | None:
    return None if outcome.patient else "later"


def first_visit(outcome: Outcome, kind: Kind, when: Mapping[str, Any] | None = None, opened_here: Patient | None = None) -> Any:
    """The first whose chart is opened in a call is remembered: a child's, opened after it, is put with theirs."""
    if outcome.patient is None:
        return TurnTo("more")
    known = {"reason": kind.name, "text_ok": False, "opened_here": opened_here or outcome.patient}
    return with_chart(outcome.patient, {**known, **({"when": when} if when else {})})


new_patient = Form(
    "new_patient",
    looked_up,
    note("of_whom", lambda heard: heard.get("proxy")),
    look("another", another),
    note("reason"),
    note("when", preferred),
    named_unasked,
    look("kind", first_kind),
    tell("welcome", lambda kind: ""),
    date_of_birth,
    spelled("last"),
    spelled("first"),
    look("near", alike),
    look("nobody", nobody),
    look("calling", calling),
    ask("own_number", own_number, expects=("yes_no", "number"), needs=("nobody",)),
    ask("phone", phone, expects=("number",), needs=("nobody",)),
    ask("texts", consent, expects=("yes_no",), modal=True, unheard=""),
    look("guarantor", find_guarantor),
    ask("ok", agreed, expects=("yes_no",), modal=True, back={"wrong": ("last", "first", "birthdate", "own_number")}),
    do("outcome", registering, needs=("ok",)),
    tell("opened", opened),
    look("first_visit", first_visit),
    left="new_patient.left",
)
