"""Keeping the book warm: everything is read in the end, callers go first, and several processes do not do it twice."""

from datetime import date, timedelta

from ivr.opendental.gate import SYNC
from ivr.warm.keeper import Keeper


def test_a_new_line_reads_the_nearest_week_first(place):
    found = place()
    while not any(served.path == "/schedules" for served in found.office.requests):
        found.keeper.work()
    asked = [served.params.get("dateStart") for served in found.office.requests if served.path in ("/appointments", "/schedules")]
    assert asked[0] == "2026-03-02"
    assert all(day < "2026-03-09" for day in asked)


def test_when_everything_has_been_read_there_is_nothing_to_do(warm):
    place = warm()
    assert not place.keeper.work()
    assert not place.office.requests


def test_all_it_asks_yields_to_callers(place):
    found, asked = place(), []
    enter = found.book._client._gates
    for gate in set(enter.values()):
        gate.enter = lambda whom: asked.append(whom.priority)
    while found.keeper.work():
        pass
    assert set(asked) == {SYNC}


def test_two_keepers_share_the_work(place):
    one = place()
    another = Keeper(one.book)
    while one.keeper.work() | another.work():
        pass
    weeks = [served.params["dateStart"] for served in one.office.requests if served.path == "/appointments" and "Offset" not in served.params]
    assert len(weeks) == len(set(weeks))


def test_what_was_deleted_at_the_desk_is_free_again(warm):
    place = warm()
    row = next(row for row in place.office.book(date(2026, 3, 4)) if row["AptStatus"] == "Scheduled")
    place.office.staff_delete(row["AptNum"])
    place.copy.put_part("deleted", cursor=place.copy.part("deleted").cursor, read_at=0.0)
    assert place.keeper.work()
    sheet = place.book.day_sheet(date(2026, 3, 2), date(2026, 3, 8))
    assert row["AptNum"] not in {visit.number for visit in sheet.visits}


def test_a_new_day_brings_a_new_week_into_sight(warm):
    place = warm()
    before = place.book.weeks()[-1]
    place.now += timedelta(days=7)
    while place.keeper.work():
        pass
    assert place.copy.part(f"visits:{before + timedelta(days=7)}").read_at


def test_a_ring_brings_the_visits_up_to_date_when_they_are_a_minute_old(warm):
    place = warm()
    place.keeper._rang()
    assert not place.office.requests
    part = place.copy.part("visits")
    place.copy.put_part("visits", cursor=part.cursor, read_at=part.read_at - 61)
    place.keeper._rang()
    assert [set(served.params) for served in place.office.requests] == [{"DateTStamp"}]
