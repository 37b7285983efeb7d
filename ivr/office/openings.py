"""
When a patient could be seen.

A start is open when one chair and one provider who works in it are free for the whole visit.  The computation follows
Open Dental's guide "Finding Appointment Openings" (https://opendentalsoft.com:8085/forum/viewtopic.php?f=9&t=8334), and is
careful where the guide leaves a choice: assistant time blocks the provider too, broken visits still on the book and notes
block their chair, a blockout without chairs blocks every chair.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ivr.office.records import DaySheet, Opening, Operatory, Shift, Visit

OFF_THE_BOOK = ("UnschedList", "Planned")
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Wanted:
    """What kind of visit is to be fitted in, and what the practice allows."""

    minutes: int
    providers: tuple[int, ...]              # who may do it, preferred first
    operatories: tuple[int, ...]            # where; empty = any chair that is not hidden
    increment_minutes: int                  # starts lie on this grid, counted from midnight
    lead_minutes: int                       # nothing sooner than this from now, in elapsed time
    horizon_days: int                       # nothing on a later day
    zone: ZoneInfo
    hours: Mapping[int, tuple[tuple[time, time], ...]]      # weekday, Monday 0 -> opening hours; missing = closed
    closed: Collection[date] = ()
    bookable_blockouts: tuple[str, ...] = ()
    chairs: tuple[Operatory, ...] = field(default=())       # the office's own; empty = not known


def openings(sheet: DaySheet, wanted: Wanted, now: datetime, taken: Sequence[Visit] = ()) -> list[Opening]:
    """
    Args:
        now: Aware.
        taken: The patient's own visits; nobody is in two places at once.

    Returns:
        Earliest first; at one time the preferred provider first, and one opening a provider.
    """
    found = [opening for day in days(sheet, wanted, now) for opening in of_day(day, sheet, wanted, now, taken)]
    preference = {provider: n for n, provider in enumerate(wanted.providers)}
    return sorted(found, key=lambda o: (o.starts_at, preference[o.provider], o.operatory))


def days(sheet: DaySheet, wanted: Wanted, now: datetime) -> Iterator[date]:
    today = now.astimezone(wanted.zone).date()
    day, last = max(sheet.first, today), min(sheet.last, today + timedelta(days=wanted.horizon_days))
    while day <= last:
        if day not in sheet.closed and day not in wanted.closed and wanted.hours.get(day.weekday()):
            yield day
        day += timedelta(days=1)


def of_day(day: date, sheet: DaySheet, wanted: Wanted, now: datetime, taken: Sequence[Visit]) -> Iterator[Opening]:
    earliest = now + timedelta(minutes=wanted.lead_minutes)
    mine = [(visit.starts_at, visit.ends_at) for visit in taken if visit.status not in OFF_THE_BOOK]
    for provider in wanted.providers:
        busy = [*mine, *provider_busy(provider, day, sheet.visits)]
        seen: set[datetime] = set()
        for chair in chairs(provider, day, sheet, wanted):
            free = subtract(worked(provider, chair, day, sheet, wanted), busy + chair_busy(chair, day, sheet, wanted))
            for starts_at in starts(free, wanted):
                if starts_at not in seen and exists(starts_at, wanted.zone) and starts_at.replace(tzinfo=wanted.zone) >= earliest:
                    seen.add(starts_at)
                    yield Opening(starts_at, wanted.minutes, chair, provider)


def chairs(provider: int, day: date, sheet: DaySheet, wanted: Wanted) -> list[int]:
    """The chairs the provider can be booked in that day, as the practice prefers them."""
    hidden = {chair.number for chair in wanted.chairs if chair.hidden}
    own = [chair.number for chair in wanted.chairs if provider in (chair.dentist, chair.hygienist)]
    linked = {op for shift in shifts_of(provider, day, sheet) for op in (shift.operatories or own or wanted.operatories)}
    order = wanted.operatories or tuple(sorted(linked))
    return [chair for chair in order if chair in linked and chair not in hidden]


def worked(provider: int, chair: int, day: date, sheet: DaySheet, wanted: Wanted) -> list[Span]:
    """When the provider works in that chair, within the practice's hours."""
    open_hours = [(datetime.combine(day, opens), datetime.combine(day, closes)) for opens, closes in wanted.hours[day.weekday()]]
    rows = [(s.starts_at, s.ends_at) for s in shifts_of(provider, day, sheet) if not s.operatories or chair in s.operatories]
    return union([(max(a, c), min(b, d)) for a, b in rows for c, d in open_hours if max(a, c) < min(b, d)])


def shifts_of(provider: int, day: date, sheet: DaySheet) -> list[Shift]:
    return [shift for shift in sheet.shifts if shift.provider == provider and shift.starts_at.date() == day]


def provider_busy(provider: int, day: date, visits: Sequence[Visit]) -> list[Span]:
    return [(v.starts_at, v.ends_at) for v in visits if provider in (v.provider, v.hygienist) and on_the_book(v)]


def chair_busy(chair: int, day: date, sheet: DaySheet, wanted: Wanted) -> list[Span]:
    blocked = [(b.starts_at, b.ends_at) for b in sheet.blockouts
               if (not b.operatories or chair in b.operatories) and (b.never or b.kind not in wanted.bookable_blockouts)]
    return blocked + [(v.starts_at, v.ends_at) for v in sheet.visits if v.operatory == chair and on_the_book(v)]


def on_the_book(visit: Visit) -> bool:
    return visit.status not in OFF_THE_BOOK and visit.operatory != 0


def starts(free: Sequence[Span], wanted: Wanted) -> Iterator[datetime]:
    length, step = timedelta(minutes=wanted.minutes), timedelta(minutes=wanted.increment_minutes)
    for opens, closes in free:
        midnight = datetime.combine(opens.date(), time())
        starts_at = midnight + -(-(opens - midnight) // step) * step
        while starts_at + length <= closes:
            yield starts_at
            starts_at += step


def exists(moment: datetime, zone: ZoneInfo) -> bool:
    """False for a time the clocks skip that night."""
    aware = moment.replace(tzinfo=zone)
    return aware.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) == moment


def union(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def subtract(spans: Sequence[Span], busy: Sequence[Span]) -> list[Span]:
    left = list(spans)
    for start, end in busy:
        left = [piece for a, b in left for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]]
    return sorted(left)


def still_free(opening: Opening, slots: Sequence[Span], day_visits: Sequence[Visit], *, patient: int, ignoring: int = 0) -> bool:
    """
    The final check before a write, on what the office has just answered.

    Args:
        slots: The office's own open blocks for the opening's provider and chair; the opening must lie wholly inside one.
        day_visits: Everybody's on that day; none in the chair, of the provider or of the patient may touch it.
        ignoring: AptNum of the visit being moved.  The office's blocks know nothing of it being moved, so the time it
            holds itself counts as open.
    """
    own = [(v.starts_at, v.ends_at) for v in day_visits if v.number == ignoring and on_the_book(v)]
    inside = any(start <= opening.starts_at and opening.ends_at <= end for start, end in union([*slots, *own]))
    return inside and not any(
        visit.number != ignoring
        and on_the_book(visit)
        and visit.starts_at < opening.ends_at
        and opening.starts_at < visit.ends_at
        and (visit.operatory == opening.operatory or opening.provider in (visit.provider, visit.hygienist) or visit.patient == patient)
        for visit in day_visits
    )
