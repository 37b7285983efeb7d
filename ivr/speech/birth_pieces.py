"""The parts of a birth date as they were said: months, digits and labels, in runs with only small words between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ivr.speech.tokens import Token

JOINS = frozenset(
    "the last this of in on and at a to for or link stop past within after ish year month day next with".split()     # noqa: SIM905
)
FEW = 3                 # words that may stand between the parts of one date


class Piece(NamedTuple):
    """One part of a date as said: a month's name, digits, or a label."""

    kind: str           # month, holiday, digits, sound, year, last_day, of, or a label: year_label, month_label, day_label
    value: Any
    ordinal: bool = False
    worded: bool = False


def clusters(fragment: Sequence[Token]) -> Iterator[list[Piece]]:
    """Runs of pieces with nothing but small words between them."""
    run: list[Piece] = []
    for i, token in enumerate(fragment):
        found = piece(fragment, i)
        if found is not None:
            run.append(found)
        elif not (token.symbols & JOINS or noughts(fragment, i)):
            yield run
            run = []
    yield completed(run) if fragment and fragment[-1].is_a("sound") else run


def completed(run: list[Piece]) -> list[Piece]:
    """"nineteen eighty too": at the very end it is rather a two."""
    if len(run) > 1 and run[-1].kind == "sound" and run[-2].worded and run[-2].value[-1] == "0" and run[-1].value < 10:
        return [*run[:-2], run[-2]._replace(value=run[-2].value[:-1] + str(run[-1].value))]
    return run


def piece(fragment: Sequence[Token], i: int) -> Piece | None:
    token = fragment[i]
    if token.number is not None:
        return counted(fragment, i)
    if token.is_a("month_name") and trusted(fragment, i):
        return Piece("month", token.values["month_name"])
    if token.is_a("holiday"):
        return Piece("holiday", token.values["holiday"])
    if token.is_a("year") and (which := year_meant(fragment, i)) is not None:
        return Piece("year", which)
    if token.is_a("day") and i and fragment[i - 1].is_a("last"):
        return Piece("last_day", None)
    for label in ("year", "month", "day"):
        if token.is_a(label):
            return Piece(f"{label}_label", None)
    if token.is_a("of"):
        return Piece("of", None)
    return Piece("sound", token.values["sound"]) if token.is_a("sound") else None


def year_meant(fragment: Sequence[Token], i: int) -> int | None:
    """"last year", "el año pasado": years from this one."""
    beside = (fragment[n] for n in (i - 1, i + 1) if 0 <= n < len(fragment))
    years = {"last": -1, "this": 0, "next": 1}
    return next((years[symbol] for token in beside for symbol in years if token.is_a(symbol)), None)


def counted(fragment: Sequence[Token], i: int) -> Piece | None:
    """Digits, unless they count something else, or "second" is all that was said."""
    number = fragment[i].number
    after = fragment[i + 1] if i + 1 < len(fragment) else None
    if number is None or (after is not None and after.is_a("person")):
        return None
    if len(fragment) == 1 and number.ordinal and number.worded and number.value <= 3:
        return None
    if noughts(fragment, i):
        return None
    if number.worded and 900 <= number.value <= 999:
        return Piece("digits", f"1{number.digits}", worded=True)        # "novecientos setenta": the thousand is understood
    return Piece("digits", number.digits, number.ordinal, number.worded)


def noughts(fragment: Sequence[Token], i: int) -> bool:
    """The ":00" a recogniser adds to a number it takes for a time."""
    number = fragment[i].number
    return number is not None and number.digits == "00" and i > 0 and fragment[i - 1].glue == ":"


def trusted(fragment: Sequence[Token], i: int) -> bool:
    """Words such as "may" are months only beside a number, or alone."""
    if fragment[i].text not in ("may", "march", "mar", "jan", "julie"):
        return True
    words = [n for n, token in enumerate(fragment) if n == i or not (token.is_a("stop") or token.is_a("the"))]     # pauses are no distance
    at = words.index(i)
    beside = [n for n in words[max(0, at - 2):at + 3] if fragment[n].number is not None]
    return bool(beside) or len(fragment) <= FEW or (i > 0 and fragment[i - 1].is_a("in"))
