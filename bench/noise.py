"""
What becomes of calls that are badly heard: the screenplays' callers at growing word error rates, judged by the book.

    python bench/noise.py [--seeds 3] [--language en] [--rates 0,5,10,15,20]

At 0 % it is a check of the callers themselves: each should reach what their screenplay does.  Harm is anything written
that the caller did not agree to, a caller taken for somebody else, a call without an end, and any fault of the line.
"""

import argparse
import logging
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import structlog

from tests.noisy_call import learn, play
from tests.test_calls import CALLS


def main():
    options = arguments()
    quiet()
    print(f"{'':4}{'word errors':>12}{'calls':>7}{'goal %':>8}{'person %':>10}{'neither %':>11}{'turns':>7}{'harm':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for language in options.language.split(","):
            scripts = [learn(path, Path(folder) / f"{language}-{path.stem}") for path in CALLS if path.parent.name == language]
            for percent in map(int, options.rates.split(",")):
                row(language, percent, list(outcomes(scripts, percent, options.seeds if percent else 1, Path(folder))))


def arguments():
    parser = argparse.ArgumentParser(description="How badly heard calls end.")
    parser.add_argument("--seeds", type=int, default=3, help="times each screenplay is played at each rate")
    parser.add_argument("--language", default="en,es")
    parser.add_argument("--rates", default="0,5,10,15,20", help="word error rates in per cent")
    return parser.parse_args()


def outcomes(scripts, percent, seeds, folder):
    for script in scripts:
        for seed in range(seeds):
            where = folder / f"{script.language}-{script.path.stem}-{percent}-{seed}"
            yield play(script, where, percent / 100, random.Random(f"{script.path.stem} {seed} {percent}"))


def row(language, percent, calls):
    share = Counter("goal" if call.goal else "person" if call.person else "neither" for call in calls)
    turns = sum(call.turns for call in calls) / len(calls)
    harmful = [call for call in calls if call.harm]
    print(f"{language:4}{percent:>10} %{len(calls):>7}" + "".join(
        f"{100 * share[end] / len(calls):>{width}.1f}" for end, width in (("goal", 8), ("person", 10), ("neither", 11))) +
        f"{turns:>7.1f}{len(harmful):>6}", flush=True)
    for call in harmful:
        print(f"{call.script.path.stem}: {'; '.join(call.harm)}", *call.heard, sep="\n    ", file=sys.stderr, flush=True)


def quiet():
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


if __name__ == "__main__":
    main()
