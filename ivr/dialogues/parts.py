"""Items several dialogues share: who is calling, when they would like to come, which opening, and the yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivr.dialogue.effects import Partly, Refusal
from ivr.dialogue.form import ask, look, note, tell
from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import Charts, FindCallers, FindCharts, Offer
from ivr.speech.names import fits, keypad_fits
from ivr.speech.wishes import declined, later_wish, visits_meant

Heard = Mapping[str, Any]


def wish(heard: Heard) -> None:
    """A wish turns the call to its own dialogue, so the question itself is never answered."""


# --- who is calling --------------------------------------------------------------------------------------------------


def find_callers(caller: str) -> Any:
    return FindCallers(caller) if caller else []


def born(heard: Heard, part: Mapping[str, int] | None = None) -> Any:
    """A date of birth (ISO), perhaps in two breaths: what an earlier answer left open may be filled by this one."""
    said = heard.get("dob")
    if isinstance(said, str):
        return said
    known = {**(part or {}), **said["incomplete"]} if said else part
    if not known:
        return None
    if len(known) == 3:
        return whole(known)
    return Partly(dict(known), next(name for name in ("month", "day", "year") if name not in known)) if said else None


def whole(known: Mapping[str, int]) -> Any:
    try:
        return date(known["year"], known["month"], known["day"]).isoformat()
    except ValueError:
        return None


def find_charts(callers: Sequence[Patient], birthdate: str, tries: int) -> Any:
    """
    The patients the caller may be: those on the number they call from, or else everyone born that day.

    A date that fits nobody on a known number is asked for once more before names are: it was most likely misheard.
    """
    born_on = date.fromisoformat(birthdate)
    here = tuple(patient for patient in callers if patient.birthdate == born_on)
    if here:
        return Charts(here, by_phone=True)
    return Refusal("unknown") if callers and not tries else FindCharts(born_on)


def which_patient(heard: Heard, charts: Charts, name: Mapping[str, str] | None = None,
                  part: Mapping[str, Any] | None = None) -> Any:
    """
    The one chart that fits all that was said; never one of two.

    On a known number the date of birth is proof enough, unless twins share both or the name given is another's.
    From any other number the full name has to be the chart's own; one that is not is asked for once more, spelled.
    """
    new = named(heard, part)
    said = {**(name or {}), **(part or {}), **new}
    if heard and not new:
        return None
    return on_their_phone(charts, said, new) if charts.by_phone else elsewhere(charts, said, new)


def named(heard: Heard, part: Mapping[str, Any] | None) -> dict[str, Any]:
    """What this answer adds: the name said, or the letters keyed for the half last asked for."""
    if "letters" in heard:
        return {"first_keys" if part is not None and "last_keys" in part else "last_keys": heard["letters"]}
    return dict(heard.get("name") or {})


def on_their_phone(charts: Charts, said: Mapping[str, Any], new: Mapping[str, Any]) -> Any:
    if len(charts.patients) == 1 and not said:
        return charts.patients[0]
    found = best(charts, said, ("first",))
    if len(found) == 1:
        return found[0]
    return Refusal("unknown") if new and not found else Partly({}, "first")


def elsewhere(charts: Charts, said: Mapping[str, Any], new: Mapping[str, Any]) -> Any:
    if not said:
        return None
    missing = next((half for half in ("last", "first") if half not in said and f"{half}_keys" not in said), "")
    if missing:
        return Partly(dict(said), missing)
    found = [patient for patient in best(charts, said, ("first", "last")) if closeness(patient, said) == 2]
    if len(found) == 1:
        return found[0]
    spelled = ("spelling" in said and new) or "last_keys" in said
    return Refusal("unknown") if spelled else Partly({**said, "spelling": True}, "spell")


def best(charts: Charts, said: Mapping[str, Any], halves: tuple[str, ...]) -> list[Patient]:
    scores = [(closeness(patient, said, halves), patient) for patient in charts.patients]
    top = max((score for score, _ in scores), default=0)
    return [patient for score, patient in scores if score == top > 0]


def closeness(patient: Patient, said: Mapping[str, Any], halves: tuple[str, ...] = ("first", "last")) -> int:
    """0 another's name, 1 plausibly misheard, 2 the chart's own (Preferred and nicknames included)."""
    return min(half_fits(patient, half, said) for half in halves)


def half_fits(patient: Patient, half: str, said: Mapping[str, Any]) -> int:
    if f"{half}_keys" in said:
        own = (patient.first, patient.preferred) if half == "first" else (patient.last,)
        return 2 if any(word and keypad_fits(said[f"{half}_keys"], word) for word in own) else 0
    return fits({half: said[half]}, patient.first, patient.last, patient.preferred) if half in said else 0


looked_up = look("callers", find_callers, kept=True, prompts="who")

who_is_calling = (
    looked_up,
    note("name", kept=True, prompts="who"),
    ask("birthdate", born, expects=("dob",), kept=True, prompts="who"),
    look("charts", find_charts, kept=True, prompts="who", counter="identity", given_up="stranger",
         back={"unknown": ("birthdate",)}),
    ask("patient", which_patient, expects=("name",), kept=True, prompts="who", counter="identity",
        given_up="stranger", back={"unknown": ("name", "birthdate")}),
    tell("recognised", lambda patient: "", kept=True, prompts="who"),
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


# --- which visit -----------------------------------------------------------------------------------------------------


def which_visit(heard: Heard, visits: Sequence[Visit], of: Mapping[str, Any] | None = None,
                reason: str | None = None) -> Any:
    """The visit meant: the only one there is, or the one picked by number, day, time or kind, perhaps unasked."""
    if not heard and len(visits) == 1:
        return visits[0]
    found = visits_meant(heard or {"of": of, "reason": reason}, visits)
    return found[0] if len(found) == 1 else None
