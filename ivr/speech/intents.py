"""
What a call is about: the wish in what the caller said, or that there is none.

The phrases stand in prompts/<language>/intents.toml, so adding a phrasing is adding a line there.  Here stands only how
phrases that are found together are weighed: an emergency before everything, what was corrected by what came after,
what was negated not at all, another time before no visit, and so on down `WEIGHED`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ivr.speech.leanings import familiar, leanings
from ivr.speech.phrases import Found, within
from ivr.speech.tables import language
from ivr.speech.tongue import Said, Tongue, tongue
from ivr.speech.universals import universally
from ivr.speech.yes_no import outright, yes_no

# What is found further up outweighs what is found further down.
WEIGHED = ("spanish", "new_patient", "billing_insurance", "person", "reschedule", "cancel", "running_late", "absent", "list",
           "confirm", "operator", "hours_location", "book", "goodbye", "repeat")
MEANT = {"person": "operator", "absent": "cancel"}
SWAYED = ("book", "cancel", "move", "confirm", "absent", "operator", "person", "goodbye")   # keys a negation takes away
GIVEN_UP = ("cancel", "absent")
NEAR = 1                                                    # words between a negation and what it takes away
NEVER_LEANT = ("goodbye", "repeat", "spanish")              # said outright or not at all
LIKELY = math.log(0.4)
PHRASE, NO_LEANING = 3.0, -10.0                             # what a phrase weighs beside the words; a wish no word speaks for
ENOUGH = 3                                                  # words, fewer of which make nobody new: "la primera"
SHORT = 8                                                   # words of an answer that may only hint
ANYWHERE = ("repeat", "operator", "goodbye", "spanish")
ANSWERS = {True: "yes", False: "no", None: "unclear"}


def intent(text: str, locale: str, context: Mapping[str, Any] | None = None) -> str:
    """One of the intents; "unclear" when nothing is wished, or too little was understood."""
    speech = tongue(language(locale))
    said = speech.words(text)
    found = standing(said, speech)
    if emergency(found):
        return "emergency"
    if speaks_spanish(said, speech):
        return "spanish"
    match (context or {}).get("state"):
        case "yes_no":
            return answer(text, said, found, locale)
        case "anything_else":
            return more(text, said, found, locale)
    return opening(text, said, found, locale)


def new_here(text: str, locale: str) -> bool | None:
    """Whether somebody is new to the practice, asked or not; None when nothing was said of it."""
    speech = tongue(language(locale))
    keys = {each.key for each in standing(speech.words(text), speech)}
    if keys.isdisjoint({"existing", "new_patient"}):
        return None
    return "existing" not in keys


def opening(text: str, said: Said, found: list[Found], locale: str) -> str:
    universal = universally(said, tongue(language(locale)))
    if universal in ANYWHERE:
        return universal
    wish = wished(said, found, tongue(language(locale)))
    if wish == "unclear" and outright(text, locale):
        wish = ANSWERS[yes_no(text, locale)]
    if wish == "unclear" and len(said) <= SHORT:
        wish = hinted(said, tongue(language(locale)))
    known = any(each.key == "existing" for each in found) or len(said) < ENOUGH
    never = (*NEVER_LEANT, "new_patient") if known else NEVER_LEANT
    return wish if wish in ("yes", "no") else swayed(wish, said, language(locale), never)


def swayed(wish: str, said: Said, code: str, never: Collection[str]) -> str:
    """The wish the phrases gave, unless the words speak much louder for another; theirs, where the phrases gave none."""
    if wish in NEVER_LEANT or (wish == "unclear" and not familiar(said, code)):
        return wish
    leaning = {each: value for each, value in leanings(said, code).items() if each not in never}
    if wish == "unclear":
        likeliest = max(leaning, key=lambda each: leaning[each])
        return likeliest if leaning[likeliest] >= LIKELY else "unclear"
    leaning[wish] = leaning.get(wish, NO_LEANING) + PHRASE
    return max((each for each in leaning if each != "unclear"), key=lambda each: leaning[each])


def answer(text: str, said: Said, found: list[Found], locale: str) -> str:
    """After a question: yes or no by meaning; but a person, or the question again, may be asked for instead."""
    universal = universally(said, tongue(language(locale)))
    agreed = yes_no(text, locale)
    if universal in ANYWHERE and (agreed is None or (universal != "goodbye" and len(said) > 1)):
        return universal
    if any(each.key == "person" for each in found):
        return "operator"
    return ANSWERS[agreed] if agreed is not None else wished(said, found, tongue(language(locale)))


def more(text: str, said: Said, found: list[Found], locale: str) -> str:
    """After "is there anything else?"."""
    universal = universally(said, tongue(language(locale)))
    if universal in ANYWHERE:
        return universal
    wish = wished(said, found, tongue(language(locale)))
    if wish == "goodbye":
        return "no" if yes_no(text, locale) is False else wish
    return ANSWERS[yes_no(text, locale)] if wish == "unclear" else wish


def speaks_spanish(said: Said, speech: Tongue) -> bool:
    """Spanish words on a line in another language: one in three, and one of them found in no other."""
    if not speech.foreign:
        return False
    sure = sum(word in speech.foreign["sure"] for word in said)
    return sure > 0 and 3 * (sure + sum(word in speech.foreign["maybe"] for word in said)) >= len(said)


# --- weighing --------------------------------------------------------------------------------------------------------


def standing(said: Said, speech: Tongue) -> list[Found]:
    """The phrases found, without what was negated and without signs of a wish that are none."""
    found = speech.wishes.spans(said)
    negations = speech.negations.spans(said)
    beside = {key: [each for each in found if each.key == key] for key in ("idle", "harmless", "book", "existing", "new_patient")}
    return [each for each in found if not negated(each, negations) and not explained(each, beside)]


def explained(each: Found, beside: Mapping[str, Sequence[Found]]) -> bool:
    """Whether the phrase means nothing where it stands, as "open" in "do you have anything open" asks for no hours."""
    if each.key not in GIVEN_UP and within(each, beside["idle"]):
        return True
    match each.key:
        case "emergency":
            return within(each, beside["harmless"])
        case "hours_location":
            return within(each, [other for other in beside["book"] if other.length > each.length and other.start <= each.start])
        case "new_patient":         # "not new"
            return within(each, [other for other in beside["existing"] if other.length > each.length])
        case "existing":            # "not an existing patient"
            return within(each, [other for other in beside["new_patient"] if other.length >= each.length])
    return False


def negated(found: Found, negations: Sequence[Found]) -> bool:
    return found.key in SWAYED and any(
        0 <= found.start - negation.end <= (NEAR if negation.key == "negated" else 0) for negation in negations)


def emergency(found: Sequence[Found]) -> bool:
    return any(each.key == "emergency" for each in found)


def wished(said: Said, found: list[Found], speech: Tongue) -> str:
    """The wish after the last correction, if there is one there; otherwise that of the whole."""
    for correction in reversed(speech.corrections.spans(said)):
        corrected = weighed([each for each in found if each.start >= correction.end])
        if corrected not in ("unclear", "goodbye", "repeat"):
            return corrected
    return weighed(found)


def hinted(said: Said, speech: Tongue) -> str:
    found = {each.key for each in speech.hints.spans(said)}
    return found.pop() if len(found) == 1 else "unclear"


def weighed(found: Sequence[Found]) -> str:
    keys = {each.key for each in found}
    if moved(found, keys):
        keys.add("reschedule")
    return next((MEANT.get(key, key) for key in WEIGHED if key in keys), "unclear")


def moved(found: Sequence[Found], keys: Collection[str]) -> bool:
    """Another time for a visit there is: said so, or the visit given up and then one asked for.  "I'll call later" is no such time."""
    given_up = [each for each in found if each.key in GIVEN_UP]
    no_visit = [each for each in found if each.key in (*GIVEN_UP, "goodbye")]
    other_time = any(each.key == "other_time" and not within(each, no_visit) for each in found) and "running_late" not in keys
    if "move" in keys or (other_time and (given_up or "have" in keys or "book" not in keys)):
        return True
    return bool(given_up) and any(each.key == "book" and each.start > given_up[0].start and not touches(each, given_up)
                                  for each in found)


def touches(found: Found, others: Sequence[Found]) -> bool:
    """Overlaps one, or stands right behind it: the appointment in "cancel an appointment"."""
    return any(found.start <= other.end and other.start < found.end for other in others)
