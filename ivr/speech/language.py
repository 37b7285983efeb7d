"""
What the grammar of dates knows about one language, out of prompts/<language>/calendar.toml.

The grammar speaks of symbols ("after", "weekday", "part"); the tables say which words stand for them.  A phrase may
stand for several ("after" is also the "past" of "twenty after four"): the grammar takes the one that fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Any, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from ivr.speech.tables import table

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FUZZY = 6           # letters a mis-heard month or weekday must have to be taken for the one a letter away


class Part(NamedTuple):
    """A part of the day: minutes after midnight, half-open, None where open."""

    name: str
    after: int | None
    before: int | None


class Entry(NamedTuple):
    """A phrase's symbols, and what each stands for where it stands for something."""

    symbols: frozenset[str]
    values: dict[str, Any]


@dataclass(frozen=True)
class Language:
    name: str
    date_order: str
    contractions: dict[str, str]        # "del" is "de el"
    plural: str                         # what makes a weekday many, and is heard in "nine's good"
    hour_marked: bool                   # an hour has a word of its own before it ("las"), so a lone number is a day
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]]     # by first word, longest first
    numbers: NumberWords
    sounds: dict[str, int]
    parts: dict[str, Part]
    choosing: dict[str, list[tuple[tuple[str, ...], Entry]]]    # phrases of an answer to an offer, likewise
    fuzzy: dict[str, Entry]
    doubtful: frozenset[str]
    alone: dict[str, list[str]]         # words that are a time of day without one being named
    not_names: frozenset[str]
    option_words: frozenset[str]
    pointed: frozenset[str]             # "later one" is one of those offered, "a later one" is not
    cues: tuple[str, ...]               # "my name is"
    not_introduced: frozenset[str]      # what follows "this is" and is no name
    repeats: dict[str, int]             # "double" five


@dataclass(frozen=True)
class NumberWords:
    zeros: frozenset[str]
    small: dict[str, int]               # one to nineteen
    tens: dict[str, int]
    hundreds: dict[str, int]            # whole hundreds said in one word
    ordinals: dict[str, int]
    hundred: frozenset[str]
    thousand: frozenset[str]
    joiner: frozenset[str]
    tens_joiner: frozenset[str]
    endings: frozenset[str]
    whole: dict[str, int]               # any number up to 99 said in one word
    hours: frozenset[str]               # two to twelve; "ones" are options

    @property
    def words(self) -> set[str]:
        return {*self.zeros, *self.small, *self.tens, *self.hundreds, *self.ordinals, *self.whole}


@cache
def load(name: str) -> Language:
    return build(name, table(name, "calendar"))


def build(name: str, words: dict[str, Any]) -> Language:
    parts = {key: part(key, row) for key, row in words["parts"].items()}
    doubtful = frozenset(words["doubtful_months"] + words["doubtful_weekdays"])
    return Language(
        name, words["date_order"], words["contractions"], words["plural"], words["hour_marked"],
        index(entries(words, parts), words["contractions"]), number_words(words["numbers"]),
        words["sounds"], parts, index(choosing(words), words["contractions"]), fuzzy(words), doubtful,
        words["alone"], frozenset(words["not_names"]), frozenset(words["choosing"]["option"]), frozenset(words["pointed"]),
        tuple(words["introducing"]["cues"]), frozenset(words["introducing"]["not_names"]), words["repeats"],
    )


def part(name: str, row: dict[str, Any]) -> Part:
    if "at" in row:
        return Part(name, minute(row["at"]), minute(row["at"]) + 1)
    return Part(name, *(minute(row[end]) if row[end] else None for end in ("after", "before")))


def minute(clock: str) -> int:
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute


def number_words(row: dict[str, Any]) -> NumberWords:
    return NumberWords(
        zeros=frozenset(row["zeros"]), small=row["ones"] | row["teens"], tens=row["tens"], hundreds=row["hundreds"],
        ordinals=row["ordinals"], hundred=frozenset(row["hundred"]), thousand=frozenset(row["thousand"]),
        joiner=frozenset(row["joiner"]), tens_joiner=frozenset(row["tens_joiner"]),
        endings=frozenset(row["ordinal_endings"]), whole=row.get("whole", {}),
        hours=frozenset(word for word, value in (row["ones"] | row["teens"]).items() if 2 <= value <= 12),
    )


def entries(words: dict[str, Any], parts: dict[str, Part]) -> Iterator[tuple[str, str, Any]]:
    """(phrase, symbol, what it stands for), for all the tables."""
    yield from calendar_names(words)
    for key, row in words["parts"].items():
        yield from ((phrase, "part", parts[key]) for phrase in row["phrases"])
    for row in words["holidays"].values():
        yield from ((phrase, "holiday", row["on"]) for phrase in row["phrases"])
    for symbol in ("flags", "relative", "seasons"):
        for key, phrases in words[symbol].items():
            yield from ((phrase, symbol, key) for phrase in phrases)
    for symbol, phrases in words["words"].items():
        yield from ((phrase, symbol, None) for phrase in phrases)
    yield from ((phrase, "option_word", None) for phrase in words["choosing"]["option"])
    yield from ((phrase, "filler", None) for phrase in words["fillers"]["words"])


def choosing(words: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for symbol, phrases in words["choosing"].items():
        yield from ((phrase, symbol, None) for phrase in phrases)


def calendar_names(words: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for number, names in enumerate(words["months"], start=1):
        yield from ((name, "month_name", number) for name in names)
    for number, names in enumerate(words["weekdays"]):
        for name in names:
            yield name, "weekday", number
            if words["plural"]:
                yield name + words["plural"], "weekdays", number
    for number, names in enumerate(words.get("many_weekdays", ())):
        yield from ((name, "weekdays", number) for name in names)


def index(
    rows: Iterator[tuple[str, str, Any]], contractions: dict[str, str],
) -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for phrase, symbol, value in rows:
        found.setdefault(opened(phrase, contractions), {}).setdefault(symbol, value)
    by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for phrase_words in sorted(found, key=len, reverse=True):
        values = found[phrase_words]
        by_first.setdefault(phrase_words[0], []).append((phrase_words, Entry(frozenset(values), values)))
    return by_first


def opened(phrase: str, contractions: dict[str, str]) -> tuple[str, ...]:
    """"antes del" is "antes de"; the article belongs to what follows."""
    words = phrase.split()
    spread = " ".join(contractions.get(word, word) for word in words).split()
    return tuple(spread[:-1] if words[-1] in contractions else spread)


def fuzzy(words: dict[str, Any]) -> dict[str, Entry]:
    return {
        name: Entry(frozenset({symbol}), {symbol: value})
        for name, symbol, value in calendar_names(words) if len(name) >= FUZZY
    }


def misheard(word: str, language: Language) -> Entry | None:
    """The month or weekday that *word* is one letter away from."""
    if len(word) < FUZZY - 1:
        return None
    for name, entry in language.fuzzy.items():
        if abs(len(name) - len(word)) <= 1 and DamerauLevenshtein.distance(name, word, score_cutoff=1) <= 1:
            return entry
    return None
