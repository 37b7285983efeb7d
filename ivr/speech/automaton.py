"""
From a phrase as it is written (see `phrases`) to states and the words that lead from one to the next.

A phrase has no unbounded repetition, so the automaton is a net without loops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ivr.speech.words import normal, plain, words

GAP = 4                                     # words that "..." may stand for
ANY, DIGITS = "...", "#"
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
