"""Answers to an offer of times."""

from datetime import datetime

import pytest

from ivr.speech.understand import understand
from tests.speech.corpus import LANGUAGES, answers, now_of, same_wish

CASES = [(language, *case) for language in LANGUAGES for case in answers(language)]


@pytest.mark.parametrize(("language", "text", "meant", "context"), CASES)
def test_an_answer_chooses_what_the_caller_meant(language, text, meant, context):
    now, locale = now_of(language, "choice")
    found = understand(text, "choice", now, locale, context)
    if meant["action"] == "constraint":
        assert found["action"] == "constraint"
        assert same_wish(found["preferred"], meant["preferred"], now), found
    else:
        assert found == meant


def test_nothing_offered_is_nothing_chosen():
    assert understand("the first one", "choice", datetime(2026, 4, 15), "en-US", {"options": []})["action"] != "pick"
