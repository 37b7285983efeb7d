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
from functools import cache
from zoneinfo import ZoneInfo

from ivr.office.records import Blockout, DaySheet, Opening, Operatory, Shift, Visit

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
        ignoring: AptNum of a visit to be moved: its time counts as free, but what it has already is not offered.

    Returns:
        Earliest first; at one time the preferred provider first, and one opening a provider, in the preferred chair.
    """
    rank = {provider: n for n, provider in enumerate(wanted.providers)}
    moved = [visit for visit in sheet.visits if visit.number == ignoring]
    left = replace(sheet, visits=tuple(visit for visit in sheet.visits if visit.number != ignoring))
    mine = [visit for visit in taken if visit.number != ignoring]
    found = [opening for day in days(sheet, wanted, now) for opening in of_day(day, left, wanted, now, mine)]
    return sorted((o for o in found if not any(has(visit, o) for visit in moved)), key=lambda o: (o.starts_at, rank[o.provider]))


def waste(found: Sequence[Opening], sheet: DaySheet, wanted: Wanted, shortest_minutes: int = 0) -> dict[Opening, int]:
    """
    How many useless gaps each opening would leave: 0, 1 or 2.

    What a visit leaves free directly before and after it, for its chair and provider together, is a useless gap when it
    is shorter than the shortest visit.

    Args:
        shortest_minutes: Of the visits the practice gives; 0 = as long as the one wanted.
    """
    useful = timedelta(minutes=shortest_minutes or wanted.minutes)

    @cache
    def runs(provider: int, chair: int, day: date) -> list[Span]:
        return free(provider, chair, day, of_the_day(day, sheet), wanted)

    def wasted(opening: Opening) -> int:
        edges = [(opening.starts_at - start, end - opening.ends_at)
                 for start, end in runs(opening.provider, opening.operatory, opening.starts_at.date())
                 if start <= opening.starts_at and opening.ends_at <= end]
        return sum(timedelta() < gap < useful for edge in edges for gap in edge)

    return {opening: wasted(opening) for opening in found}


def days(sheet: DaySheet, wanted: Wanted, now: datetime) -> Iterator[date]:
    today = now.astimezone(wanted.zone).date()
    day, last = max(sheet.first, today), min(sheet.last, today + timedelta(days=wanted.horizon_days))
    while day <= last:
        if day not in sheet.closed and day not in wanted.closed and wanted.hours.get(day.weekday()):
            yield day
        day += ONE_DAY


def attendable(told: Sequence[Opening], wanted: Wanted, now: datetime, taken: Sequence[Visit] = ()) -> list[Opening]:
    """
    Of openings somebody else has worked out, those of the wanted kind and place that leave time to come, and during which
    the patient is nowhere else.

    Args:
        taken: The patient's own visits.
    """
    rank = {provider: n for n, provider in enumerate(wanted.providers)}
    earliest = now.astimezone(UTC) + timedelta(minutes=wanted.lead_minutes)
    last = now.astimezone(wanted.zone).date() + timedelta(days=wanted.horizon_days)
    mine = [(visit.starts_at, visit.ends_at) for visit in taken if visit.status in ATTENDED]
    fitting = [o for o in told if o.provider in rank and (not wanted.operatories or o.operatory in wanted.operatories)
               and o.minutes == wanted.minutes and moment(o.starts_at, wanted.zone) >= earliest and o.starts_at.date() <= last
               and not shared([(o.starts_at, o.ends_at)], mine) and o.starts_at.date() not in wanted.closed]
    return sorted(fitting, key=lambda o: (o.starts_at, rank[o.provider]))


def of_day(day: date, sheet: DaySheet, wanted: Wanted, now: datetime, taken: Sequence[Visit]) -> Iterator[Opening]:
    earliest = now.astimezone(UTC) + timedelta(minutes=wanted.lead_minutes)
    mine = [(visit.starts_at, visit.ends_at) for visit in taken if visit.status in ATTENDED]
    sheet = of_the_day(day, sheet)
    for provider in wanted.providers:
        seen: set[datetime] = set()
        for chair in chairs(provider, sheet, wanted):
            for starts_at in starts(subtract(free(provider, chair, day, sheet, wanted), mine), wanted):
                if starts_at not in seen and moment(starts_at, wanted.zone) >= earliest and exists(starts_at, wanted.zone):
                    seen.add(starts_at)
                    yield Opening(starts_at, wanted.minutes, chair, provider)


def of_the_day(day: date, sheet: DaySheet) -> DaySheet:
    """What of the sheet touches that day."""
    def touches(each: Shift | Visit | Blockout) -> bool:
        return each.starts_at.date() <= day <= each.ends_at.date()

    return replace(sheet, shifts=tuple(filter(touches, sheet.shifts)), visits=tuple(filter(touches, sheet.visits)),
                   blockouts=tuple(filter(touches, sheet.blockouts)))


def chairs(provider: int, sheet: DaySheet, wanted: Wanted) -> list[int]:
    """The chairs the provider works in and can be booked in, preferred first."""
    linked = {chair for shift in sheet.shifts if shift.provider == provider for chair in chairs_of(shift, wanted)}
    shown = {chair.number for chair in wanted.chairs if not chair.hidden} if wanted.chairs else linked
    return [chair for chair in wanted.operatories or sorted(linked) if chair in linked & shown]


def chairs_of(shift: Shift, wanted: Wanted) -> tuple[int, ...]:
    """Those the row names; else those the office keeps for the provider; else those the practice names for the visit."""
    own = tuple(chair.number for chair in wanted.chairs if shift.provider in (chair.dentist, chair.hygienist))
    return shift.operatories or own or wanted.operatories


def free(provider: int, chair: int, day: date, sheet: DaySheet, wanted: Wanted) -> list[Span]:
    """When the practice is open, the provider works in that chair, and neither of them is taken."""
    hours = [(datetime.combine(day, opens), datetime.combine(day, closes)) for opens, closes in wanted.hours[day.weekday()]]
    shifts = [(shift.starts_at, shift.ends_at) for shift in sheet.shifts
              if shift.provider == provider and chair in chairs_of(shift, wanted)]
    return subtract(union(shared(hours, shifts)), [*busy(provider, chair, sheet), *blocked(chair, sheet, wanted)])


def busy(provider: int, chair: int, sheet: DaySheet) -> list[Span]:
    return [(visit.starts_at, visit.ends_at) for visit in sheet.visits if on_the_book(visit) and uses(visit, provider, chair)]


def blocked(chair: int, sheet: DaySheet, wanted: Wanted) -> list[Span]:
    return [(each.starts_at, each.ends_at) for each in sheet.blockouts
            if (not each.operatories or chair in each.operatories) and (each.never or each.kind not in wanted.bookable_blockouts)]


def on_the_book(visit: Visit) -> bool:
    return visit.status not in OFF_THE_BOOK and visit.operatory != 0


def uses(visit: Visit, provider: int, chair: int) -> bool:
    return visit.operatory == chair or provider in (visit.provider, visit.hygienist)


def has(visit: Visit, opening: Opening) -> bool:
    """Whether the visit stands at this very time with this very provider."""
    return (visit.status == "Scheduled" and visit.starts_at == opening.starts_at
            and opening.provider in (visit.provider, visit.hygienist))


def starts(runs: Sequence[Span], wanted: Wanted) -> Iterator[datetime]:
    length, step = timedelta(minutes=wanted.minutes), timedelta(minutes=wanted.increment_minutes)
    for opens, closes in runs:
        midnight = datetime.combine(opens.date(), time())
        starts_at = midnight + -(-(opens - midnight) // step) * step
        while starts_at + length <= closes:
            yield starts_at
            starts_at += step


# --- clocks and spans ------------------------------------------------------------------------------------------------

def moment(local: datetime, zone: ZoneInfo) -> datetime:
    """In UTC, where time does not jump; of an hour that comes twice, the first."""
    return local.replace(tzinfo=zone).astimezone(UTC)


def exists(local: datetime, zone: ZoneInfo) -> bool:
    """False for a time the clocks skip that night."""
    return moment(local, zone).astimezone(zone).replace(tzinfo=None) == local


def shared(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    return [(max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) < min(b, d)]


def union(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def subtract(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    left = list(spans)
    for start, end in taken:
        left = [piece for a, b in left for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]]
    return sorted(left)


# --- the final check -------------------------------------------------------------------------------------------------

def claimed(opening: Opening, patient: int = 0) -> list[str]:
    """The resources that are spoken for while somebody is asked to agree to an opening."""
    return [f"chair {opening.operatory}", f"provider {opening.provider}", *([f"patient {patient}"] if patient else [])]


def still_free(opening: Opening, slots: Sequence[Span], day_visits: Sequence[Visit], *, patient: int, ignoring: int = 0) -> bool:
    """
    The final check before a write, on what the office has just answered.

    Args:
        slots: The office's own open blocks for the opening's provider and chair; the opening must lie wholly inside one.
        day_visits: Everybody's on that day; none in the chair, of the provider or of the patient may touch it.
        ignoring: AptNum of the visit being moved.  The office's blocks know nothing of it being moved, so the time it
            takes of this provider counts as open.
    """
    own = [(visit.starts_at, visit.ends_at) for visit in day_visits
           if visit.number == ignoring and on_the_book(visit) and opening.provider in (visit.provider, visit.hygienist)]
    inside = any(start <= opening.starts_at and opening.ends_at <= end for start, end in union([*slots, *own]))
    return inside and not any(stands_in_the_way(visit, opening, patient) for visit in day_visits if visit.number != ignoring)


def stands_in_the_way(visit: Visit, opening: Opening, patient: int) -> bool:
    meets = visit.starts_at < opening.ends_at and opening.starts_at < visit.ends_at
    taken = on_the_book(visit) and uses(visit, opening.provider, opening.operatory)
    return meets and (taken or (visit.patient == patient and visit.status in ATTENDED))
