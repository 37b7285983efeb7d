"""
Counts prompts/<language>/leanings.toml out of the phrases in tests/words/<language>/intent.toml.

Run it after adding phrases:  python tests/words/learn.py en es
It is a softmax regression over the words of a phrase; the phrases in `unseen.toml` are never looked at, so that what it
is worth can be measured on them.
"""

from __future__ import annotations

import math
import random
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

from ivr.speech.intents import tongue
from ivr.speech.name_row import given_names

HERE = Path(__file__).parent
PROMPTS = HERE.parents[1] / "prompts"
ROUNDS, RATE, DECAY = 40, 0.3, 0.995
NOT_LEARNED = ("yes", "no")                 # answers, not wishes
LEAST = 1                                   # tenths

Weights = dict[str, dict[str, float]]


def phrases(code: str) -> list[tuple[list[str], str]]:
    """The words of each phrase, with its wish; names and numbers left out."""
    corpus = tomllib.loads((HERE / code / "intent.toml").read_text(encoding="utf-8"))
    said = [(tongue(code).words(line), wish) for wish, lines in corpus["opening"].items() if wish not in NOT_LEARNED for line in lines]
    return [(sorted({word for word in line if word.isalpha() and word not in given_names()}), wish) for line, wish in said]


def learned(examples: list[tuple[list[str], str]]) -> Weights:
    chance = random.Random(1)
    wishes = sorted({wish for _, wish in examples})
    weights: Weights = {wish: defaultdict(float) for wish in wishes}
    for turn in range(ROUNDS):
        chance.shuffle(examples)
        for said, wish in examples:
            corrected(weights, said, wish, RATE / (1 + turn / 10))
        for row in weights.values():
            for word in row:
                row[word] *= DECAY
    return weights


def corrected(weights: Weights, said: list[str], wish: str, rate: float) -> None:
    scores = {each: math.exp(sum(row[word] for word in said)) for each, row in weights.items()}
    total = sum(scores.values())
    for each, row in weights.items():
        error = (each == wish) - scores[each] / total
        if abs(error) > 0.01:
            for word in said:
                row[word] += rate * error / math.sqrt(len(said))


def page(weights: Weights, code: str) -> str:
    words = sorted({word for row in weights.values() for word in row})
    lines = [f'"{word}" = {{ {row} }}' for word in words if (row := told(weights, word))]
    wishes = ", ".join(f'"{wish}"' for wish in weights)
    return (f"# Counted out of tests/words/{code}/intent.toml by tests/words/learn.py; not written by hand.\n"
            f"# How much a word speaks for (or against) each wish, in tenths of a natural logarithm.\n\n"
            f"wishes = [{wishes}]\n\n[words]\n" + "\n".join(lines) + "\n")


def told(weights: Weights, word: str) -> str:
    tenths = {wish: round(10 * row[word]) for wish, row in weights.items()}
    return ", ".join(f"{wish} = {value}" for wish, value in tenths.items() if abs(value) >= LEAST)


if __name__ == "__main__":
    for language in sys.argv[1:]:
        (PROMPTS / language / "leanings.toml").write_text(page(learned(phrases(language)), language), encoding="utf-8")
