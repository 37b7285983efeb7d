"""Items several dialogues share: who is calling, when they would like to come, which opening, and the yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivr.dialogue.effects import Partly, Refusal, TurnTo
from ivr.dialogue.filling import PATIENCE
from ivr.dialogue.form import ask, look, note, tell
from ivr.dialogues.families import afterwards, is_called, on_whose_behalf, proxy
from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import Charts, FindCallers, FindCharts, Offer, Outcome, TextTo
from ivr.speech.evidence import evidence, has, pointed_at, proven
from ivr.speech.wishes import declined, later_wish, visits_meant

Heard = Mapping[str, Any]


def wish(heard: Heard) -> None:
    """A wish turns the call to its own dialogue, so the question itself is never answered."""


# --- who is calling --------------------------------------------------------------------------------------------------


def find_callers(caller: str) -> Any:
    return FindCallers(caller) if caller else []


def born(heard: Heard, part: Mapping[str, Any] | None = None) -> Any:
    """
    A date of birth (ISO), perhaps in two breaths: what an earlier answer left open may be filled by this one.

    The part is {"year", "month", "day"} so far, or {"heard": ISO} when the caller is asked whether that is what they said.
    """
    if part and "heard" in part:
        return heard_right(heard, part["heard"])
    said = heard.get("dob")
    if isinstance(said, str):
        return said
    known = {**(part or {}), **said["incomplete"]} if said else part
    if not known:
        return None
    if len(known) == 3:
        return whole(known)
    return Partly(dict(known), next(name for name in ("month", "day", "year") if name not in known)) if said else None


def heard_right(heard: Heard, before: str) -> Any:
    """The date read back, agreed to or said again; or the one said instead, or what of it is said instead."""
    said = heard.get("dob") or (before if heard.get("yes") is True else None)
    if said and not isinstance(said, str):
        year, month, day = map(int, before.split("-"))
        said = whole({"year": year, "month": month, "day": day, **said["incomplete"]})
    if heard.get("yes") is False and said in (None, before):
        return Partly({}, "anew")
    return said


def whole(known: Mapping[str, int]) -> Any:
    try:
        return date(known["year"], known["month"], known["day"]).isoformat()
    except ValueError:
        return None


def find_charts(callers: Sequence[Patient], birthdate: str, tries: int) -> Any:
    """
    The patients the caller may be: those on the number they call from, or else everyone born that day.

    A date that fits nobody on a known number is asked about once before names are: it was most likely misheard.  One
    that fits somebody and may be another's there misheard leaves both, to be told apart by their names.
    """
    said = {"birthdate": birthdate}
    if proven(callers, said, ("birthdate",)):
        return Charts(tuple(patient for patient in callers if evidence(patient, said)), by_phone=True)
    return unknown(birthdate, {}, tries) if callers and not tries else FindCharts(date.fromisoformat(birthdate))


def unknown(birthdate: str, said: Mapping[str, Any], tries: int) -> Any:
    """
    Whoever is not found hears the same, whether or not a chart is near: the first time, what they said; then no more.

    The name stands, so that it need not be said again if it was the date that was wrong; after the last try, what was
    spelled of it, for a chart that may then be opened.
    """
    sure = said.get("again") == birthdate and all(spelled(said, half) for half in ("first", "last"))
    if sure or tries + 1 >= PATIENCE:               # there is nothing else to try
        return TurnTo("stranger", {"letters": {half: said[half] for half in said.get("spelled", ()) if said.get(half)}})
    asked = {"birthdate": Partly({"heard": birthdate}, "heard")} if not tries else {}
    return Refusal("unknown", halves={**asked, **({"patient": Partly({**said, "again": birthdate}, "first")} if said else {})})


def which_patient(heard: Heard, charts: Charts, birthdate: str, tries: int, name: Mapping[str, str] | None = None,
                  part: Mapping[str, Any] | None = None) -> Any:
    """
    The one chart that fits all that was said; never one of two.

    On a known number the date of birth is proof enough, unless twins share it, another there has one that sounds like it, or
    the name given is another's.  From any other number the full name has to be the chart's own; one that is not is asked
    for once more, spelled.
    """
    new = named(heard, part)
    said = {**(part or {}), **(name or {}), **new}
    if heard and not new:
        return None
    found = (on_their_phone if charts.by_phone else elsewhere)(charts.patients, said, new, birthdate)
    return unknown(birthdate, said, tries) if found == [] else found


def named(heard: Heard, part: Mapping[str, Any] | None) -> dict[str, Any]:
    """What this answer adds: the name said, or the letters keyed for the half last asked for."""
    asked = (part or {}).get("spelling")
    new: dict[str, Any] = dict(heard.get("name") or {})
    if "letters" in heard:
        half = asked or ("first" if part is not None and "last_keys" in part else "last")
        new = {f"{half}_keys": heard["letters"]}
    return {**new, "spelled": [*(part or {}).get("spelled", ()), asked]} if new and asked else new


def on_their_phone(patients: Sequence[Patient], said: Mapping[str, Any], new: Mapping[str, Any], birthdate: str) -> Any:
    """The patient, or Partly what else is to be asked; [] when it is none of them."""
    own = proven(patients, {"birthdate": birthdate}, ("birthdate",))
    if len(patients) == 1 and not has(said, "first") and not has(said, "last"):
        return patients[0]
    found = pointed_at(patients, said, ("first",))
    if "first" in said and len({patient.first for patient in found}) > 1:       # they sound alike: Ana and Anna
        if not spelled(said, "first"):
            return spelling(said, "first")
        found = [patient for patient in found if is_called(patient, said["first"])]
    both = [patient for patient in found if patient in own]
    if len(both) == 1 and (len(found) == 1 or "again" in said):
        return sure_of(both[0], patients, said, ("first",))
    return [] if new else Partly({"again": said["again"]} if "again" in said else {}, "first")


def elsewhere(patients: Sequence[Patient], said: Mapping[str, Any], new: Mapping[str, Any], birthdate: str) -> Any:
    """The patient, or Partly what else is to be asked; None to ask for the name, [] when it is nobody's."""
    if not has(said, "first") and not has(said, "last"):
        return None
    missing = next((half for half in ("last", "first") if not has(said, half)), "")
    if missing:
        return Partly(dict(said), missing)
    found = proven(patients, {**said, "birthdate": birthdate})
    if len(found) == 1:
        return sure_of(found[0], patients, said, ("first", "last"))
    unspelled = [half for half in (("last", "first") if "again" in said else ("last",)) if not spelled(said, half)]
    return spelling(said, unspelled[0]) if unspelled else []


