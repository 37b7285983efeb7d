"""
What a call is about: the wish in what the caller said, or that there is none.

The phrases stand in prompts/<language>/intents.toml, so adding a phrasing is adding a line there.  Here stands only how
phrases that are found together are weighed: an emergency before everything, what was corrected by what came after,
what was negated not at all, another time before no visit, and so on down `WEIGHED`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ivr.speech.leanings import familiar, leanings
from ivr.speech.phrases import Found, Phrases, language, once, plain, table, words
from ivr.speech.yes_no import outright, yes_no

Said = list[str]
SWAYED = ("book", "cancel", "move", "confirm", "absent", "operator", "person", "goodbye")   # keys a negation takes away
GIVEN_UP = ("cancel", "absent")
NEAR = 1                                                    # words between a negation and what it takes away
NEVER_LEANT = ("goodbye", "repeat", "spanish")              # said outright or not at all
LIKELY = math.log(0.4)
PHRASE, NO_LEANING = 3.0, -10.0                             # what a phrase weighs beside the words; a wish no word speaks for
SHORT = 8                                                   # words of an answer that may only hint


@dataclass(frozen=True)
class Tongue:
    """The tables of one language, made ready."""

    wishes: Phrases
    universals: Phrases
    negations: Phrases
    corrections: Phrases
    dangers: Phrases
    hints: Phrases
    misheard: Mapping[str, str]
    noises: frozenset[str]
    around: frozenset[str]
    foreign: Mapping[str, Collection[str]]

    def words(self, text: str) -> Said:
        heard = (self.misheard.get(word, word) for word in words(text) if word not in self.noises)
        return once(word for phrase in heard for word in phrase.split())


@cache
def tongue(code: str) -> Tongue:
    """Read once; call it at start-up to have it ready."""
    written = table(code, "intents")
    made = {name: Phrases(written[name], written["parts"])
            for name in ("phrases", "universals", "negations", "corrections", "red_flags", "hints")}
    return Tongue(made["phrases"], made["universals"], made["negations"], made["corrections"], made["red_flags"], made["hints"],
                  written["misheard"], frozenset(map(plain, written["noises"])), frozenset(map(plain, written["around"]["words"])),
                  {key: frozenset(value) for key, value in written.get("spanish_speech", {}).items()})


# --- the doors -------------------------------------------------------------------------------------------------------


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


def opening(text: str, said: Said, found: list[Found], locale: str) -> str:
    universal = universally(said, tongue(language(locale)))
    if universal in ANYWHERE:
        return universal
    wish = wished(said, found, tongue(language(locale)))
    if wish == "unclear" and outright(text, locale):
        wish = ANSWERS[yes_no(text, locale)]
    if wish == "unclear" and len(said) <= SHORT:
        wish = hinted(said, tongue(language(locale)))
    return wish if wish in ("yes", "no") else swayed(wish, said, language(locale))


def swayed(wish: str, said: Said, code: str) -> str:
    """The wish the phrases gave, unless the words speak much louder for another; theirs, where the phrases gave none."""
    if wish in NEVER_LEANT or (wish == "unclear" and not familiar(said, code)):
        return wish
    leaning = {each: value for each, value in leanings(said, code).items() if each not in NEVER_LEANT}
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


ANYWHERE = ("repeat", "operator", "goodbye", "spanish")
ANSWERS = {True: "yes", False: "no", None: "unclear"}


def universal(text: str, locale: str) -> str:
    """
    What may be said at any time and was all that was said; empty when it was something else.

    One of repeat, help, operator, goodbye, spanish, english, hold_on, start_over, go_back, never_mind.
    """
    speech = tongue(language(locale))
    return universally(speech.words(text), speech)


def red_flag(text: str, locale: str, extra: Iterable[str] = ()) -> bool:
    """Whether a life may be in danger.  Both languages are listened for; *extra* are the practice's own phrases."""
    return any(endangered(text, tongue(code)) for code in ("en", "es")) or bool(own(tuple(extra)).find(text))


def told_in(text: str, locale: str) -> bool:
    """Whether it is in the words of that very language that a life may be in danger."""
    return endangered(text, tongue(language(locale)))


# --- weighing --------------------------------------------------------------------------------------------------------


def standing(said: Said, speech: Tongue) -> list[Found]:
    """The phrases found, without what was negated and without signs of an emergency that are none."""
    found = speech.wishes.spans(said)
    negations = speech.negations.spans(said)
    harmless = [each for each in found if each.key == "harmless"]
    idle = [each for each in found if each.key == "idle"]
    asked = [each for each in found if each.key == "book"]
    return [each for each in found if not negated(each, negations) and (each.key in GIVEN_UP or not within(each, idle))
            and not (each.key == "emergency" and within(each, harmless))
            and not (each.key == "hours_location" and within(each, [a for a in asked if a.length > each.length and a.start <= each.start]))]


def negated(found: Found, negations: Sequence[Found]) -> bool:
    return found.key in SWAYED and any(
        0 <= found.start - negation.end <= (NEAR if negation.key == "negated" else 0) for negation in negations)


def within(found: Found, others: Sequence[Found]) -> bool:
    return any(found.start < other.end and other.start < found.end for other in others)


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


# What is found further up outweighs what is found further down.
WEIGHED = ("spanish", "new_patient", "billing_insurance", "person", "reschedule", "cancel", "running_late", "absent", "list",
           "confirm", "operator", "hours_location", "book", "goodbye", "repeat")
MEANT = {"person": "operator", "absent": "cancel"}


# --- what may be said anywhere ---------------------------------------------------------------------------------------


def universally(said: Said, speech: Tongue) -> str:
    """The universal that is all of what was said, but for words that change nothing around it."""
    whole = [each for each in speech.universals.spans(said) if speech.around.issuperset(said[:each.start] + said[each.end:])]
    return max(whole, key=lambda each: each.length).key if whole else ""


def speaks_spanish(said: Said, speech: Tongue) -> bool:
    """Spanish words on a line in another language: one in three, and one of them found in no other."""
    if not speech.foreign:
        return False
    sure = sum(word in speech.foreign["sure"] for word in said)
    return sure > 0 and 3 * (sure + sum(word in speech.foreign["maybe"] for word in said)) >= len(said)


# --- danger ----------------------------------------------------------------------------------------------------------


def endangered(text: str, speech: Tongue) -> bool:
    found = speech.dangers.spans(speech.words(text))
    safe = [each for each in found if each.key == "safe"]
    return any(each.key == "danger" and not within(each, [other for other in safe if other.length >= each.length]) for each in found)


@cache
def own(phrases: tuple[str, ...]) -> Phrases:
    return Phrases({"danger": phrases})
