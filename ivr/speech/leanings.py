"""
How much each word speaks for each wish, for what no phrase has foreseen.

A phrase says what a caller means; most words merely hint at it.  The hints stand in prompts/<language>/leanings.toml, one
line a word, in tenths of a natural logarithm of the odds; `tests/words/learn.py` counts them out of the corpora.  Added up
they give each wish a probability, which decides where phrases are silent or contradict one another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from ivr.speech.tables import table

FAMILIAR = 0.6                              # share of the words that must be known for the rest to be judged by them
Weights = Mapping[str, Mapping[str, int]]


@cache
def weights(code: str) -> tuple[Weights, tuple[str, ...]]:
    written = table(code, "leanings")
    return written["words"], tuple(written["wishes"])


def leanings(said: Iterable[str], code: str) -> dict[str, float]:
    """The natural logarithm of each wish's probability."""
    known, wishes = weights(code)
    score = dict.fromkeys(wishes, 0)
    for word in set(said):
        for wish, tenths in known.get(word, {}).items():
            score[wish] += tenths
    scaled = {wish: tenths / 10 for wish, tenths in score.items()}
    top = max(scaled.values())
    total = top + math.log(sum(math.exp(each - top) for each in scaled.values()))
    return {wish: each - total for wish, each in scaled.items()}


def familiar(said: Iterable[str], code: str) -> bool:
    """Whether enough of the words are ones that callers use when they want something."""
    known, _ = weights(code)
    said = list(said)
    return sum(word in known for word in said) >= FAMILIAR * len(said)
