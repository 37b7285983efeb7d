"""What may be said at any question: another wish, a person, help, "never mind", a side question; and the kind of visit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ivr.speech import beside
from ivr.speech.intents import intent as intent_of
from ivr.speech.listening import Listening, Meaning
from ivr.speech.placing import day_said, placed
from ivr.speech.preferred import preferred
from ivr.speech.universals import universal
from ivr.speech.yes_no import begins_with_no, yes_no

WISHES = {"book": "book", "cancel": "cancel", "reschedule": "move", "list": "ahead", "confirm": "confirm", "running_late": "late",
          "new_patient": "new_patient"}
TO_THE_DESK = {"billing_insurance", "hours_location", "emergency"}
OUTRIGHT = ("emergency", "spanish", "operator", "goodbye")      # said with "sooner", they are still what was wished


def otherwise(text: str, at: Listening) -> Meaning:
    """The answer was none to the question: perhaps it is one of the things that may be said anywhere."""
    found = never_mind(text, at) or intended(wish_of(text, at), text, at)
    if (at.offered or at.opening) and found.get("wants") in ("ahead", "confirm"):
        return {"variant": "repeat"}                # "when is that?", of what has just been read out
    if found.get("wants") == "book" and another_of_them(text, at):
        return kind_of_visit(text, at)
    if found.get("wants") in ("cancel", "move", "confirm", "sooner"):
        found |= kind_of_visit(text, at) | placed(day_said(text, at), text, at, found["wants"])
    return found


def another_of_them(text: str, at: Listening) -> bool:
    """Of the visits spoken of another one is named: "no, the cleaning"."""
    named = kind_of_visit(text, at).get("reason")
    naming = begins_with_no(text, at.locale) or yes_no(text, at.locale) is False or beside.only_named(text, at.locale)
    return naming and any(visit.kind == named for visit in at.visits)


def wish_of(text: str, at: Listening) -> str:
    return intent_of(text, at.locale, {"state": "opening"})


def intended(intent: str, text: str, at: Listening, said: Mapping[str, Any] | None = None) -> Meaning:
    """
    What an intent is to the dialogues.

    Args:
        said: What else has been understood in the same breath.
    """
    asides = at.vocabulary.asides.find(text)
    aside = {"aside": asides[0]} if asides else {}
    if wants_sooner(intent, text, at):
        return {"wants": "sooner", **aside}
    if past := looking_back(intent, text, at):
        return {"wants": past, **aside}
    if intent in WISHES:
        return {"wants": WISHES[intent], **aside}
    if intent == "emergency" and (reason := {**kind_of_visit(text, at), **(said or {})}.get("reason") or at.vocabulary.urgent):
        return {"wants": "book", "reason": reason}
    if intent in ("unclear", "yes", "no"):
        return aside or asking_help(text, at) or ({"wants": "book"} if "reason" in (said or {}) else {})
    return outright(intent, at) or aside or ({"wants": "person"} if intent in TO_THE_DESK else {})


def outright(intent: str, at: Listening) -> Meaning:
    match intent:
        case "operator" | "goodbye":
            return {intent: True}
        case "repeat":
            return {"variant": "repeat"}
        case "spanish":
            return {"language": "es"} if "es" in at.languages else {"operator": True}
    return {}


def wants_sooner(intent: str, text: str, at: Listening) -> bool:
    """Onto the list for something sooner; where a visit is to be booked or moved, "sooner if possible" is a wish for a time."""
    said = beside.wishes(text, at.locale)
    return ("sooner" in said and intent not in OUTRIGHT) or ("soon" in said and intent in ("list", "confirm", "unclear"))


def looking_back(intent: str, text: str, at: Listening) -> str:
    """"missed", a visit that did not take place, or "due", when the next one is; empty for neither."""
    said = beside.wishes(text, at.locale)
    if "missed" in said and intent in ("book", "list", "confirm", "reschedule", "cancel", "running_late", "unclear"):
        return "missed"
    return "due" if "due" in said and intent in ("book", "list", "confirm", "hours_location", "unclear") else ""


def asking_help(text: str, at: Listening) -> Meaning:
    said = universal(text, at.locale)
    if said == "english" and "en" in at.languages:
        return {"language": "en"}
    return {"variant": "help"} if said == "help" else {}


def goodbye(text: str, at: Listening) -> bool:
    """"I'll call later": the later is not the visit's."""
    return wish_of(text, at) == "goodbye"


def never_mind(text: str, at: Listening) -> Meaning:
    said = universal(text, at.locale)
    return {said: True} if said in ("never_mind", "go_back") else {}


def kind_of_visit(text: str, at: Listening) -> Meaning:
    found = at.vocabulary.kinds.find(text)
    return {"reason": found[0]} if found else {}


def wished(text: str, at: Listening) -> Any:
    """When they would like to come, read from the offered days on."""
    return preferred(text, at.now, at.locale, {"offered": [{"start": o.starts_at.isoformat(timespec="minutes")} for o in at.offered]})
