"""
Rules over tokens: a line of symbols, and what to make of what stands in their place.

    in|within the? next COUNT? week

"in" or "within", perhaps "the", "next", perhaps a count, "week".  A word in capitals is read by a function of its name and
handed to the builder, None when it is optional and absent; the rest is only passed over.  A builder that returns None
says that the rule does not apply after all.  Of the rules that apply the longest wins, then the first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ivr.speech.language import Language
from ivr.speech.tokens import Token


@dataclass
class Reading:
    """One stretch of speech being read.  *start* and *stop* are where the rule whose builder is called stands."""

    tokens: Sequence[Token]
    today: date
    base: date                      # bare weekdays and numbers are the next from here
    language: Language
    moved: bool = False             # a visit is being moved, so "from friday to monday" is no stretch of days
    offered: bool = False           # an offer is being answered, so that a lone number is likely a time
    start: int = 0
    stop: int = 0
    known: dict[tuple[str, int], Any] = field(default_factory=dict)

    def is_a(self, i: int, *symbols: str) -> bool:
        return 0 <= i < len(self.tokens) and any(self.tokens[i].is_a(symbol) for symbol in symbols)


Found = tuple[Any, int]             # what was read, and where the next token is
Reader = Callable[[Reading, int], Found | None]
Builder = Callable[..., Any]


class Step(NamedTuple):
    symbols: frozenset[str]
    reader: str
    optional: bool


class Rule(NamedTuple):
    steps: tuple[Step, ...]
    build: Builder
    firsts: frozenset[str] | None       # symbols it may begin with, None for any


class Rules:
    """*firsts*: the symbols each reader may begin with, so that few rules need be tried; any when it is not there."""

    def __init__(
        self, rows: Sequence[tuple[str, Builder]], readers: Mapping[str, Reader], firsts: Mapping[str, frozenset[str] | None],
    ):
        self.readers = readers
        self.rules = []
        for pattern, build in rows:
            steps = tuple(step(word) for word in pattern.split())
            self.rules.append(Rule(steps, build, beginnings(steps, firsts)))
        self.candidates: dict[frozenset[str], list[Rule]] = {}      # as many as there are kinds of token

    @property
    def firsts(self) -> frozenset[str] | None:
        return union([rule.firsts for rule in self.rules])

    def beginning(self, symbols: frozenset[str]) -> list[Rule]:
        if symbols not in self.candidates:
            self.candidates[symbols] = [rule for rule in self.rules if rule.firsts is None or rule.firsts & symbols]
        return self.candidates[symbols]

    def longest(self, reading: Reading, i: int) -> Found | None:
        best: Found | None = None
        for rule in self.beginning(reading.tokens[i].symbols):
            matched = self.match(rule, reading, i)
            if matched is None or (best is not None and matched[1] <= best[1]):
                continue
            captured, stop = matched
            reading.start, reading.stop = i, stop
            built = rule.build(reading, *captured)
            if built is not None:
                best = built, stop
        return best

    def match(self, rule: Rule, reading: Reading, i: int) -> tuple[list[Any], int] | None:
        return self.matched(rule.steps, 0, reading, i)

    def matched(self, steps: Sequence[Step], n: int, reading: Reading, i: int) -> tuple[list[Any], int] | None:
        """What the steps from the *n*-th on capture, and where they end; an optional one gives way if it must."""
        if n == len(steps):
            return [], i
        symbols, reader, optional = steps[n]
        found = self.read(reader, reading, i) if reader else None
        if found or (not reader and i < len(reading.tokens) and not symbols.isdisjoint(reading.tokens[i].symbols)):
            rest = self.matched(steps, n + 1, reading, found[1] if found else i + 1)
            if rest is not None:
                return ([found[0], *rest[0]] if found else rest[0]), rest[1]
        if not optional:
            return None
        rest = self.matched(steps, n + 1, reading, i)
        return (([None, *rest[0]] if reader else rest[0]), rest[1]) if rest is not None else None

    def read(self, reader: str, reading: Reading, i: int) -> Found | None:
        key = reader, i
        if key not in reading.known:
            reading.known[key] = self.readers[reader](reading, i) if i < len(reading.tokens) else None
        return reading.known[key]


def beginnings(steps: Sequence[Step], firsts: Mapping[str, frozenset[str] | None]) -> frozenset[str] | None:
    """The symbols a rule may begin with: of its steps up to the first that must be there."""
    possible: list[frozenset[str] | None] = []
    for one in steps:
        possible.append(firsts.get(one.reader) if one.reader else one.symbols)
        if not one.optional:
            break
    return union(possible)


def union(sets: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    return None if None in sets else frozenset().union(*(one for one in sets if one is not None))


def step(word: str) -> Step:
    plain, optional = word.rstrip("?"), word.endswith("?")
    if plain.isupper():
        return Step(frozenset(), plain, optional)
    return Step(frozenset(plain.split("|")), "", optional)


def value(symbol: str) -> Reader:
    """A reader of what a token of that symbol stands for."""
    def read(reading: Reading, i: int) -> Found | None:
        token = reading.tokens[i]
        return (token.values[symbol], i + 1) if token.is_a(symbol) else None
    return read


def number(accept: Callable[[Any], bool]) -> Reader:
    """A reader of numbers of a kind."""
    def read(reading: Reading, i: int) -> Found | None:
        found = reading.tokens[i].number
        return (found.value, i + 1) if found is not None and accept(found) else None
    return read


def count(reading: Reading, i: int) -> Found | None:
    """"two", "a", "a couple of", "a few"."""
    token = reading.tokens[i]
    if token.number is not None and not token.number.ordinal:
        return token.number.value, i + 1
    for symbol, amount in (("couple", 2), ("few", 3), ("a", 1)):
        if token.is_a(symbol):
            return amount, i + 1
    return (token.values["sound"], i + 1) if token.is_a("sound") and reading.is_a(i + 1, "week", "month") else None


def one_of(*symbols: str) -> Reader:
    """A reader of which of *symbols* a token is."""
    def read(reading: Reading, i: int) -> Found | None:
        token = reading.tokens[i]
        return next(((symbol, i + 1) for symbol in symbols if token.is_a(symbol)), None)
    return read