def sure_of(found: Patient, patients: Sequence[Patient], said: Mapping[str, Any], halves: Sequence[str]) -> Any:
    """The patient, unless the name was taken for one that sounds like another's there: then it is spelled."""
    others = [patient for patient in patients if patient != found and evidence(patient, said, halves)]
    doubtful = [half for half in halves if not spelled(said, half) and any(evidence(each, said, (half,)) == 1 for each in others)]
    return spelling(said, doubtful[0]) if doubtful else found


def spelled(said: Mapping[str, Any], half: str) -> bool:
    return half in said.get("spelled", ()) or f"{half}_keys" in said


def spelling(said: Mapping[str, Any], half: str) -> Partly:
    return Partly({**said, "spelling": half}, f"spell_{half}")


def name_so_far(heard: Heard, name: Mapping[str, str] | None = None) -> Any:
    """A half said by itself leaves the other as it was said before."""
    return {**(name or {}), **heard["name"]} if heard.get("name") else None


looked_up = look("callers", find_callers, kept=True, prompts="who")
named_unasked = note("name", name_so_far, kept=True, prompts="who")
date_of_birth = ask("birthdate", born, expects=("dob",), kept=True, prompts="who")

who_is_calling = (
    looked_up,
    afterwards,
    proxy,
    named_unasked,
    date_of_birth,
    look("charts", find_charts, kept=True, prompts="who", counter="identity", given_up="stranger",
         back={"unknown": ("birthdate",)}),
    ask("patient", which_patient, expects=("name",), kept=True, prompts="who", counter="identity",
        given_up="stranger", back={"unknown": ("name", "birthdate")}),
    *on_whose_behalf,
    tell("recognised", lambda patient, behalf: "", kept=True, prompts="who"),
)


