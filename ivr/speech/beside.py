"""
What is said beside a wish, or in its place: whom it is for, all of the visits, something sooner, how late.

The words stand in prompts/<language>/beside.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ivr.speech import language as calendar
from ivr.speech.name_row import given_names
from ivr.speech.numbers import number_at
from ivr.speech.phrases import Found, Phrases
from ivr.speech.tables import language, table
from ivr.speech.words import words

AN_HOUR = 60
LATEST = 180                                # minutes; who is later than that has another time in mind


@dataclass(frozen=True)
class Tongue:
    """The tables of one language, made ready."""

    wishes: Phrases
    behalf: Phrases
    told: Phrases                           # minutes, as a string -> how they are said without a number
    vague: Phrases
    units: frozenset[str]
    clock: frozenset[str]
    people: frozenset[str]                  # the words that tell whom a visit is for, and which of several
    not_names: frozenset[str]


@cache
def tongue(code: str) -> Tongue:
    """Read once; call it at start-up to have it ready."""
    written = table(code, "beside")
    people = {who: [word for each in said for word in (" ".join(words(each)), " ".join(words(each)) + "s")]
              for who, said in written["people"].items()}
    parts = {**written["parts"], **{who: f"({'|'.join(said)})" for who, said in people.items()}}
    late = written["late"]
    return Tongue(Phrases(written["wishes"], parts), Phrases(written["behalf"], parts), Phrases(late["told"]),
                  Phrases({"unknown": late["unknown"]}), frozenset(late["units"]), frozenset(late["clock"]),
                  frozenset(word for said in people.values() for each in said for word in each.split()),
                  frozenset(written["not_names"]["words"]))


def wishes(text: str, locale: str) -> frozenset[str]:
    """Those of the [wishes] that were said, such as "sooner", "soon" (sooner, if nothing is to be booked) and "all" (of the visits)."""
    return frozenset(tongue(language(locale)).wishes.find(text))


def everything(text: str, locale: str) -> bool:
    """All of what was read out, in answer to which of it."""
    return "all" in wishes(text, locale) or words(text) in (("all",), ("todos",), ("todas",))


def only_named(text: str, locale: str) -> bool:
    """A visit named, and nothing said of what is to be done with it: "my checkup on friday"."""
    return not set(words(text)[:1]).isdisjoint(table(language(locale), "beside")["named"]["before"])


# --- on whose behalf -------------------------------------------------------------------------------------------------


def on_behalf(text: str, locale: str, surely: bool = False) -> Mapping[str, Any] | None:
    """
    Whom the call is for, when that is said.

    Args:
        surely: Only where it can be meant in no other way, such as "it's for my son".

    Returns:
        {"relation": "child", "adult" or "self", "word": "younger son", "first": a first name, if one was said}
    """
    speech, said = tongue(language(locale)), words(text)
    found = speech.behalf.spans(said)
    if surely and not any(each.key == "surely" for each in found):
        return None
    people = [each for each in found if each.key in ("child", "adult", "self")]
    if not people:
        return None
    first = min(people, key=lambda each: (each.start, -each.length))
    if first.key == "self":
        return {"relation": "self", "word": ""}
    word = " ".join(each.removesuffix("s") for each in said[first.start:first.end] if each in speech.people)
    return {"relation": first.key, "word": word, **called(said, first, speech)}


def called(said: Sequence[str], found: Found, speech: Tongue) -> dict[str, str]:
    """The name right behind: "my daughter Emma"; in "my daughter Emma's visit" it has an s."""
    last = max((n for n in range(found.start, found.end) if said[n] in speech.people), default=found.end - 1)
    after = said[last + 1] if last + 1 < len(said) else ""
    name = next((each for each in (after, after.removesuffix("s")) if each in given_names() - speech.not_names), "")
    return {"first": name.capitalize()} if name else {}


# --- how late --------------------------------------------------------------------------------------------------------


def minutes_late(text: str, locale: str, asked: bool = False) -> int | None:
    """
    How late somebody will be; 0 when they were asked and cannot tell, None when nothing was said of it.

    Args:
        asked: A number alone will do.
    """
    speech, said = tongue(language(locale)), words(text)
    told = max(speech.told.spans(said), key=lambda each: (each.length, each.end), default=None)
    counted = counted_minutes(said, locale, speech, asked and told is None)
    phrase = int(told.key) if told else 0
    late = phrase + counted if phrase >= AN_HOUR else counted or phrase
    if late:
        return late if late <= LATEST else None
    return 0 if asked and speech.vague.spans(said) else None


def counted_minutes(said: Sequence[str], locale: str, speech: Tongue, alone: bool) -> int:
    """The number before "minutes", or, where a number alone will do, the last that is no time of day."""
    numbers = calendar.load(language(locale))
    counted, lone, i = 0, 0, 0
    while i < len(said):
        found = number_at(said, i, numbers)
        if not found:
            i += 1
            continue
        number, i = found
        if i < len(said) and said[i] in speech.units:
            counted = number.value
        lone = number.value
    return counted or (lone if alone and not speech.clock & set(said) else 0)
