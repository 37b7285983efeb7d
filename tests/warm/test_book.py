"""A warm book: what it has it does not ask for, and what it says is what the office says."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

from ivr.opendental.gate import Asking, asking
from ivr.simulator.sample import LUIS, MARIA

TODAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)


def paths(place):
    return [f"{served.method} {served.path}" for served in place.office.requests]


def a_visit(place, day):
    return next(row for row in place.office.book(day) if row["AptStatus"] == "Scheduled")


def test_a_call_that_only_asks_costs_no_request(warm):
    place = warm()
    assert [patient.first for patient in place.book.patients_by_phone("2175550142")] == ["Maria"]
    assert place.book.patients_by_birthdate(date(1982, 7, 15))
    assert place.book.ahead(LUIS.PatNum, TODAY)
    assert place.book.day_sheet(TODAY, SUNDAY).visits
    assert paths(place) == []


def test_a_sheet_of_the_copy_is_the_sheet_of_the_office(warm):
    """Two thirds of a year of visits, schedules and blockouts, read in another order and by other requests."""
    found = warm()
    for week in found.book.weeks():
        first, last = max(week, TODAY), week + timedelta(days=6)
        kept, read = found.book.day_sheet(first, last), super(type(found.book), found.book).day_sheet(first, last)
        assert sorted(visit.number for visit in kept.visits) == sorted(visit.number for visit in read.visits)
        assert [sorted(part, key=repr) for part in (kept.shifts, kept.blockouts)] == [
            sorted(part, key=repr) for part in (read.shifts, read.blockouts)]
        assert kept.closed == read.closed


def test_a_cold_book_asks_the_office(place):
    cold = place()
    assert cold.book.ahead(LUIS.PatNum, TODAY)
    assert cold.book.patients_by_phone("2175550142")
    assert cold.book.day_sheet(TODAY, SUNDAY).visits
    assert len(paths(cold)) >= 4


@pytest.mark.parametrize("throttled", [True, False])
def test_what_the_staff_do_is_seen_before_a_write(warm, throttled):
    """Booked, moved and broken a moment ago: the day is as the office has it now."""
    place = warm(throttled=throttled)
    day = date(2026, 3, 4)
    moved = a_visit(place, day)
    place.now += timedelta(seconds=30)
    booked = place.office.staff_book(40, datetime(2026, 3, 4, 8), operatory=1, provider=1)
    place.office.staff_move(moved["AptNum"], AptDateTime=moved["AptDateTime"].replace(hour=16, minute=30))
    with asking(Asking(strict=True)):
        found = {visit.number: visit for visit in place.book.day_visits(day)}
    assert booked.AptNum in found
    assert found[moved["AptNum"]].starts_at.hour == 16


def test_at_an_office_that_counts_requests_the_day_costs_one_and_little(warm):
    place = warm()
    place.book.day_visits(date(2026, 3, 4))
    [served] = place.office.requests
    assert set(served.params) == {"DateTStamp"}


def test_at_an_office_that_does_not_the_whole_day_is_read(warm):
    place = warm(throttled=False)
    place.book.day_visits(date(2026, 3, 4))
    [served] = place.office.requests
    assert served.params["dateStart"] == "2026-03-04"


def test_in_the_hour_the_clocks_show_twice_days_are_read_whole(warm):
    """What is stamped 1:10 for the second time lies before the 1:50 that was read last, and would not be told."""
    place = warm()
    place.now = datetime(2026, 3, 2, 9, 50)
    assert place.book.refresh()
    place.office.staff_book(40, datetime(2026, 3, 4, 9), operatory=1, provider=1)
    assert place.book.refresh()
    place.now = datetime(2026, 3, 2, 9, 10)
    booked = place.office.staff_book(41, datetime(2026, 3, 4, 8), operatory=1, provider=1)
    with asking(Asking(strict=True)):
        assert booked.AptNum in {visit.number for visit in place.book.day_visits(date(2026, 3, 4))}


def test_a_patient_whom_the_copy_does_not_know_is_asked_for(warm):
    place = warm()
    place.office.staff_edit({"action": "patient", "PatNum": 30, "WirelessPhone": "2175550199"})
    assert [patient.number for patient in place.book.patients_by_phone("2175550199")] == [30]


def test_a_day_that_was_doubted_is_read_anew(warm):
    place = warm()
    place.office.staff_block(datetime(2026, 3, 4, 8), datetime(2026, 3, 4, 17), [1, 2, 3, 4, 5, 6], "Staff meeting")
    before = len(place.book.day_sheet(TODAY, SUNDAY).blockouts)
    place.book.doubt(date(2026, 3, 4))
    assert len(place.book.day_sheet(TODAY, SUNDAY).blockouts) == before + 1


def test_how_old_the_copy_is_is_known(warm):
    ages = warm().book.ages()
    assert set(ages) == {"visits", "patients", "deleted", "schedules"}
    assert max(ages.values()) < 60


def test_a_copy_never_made_has_no_age(place):
    assert set(place().book.ages().values()) == {None}


def test_maria_is_not_found_under_a_number_she_no_longer_has(warm):
    place = warm()
    place.now += timedelta(minutes=11)
    place.office.staff_edit({"action": "patient", "PatNum": MARIA.PatNum, "WirelessPhone": "2175550198", "HmPhone": "", "WkPhone": ""})
    place.book.read_patients()
    assert place.book.patients_by_phone("2175550142") == []


def test_the_offices_free_times_asked_for_while_an_opening_is_read_out_serve_for_the_check(warm):
    place = warm()
    blocks = place.book.slots(1, 1, date(2026, 3, 4))
    with asking(Asking(strict=True)):
        assert place.book.slots(1, 1, date(2026, 3, 4)) == blocks
    assert paths(place) == ["GET /appointments/Slots"]


def test_where_requests_are_free_they_are_asked_for_again(warm):
    place = warm(throttled=False)
    for _ in range(2):
        place.book.slots(1, 1, date(2026, 3, 4))
    assert paths(place) == ["GET /appointments/Slots"] * 2


def test_after_a_doubt_they_are_asked_for_again(warm):
    place = warm()
    place.book.slots(1, 1, date(2026, 3, 4))
    place.book.doubt(date(2026, 3, 4))
    place.book.slots(1, 1, date(2026, 3, 4))
    assert paths(place) == ["GET /appointments/Slots"] * 2


def test_in_a_rush_one_question_what_has_changed_serves_all_who_wrote_meanwhile(warm):
    place = warm()
    place.gate.rush = True
    with ThreadPoolExecutor(3) as pool:
        days = [pool.submit(place.book.day_visits, date(2026, 3, 4), gathers=True) for _ in range(3)]
        time.sleep(0.2)
        booked = place.office.staff_book(40, datetime(2026, 3, 4, 8), operatory=1, provider=1)
        place.gate.rush = False
        seen = [{visit.number for visit in day.result()} for day in days]
    assert paths(place) == ["GET /appointments"]
    assert all(booked.AptNum in numbers for numbers in seen)


def test_otherwise_nobody_waits_for_others(warm):
    place = warm()
    began = time.monotonic()
    place.book.day_visits(date(2026, 3, 4), gathers=True)
    assert time.monotonic() - began < 1.0


def test_what_another_check_learned_a_moment_ago_serves_and_what_is_older_does_not(warm):
    place = warm()
    place.book.refresh()
    place.book.day_visits(date(2026, 3, 4), age_s=5.0)
    assert len(paths(place)) == 1
    place.book.day_visits(date(2026, 3, 4))
    assert len(paths(place)) == 2