# --- when, and which opening -----------------------------------------------------------------------------------------


def preferred(heard: Heard, when: Mapping[str, Any] | None = None, offer: Offer | None = None,
              opening: Opening | None = None) -> Any:
    """
    When the caller would like to come: as said, or as what they say of the times offered changes it.

    Times once declined stay in the wish, as "rejected", and are not offered again; a bare no to the opening just read
    out declines that one.
    """
    if opening and heard.get("yes") is False and "when" not in heard:
        return declined(when or {}, [opening])
    return later_wish(heard, when, offer.openings if offer else ())


def nothing() -> None:
    """Noted by what the office answers, never by what the caller says."""


def besides(when: Mapping[str, Any], taken: Sequence[str]) -> Mapping[str, Any]:
    """The wish without what has just been taken by somebody else (ISO starts)."""
    return {**when, "rejected": [*when.get("rejected", ()), *taken]} if taken else when


def which_opening(heard: Heard, offer: Offer) -> Any:
    """The opening picked; unasked, the only one that is exactly what was wished for."""
    picked = heard.get("choice") or {}
    if picked.get("action") == "pick" and picked["option"] <= len(offer.openings):
        return offer.openings[picked["option"] - 1]
    if picked.get("action") == "ambiguous":
        return Partly([n for n in picked["options"] if n <= len(offer.openings)], "which")
    if not heard and offer.exact and len(offer.openings) == 1:
        return offer.openings[0]
    return None


def agreed(heard: Heard, opening: Opening) -> Any:
    """A yes to what was just read out; a no has already changed the wish above it."""
    return True if heard.get("yes") is True and "when" not in heard else None


def texted(patient: Patient, language: str, caller: str, text_ok: bool | None = None) -> TextTo | None:
    """Nobody is texted who has not said that they may be: on the chart, or earlier in this call."""
    if patient.texts and patient.wireless:
        return TextTo(f"+1{patient.wireless}", language)
    return TextTo(caller, language) if text_ok and patient.unasked and caller else None


def texting(kind: str, opening: Opening, outcome: Outcome, text_ok: bool | None = None) -> TurnTo:
    """Whoever was not asked yet in this call whether to be texted may be now, once it is in the book."""
    return TurnTo("texting", {"booked": opening, "booked_kind": kind}) if outcome.done and text_ok is None else TurnTo("more")


# --- which visit -----------------------------------------------------------------------------------------------------


def some(visits: Sequence[Visit]) -> Any:
    return list(visits) or Refusal("none")


def another_picked(heard: Heard, visits: Sequence[Visit], visit: Visit | None) -> Visit | None:
    """The one picked by number or kind instead of the visit being asked about, where there are no openings to be picked."""
    picked = visits_meant({"choice": heard.get("choice")}, visits) if visit else []
    return picked[0] if len(picked) == 1 else None


def which_visit(heard: Heard, visits: Sequence[Visit], of: Mapping[str, Any] | None = None,
                reason: str | None = None, visit: Visit | None = None) -> Any:
    """
    The visit meant: the only one there is, or the one picked by number, day, time or kind, perhaps unasked.

    Once it is known, a number, a day or a time is about the openings, and only "the other visit" changes it.
    """
    if visit:
        heard = {key: value for key, value in heard.items() if key in ("of", "reason")}
        if not heard:
            return None
    if not heard and len(visits) == 1:
        return visits[0]
    found = visits_meant(heard or {"of": of, "reason": reason}, visits)
    return found[0] if len(found) == 1 else None
