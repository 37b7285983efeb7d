"""A telephone number, said digit by digit or in groups, as North Americans do."""

from __future__ import annotations

import phonenumbers

from ivr.speech.language import load
from ivr.speech.numbers import number_at
from ivr.speech.tokens import words_of


def telephone_said(text: str, locale: str) -> str:
    """E.164; empty when none was said."""
    return telephone(digits_said(text, locale))


def digits_said(text: str, locale: str) -> str:
    """The digits of a number said digit by digit or in groups, as telephone numbers are; "" when none."""
    language = load(locale[:2])
    words = [word for word, _ in words_of(text)]
    said, i, times = "", 0, 1
    while i < len(words):
        found = number_at(words, i, language)
        if found is None or (not words[i].isdigit() and found[0].ordinal):
            times = language.repeats.get(words[i], 1)
            i += 1
            continue
        said, i, times = said + found[0].digits * times, found[1], 1
    return said


def telephone(digits: str) -> str:
    """E.164 of a number as North Americans say it; empty when it can be none."""
    try:
        parsed = phonenumbers.parse(digits, "US")
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number(parsed) and len(str(parsed.national_number)) == 10
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if possible else ""
