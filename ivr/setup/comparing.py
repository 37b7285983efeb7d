"""
Whether Open Dental's own Slots agree with the openings that schedules and appointments leave.

A booking is checked against both, and some offices' Slots are always empty: there nothing could ever be booked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

from ivr.office.openings import openings
from ivr.office.records import DaySheet, Opening
from ivr.opendental.book import Book
from ivr.practice import Practice
from ivr.setup.findings import Finding, fail, ok, warn
from ivr.setup.fitting import TWO_WEEKS, wanted

SAMPLES = 6             # provider, chair and day; each costs one or two requests
ABOUT = "Slots"


@dataclass(frozen=True)
class Sample:
    provider: int
    operatory: int
    day: date
    openings: tuple[Opening, ...]       # of one kind of visit


@dataclass(frozen=True)
class Compared:
    samples: int
    openings: int       # as computed from schedules and appointments
    confirmed: int      # of these, inside one of the office's own open blocks


def compared(practice: Practice, book: Book, now: datetime) -> Compared:
    """*now* is aware; of the next two weeks."""
    today = practice.local(now).date()
    sheet = book.day_sheet(today, today + TWO_WEEKS)
    chosen = samples(practice, book, sheet, now)
    confirmed = sum(_confirmed(book, sample) for sample in chosen)
    return Compared(len(chosen), sum(len(sample.openings) for sample in chosen), confirmed)


def samples(practice: Practice, book: Book, sheet: DaySheet, now: datetime) -> list[Sample]:
    """The first day with openings of each provider and chair, each provider's first chair before anybody's second."""
    firsts: dict[tuple[int, int], Sample] = {}
    for kind in practice.visits:
        found = openings(sheet, wanted(practice, kind, book.operatories(), book.appointment_types()), now)
        for opening in found:
            where, day = (opening.provider, opening.operatory), opening.starts_at.date()
            if where not in firsts:
                firsts[where] = Sample(*where, day, tuple(
                    o for o in found if (o.provider, o.operatory) == where and o.starts_at.date() == day))
    nth: Counter[int] = Counter()
    ranked = []
    for sample in firsts.values():
        ranked.append((nth[sample.provider], sample))
        nth[sample.provider] += 1
    return [sample for _, sample in sorted(ranked, key=itemgetter(0))][:SAMPLES]


def _confirmed(book: Book, sample: Sample) -> int:
    blocks = book.slots(sample.provider, sample.operatory, sample.day)
    return sum(any(start <= opening.starts_at and opening.ends_at <= end for start, end in blocks) for opening in sample.openings)


def agreement(found: Compared, checked: bool) -> Iterator[Finding]:
    """
    Args:
        checked: Whether the practice file has bookings checked against Slots.
    """
    counts = (f"{found.confirmed} of {found.openings} openings computed from schedules and appointments "
              f"({found.samples} times a provider, an operatory and a day) are open in Slots too")
    if not found.openings:
        yield warn(ABOUT, "nothing to compare: no openings within two weeks", "Compare the practice file with the office's schedules")
    elif found.confirmed == found.openings:
        yield ok(ABOUT, counts)
    elif not checked:
        yield ok(ABOUT, f"{counts}; the practice file leaves Slots out of the check")
    elif found.confirmed:
        yield warn(ABOUT, counts, "The others are offered and then refused; consider slots = false under [checks] in the practice file")
    else:
        yield fail(ABOUT, counts, "Every booking would be refused; consider slots = false under [checks] in the practice file")
