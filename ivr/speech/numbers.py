"""
Numbers as they are spoken, one reading at a time.

Only what is certainly one number is joined ("twenty" "two", "two" "thousand" "six"); "nineteen" "eighty two" stays two,
because whether it is a year, a day and a year, or a time is for the grammar to say.  The digits said are kept beside
the value: "oh six" and "six" are not the same in a date.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ivr.speech.language import Language, NumberWords

LONGEST = 10        # digits; longer runs are nobody's date, time or telephone number


class Number(NamedTuple):
    value: int
    digits: str
    ordinal: bool = False
    worded: bool = False        # said in words, not written by the recogniser in digits
    hundreds: bool = False      # "sixteen hundred"


def number_at(words: Sequence[str], i: int, language: Language) -> tuple[Number, int] | None:
    """The number that begins at word *i*, and where the next word is."""
    if words[i][0].isdigit():
        return written(words, i, language.numbers)
    return spoken(words, i, language.numbers)


def written(words: Sequence[str], i: int, names: NumberWords) -> tuple[Number, int] | None:
    digits = words[i]
    if not digits.isascii() or not digits.isdigit() or len(digits) > LONGEST:
        return None
    if follows(words, i + 1, names.thousand) and len(digits) == 1:
        return beyond_thousand(words, i + 2, int(digits) * 1000, names)
    if follows(words, i + 1, names.hundred) and len(digits) == 2:
        return beyond_hundred(words, i + 2, int(digits) * 100, names)
    ordinal = follows(words, i + 1, names.endings)
    return Number(int(digits), digits, ordinal), i + 1 + ordinal


def spoken(words: Sequence[str], i: int, names: NumberWords) -> tuple[Number, int] | None:
    word = words[i]
    if word in names.zeros:
        return zero(words, i, names)
    if word in names.hundreds:
        return beyond_hundred(words, i + 1, names.hundreds[word], names)
    if word in names.thousand and names.hundreds:                  # Spanish "mil novecientos", with no "one" before it
        return beyond_thousand(words, i + 1, 1000, names)
    below = below_hundred(words, i, names)
    if below is None:
        return None
    value, ordinal, after = below
    if ordinal:
        return Number(value, str(value), True, True), after
    in_hundreds = after + 1 < len(words) and words[after + 1] in names.hundreds      # "el tres dos mil novecientos": the two is february
    if follows(words, after, names.thousand) and 1 + bool(names.hundreds) <= value < 10 and not in_hundreds:      # nobody says "uno mil"
        return beyond_thousand(words, after + 1, value * 1000, names)
    if follows(words, after, names.hundred):
        return beyond_hundred(words, after + 1, value * 100, names)
    return Number(value, str(value), False, True), after


def zero(words: Sequence[str], i: int, names: NumberWords) -> tuple[Number, int] | None:
    """A nought counts only beside another number; "oh" is mostly a sigh."""
    beside = [words[j] for j in (i - 1, i + 1) if 0 <= j < len(words)]
    if words[i] == "zero" or any(word[0].isdigit() or word in names.words for word in beside):
        return Number(0, "0", False, True), i + 1
    return None


def below_hundred(words: Sequence[str], i: int, names: NumberWords) -> tuple[int, bool, int] | None:
    """(value, whether an ordinal, next word)."""
    word = words[i]
    if word in names.whole:
        return names.whole[word], False, i + 1
    if word in names.ordinals:
        return names.ordinals[word], True, i + 1
    if word in names.small:
        ordinal = follows(words, i + 1, names.endings)
        return names.small[word], ordinal, i + 1 + ordinal
    return tens(words, i, names) if word in names.tens else None


def tens(words: Sequence[str], i: int, names: NumberWords) -> tuple[int, bool, int]:
    value, after = names.tens[words[i]], i + 1
    one = after + (bool(names.tens_joiner) and follows(words, after, names.tens_joiner))
    joined = one > after or not names.tens_joiner
    least = 6 if value == 10 else 1     # "diez y ocho" is eighteen, "las diez y cinco" five past ten
    if joined and one < len(words) and not follows(words, one + 1, names.thousand):
        if least <= names.small.get(words[one], 0) <= 9:
            ordinal = follows(words, one + 1, names.endings)
            return value + names.small[words[one]], ordinal, one + 1 + ordinal
        if least <= names.ordinals.get(words[one], 0) <= 9:
            return value + names.ordinals[words[one]], True, one + 1
        if words[one].isdigit() and len(words[one]) == 1 and words[one] != "0":        # "eighty 2"
            return value + int(words[one]), follows(words, one + 1, names.endings), one + 1
    return value, False, after


def beyond_thousand(words: Sequence[str], i: int, thousands: int, names: NumberWords) -> tuple[Number, int]:
    after = i + follows(words, i, names.joiner)
    if after < len(words) and words[after] in names.hundreds:
        rest, after = beyond_hundred(words, after + 1, names.hundreds[words[after]], names)
        return year(thousands + rest.value), after
    if after < len(words) and words[after].isdigit() and len(words[after]) == 3:       # "mil 982"
        return year(thousands + int(words[after])), after + 1
    rest_value, after = remainder(words, i, names)
    if rest_value and rest_value < 10 and follows(words, after, names.hundred):        # "one thousand nine hundred"
        rest_value, after = rest_value * 100, after + 1
        last, after = remainder(words, after, names)
        rest_value += last
    if names.hundreds and rest_value == 9 and after < len(words) and words[after] in names.tens:        # "mil nueve ochenta": 1980
        last, after = remainder(words, after, names)
        return year(thousands + 900 + last), after
    return year(thousands + rest_value), after


def beyond_hundred(words: Sequence[str], i: int, hundreds: int, names: NumberWords) -> tuple[Number, int]:
    rest, after = remainder(words, i, names)
    number = year(hundreds + rest)
    return number._replace(hundreds=not rest), after


def remainder(words: Sequence[str], i: int, names: NumberWords) -> tuple[int, int]:
    """What is said after "two thousand" or "nineteen hundred": (0, *i*) when nothing."""
    start = i + (i < len(words) and follows(words, i, names.joiner))
    start += follows(words, start, names.zeros)
    if start < len(words) and words[start].isdigit() and len(words[start]) <= 2:
        return int(words[start]), start + 1
    below = below_hundred(words, start, names) if start < len(words) else None
    if below is None or below[1]:
        return 0, i
    return below[0], below[2]


def year(value: int) -> Number:
    return Number(value, str(value), False, True)


def follows(words: Sequence[str], i: int, of: frozenset[str]) -> bool:
    return i < len(words) and words[i] in of
