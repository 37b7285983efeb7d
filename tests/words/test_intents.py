import pytest

from ivr.speech.danger import red_flag
from ivr.speech.intents import intent
from ivr.speech.tables import TABLES
from ivr.speech.universals import universal
from tests.words.corpora import LOCALES, corpus, wishes
from tests.words.learn import learned, page, phrases

LANGUAGES = ("en", "es")


def misunderstood(language: str, name: str = "intent") -> tuple[list[tuple[str, str, str]], int]:
    missed, count = [], 0
    for state, wish, phrase in wishes(language, name):
        heard = intent(phrase, LOCALES[language], {"state": state, "prompt": "Shall I book it?"})
        count += 1
        # After "anything else?" a no and a goodbye lead to the same end.
        if heard != wish and not (state == "anything_else" and {heard, wish} <= {"no", "goodbye"}):
            missed.append((phrase, wish, heard))
    return missed, count


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phrases_of_the_corpus_mean_what_it_says(language):
    """All but a few in a hundred, which are listed when there are more."""
    missed, count = misunderstood(language)
    assert len(missed) <= 0.02 * count, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_never_met_before_are_mostly_understood(language):
    """On callers nothing was fitted to, nine in ten at least."""
    missed, count = misunderstood(language, "unseen")
    assert len(missed) <= 0.10 * count, missed


def test_the_leanings_are_those_of_the_corpus():
    """After adding phrases, run tests/words/learn.py."""
    kept = (TABLES / "es" / "leanings.toml").read_text(encoding="utf-8")
    assert page(learned(phrases("es")), "es") == kept


@pytest.mark.parametrize(("language", "name"), [("en", "intent"), ("es", "intent"), ("en", "unseen"), ("es", "unseen")])
def test_no_emergency_is_missed(language, name):
    missed, _ = misunderstood(language, name)
    assert [phrase for phrase, wish, _ in missed if wish == "emergency"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_dangers_are_heard_and_the_rest_is_not(language):
    table = corpus(language, "danger")
    assert [phrase for phrase in table["danger"] if not red_flag(phrase)] == []
    assert [phrase for phrase in table["safe"] if red_flag(phrase)] == []


def test_a_danger_is_heard_in_the_other_language_too():
    assert red_flag("no puedo respirar")
    assert red_flag("I can't breathe")


def test_a_practice_adds_dangers_of_its_own():
    assert not red_flag("my shunt came out")
    assert red_flag("my shunt came out", ["shunt ... out"])


@pytest.mark.parametrize(("said", "wish"), [
    ("I'd like to book no wait I need to cancel", "cancel"),
    ("I need to cancel, sorry, I mean reschedule", "reschedule"),
    ("I want to reschedule actually just cancel it", "cancel"),
    ("I don't want to cancel, I want another time", "reschedule"),
    ("I need to cancel Tuesday, do you have anything Thursday", "reschedule"),
    ("my tooth is killing me but I want to cancel", "emergency"),
    ("I'm a new patient and I'd like a cleaning", "new_patient"),
])
def test_corrections_negations_and_what_outweighs_what(said, wish):
    assert intent(said, "en-US", {"state": "opening"}) == wish


@pytest.mark.parametrize(("said", "meant"), [
    ("can you repeat that please", "repeat"), ("help", "help"), ("operator", "operator"), ("okay thanks bye", "goodbye"),
    ("in Spanish please", "spanish"), ("hold on a second", "hold_on"), ("start over", "start_over"), ("go back", "go_back"),
    ("never mind", "never_mind"), ("I want to cancel my appointment", ""), ("Tuesday at ten", ""),
    ("what time do you open again on Monday", ""),
])
def test_universals_are_all_that_was_said(said, meant):
    assert universal(said, "en-US") == meant


@pytest.mark.parametrize("context", [None, {}, {"state": None}, {"state": "somewhere"}, {"state": "yes_no"}])
def test_any_context_will_do(context):
    assert isinstance(intent("I'd like a cleaning", "en-US", context), str)
