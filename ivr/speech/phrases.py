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

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parents[2] / "prompts"
GAP = 4                                     # words that "..." may stand for
REMEMBERED = 20_000                         # transitions kept before the automaton forgets and learns anew
ANY, DIGITS = "...", "#"


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """What stands in prompts/<language>/<name>.toml.  Read once; not to be changed."""
    return tomllib.loads((TABLES / language / f"{name}.toml").read_text(encoding="utf-8"))


def language(locale: str) -> str:
    """The folder of tables a locale is understood with; English when there is none of its own."""
    return "es" if str(locale).lower().startswith("es") else "en"


# --- words -----------------------------------------------------------------------------------------------------------

INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")                # a.m.
NOT_WORDS = re.compile(r"[^\w']+|_+|(?<!\w)'|'(?!\w)")
OPENED = [(re.compile(rf"\b(?:{short})\b"), full) for short, full in (
    (r"can'?t|cannot", "can not"), (r"won't", "will not"), (r"shan't", "shall not"), (r"ain't", "is not"),
    (r"(\w+)n't", r"\1 not"), (r"(do|does|did|is|was|would|could|should|are|have|has)nt", r"\1 not"),
    (r"(i)'?m", r"\1 am"), (r"(\w+)'re", r"\1 are"), (r"(\w+)'ve", r"\1 have"), (r"ive", "i have"),
    (r"(\w+)'ll", r"\1 will"), (r"(\w+)'d", r"\1 would"), (r"let'?s", "let us"),
    (r"(it|that|what|when|where|who|how|there|here|he|she|everything|something|nothing|this)'s", r"\1 is"),
    (r"(that|what|where|when|there)s", r"\1 is"), (r"gonna", "going to"), (r"wanna", "want to"), (r"gotta", "got to"),
    (r"lemme", "let me"), (r"gimme", "give me"), (r"dunno", "do not know"), (r"y'all", "you all"), (r"til", "until"),
    (r"dr", "doctor"), (r"appts?", "appointment"), (r"ok|okey", "okay"),
)]


def normal(text: str) -> str:
    """Lower case, one space between words, no punctuation but apostrophes within words; accents stay."""
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("`", "'").replace("&", " and ")
    return " ".join(NOT_WORDS.sub(" ", INITIALS.sub(r"\1", text)).split())


def plain(text: str) -> str:
    """Without accents and other marks above or below the letters."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words as phrases are compared: normal, plain, contractions opened, apostrophes gone."""
    text = plain(normal(text))
    for short, full in OPENED:
        text = short.sub(full, text)
    return text.replace("'", "").split()


def once(said: Iterable[str]) -> list[str]:
    """Without words repeated in a row, as people do when they stammer."""
    kept: list[str] = []
    for word in said:
        if not kept or kept[-1] != word:
            kept.append(word)
    return kept


# --- from a phrase to an automaton -----------------------------------------------------------------------------------

MARKS = re.compile(r"\.\.\.|[()\[\]|]|<[^<>]+>|[^\s()\[\]|<>]+")


@dataclass
class Automaton:
    """States are numbers; *silent* edges are taken without a word."""

    edges: list[dict[str, list[int]]] = field(default_factory=lambda: [{}])
    silent: list[list[int]] = field(default_factory=lambda: [[]])
    ends: dict[int, list[str]] = field(default_factory=dict)

    def state(self) -> int:
        self.edges.append({})
        self.silent.append([])
        return len(self.edges) - 1

    def word(self, start: int, symbol: str) -> int:
        end = self.state()
        self.edges[start].setdefault(symbol, []).append(end)
        return end

    def gap(self, start: int) -> int:
        end = self.state()
        self.silent[start].append(end)
        for _ in range(GAP):
            start = self.word(start, ANY)
            self.silent[start].append(end)
        return end

    def closed(self, states: Iterable[int]) -> frozenset[int]:
        """These states and all that can be reached from them without a word."""
        found, new = set(states), list(states)
        while new:
            for state in self.silent[new.pop()]:
                if state not in found:
                    found.add(state)
                    new.append(state)
        return frozenset(found)


class Phrase:
    """One phrase being read into an automaton, mark by mark."""

    def __init__(self, text: str, parts: Mapping[str, str], automaton: Automaton) -> None:
        self.text, self.parts, self.automaton = text, parts, automaton
        self.marks = MARKS.findall(text)
        self.at = 0

    def read(self, start: int) -> int:
        end = self.one_of(start, "")
        if self.at < len(self.marks):
            raise ValueError(f"unexpected {self.marks[self.at]!r} in the phrase {self.text!r}")
        return end

    def one_of(self, start: int, closing: str) -> int:
        end = self.automaton.state()
        while True:
            self.automaton.silent[self.row(start)].append(end)
            mark = self.next()
            if mark == closing:
                return end
            if mark != "|":
                raise ValueError(f"{closing or 'the end'} expected in the phrase {self.text!r}")

    def row(self, at: int) -> int:
        while self.at < len(self.marks) and self.marks[self.at] not in (")", "]", "|"):
            at = self.item(self.next(), at)
        return at

    def item(self, mark: str, start: int) -> int:
        if mark == "(":
            return self.one_of(start, ")")
        if mark == "[":
            end = self.one_of(start, "]")
            self.automaton.silent[start].append(end)
            return end
        if mark == ANY:
            return self.automaton.gap(start)
        if mark.startswith("<"):
            return self.part(mark[1:-1], start)
        return self.plain_words(mark, start)

    def part(self, name: str, start: int) -> int:
        if name not in self.parts:
            raise ValueError(f"no part is called {name!r}, as the phrase {self.text!r} would have it")
        return Phrase(self.parts[name], self.parts, self.automaton).read(start)

    def plain_words(self, mark: str, at: int) -> int:
        if mark == DIGITS:
            return self.automaton.word(at, DIGITS)
        if mark.endswith("*") and len(mark) > 1:
            return self.automaton.word(at, plain(normal(mark[:-1])) + "*")
        found = words(mark)
        if not found or mark.startswith(("*", "?")):
            raise ValueError(f"{mark!r} is no word, in the phrase {self.text!r}")
        for word in found:
            at = self.automaton.word(at, word)
        return at

    def next(self) -> str:
        self.at += 1
        return self.marks[self.at - 1] if self.at <= len(self.marks) else ""


# --- finding ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    key: str
    start: int                                  # first word
    end: int                                    # after the last word

    @property
    def length(self) -> int:
        return self.end - self.start


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
        return [found for start in range(len(symbols)) for found in self._from(start, symbols)]

    def _from(self, start: int, symbols: Sequence[tuple[str, ...]]) -> list[Found]:
        ends: dict[str, int] = {}
        stand: Stand | None = self._start
        for at in range(start, len(symbols)):
            stand = self._step(stand, symbols[at]) if stand else None
            if stand is None:
                break
            for key in stand.keys:
                ends[key] = at + 1
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
