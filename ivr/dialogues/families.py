"""
Somebody who calls for somebody else: a parent for a child, as the practice's rule has it; for anyone else, the front desk.

Whoever says the patient's own date of birth, from the patient's own telephone, is taken for the patient.  A date that is an
adult's, said by somebody who calls for a child, is their own: then the child is asked for, among those they may speak for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ivr.dialogue.effects import Partly, Refusal, TurnTo
from ivr.dialogue.form import Form, ask, look, note
from ivr.office.records import Patient
from ivr.office.requests import Family, FindFamily
from ivr.speech.evidence import evidence, pointed_at
from ivr.speech.words import plain

Heard = Mapping[str, Any]
WHO = ("name", "birthdate", "charts", "patient", "guardian", "family", "behalf")     # what is known of who is calling
PARTS = ("birthdate", "first")


def said_for(heard: Heard, proxy: Mapping[str, Any] | None = None, birthdate: str | None = None) -> Any:
    """
    Whom the call is for, and the date of birth given by then.

    Saying it again of the same one is nothing new: "my daughter gets out of school at three".
    """
    new = heard.get("proxy")
    if not new or (proxy and all(proxy.get(key) == new.get(key) for key in ("relation", "word")) and "first" not in new):
        return None
    return {**new, "since": birthdate or ""}


def find_family(patient: Patient, proxy: Mapping[str, Any] | None = None, guardian: Patient | None = None) -> Any:
    return FindFamily(guardian or patient) if proxy else []


def speaks_for(heard: Heard, patient: Patient, family: Family, birthdate: str, form: str, proxy: Mapping[str, Any] | None = None,
               guardian: Patient | None = None, part: Mapping[str, Any] | None = None) -> Any:
    """True when the patient is the one the call is for; otherwise the call goes on with that one as the patient."""
    if not proxy:
        return True
    known = guardian is not None or proxy["since"] == birthdate       # they said who they are before they said for whom
    if family.minor:
        return TurnTo(form, {"proxy": {**proxy, "since": ""}}, WHO) if known else True
    if proxy["relation"] == "self":
        return TurnTo(form, {"patient": guardian, "family": family, "behalf": True}) if guardian else True
    if not family.others or (proxy["relation"] == "adult" and not family.adults):
        return TurnTo("somebody_else", forgotten=("proxy", *WHO))
    return which_of_them(heard, family, proxy, part, {"guardian": guardian or patient, "family": family, "behalf": True}, form)


def which_of_them(heard: Heard, family: Family, proxy: Mapping[str, Any], part: Mapping[str, Any] | None,
                  known: Mapping[str, Any], form: str) -> Any:
    """The one of the family whose first name or date of birth was said; twins need the first name, and namesakes spell it."""
    new = heard.get("child") or {}
    if heard and not new:
        return None
    spelling = "spelled" in (part or {})
    if spelling and not new:
        return Partly(part, "spell_first")
    said = {**({"first": proxy["first"]} if part is None and "first" in proxy else {}), **(part or {}), **as_evidence(new)}
    found = pointed_at(family.others, said, PARTS)
    if spelling and "first" in new:
        found = [each for each in found if is_called(each, said["first"])]
    near = [each for each in family.others if evidence(each, said, PARTS)]
    if len(found) == 1 and (len(near) == 1 or spelling or "birthdate" in said):
        return TurnTo(form, {**known, "patient": found[0]})
    if not found or spelling:
        return Refusal("unknown") if new else Partly({}, proxy["relation"])
    return Partly({**said, "spelled": True}, "spell_first") if "first" in said else Partly(said, "first")


def is_called(patient: Patient, spelled: str) -> bool:
    """By that very name: Ana is not Anna."""
    return plain(spelled.lower()) in (plain(patient.first.lower()), plain(patient.preferred.lower()))


def as_evidence(new: Mapping[str, str]) -> dict[str, str]:
    return {"birthdate" if key == "born" else key: value for key, value in new.items()}


def same_caller(birthdate: str) -> None:
    """Whoever speaks for a child is somebody else as soon as another date of birth is given."""


proxy = note("proxy", said_for, kept=True)
afterwards = note("afterwards", kept=True)          # what else was wished for in one breath; it is turned to when this is done

on_whose_behalf = (
    note("guardian", same_caller, kept=True),
    look("family", find_family, kept=True, prompts="families"),
    ask("behalf", speaks_for, expects=("child",), kept=True, prompts="families", back={"unknown": ("behalf",)}),
)


def put_through(heard: Heard) -> Any:
    match heard.get("yes"):
        case True:
            return TurnTo("person")
        case False:
            return TurnTo("more")
    return None


somebody_else = Form("somebody_else", ask("desk", put_through, expects=("yes_no",)))
