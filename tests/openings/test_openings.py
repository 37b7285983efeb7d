"""Openings, against a slow and obvious computation cell by cell; and the final check before a write."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.office.openings import Wanted, openings, still_free
from ivr.office.records import Blockout, DaySheet, Opening, Shift, Visit

ZONE = ZoneInfo("America/Chicago")
MONDAY = date(2026, 3, 2)
HOURS = {0: ((time(8), time(12)), (time(13), time(17)))}
WANTED = Wanted(minutes=30, providers=(1, 2), operatories=(1, 2, 3), increment_minutes=10, lead_minutes=60, horizon_days=60,
                zone=ZONE, hours=HOURS, bookable_blockouts=("Emergency",))
EARLY = datetime(2026, 3, 2, 5, tzinfo=ZONE)
CELL = timedelta(minutes=5)


def at(hour, minute=0):
    return datetime(2026, 3, 2, hour, minute)


def visit(number, starts_at, minutes, provider=1, operatory=1, status="Scheduled", patient=9, hygienist=0):
    return Visit(number, patient, status, starts_at, "X" * (minutes // 5), provider, hygienist, operatory)


def sheet(shifts, visits=(), blockouts=(), closed=()):
    return DaySheet(MONDAY, MONDAY, tuple(shifts), tuple(visits), tuple(blockouts), frozenset(closed))


times = st.integers(7 * 12, 17 * 12).map(lambda n: datetime.combine(MONDAY, time()) + n * CELL)
spans = st.tuples(times, st.integers(1, 40)).map(lambda t: (t[0], t[0] + t[1] * CELL))
chairs = st.lists(st.integers(1, 4), max_size=3, unique=True).map(tuple)
shifts = st.builds(lambda p, s, c: Shift(p, s[0], s[1], c), st.integers(1, 3), spans, chairs)
visits = st.builds(lambda n, t, m, p, h, o, s: visit(n, t, m * 5, p, o, s, hygienist=h), st.integers(1, 99), times, st.integers(1, 24),
                   st.integers(1, 3), st.integers(0, 3), st.integers(0, 4),
                   st.sampled_from(["Scheduled", "Complete", "Broken", "UnschedList", "Planned", "PtNote"]))
blockouts = st.builds(lambda s, c, k, n: Blockout(s[0], s[1], c, k, n), spans, chairs, st.sampled_from(["Lunch", "Emergency"]), st.booleans())
sheets = st.builds(sheet, st.lists(shifts, max_size=6), st.lists(visits, max_size=10), st.lists(blockouts, max_size=4))
wishes = st.builds(lambda m, i, lead: Wanted(m * 5, (1, 2), (1, 2, 3), i, lead, 60, ZONE, HOURS, (), ("Emergency",)),
                   st.integers(1, 18), st.sampled_from([5, 10, 15, 20]), st.integers(0, 400))


def obvious(day, wanted, now, taken):
    """Every start on the grid, every provider, every chair, every five minutes of it looked at."""
    found = set()
    for n in range(0, 24 * 60, wanted.increment_minutes):
        starts_at = datetime.combine(MONDAY, time()) + timedelta(minutes=n)
        cells = [starts_at + k * CELL for k in range(wanted.minutes // 5)]
        if cells[-1] + CELL > datetime.combine(MONDAY, time()) + timedelta(days=1):
            continue
        if starts_at.replace(tzinfo=ZONE).astimezone(UTC) < now.astimezone(UTC) + timedelta(minutes=wanted.lead_minutes):
            continue
        for provider in wanted.providers:
            for chair in wanted.operatories:
                if all(open_cell(cell, provider, chair, day, wanted, taken) for cell in cells):
                    found.add((starts_at, provider))
                    break
    return found


def open_cell(cell, provider, chair, day, wanted, taken):
    def covers(start, end):
        return start <= cell < end

    works = any(s.provider == provider and covers(s.starts_at, s.ends_at) and (not s.operatories or chair in s.operatories) for s in day.shifts)
    practice = any(covers(datetime.combine(MONDAY, a), datetime.combine(MONDAY, b)) for a, b in HOURS[0])
    live = [v for v in day.visits if v.status not in ("UnschedList", "Planned") and v.operatory]
    seen = any(covers(v.starts_at, v.ends_at) and (v.operatory == chair or provider in (v.provider, v.hygienist)) for v in live)
    mine = any(covers(v.starts_at, v.ends_at) for v in taken if v.status not in ("UnschedList", "Planned"))
    blocked = any(covers(b.starts_at, b.ends_at) and (not b.operatories or chair in b.operatories)
                  and (b.never or b.kind not in wanted.bookable_blockouts) for b in day.blockouts)
    return works and practice and not seen and not mine and not blocked


@settings(max_examples=300, deadline=None)
@given(sheets, wishes, st.lists(visits, max_size=2))
def test_openings_are_what_a_look_at_every_cell_finds(day, wanted, taken):
    found = openings(day, wanted, EARLY, taken)
    assert {(o.starts_at, o.provider) for o in found} == obvious(day, wanted, EARLY, taken)
    assert len({(o.starts_at, o.provider) for o in found}) == len(found)
    assert found == sorted(found, key=lambda o: o.starts_at)


FULL_DAY = [Shift(1, at(8), at(12), (1,)), Shift(1, at(13), at(17), (1,))]


def test_a_day_the_office_marks_as_a_holiday_is_closed():
    assert openings(sheet(FULL_DAY), WANTED, EARLY)
    assert openings(sheet(FULL_DAY, closed=[MONDAY]), WANTED, EARLY) == []


@pytest.mark.parametrize(("now", "first"), [((7, 0), (8, 0)), ((7, 30), (8, 30)), ((7, 35), (8, 40))])
def test_nothing_sooner_than_the_lead_time(now, first):
    assert openings(sheet(FULL_DAY), WANTED, at(*now).replace(tzinfo=ZONE))[0].starts_at == at(*first)


def test_nothing_is_offered_in_an_hour_the_clocks_skip():
    sunday = date(2026, 3, 8)
    early = Wanted(30, (1,), (1,), 10, 0, 60, ZONE, {6: ((time(1), time(4)),)})
    night = DaySheet(sunday, sunday, (Shift(1, datetime(2026, 3, 8, 1), datetime(2026, 3, 8, 4), (1,)),), (), ())
    hours = {o.starts_at.hour for o in openings(night, early, EARLY)}
    assert hours == {1, 3}


@pytest.mark.parametrize(("slots", "visits", "free"), [
    ([(at(8), at(12))], [], True),
    ([(at(9), at(9, 30))], [], True),
    ([(at(9), at(9, 25))], [], False),
    ([], [], False),
    ([(at(8), at(9, 10)), (at(9, 10), at(12))], [], True),
    ([(at(8), at(12))], [visit(1, at(9, 25), 30, provider=2)], False),
    ([(at(8), at(12))], [visit(1, at(9, 30), 30)], True),
    ([(at(8), at(12))], [visit(1, at(9), 30, provider=2, operatory=2, patient=7)], False),
    ([(at(8), at(12))], [visit(1, at(9), 30, provider=2, operatory=2)], True),
    ([(at(8), at(12))], [visit(1, at(9), 30, status="UnschedList", operatory=0)], True),
    ([(at(8), at(12))], [visit(1, at(9), 30, status="Broken")], False),
])
def test_the_final_check_wants_both_the_offices_blocks_and_its_appointments(slots, visits, free):
    assert still_free(Opening(at(9), 30, 1, 1), slots, visits, patient=7) is free


def test_a_visit_may_be_moved_into_part_of_its_own_time():
    own = visit(5, at(9, 10), 30, patient=7)
    assert still_free(Opening(at(9), 30, 1, 1), [(at(8), at(9, 10)), (at(9, 40), at(12))], [own], patient=7, ignoring=5)
