"""Dates of birth, as callers and recognisers put them."""

import pytest

from ivr.speech.understand import understand
from tests.speech.corpus import LANGUAGES, dob_cases, now_of

CASES = [(language, text, meant) for language in LANGUAGES for text, meant in dob_cases(language)]


@pytest.mark.parametrize(("language", "text", "meant"), CASES)
def test_a_date_of_birth_is_what_the_caller_meant(language, text, meant):
    now, locale = now_of(language, "dob")
    assert understand(text, "dob", now, locale) == meant
