"""Whether somebody is new to the practice, or has been there for years."""

from datetime import datetime

import pytest

from ivr.speech.agreement import agreement
from ivr.speech.intents import intent, new_here
from ivr.speech.listening import Listening, Vocabulary
from ivr.speech.phrases import Phrases
from tests.words.corpora import LOCALES, corpus

MEANT = {"existing": False, "new": True, "neither": None}
NOBODY = Vocabulary(Phrases({}), Phrases({}))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("said", MEANT)
def test_it_is_heard_whether_somebody_is_new(language, said):
    heard = {phrase: new_here(phrase, LOCALES[language]) for phrase in corpus(language, "known")[said]}
    assert {phrase: new for phrase, new in heard.items() if new is not MEANT[said]} == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_nobody_who_has_been_there_is_taken_for_a_new_patient(language):
    heard = {phrase: intent(phrase, LOCALES[language]) for phrase in corpus(language, "known")["existing"]}
    assert [phrase for phrase, wish in heard.items() if wish == "new_patient"] == []


@pytest.mark.parametrize(("said", "new"), [
    ("I've been a patient for years", False), ("I've never been there before", True), ("yes", True), ("no", False), ("no, existing", False),
])
def test_in_answer_to_whether_they_are_new(said, new):
    """"Never been there" says no and means yes."""
    asked = Listening(("yes_no", "new_here"), datetime(2026, 4, 15, 9, 40), "en", NOBODY)
    assert agreement(said, asked)["yes"] is new
