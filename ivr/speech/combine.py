"""
From items in a row to the windows they mean.

What stands side by side describes one visit ("friday" "afternoon"); what is joined by "or", or cannot be one visit, is a
list.  A time said with one day of a list goes for the others that have none, on the side it was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from ivr.speech.day_names import dated
from ivr.speech.grammar import Reading
from ivr.speech.items import Item
from ivr.speech.windows import Days, Hours, both, coming, meet, on, one_day, settled

Pair = tuple[Days | None, Hours | None]


@dataclass
class Segment:
    """One member of a list: the days said for it, its hours, and whether the hours were said first."""

    said: list[Days] = field(default_factory=list)
    hours: Hours | None = None
    leads: bool = False
    link: str = ""              # what joins it to the one before: "or", "and", ""
    given: bool = False         # its hours were said for another

    def bare(self) -> Days | None:
        """The weekday or number whose date is still open."""
        return next((days for days in self.said if days.kind != "span"), None)

    def scope(self) -> Days | None:
        """The week or month it was said to lie in."""
        return next((days for days in self.said if days.kind == "span" and days.grain in ("week", "month", "open")), None)


def pairs(found: Sequence[Item], reading: Reading, refused: bool = False) -> list[Pair]:
    segments = segmented(found, reading)
    if not segments:
        return []
    share_hours(segments)
    share_scope(segments)
    share_month(segments, reading)
    if refused or any_week(reading) or any(days.grain == "any" and len(days.weekdays) == 1 for part in segments for days in part.said):
        every_such_day(segments)
    found_pairs = [(days_of(segment, reading), segment.hours) for segment in segments]
    return [pair for pair in found_pairs if pair != (None, None) and not (pair[0] and pair[0].past)]


def segmented(found: Sequence[Item], reading: Reading) -> list[Segment]:
    segments: list[Segment] = []
    link = ""
    for item in found:
        if item.kind in ("or", "and"):
            link = item.kind if link != "or" else "or"
        elif item.kind in ("days", "hours"):
            if not segments or not joined(segments[-1], item, link, reading):
                segments.append(begun(item, link))
            link = ""
    return segments


def begun(item: Item, link: str) -> Segment:
    if item.kind == "days":
        return Segment(said=[item.value], link=link)
    return Segment(hours=item.value, leads=True, link=link)


def joined(segment: Segment, item: Item, link: str, reading: Reading) -> bool:
    """Add *item* to *segment* if both can describe one visit."""
    if link == "or":
        return False
    if item.kind == "hours":
        return joined_hours(segment, item.value, reading)
    if not segment.said and link == "and" and item.value.grain == "any":
        return False                    # "evenings and weekends"
    if not segment.said:
        segment.said.append(item.value)
        return True
    if link == "and" or not all(meet(days, item.value, reading.base) for days in segment.said):
        return False
    segment.said.append(item.value)
    return True


def joined_hours(segment: Segment, hours: Hours, reading: Reading) -> bool:
    if segment.hours is None:
        segment.hours = hours
        return True
    found = both(segment.hours, hours) or sized(segment.hours, hours, reading)
    if found is None:
        return False
    segment.hours = found
    return True


def sized(size: Hours, part: Hours, reading: Reading) -> Hours | None:
    """"early tuesday afternoon": the early part of it."""
    word = {"early_morning": "early", "late_day": "late"}.get(size.part, "")
    found = reading.language.parts.get(f"{word}_{part.part}")
    return Hours(found.after, found.before, part=found.name) if found else None


def share_hours(segments: list[Segment]) -> None:
    """Hours go back over a list of days, on from hours said first, and days over a list of hours."""
    for n in reversed(range(len(segments) - 1)):
        one, after = segments[n], segments[n + 1]
        if one.hours is None and after.hours is not None and not after.leads:
            one.hours, one.given = after.hours, True
    for before, one in pairwise(segments):
        if one.hours is None and before.hours is not None and before.leads and before.said:
            one.hours, one.leads = before.hours, True
        elif not one.said and before.said and (before.hours is not None or one.link != "or") and not before.given:
            one.said = list(before.said)
    for n in reversed(range(len(segments) - 1)):
        one, after = segments[n], segments[n + 1]
        if not one.said and after.said and after.hours is not None and one.link != "and":
            one.said = list(after.said)


def any_week(reading: Reading) -> bool:
    """"tuesday or thursday, any week"."""
    return any(reading.is_a(i, "any") and reading.is_a(i + 1, "week") for i in range(len(reading.tokens)))


def share_scope(segments: list[Segment]) -> None:
    """"monday or tuesday next week", "next week monday or tuesday": both lie in that week."""
    for one, after in pairwise(segments):
        scope, bare = one.scope(), after.bare()
        if scope and one.bare() and bare and not after.scope() and after.said == [bare]:
            after.said = [bare, scope]
        elif bare and bare.kind == "weekday" and after.said == [bare] and (first := next_said(one)):
            after.said = [replace(one_day(coming(min(bare.weekdays), first)), next=True)]      # "next monday or wednesday"
    for n in reversed(range(len(segments) - 1)):
        one, after = segments[n], segments[n + 1]
        bare, scope = one.bare(), after.scope()
        if bare and bare.kind == "weekday" and scope and after.bare() and one.said == [bare] and in_sequence(bare, after.bare()):
            one.said = [bare, scope]


def next_said(segment: Segment) -> date | None:
    return next((days.start for days in segment.said if days.next), None)


def in_sequence(one: Days, other: Days | None) -> bool:
    return other is not None and other.kind == "weekday" and min(one.weekdays) < min(other.weekdays)


def share_month(segments: list[Segment], reading: Reading) -> None:
    """"the 20th or 21st of may", "april 30th or the 1st"."""
    for n, one in enumerate(segments):
        bare = one.bare()
        if bare is None or bare.kind != "number" or len(one.said) > 1:
            continue
        later = next((days for part in segments[n + 1:] for days in part.said if days.month and days.number), None)
        before = next((days for part in reversed(segments[:n]) for days in part.said if days.number and days.month), None)
        if later:
            one.said = [dated(reading, later.month, bare.number, None)]
        elif before and before.start:
            found = settled(bare, before.start)
            one.said = [found] if found else one.said


def every_such_day(segments: list[Segment]) -> None:
    """A weekday refused, or in one list with plural ones, means every one of them."""
    for segment in segments:
        segment.said = [on(*days.weekdays) if days.kind == "weekday" else days for days in segment.said]


def days_of(segment: Segment, reading: Reading) -> Days | None:
    if not segment.said:
        return None
    days = segment.said[0]
    for other in segment.said[1:]:
        days = meet(days, other, reading.base) or days
    days = settled(days, reading.base) or Days("span", past=True)
    return replace(days, start=reading.today) if days.start and days.end and days.start < reading.today <= days.end else days
