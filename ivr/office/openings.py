"""
When a patient could be seen.

A start is open when one chair and one provider who works in it are free for the whole visit.  The computation follows
Open Dental's guide "Finding Appointment Openings" (https://opendentalsoft.com:8085/forum/viewtopic.php?f=9&t=8334), and
is careful where the guide leaves a choice: assistant time blocks the provider too, broken visits still on the book and
notes block their chair, a blockout without chairs blocks every chair.  Open Dental's own Slots count the same visits as
busy, so an opening found here passes the final check unless the book has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ivr.office.records import DaySheet, Opening, Operatory, Shift, Visit

OFF_THE_BOOK = ("UnschedList", "Planned")
ATTENDED = ("Scheduled", "Complete")        # the patient is, was or will be there
ONE_DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Wanted:
    """What kind of visit is to be fitted in, and what the practice allows."""

    minutes: int
    providers: tuple[int, ...]              # who may do it, preferred first
    operatories: tuple[int, ...]            # where, preferred first; empty = any chair
    increment_minutes: int                  # starts lie on this grid, counted from midnight
    lead_minutes: int                       # nothing sooner than this from now, in elapsed time
    horizon_days: int                       # nothing on a later day
    zone: ZoneInfo
    hours: Mapping[int, tuple[tuple[time, time], ...]]      # weekday, Monday 0 -> opening hours; missing = closed
    closed: Collection[date] = ()
    bookable_blockouts: tuple[str, ...] = ()
    chairs: tuple[Operatory, ...] = ()      # the office's own, hidden ones too; empty = not known


def openings(sheet: DaySheet, wanted: Wanted, now: datetime, taken: Sequence[Visit] = (), ignoring: int = 0) -> list[Opening]:
    """
    Args:
        now: Aware.
        taken: The patient's own visits; nobody is in two places at once.
        ignoring: AptNum of a visit to be moved: its time counts as free, but the time it has is not offered.

    Returns:
        Earliest first; at one time the preferred provider first, and one opening a provider.
    """
    rank = {provider: n for n, provider in enumerate(wanted.providers)}
    sheet, mine = without(ignoring, sheet), [visit for visit in taken if visit.number != ignoring]
    found = [opening for day in days(sheet, wanted, now) for opening in of_day(day, sheet, wanted, now, mine)]
    return sorted((o for o in found if not held(o, ignoring, sheet)), key=lambda o: (o.starts_at, rank[o.provider]))


def days(sheet: DaySheet, wanted: Wanted, now: datetime) -> Iterator[date]:
    today = now.astimezone(wanted.zone).date()
    day, last = max(sheet.first, today), min(sheet.last, today + timedelta(days=wanted.horizon_days))
    while day <= last:
        if day not in sheet.closed and day not in wanted.closed and wanted.hours.get(day.weekday()):
            yield day
        day += ONE_DAY
