"""
Times of day: clocks, stretches between them, and parts of the day.
"""

from __future__ import annotations

from collections.abc import Callable

from ivr.speech.clocks import DAY, NOON, clock
from ivr.speech.grammar import Found, Reading, Rules, value
from ivr.speech.language import Part
from ivr.speech.windows import Hours

AROUND = 30                                     # minutes either way


# --- stretches -------------------------------------------------------------------------------------------------------


def exactly(reading: Reading, clock: Hours) -> Hours:
    return clock


def about(reading: Reading, clock: Hours) -> Hours:
    return Hours(max(0, clock.bounds[0] - AROUND), clock.bounds[0] + AROUND, bare=clock.bare)


def onward(reading: Reading, clock: Hours) -> Hours:
    return Hours(after=clock.bounds[0], bare=clock.bare)


def up_to(reading: Reading, clock: Hours) -> Hours:
    return Hours(before=clock.bounds[0], bare=clock.bare)


def stretch(reading: Reading, first: Hours, last: Hours) -> Hours | None:
    """From one clock to another; the second follows the first."""
    start, end = first.bounds[0], last.bounds[0]
    if reading.moved:
        return last
    if reading.language.hour_marked and reading.is_a(reading.start, "the") and not reading.is_a(reading.start, "hour_mark"):
        return None                     # "el veinte a las nueve" is a day and an hour
    if first.bare and not last.bare:
        start = nearest_before(start, end)
    elif last.bare:
        end = start + ((end - start) % NOON or NOON)
    return Hours(start, end, bare=first.bare and last.bare) if start < end <= DAY else None


def nearest_before(start: int, end: int) -> int:
    """Of the two readings of *start* the later one that lies before *end*."""
    return max((time for time in (start % NOON, start % NOON + NOON) if time < end), default=start)


def dashed(reading: Reading, first: Hours, last: Hours) -> Hours | None:
    """"2-4"; written with a dash and too late for an hour it is a date."""
    return stretch(reading, first, last) if reading.tokens[reading.start].glue == "-" else None


# --- parts of the day ------------------------------------------------------------------------------------------------


def of_part(reading: Reading, part: Part) -> Hours:
    name, after, before = part
    if name == "noon":
        return Hours(at=after)
    return Hours(after, before, part=name)


def named_part(reading: Reading, part: Part) -> Hours | None:
    """"in the afternoon"; the "una" of "a la una de la tarde" is an hour and no article."""
    said = reading.tokens[reading.start:reading.stop]
    return None if any(token.number is not None for token in said) and len(said) > 1 else of_part(reading, part)


def sized(size: str) -> Callable[[Reading, Part], Hours]:
    def build(reading: Reading, part: Part) -> Hours:
        named = reading.language.parts.get(f"{size}_{part[0]}")
        return of_part(reading, named or part)
    return build


def after_part(reading: Reading, part: Part) -> Hours | None:
    name, _, before = part
    return Hours(after=before) if before and name != "noon" else None


def before_part(reading: Reading, part: Part) -> Hours | None:
    name, after, _ = part
    return Hours(before=after) if after and name != "noon" else None


def half_named(name: str) -> Callable[[Reading], Hours | None]:
    """"tomorrow a.m."; "am" is mostly a verb."""
    def build(reading: Reading) -> Hours | None:
        beside = reading.is_a(reading.start - 1, "weekday", "weekdays", "tomorrow", "today", "ordinal", "the", "any", "in")
        alone = reading.start == 0 and reading.stop == len(reading.tokens)
        return of_part(reading, reading.language.parts[name]) if beside or alone else None
    return build


def early(reading: Reading) -> Hours | None:
    text = reading.tokens[reading.start].text
    return of_part(reading, reading.language.parts["early_morning"]) if text in reading.language.alone["early"] else None


def late(reading: Reading) -> Hours | None:
    text = reading.tokens[reading.start].text
    return of_part(reading, reading.language.parts["late_day"]) if text in reading.language.alone["late"] else None


READERS = {"CLOCK": clock, "PART": value("part")}
FIRSTS: dict[str, frozenset[str] | None] = {
    "CLOCK": frozenset({"number", "sound", "half", "quarter", "part", "hour_mark"}), "PART": frozenset({"part"}),
}

RULES = Rules([
    ("the? CLOCK", exactly),
    ("at|for the? CLOCK", exactly),
    ("at? around at? the? CLOCK ish?", about),
    ("at? the? CLOCK ish", about),
    ("ish at? the? CLOCK", about),
    ("between|from|from_to the? CLOCK and|to|until|through the? CLOCK", stretch),
    ("at? the? CLOCK to|until|through the? CLOCK", stretch),
    ("CLOCK CLOCK", dashed),
    ("at? after|past|starting|from around? at? the? CLOCK ish? or_later?", onward),
    ("at? the? CLOCK or_later", onward),
    ("after around CLOCK", onward),
    ("before|until around? at? the? CLOCK ish? or_earlier?", up_to),
    ("at? the? CLOCK or_earlier", up_to),
    ("in|at|within|of|for? the|a|any? PART", named_part),
    ("early in? of? the? PART", sized("early")),
    ("PART early", sized("early")),
    ("PART late", sized("late")),
    ("mid in? of? the? PART", sized("mid")),
    ("late in? of? the? PART", sized("late")),
    ("later_on in the? PART", sized("late")),
    ("after the? PART", after_part),
    ("before|until the? PART", before_part),
    ("am", half_named("morning")),
    ("pm", half_named("afternoon")),
    ("early", early),
    ("late", late),
], READERS, FIRSTS)


def hours_at(reading: Reading, i: int) -> Found | None:
    return RULES.longest(reading, i)

