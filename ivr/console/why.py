"""A day's openings for one kind of visit, and for every other start the reason it is not offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from ivr.console.parts import clock
from ivr.office import openings as rules
from ivr.office.openings import Span, Wanted
from ivr.office.records import DaySheet, Opening

Held = Mapping[str, Sequence[Span]]     # what callers are just being asked to agree to, by resource


@dataclass(frozen=True)
class Cell:
    opening: Opening | None
    why: str                            # empty when it is offered


@dataclass(frozen=True)
class Row:
    """Starts of which the same is to be said."""

    first: datetime
    last: datetime
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Day:
    """Columns are providers, preferred first.  Without rows, *why* says why the whole day has none."""

    why: str
    providers: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def number(self) -> int:
        return sum(cell.opening is not None and not cell.why for row in self.rows for cell in row.cells)


def day_of(day: date, sheet: DaySheet, wanted: Wanted, now: datetime, held: Held) -> Day:
    """
    Args:
        now: Aware.
    """
    why = whole_day(day, sheet, wanted, now)
    if why:
        return Day(why)
    found = {(o.starts_at, o.provider): o for o in rules.openings(sheet, wanted, now)}
    sheet = rules.of_the_day(day, sheet)

    def cell(start: datetime, provider: int) -> Cell:
        opening = found.get((start, provider))
        if opening is None:
            return Cell(None, reason(start, provider, sheet, wanted, now))
        return Cell(opening, "a caller is being asked about it" if is_held(opening, held) else "")

    rows: list[Row] = []
    for start in grid(day, wanted):
        cells = tuple(cell(start, provider) for provider in wanted.providers)
        first = rows.pop().first if rows and rows[-1].cells == cells else start
        rows.append(Row(first, start, cells))
    return Day("", wanted.providers, tuple(rows))


def whole_day(day: date, sheet: DaySheet, wanted: Wanted, now: datetime) -> str:
    if why := out_of_reach(day, now.astimezone(wanted.zone).date(), wanted.horizon_days):
        return why
    if day in wanted.closed:
        return "The practice file says that the office is closed that day."
    if day in sheet.closed:
        return "Open Dental marks the day as a holiday."
    return "" if wanted.hours.get(day.weekday()) else "The practice file has no opening hours on this weekday."


def out_of_reach(day: date, today: date, horizon_days: int) -> str:
    if day > today + timedelta(days=horizon_days):
        return f"The practice file lets callers book {horizon_days} days ahead and no further."
    return "The day has passed." if day < today else ""


def grid(day: date, wanted: Wanted) -> list[datetime]:
    step, found = timedelta(minutes=wanted.increment_minutes), []
    for opens, closes in wanted.hours[day.weekday()]:
        midnight = datetime.combine(day, time())
        start = midnight + -(-(datetime.combine(day, opens) - midnight) // step) * step
        while start < datetime.combine(day, closes):
            found.append(start)
            start += step
    return found


def reason(start: datetime, provider: int, sheet: DaySheet, wanted: Wanted, now: datetime) -> str:
    """The first thing in the way, from the most general to the single chair."""
    ends = start + timedelta(minutes=wanted.minutes)
    hours = [(datetime.combine(start.date(), a), datetime.combine(start.date(), b)) for a, b in wanted.hours[start.weekday()]]
    shifts = rules.union([(shift.starts_at, shift.ends_at) for shift in sheet.shifts if shift.provider == provider])
    if rules.moment(start, wanted.zone) < now.astimezone(UTC) + timedelta(minutes=wanted.lead_minutes):
        return "too soon" if rules.moment(start, wanted.zone) >= now.astimezone(UTC) else "has passed"
    if not within(start, ends, hours):
        return "would not end within opening hours"
    if not within(start, ends, shifts):
        return "not at work all that time"
    chairs = rules.chairs(provider, sheet, wanted)
    if not chairs:
        return "has no chair for this kind of visit"
    return busy(start, ends, provider, sheet) or "; ".join(taken(start, ends, provider, chair, sheet, wanted) for chair in chairs)


def busy(start: datetime, ends: datetime, provider: int, sheet: DaySheet) -> str:
    own = [visit for visit in sheet.visits if rules.on_the_book(visit) and provider in (visit.provider, visit.hygienist)
           and visit.starts_at < ends and start < visit.ends_at]
    return f"has a visit {span((own[0].starts_at, own[0].ends_at))}" if own else ""


def taken(start: datetime, ends: datetime, provider: int, chair: int, sheet: DaySheet, wanted: Wanted) -> str:
    """What keeps the chair."""
    name = next((each.name for each in wanted.chairs if each.number == chair), f"chair {chair}")
    visits = [span(each) for each in rules.busy(provider, chair, sheet) if each[0] < ends and start < each[1]]
    if visits:
        return f"{name}: visit {visits[0]}"
    for blockout in sheet.blockouts:
        meets = blockout.starts_at < ends and start < blockout.ends_at
        if meets and rules.blocked(chair, replace(sheet, blockouts=(blockout,)), wanted):
            return f"{name}: {blockout.kind or 'blockout'} {span((blockout.starts_at, blockout.ends_at))}"
    return f"{name}: not worked in then"


def within(start: datetime, ends: datetime, spans: Sequence[Span]) -> bool:
    return any(a <= start and ends <= b for a, b in spans)


def is_held(opening: Opening, held: Held) -> bool:
    return any(a < opening.ends_at and opening.starts_at < b for resource in rules.claimed(opening) for a, b in held.get(resource, ()))


def span(each: Span) -> str:
    return f"{clock(each[0])}-{clock(each[1])}"
