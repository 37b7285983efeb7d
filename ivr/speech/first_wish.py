"""How can I help?  Everything may come in one breath: what is wished, the kind of visit, the day, a name, two wishes at once."""

from __future__ import annotations

from ivr.speech import beside
from ivr.speech.anywhere import intended, kind_of_visit
from ivr.speech.free import free
from ivr.speech.intents import intent
from ivr.speech.listening import Listening, Meaning
from ivr.speech.patterns import pattern
from ivr.speech.placing import placed
from ivr.speech.yes_no import begins_with_no, yes_no


def wish(text: str, at: Listening) -> Meaning:
    parted = two_wishes(text, at)
    return {**one_wish(parted[0], at), "afterwards": parted[1]} if parted else one_wish(text, at)


def two_wishes(text: str, at: Listening) -> tuple[str, Meaning] | None:
    """
    The first wish's words, and what is meant by the second: "cancel my cleaning and move my checkup".

    Each must name its own visit, and the first must be for one there is: a cleaning and checkup is booked as one.
    """
    for joint in pattern(at.language, "and").finditer(text):
        first, second = text[:joint.start()], text[joint.end():]
        before, after = one_wish(first, at), one_wish(second, at)
        if before.get("wants") in ("cancel", "move", "confirm") and {"reason"} <= before.keys() & after.keys() \
                and before["reason"] != after["reason"]:
            return first, {**after, **({"wants": before["wants"]} if beside.only_named(second, at.locale) else {})}
    return None


def one_wish(text: str, at: Listening) -> Meaning:
    found = free(text, at.now, at.locale)
    meaning: Meaning = {key: found[key] for key in ("dob", "name") if found.get(key)}
    meaning |= kind_of_visit(text, at)
    meaning |= intended(found.get("intent") or "unclear", text, at, meaning)
    return meaning | placed(found.get("preferred"), text, at, meaning.get("wants"))


def anything_more(text: str, at: Listening) -> Meaning:
    """Is there anything else?"""
    meaning = wish(text, at)
    said = yes_no(text, at.locale) and not begins_with_no(text, at.locale)
    if said is None and intent(text, at.locale, {"state": "anything_else"}) == "goodbye":
        return {"goodbye": True}
    return meaning if "wants" in meaning or said is None else {**meaning, "yes": said}
