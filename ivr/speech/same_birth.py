"""
Whether a date of birth that was heard may be the one on a chart, misheard.

Recognisers damage one thing at a time: a digit, "fifteen" and "fifty", June and July, the order of day and month.
"""

from __future__ import annotations

from datetime import date

from ivr.speech.same_name import NO, PLAUSIBLE, SAME

RHYMING = (frozenset({6, 7}), frozenset({3, 5}), frozenset({9, 10, 11, 12}))     # June July, March May, September November ...
TEENS = {str(n): str(n % 10 * 10) for n in range(13, 20)}                       # "fifteen" and "fifty"


def birth_fits(said: date, own: date) -> int:
    """0 when it is another's, 1 when it is plausibly this one misheard, 2 when it is the same."""
    if said == own:
        return SAME
    swapped = said.year == own.year and (said.month, said.day) == (own.day, own.month)
    damaged = [misheard for misheard, one, other in (
        (month_misheard, said.month, own.month), (day_misheard, said.day, own.day), (year_misheard, said.year, own.year)) if one != other]
    alone = len(damaged) == 1 and damaged[0](*differing(said, own))
    return PLAUSIBLE if swapped or alone else NO


def differing(said: date, own: date) -> tuple[int, int]:
    return next((one, other) for one, other in zip(said.timetuple()[:3], own.timetuple()[:3], strict=True) if one != other)


def month_misheard(said: int, own: int) -> bool:
    return any({said, own} <= alike for alike in RHYMING)


def day_misheard(said: int, own: int) -> bool:
    return digits_damaged(said, own)


def year_misheard(said: int, own: int) -> bool:
    if said % 100 == own % 100:
        return True                         # "oh five" is 1905 or 2005
    return said // 100 == own // 100 and digits_damaged(said % 100, own % 100)


def digits_damaged(said: int, own: int) -> bool:
    """Of two numbers of at most two digits: one digit is off, both are swapped, or it is -teen for -ty."""
    one, other = f"{said:02}", f"{own:02}"
    off = sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return off or one == other[::-1] or TEENS.get(one) == other or TEENS.get(other) == one
