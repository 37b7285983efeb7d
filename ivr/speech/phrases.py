"""
Phrases, written as people write them, found in what a caller said.

A phrase is a line of words with a few marks:

    cancel              that word; capitals, accents, punctuation and apostrophes do not count
    cancel*             every word that begins so: cancel, cancelled, cancelling
    #                   every word that begins with a digit: 9, 10th, 2pm
    (a|b c)             one of these
    [a|b]               one of these, or nothing
    <visit>             what stands under that name among the parts
    ...                 up to four words of any kind

so "(cancel|call off) [my] ... appointment*" is found in "I'd like to call off my Thursday appointment, please".

Contractions are opened on both sides ("I'm" is "i am", "don't" is "do not", "gonna" is "going to"), and a word said
twice in a row counts once, so phrases are best written plainly and in full.

All phrases of a table become one automaton over words.  It is started at each word and runs on while some phrase can
still come of it; phrases have no unbounded repetition, so the time is linear in the text, whatever the text.  What
the automaton learns about a pair of state and word it remembers, up to a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ivr.speech.automaton import ANY, DIGITS, Automaton, Phrase
from ivr.speech.words import once, words

REMEMBERED = 20_000                         # transitions kept before the automaton forgets and learns anew


@dataclass(frozen=True, slots=True)
class Found:
    key: str
    start: int                                  # first word
    end: int                                    # after the last word

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Found) -> bool:
        return self.start < other.end and other.start < self.end


def within(found: Found, others: Iterable[Found]) -> bool:
    """Whether it overlaps one of *others*."""
    return any(found.overlaps(other) for other in others)


def side_by_side(found: Sequence[Found]) -> list[Found]:
    """The longest phrase at each place, none overlapping another."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


class Stand:
    """The set of states the automaton is in, with where each word led from here before."""

    __slots__ = ("keys", "states", "steps")

    def __init__(self, states: frozenset[int], keys: tuple[str, ...]) -> None:
        self.states, self.keys = states, keys
        self.steps: dict[tuple[str, ...], Stand | None] = {}


class Phrases:
    """
    A table of phrases: under each key, the phrasings that mean it.

    Args:
        mapping: Key to phrases, in the notation above.
        parts: What <name> stands for; a part may name others.
        noises: Words that do not count, wherever they stand.
    """

    def __init__(self, mapping: Mapping[str, Sequence[str]], parts: Mapping[str, str] | None = None,
                 noises: Iterable[str] = ()) -> None:
        self.noises = frozenset(noises)
        self._automaton = Automaton()
        for key, phrases in mapping.items():
            for phrase in phrases:
                end = Phrase(phrase, parts or {}, self._automaton).read(0)
                self._automaton.ends.setdefault(end, []).append(key)
        symbols = {symbol for edges in self._automaton.edges for symbol in edges}
        self._whole = frozenset(symbol for symbol in symbols if not symbol.endswith("*"))
        self._beginnings = sorted(symbol for symbol in symbols if symbol.endswith("*"))
        self._symbols: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=4096)(self._symbols_of)
        self._forget()

    def words(self, text: str) -> list[str]:
        return once(word for word in words(text) if word not in self.noises)

    def find(self, text: str) -> list[str]:
        """The keys whose phrases occur; the longest phrase first, of equals the earlier one."""
        found = sorted(self.spans(self.words(text)), key=lambda f: (-f.length, f.start))
        return list(dict.fromkeys(f.key for f in found))

    def spans(self, said: Sequence[str]) -> list[Found]:
        """Every place a phrase begins, with the longest phrase of each key that begins there, in order."""
        symbols = [self._symbols(word) for word in said]
        firsts = [self._step(self._start, each) for each in symbols]        # most words begin no phrase
        return [found for start, first in enumerate(firsts) if first for found in self._from(start, first, symbols)]

    def _from(self, start: int, first: Stand, symbols: Sequence[tuple[str, ...]]) -> list[Found]:
        ends: dict[str, int] = {}
        stand: Stand | None = first
        for at in range(start + 1, len(symbols) + 1):
            if stand is None:
                break
            for key in stand.keys:
                ends[key] = at
            stand = self._step(stand, symbols[at]) if at < len(symbols) else None
        return [Found(key, start, end) for key, end in ends.items()]

    def _step(self, stand: Stand, symbols: tuple[str, ...]) -> Stand | None:
        try:
            return stand.steps[symbols]
        except KeyError:
            pass
        edges = self._automaton.edges
        reached = {end for state in stand.states for symbol in symbols for end in edges[state].get(symbol, ())}
        after = self._stand(self._automaton.closed(reached)) if reached else None
        stand.steps[symbols] = after
        return after

    def _stand(self, states: frozenset[int]) -> Stand:
        if states not in self._stands:
            if len(self._stands) > REMEMBERED:
                self._forget()
            ends = self._automaton.ends
            keys = tuple(dict.fromkeys(key for state in sorted(states) for key in ends.get(state, ())))
            self._stands[states] = Stand(states, keys)
        return self._stands[states]

    def _forget(self) -> None:
        self._stands: dict[frozenset[int], Stand] = {}
        self._start = self._stand(self._automaton.closed([0]))

    def _symbols_of(self, word: str) -> tuple[str, ...]:
        whole = (word,) if word in self._whole else ()
        digits = (DIGITS,) if word[:1].isdigit() else ()
        return (*whole, *digits, *(b for b in self._beginnings if word.startswith(b[:-1])), ANY)
