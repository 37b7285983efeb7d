"""The tables of what callers wish for, prompts/<language>/intents.toml, made ready."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from ivr.speech.phrases import Phrases
from ivr.speech.tables import table
from ivr.speech.words import once, plain, words

Said = list[str]


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
