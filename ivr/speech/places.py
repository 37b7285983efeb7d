"""
Choosing by place: "the second one", "the last", "the middle one", "not the first".

A bare number is a place, an hour or a day of the month; what stands beside it and what was offered tell which.
"""

from __future__ import annotations

from ivr.speech.choice_said import Option, Said
from ivr.speech.items import Item
from ivr.speech.numbers import Number
from ivr.speech.windows import Days, Hours

FIRST, MIDDLE, LAST = 1, 0, -1
OF_A_DATE = frozenset({"weekday", "month_name", "part", "am", "pm", "oclock", "at"})
# Beside one of these a number is part of a date.
BESIDE = OF_A_DATE | {"number", "around", "after", "before", "and_half", "and_quarter", "past", "half"}


def place(said: Said) -> int | None:
    """The number of the option that was said by place, FIRST the first; or MIDDLE or LAST."""
    if said.has("last_but_one"):
        return len(said.options) - 1 if len(said.options) > 1 else None
    if (number := counted(said)) is not None and any(token.is_a("ordinal") for token in said.tokens):
        return number                   # "in between, the second one"
    if said.has("latter") and not said.has("more", "none"):
        return LAST
    if said.has("middle"):
        return MIDDLE
    return FIRST if said.has("former") else number


def counted(said: Said) -> int | None:
    return next((token.number.value for i, token in enumerate(said.tokens) if token.number and counts_options(said, i, token.number)), None)


def counts_options(said: Said, i: int, number: Number) -> bool:
    if not 1 <= number.value <= len(said.options) or len(number.digits) > 1 or refused(said, i):
        return False
    if number.ordinal and ordinal_place(said, i):
        return True
    return (i > 0 and said.tokens[i - 1].text in said.language.option_words) or alone(said, i)


def refused(said: Said, i: int) -> bool:
    """"not the first one"."""
    return any(token.is_a("not") or token.is_a("except") for token in said.tokens[max(0, i - 2):i])


def listed(said: Said) -> list[Option]:
    """"the first or the third"; empty when no places are listed."""
    places = [token.number.value for i, token in enumerate(said.tokens) if token.number and not refused(said, i)]
    small = len(places) > 1 and all(0 < at <= len(said.options) for at in places)
    dated = any(token.symbols & OF_A_DATE for token in said.tokens)
    if not small or dated or not any(token.is_a("or") for token in said.tokens):
        return []
    return [option for option in said.options if option.number in places]


def left_over(said: Said) -> list[Option]:
    """"not the first one" leaves the others; empty when no place was refused."""
    ordinals = [(i, token.number) for i, token in enumerate(said.tokens) if token.is_a("ordinal")]
    places = [number.value for i, number in ordinals if number is not None and refused(said, i)]
    if not places or max(places) > len(said.options):
        return []
    return [option for option in said.options if option.number not in places]


def ordinal_place(said: Said, i: int) -> bool:
    """Whether an ordinal is a place among the options, and not a day of the month."""
    beside = said.tokens[i - 1] if i else None
    after = said.tokens[i + 1] if i + 1 < len(said.tokens) else None
    if (beside is not None and beside.is_a("month_name")) or (after is not None and after.symbols & {"of", "month_name"}):
        return False
    return not (beside is not None and (beside.is_a("weekday") or (beside.is_a("on") and not beside.is_a("the"))))


def alone(said: Said, i: int) -> bool:
    """A bare number is a place when nothing else of a date is said and no time offered begins with it."""
    number = said.tokens[i].number
    if number is None or any(n != i and token.symbols & BESIDE for n, token in enumerate(said.tokens)):
        return False
    return not (said.has("any_option") and not number.ordinal) and not timed(said, number)


def timed(said: Said, number: Number) -> list[Option]:
    """The options on that full hour, of either half of the day."""
    return [option for option in said.options if option.start.hour % 12 == number.value and not option.start.minute]


def place_or_time(said: Said) -> list[Option]:
    """A bare "one" may be the first option or the one at one o'clock; empty when it can be only one of them."""
    number = said.tokens[0].number if len(said.tokens) == 1 else None
    if number is None or number.ordinal or not 1 <= number.value <= len(said.options):
        return []
    at_place, at_time = said.options[number.value - 1], timed(said, number)
    return [at_place, *(option for option in at_time if option != at_place)] if at_time else []


def taken_as_place(item: Item, at: int) -> bool:
    """The ordinal that is a place is no day as well, and the "late" of "the late one" no hour."""
    if isinstance(item.value, Days):
        return at >= FIRST and item.value.kind == "number" and item.value.number == at
    if not isinstance(item.value, Hours):
        return False
    return item.value.part.startswith(("early", "late")) if at < FIRST else item.stop - item.start == 1 and item.value.at is not None
