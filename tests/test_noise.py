"""Callers who are badly heard: what must hold whatever the recogniser makes of them.  `bench/noise.py` plays many more."""

import random
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from tests.noise import disturbed
from tests.noisy_call import learn, play
from tests.words.corpora import wishes

CALLS = Path(__file__).parent / "calls"
BADLY_HEARD = ("en/book_known_caller", "en/book_withheld_number", "en/book_twins", "en/cancel_one_of_several", "en/cancel_changed_their_mind",
               "en/move_in_one_breath", "en/identity_misheard_year", "en/not_recognised", "es/book_step_by_step", "es/move")
RATE = 0.2


@pytest.mark.parametrize("name", BADLY_HEARD)
def test_a_badly_heard_call_does_no_harm(name, tmp_path):
    """Nothing is written that was not agreed to, nobody is taken for somebody else, and the call ends."""
    script = learn(CALLS / f"{name}.call", tmp_path / "undisturbed")
    outcome = play(script, tmp_path / "disturbed", RATE, random.Random(name))
    assert outcome.harm == [], outcome.heard


def test_an_undisturbed_caller_reaches_their_goal(tmp_path):
    script = learn(CALLS / "en/book_with_corrections.call", tmp_path / "undisturbed")
    assert script.changes
    assert play(script, tmp_path / "again", 0, random.Random(1)).goal


PHRASES = [phrase for _, _, phrase in wishes("en") if not any(each.isdigit() for each in phrase)][::4]


def test_without_errors_what_is_heard_is_what_was_said():
    assert [disturbed(phrase, 0, random.Random(1)) for phrase in PHRASES] == PHRASES


def test_the_same_seed_disturbs_in_the_same_way():
    once, again = ([disturbed(phrase, 0.2, chance) for phrase in PHRASES] for chance in (random.Random(7), random.Random(7)))
    assert once == again != PHRASES


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2])
def test_the_word_error_rate_is_about_what_was_asked_for(rate):
    chance = random.Random(1)
    heard = [(phrase.lower().split(), disturbed(phrase.lower(), rate, chance).split()) for phrase in PHRASES if "," not in phrase]
    errors = sum(Levenshtein.distance(said, found) for said, found in heard)
    assert 0.8 * rate < errors / sum(len(said) for said, _ in heard) < 1.5 * rate
