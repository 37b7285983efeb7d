"""Openings, against a slow and obvious computation cell by cell, and rule by rule."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from ivr.office.openings import Wanted, attendable, openings, waste
from ivr.office.records import Blockout, DaySheet, Opening, Operatory, Shift, Visit
from tests.openings.offices import ZONE, obvious, offices

MONDAY = date(2026, 3, 2)
HOURS = {0: ((time(8), time(12)), (time(13), time(17)))}
WANTED = Wanted(minutes=30, providers=(1, 2), operatories=(1, 2, 3), increment_minutes=10, lead_minutes=60,
                horizon_days=60, zone=ZONE, hours=HOURS)
EARLY = datetime(2026, 3, 2, 5, tzinfo=ZONE)


def at(hour, minute=0):
    return datetime(2026, 3, 2, hour, minute)


FULL_DAY = [Shift(1, at(8), at(12), (1,)), Shift(1, at(13), at(17), (1,))]


def visit(starts_at, minutes, provider=1, operatory=1, status="Scheduled", **more):
    return Visit(more.pop("number", 1), 9, status, starts_at, "X" * (minutes // 5), provider, operatory=operatory, **more)


def sheet(shifts=FULL_DAY, visits=(), blockouts=(), closed=()):
    return DaySheet(MONDAY, MONDAY, tuple(shifts), tuple(visits), tuple(blockouts), frozenset(closed))


def starts(day, wanted=WANTED, now=EARLY, **more):
    return [opening.starts_at for opening in openings(day, wanted, now, **more)]


def overlapping(found, start, end):
    return [o for o in found if o < end and start < o + timedelta(minutes=30)]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(offices())
def test_openings_are_what_a_look_at_every_cell_finds(office):
    """In random offices, over two days, clock changes included: the same starts, providers and chairs, in order."""
    sheet, wanted, now, mine, ignoring = office
    found = [(o.starts_at, o.provider, o.operatory) for o in openings(sheet, wanted, now, mine, ignoring)]
    assert found == obvious(sheet, wanted, now, mine, ignoring)


def test_a_day_the_office_marks_as_a_holiday_is_closed():
    assert starts(sheet())
    assert starts(sheet(closed=[MONDAY])) == []


def test_a_day_the_practice_closes_is_closed():
    assert starts(sheet(), replace(WANTED, closed=(MONDAY,))) == []


def test_a_day_without_hours_is_closed():
    assert starts(sheet(), replace(WANTED, hours={})) == []


def test_nobody_is_booked_outside_the_practice_hours():
    """A provider who works through lunch does not open the practice."""
    found = starts(sheet([Shift(1, at(6), at(20), (1,))]))
    assert not overlapping(found, at(12), at(13))
    assert (found[0], found[-1]) == (at(8), at(16, 30))


@pytest.mark.parametrize(("now", "first"), [((7, 0), (8, 0)), ((7, 30), (8, 30)), ((7, 35), (8, 40))])
def test_nothing_sooner_than_the_lead_time(now, first):
    assert starts(sheet(), now=at(*now).replace(tzinfo=ZONE))[0] == at(*first)


def test_the_lead_time_is_elapsed_time_where_the_clocks_are_put_forward():
    """At 01:30 local, a lead of two hours ends at 04:30: from 2 to 3 there was no time."""
    sunday = date(2026, 3, 8)
    night = DaySheet(sunday, sunday, (Shift(1, datetime(2026, 3, 8, 1), datetime(2026, 3, 8, 6), (1,)),), (), ())
    wanted = replace(WANTED, lead_minutes=120, hours={6: ((time(1), time(6)),)})
    for zone in (ZONE, UTC):
        now = datetime(2026, 3, 8, 1, 30, tzinfo=ZONE).astimezone(zone)
        assert starts(night, wanted, now)[0] == datetime(2026, 3, 8, 4, 30)


def test_nothing_is_offered_in_an_hour_the_clocks_skip():
    sunday = date(2026, 3, 8)
    night = DaySheet(sunday, sunday, (Shift(1, datetime(2026, 3, 8, 1), datetime(2026, 3, 8, 4), (1,)),), (), ())
    assert {start.hour for start in starts(night, replace(WANTED, hours={6: ((time(1), time(4)),)}))} == {1, 3}


def test_nothing_later_than_the_horizon():
    a_month_before = datetime(2026, 1, 31, 9, tzinfo=ZONE)
    assert starts(sheet(), replace(WANTED, horizon_days=30), a_month_before)
    assert starts(sheet(), replace(WANTED, horizon_days=29), a_month_before) == []


def test_a_visit_that_began_the_evening_before_is_still_in_the_chair_after_midnight():
    sunday = MONDAY - timedelta(days=1)
    day = DaySheet(sunday, MONDAY, (Shift(1, at(0), at(2), (1,)),), (visit(at(0) - timedelta(hours=1), 120),), ())
    assert starts(day, replace(WANTED, hours={0: ((time(0), time(2)),)}), EARLY - timedelta(days=1))[0] == at(1)


def test_starts_lie_on_the_grid_counted_from_midnight_whenever_a_shift_begins():
    odd = [Shift(1, at(8, 5), at(12), (1,))]
    assert starts(sheet(odd), replace(WANTED, increment_minutes=15))[0] == at(8, 15)


@pytest.mark.parametrize(("status", "operatory", "taken"), [
    ("Scheduled", 1, True), ("Complete", 1, True), ("Broken", 1, True), ("PtNote", 1, True),
    ("Broken", 0, False), ("UnschedList", 0, False), ("UnschedList", 1, False), ("Planned", 1, False),
])
def test_what_stands_on_the_book_takes_its_chair(status, operatory, taken):
    day = sheet(visits=[visit(at(9), 60, provider=7, operatory=operatory, status=status)])
    assert (not overlapping(starts(day), at(9), at(10))) is taken


def test_a_provider_is_busy_in_whatever_chair_they_are():
    day = sheet([Shift(1, at(8), at(12), (1, 2))], [visit(at(9), 60, operatory=2)])
    assert not overlapping(starts(day), at(9), at(10))


def test_assistant_time_keeps_the_provider_too():
    day = sheet(visits=[replace(visit(at(9), 60, operatory=2), pattern="X" + 10 * "/" + "X")])
    assert not overlapping(starts(day), at(9), at(10))


def test_a_hygienist_is_busy_where_somebody_else_is_the_provider():
    day = sheet(visits=[visit(at(9), 60, provider=7, operatory=2, hygienist=1)])
    assert not overlapping(starts(day), at(9), at(10))


@pytest.mark.parametrize(("operatories", "kind", "never", "open_then"), [
    ((), "Lunch", False, False), ((1,), "Lunch", False, False), ((2,), "Lunch", False, True),
    ((1,), "Emergency", False, True), ((1,), "Emergency", True, False),
])
def test_blockouts_block_their_chairs_unless_the_visit_may_lie_on_them(operatories, kind, never, open_then):
    day = sheet(blockouts=[Blockout(at(9), at(10), operatories, kind, never)])
    found = starts(day, replace(WANTED, bookable_blockouts=("Emergency",)))
    assert bool(overlapping(found, at(9), at(10))) is open_then


def test_a_row_without_chairs_means_the_chairs_that_are_the_providers_own():
    chairs = (Operatory(1, "A", dentist=7), Operatory(2, "B", hygienist=1), Operatory(3, "C", dentist=1, hidden=True))
    found = openings(sheet([Shift(1, at(8), at(9), ())]), replace(WANTED, chairs=chairs), EARLY)
    assert {o.operatory for o in found} == {2}


def test_a_row_without_chairs_does_not_open_the_chairs_of_another_row():
    chairs = (Operatory(1, "A"), Operatory(2, "B", dentist=1))
    rows = [Shift(1, at(8), at(9), (1,)), Shift(1, at(9), at(10), ())]
    found = openings(sheet(rows), replace(WANTED, chairs=chairs), EARLY)
    assert {(o.starts_at.hour, o.operatory) for o in found if o.ends_at <= at(9) or o.starts_at >= at(9)} == {(8, 1), (9, 2)}


def test_a_hidden_chair_is_never_offered():
    chairs = (Operatory(1, "A", dentist=1, hidden=True),)
    assert starts(sheet(), replace(WANTED, chairs=chairs)) == []


def test_at_one_time_the_preferred_provider_stands_first_and_each_in_their_preferred_chair():
    day = sheet([Shift(1, at(8), at(9), (1, 3)), Shift(2, at(8), at(9), (2,))])
    found = openings(day, replace(WANTED, providers=(2, 1), operatories=(3, 2, 1)), EARLY)
    assert [(o.provider, o.operatory) for o in found[:2]] == [(2, 2), (1, 3)]
    assert [o.starts_at for o in found] == sorted(o.starts_at for o in found)


@pytest.mark.parametrize(("status", "free"), [("Scheduled", False), ("Complete", False), ("Broken", True), ("UnschedList", True)])
def test_a_patient_is_not_in_two_places_at_once(status, free):
    elsewhere = visit(at(9), 60, provider=7, operatory=8, status=status)
    assert bool(overlapping(starts(sheet(), taken=[elsewhere]), at(9), at(10))) is free


def test_a_visit_to_be_moved_leaves_its_own_time_free_but_is_not_offered_it():
    own = visit(at(9), 30, number=5)
    day = sheet([Shift(1, at(8, 50), at(9, 40), (1,))], [own])
    assert starts(day, taken=[own]) == []
    assert starts(day, taken=[own], ignoring=5) == [at(8, 50), at(9, 10)]


def test_a_parked_visit_may_come_back_to_where_it_was():
    broken = visit(at(9), 30, number=5, status="Broken")
    assert at(9) in starts(sheet(visits=[broken]), taken=[broken], ignoring=5)


def test_what_a_start_would_leave_too_short_for_a_visit_is_counted():
    """Between 8 and 9:30, half an hour: at the edges nothing useless is left; ten past eight leaves two scraps' worth."""
    day = sheet([Shift(1, at(8), at(9, 30), (1,))])
    left = {o.starts_at: gaps for o, gaps in waste(openings(day, WANTED, EARLY), day, WANTED).items()}
    assert left == {at(8): 0, at(8, 10): 1, at(8, 20): 1, at(8, 30): 0, at(8, 40): 1, at(8, 50): 1, at(9): 0}


