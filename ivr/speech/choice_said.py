"""
One stretch of an answer to an offer of times, as the different ways of choosing see it.

The ways of answering ("none of those", "any of them") stand in prompts/<language>/calendar.toml under [choosing].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ivr.speech.language import Language
from ivr.speech.tokens import STOPS, Token, words_of

CLOCKED = frozenset({"oclock", "am", "pm", "number", "ish", "part"})       # what follows an hour
DATED = frozenset({"on", "or", "weekday", "tomorrow", "today"})
TIMED = frozenset({                                                         # what comes before one
    "at", "around", "after", "before", "until", "or", "no", "tomorrow", "today", "weekday", "number", "option_word",
})


@dataclass(frozen=True)
class Option:
    number: int                 # from 1
    start: datetime
    provider: str = ""


@dataclass
class Said:
    tokens: list[Token]
    phrases: dict[str, str]     # ways of answering found -> the phrase
    language: Language
    options: Sequence[Option]
    now: datetime

    def has(self, *symbols: str) -> bool:
        return any(symbol in self.phrases for symbol in symbols)


def offered(context: Mapping[str, Any] | None) -> list[Option]:
    found = []
    for number, row in enumerate((context or {}).get("options") or (), start=1):
        found.append(Option(number, datetime.fromisoformat(row["start"]), str(row.get("provider") or "").lower()))
    return found


def said_as(text: str, said: Sequence[Token], language: Language, options: Sequence[Option], now: datetime) -> Said:
    return Said(list(said), phrases_in(text, language), language, options, now)


def phrases_in(text: str, language: Language) -> dict[str, str]:
    """The ways of answering *text* holds; a longer phrase keeps a shorter one out."""
    words = [word for word, _ in words_of(text) if word not in STOPS]
    found: dict[str, str] = {}
    i = 0
    while i < len(words):
        phrase, symbols = longest(words, i, language)
        for symbol in symbols:
            found.setdefault(symbol, phrase)
        i += len(phrase.split()) or 1
    return found


def longest(words: Sequence[str], i: int, language: Language) -> tuple[str, frozenset[str]]:
    for phrase, entry in language.choosing.get(words[i], ()):
        if tuple(words[i:i + len(phrase)]) == phrase:
            return " ".join(phrase), entry.symbols
    return "", frozenset()


# --- what is no number, though it sounds like one --------------------------------------------------------------------


def pronouns_out(said: Sequence[Token]) -> list[Token]:
    """"the monday one" speaks of no number, "the eight thirty one" of no thirty-one, "the ten" of no day."""
    found: list[Token] = []
    for i, token in enumerate(said):
        number = token.number
        before_hour = token.is_a("the") and not token.is_a("on") and hour_follows(said, i + 1)     # "el cinco" is a day
        if before_hour or (number is not None and number.value == 1 and pronoun(said, i)):
            continue
        if number is not None and number.worded and number.value in (21, 31, 41, 51) and i and said[i - 1].number:
            tens = number._replace(value=number.value - 1, digits=str(number.value - 1))
            token = token._replace(values={"number": tens})
        found.append(token)
    return found


def how_many(said: Sequence[Token], i: int) -> bool:
    """The "three" of "any of those three"."""
    number = said[i].number
    return number is not None and not number.ordinal and any(token.symbols & {"of", "anytime"} for token in said[max(0, i - 2):i])


def hour_follows(said: Sequence[Token], i: int) -> bool:
    number = said[i].number if i < len(said) else None
    return number is not None and not number.ordinal and number.value <= 12


def pronoun(said: Sequence[Token], i: int) -> bool:
    """Whether a "one" stands for an option rather than the hour."""
    number = said[i].number
    if number is None or number.ordinal or not number.worded or len(said) == 1:
        return False
    if i and said[i - 1].is_a("hour_mark"):
        return False
    if i + 1 < len(said) and (said[i + 1].symbols & CLOCKED or (i == 0 and said[i + 1].symbols & DATED)):
        return False
    return not (i and said[i - 1].symbols & TIMED) or (i > 1 and said[i - 2].is_a("the") and said[i - 1].is_a("weekday"))
