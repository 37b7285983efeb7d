"""
Everything out of one breath: what the call is about, a name, a date of birth, and when.

A full date with a year that is past is a date of birth, and so is what is said after "born" or "birthday"; those words
are taken out before the wish is looked for, and the other way round, so that no day counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ivr.speech.dob import dob_in
from ivr.speech.intents import intent
from ivr.speech.language import Language, load
from ivr.speech.names import name
from ivr.speech.preferred import wished
from ivr.speech.tokens import LETTERS, fold, plainly, tokens

LONGEST_NAME = 4            # words


def free(text: str, now: datetime, locale: str, context: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """{"intent", "name", "dob", "preferred"}: only those that were said."""
    language = load(locale[:2])
    said = tokens(text, language)
    born, rest = dob_in(said, language, now.date())
    found: dict[str, Any] = {"dob": born} if born else {}
    rest = [token for token in rest if not (born and token.is_a("birth"))]      # without a date behind it, it drops none
    wish = wished(rest, language, now.date(), now.date())
    if wish:
        found["preferred"] = wish
    return named(text, locale) | found


def named(text: str, locale: str) -> dict[str, Any]:
    meant = intent(text, locale, {"state": "opening"})
    introduced = introduction(text, load(locale[:2]))
    who = name(introduced, locale, {"ask": "full"}) if introduced else None
    return ({"intent": meant} if meant != "unclear" else {}) | ({"name": who} if who else {})


def introduction(text: str, language: Language) -> str:
    """The words after "this is" or the like that can be a name; "" when there are none."""
    for words in said_after(text[:LETTERS], language.cues):
        name = " ".join(leading_names(words, language))
        if name:
            return name
    return ""


def said_after(text: str, cues: Sequence[str]) -> Iterator[list[str]]:
    """What follows each cue, up to the next pause."""
    for cue in cues:
        for found in re.finditer(rf"\b{cue}\s+([^,.;?!]+)", text.replace("’", "'"), re.IGNORECASE):
            yield found[1].split()


def leading_names(words: Sequence[str], language: Language) -> list[str]:
    found: list[str] = []
    for word in words[:LONGEST_NAME]:
        plain = plainly(fold(word))
        if not plain.replace("-", "").isalpha() or plain in language.not_introduced or plain in language.not_names:
            break
        if known(plain, language):
            break
        found.append(word)
    return found


def known(word: str, language: Language) -> bool:
    """Whether *word* is one of the calendar's own."""
    entries = language.phrases.get(word, ())
    return word in language.numbers.words or any(len(phrase) == 1 and not entry.symbols <= {"filler", "seasons"} and
               not (word in language.doubtful or "month_name" in entry.symbols) for phrase, entry in entries)
