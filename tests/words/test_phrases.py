import pytest

from ivr.speech.phrases import Phrases
from ivr.speech.words import normal, words


@pytest.mark.parametrize(("phrase", "said", "found"), [
    ("cancel", "I'd like to CANCEL, please.", True),
    ("cancel", "cancelled", False),
    ("cancel*", "it was cancelled", True),
    ("(cancel|call off) it", "call off it", True),
    ("my [old] dentist", "my dentist", True),
    ("my [old] dentist", "my very old dentist", False),
    ("call ... back", "call one two three four back", True),
    ("call ... back", "call one two three four five back", False),
    ("at #", "at 9", True),
    ("at #", "at nine", False),
    ("I'm late", "i am late", True),
    ("do not go", "don't go", True),
    ("limpieza de los dientes", "LIMPIEZA DE LOS DIENTES", True),
    ("revisión", "revision", True),
    ("follow-up", "a follow up", True),
    ("", "anything", False),
])
def test_what_the_marks_mean(phrase, said, found):
    assert Phrases({"it": [phrase]}).find(said) == (["it"] if found else [])


def test_the_longest_phrase_comes_first():
    assert Phrases({"short": ["root"], "long": ["root canal"]}).find("a root canal") == ["long", "short"]


def test_parts_may_name_parts():
    found = Phrases({"cut": ["<person> cuts"]}, {"person": "(my <kin>|she)", "kin": "(son|mother)"})
    assert found.find("my mother cuts hair") == ["cut"]


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "[a", "a | *", "<nobody>", "a ?"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase):
    with pytest.raises(ValueError, match="phrase"):
        Phrases({"it": [phrase]})


def test_normal_keeps_accents_and_drops_punctuation():
    assert normal("  Sí, ¿a las 9 a.m.?  I’m “fine”. ") == "sí a las 9 am i'm fine"


def test_contractions_are_opened():
    opened = words("I'm sure they can't, won't and didn't; gonna go, ok?")
    assert " ".join(opened) == "i am sure they can not will not and did not going to go okay"


def test_the_automaton_forgets_and_still_finds(monkeypatch):
    monkeypatch.setattr("ivr.speech.phrases.REMEMBERED", 2)
    found = Phrases({"it": ["a ... b ... c"]})
    assert [found.find("a x b y c"), found.find("a b c"), found.find("a x y z w v b c")] == [["it"], ["it"], []]
