"""Random offices and wishes, and the slow and obvious computation of openings they are measured with."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from ivr.office.openings import Wanted
from ivr.office.records import Blockout, DaySheet, Operatory, Shift, Visit

ZONE = ZoneInfo("America/Chicago")
SPRING, AUTUMN, ORDINARY = date(2026, 3, 8), date(2026, 11, 1), date(2026, 6, 7)     # Sundays; the clocks change on two
HOURS = {6: ((time(0, 30), time(4)),), 0: ((time(8), time(10)), (time(10, 30), time(12)))}
CELL = timedelta(minutes=5)
STATUSES = ["Scheduled", "Scheduled", "Complete", "Broken", "UnschedList", "Planned", "PtNote"]


@st.composite
def offices(draw):
    """(day sheet, wanted, now, visits of the patient, AptNum to ignore)"""
    sunday = draw(st.sampled_from([SPRING, AUTUMN, ORDINARY]))
    chairs = draw(st.lists(st.builds(Operatory, st.integers(1, 4), st.just(""), st.integers(0, 3), st.integers(0, 3),
                                     hidden=st.booleans()), max_size=4, unique_by=lambda chair: chair.number))
    sheet = draw(sheets(sunday))
    wanted = Wanted(
        minutes=5 * draw(st.integers(1, 14)), providers=draw(st.sampled_from([(1, 2), (2, 1), (3,)])),
        operatories=draw(st.sampled_from([(1, 2, 3), (3, 1), ()])), increment_minutes=draw(st.sampled_from([5, 10, 15, 20])),
        lead_minutes=draw(st.integers(0, 600)), horizon_days=draw(st.integers(0, 2)), zone=ZONE, hours=HOURS,
        closed=draw(st.sampled_from([(), (), (sunday,)])), bookable_blockouts=("Emergency",), chairs=tuple(chairs))
    now = datetime.combine(sunday, time(), ZONE) + timedelta(minutes=draw(st.integers(-600, 900)))
    mine = draw(st.lists(visits(sunday), max_size=2))
    return sheet, wanted, now, mine, draw(st.sampled_from([0, *(v.number for v in (*sheet.visits, *mine))]))


@st.composite
def sheets(draw, sunday):
    shifts = st.builds(lambda who, span, where: Shift(who, *span, where), st.integers(1, 3), spans(sunday), places)
    blockouts = st.builds(lambda span, where, kind, never: Blockout(*span, where, kind, never),
                          spans(sunday), places, st.sampled_from(["Lunch", "Emergency"]), st.booleans())
    booked = draw(st.lists(visits(sunday), max_size=7, unique_by=lambda visit: visit.number))
    return DaySheet(sunday, sunday + timedelta(days=1), tuple(draw(st.lists(shifts, min_size=1, max_size=6))), tuple(booked),
                    tuple(draw(st.lists(blockouts, max_size=3))), draw(st.sampled_from([frozenset(), frozenset({sunday})])))


places = st.lists(st.integers(1, 4), max_size=2, unique=True).map(tuple)


def times(sunday):
    """On either day, mostly in its hours."""
    night = st.integers(0, 50).map(lambda n: datetime.combine(sunday, time()) + n * CELL)
    morning = st.integers(0, 60).map(lambda n: datetime.combine(sunday, time(7, 30)) + timedelta(days=1) + n * CELL)
    return night | morning


def spans(sunday):
    return st.tuples(times(sunday), st.integers(1, 48)).map(lambda t: (t[0], t[0] + t[1] * CELL))


def visits(sunday):
    return st.builds(lambda n, at, cells, who, hyg, chair, status: Visit(n, 9, status, at, "X" * cells, who, hyg, chair),
                     st.integers(1, 99), times(sunday), st.integers(1, 20), st.integers(1, 3), st.integers(0, 3),
                     st.integers(0, 4), st.sampled_from(STATUSES))


def obvious(sheet, wanted, now, mine, ignoring):
    """(start, provider, chair): every start on the grid, every provider, every chair, every five minutes of it looked at."""
    found = []
    for day in (sheet.first, sheet.last):
        real = clock_times(day)
        for n in range(0, 24 * 60, wanted.increment_minutes):
            starts_at = datetime.combine(day, time()) + timedelta(minutes=n)
            if starts_at in real and real[starts_at] >= now.astimezone(UTC) + timedelta(minutes=wanted.lead_minutes):
                found += [(starts_at, provider, chair) for provider in wanted.providers
                          if (chair := first_chair(starts_at, provider, sheet, wanted, now, mine, ignoring))]
    return found


def clock_times(day):
    """local time -> the first instant, in UTC, at which the clocks show it"""
    shown = {}
    instant = datetime.combine(day, time(), ZONE).astimezone(UTC)
    while (local := instant.astimezone(ZONE).replace(tzinfo=None)).date() == day:
        shown.setdefault(local, instant)
        instant += CELL
    return shown


def first_chair(starts_at, provider, sheet, wanted, now, mine, ignoring):
    today, day = now.astimezone(ZONE).date(), starts_at.date()
    if day in sheet.closed or day in wanted.closed or not today <= day <= today + timedelta(days=wanted.horizon_days):
        return None
    for visit in sheet.visits:
        if visit.number == ignoring and visit.status == "Scheduled" and visit.starts_at == starts_at \
                and provider in (visit.provider, visit.hygienist):
            return None
    cells = [starts_at + n * CELL for n in range(wanted.minutes // 5)]
    for chair in wanted.operatories or (1, 2, 3, 4):
        if all(open_cell(cell, provider, chair, sheet, wanted, mine, ignoring) for cell in cells):
            return chair
    return None


def open_cell(cell, provider, chair, sheet, wanted, mine, ignoring):
    def covers(each):
        return each.starts_at <= cell < each.ends_at

    known = {each.number: each for each in wanted.chairs}
    if known and (chair not in known or known[chair].hidden):
        return False
    if not any(opens <= cell.time() < closes for opens, closes in HOURS[cell.weekday()]):
        return False
    own = [each.number for each in wanted.chairs if provider in (each.dentist, each.hygienist)]
    rows = [row for row in sheet.shifts if row.provider == provider and covers(row)]
    if not any(chair in (row.operatories or own or wanted.operatories) for row in rows):
        return False
    for visit in sheet.visits:
        if covers(visit) and visit.number != ignoring and visit.operatory and visit.status not in ("UnschedList", "Planned") \
                and (visit.operatory == chair or visit.provider == provider or visit.hygienist == provider):
            return False
    for visit in mine:
        if covers(visit) and visit.number != ignoring and visit.status in ("Scheduled", "Complete"):
            return False
    return not any(covers(row) and (not row.operatories or chair in row.operatories) and (row.never or row.kind != "Emergency")
                   for row in sheet.blockouts)