def test_a_gap_that_the_shortest_visit_fills_is_not_useless():
    day = sheet([Shift(1, at(8), at(9), (1,))])
    middle = Opening(at(8, 10), 30, 1, 1)
    assert waste([middle], day, WANTED) == {middle: 2}
    assert waste([middle], day, WANTED, shortest_minutes=10) == {middle: 0}


def test_a_gap_is_counted_up_to_the_next_visit_of_the_chair_and_of_the_provider():
    day = sheet([Shift(1, at(8), at(12), (1,))], [visit(at(9), 60, provider=7), visit(at(11), 30, operatory=2)])
    left = waste(openings(day, WANTED, EARLY), day, WANTED)
    assert {o.starts_at for o, gaps in left.items() if not gaps} == {at(8), at(8, 30), at(10), at(10, 30), at(11, 30)}


def test_of_what_the_web_scheduler_offers_only_what_the_patient_can_attend_is_left():
    told = [Opening(start, 30, 1, 1) for start in (at(5, 30), at(8), at(9), at(10))] + [Opening(at(8), 60, 1, 1), Opening(at(8), 30, 1, 9)]
    found = attendable(told, WANTED, EARLY, [visit(at(9, 10), 30)])
    assert found == [Opening(at(8), 30, 1, 1), Opening(at(10), 30, 1, 1)]
