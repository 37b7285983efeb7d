"""GET /appointments/Slots: computed as the vendor does it, defects included."""

from datetime import datetime, time

import pytest

from ivr.simulator.rows import Schedule


@pytest.fixture
def empty(office):
    """The same office with no visits and no schedules."""
    office.appointments.clear()
    office.tables.schedules.clear()
    return office


def work(office, start, stop, chairs=(3,), provider=3, day="2031-03-13", kind="Provider"):
    row = Schedule(office.tables.next("schedules"), datetime.fromisoformat(day).date(), time.fromisoformat(start),
                   time.fromisoformat(stop), kind, ProvNum=provider, operatories=chairs)
    office.tables.schedules[row.ScheduleNum] = row
    return row


def blocks(ask, **params):
    rows = ask.rows("/appointments/Slots", **{"ProvNum": 3, "date": "2031-03-13"} | params)
    return [(row["DateTimeStart"][11:16], row["DateTimeEnd"][11:16]) for row in rows]


def see(office, at, pattern="XXXX", chair=3, provider=3, **columns):
    return office.staff_book(2, datetime.fromisoformat(f"2031-03-13 {at}"), chair, provider, Pattern=pattern, **columns)


def test_blocks_are_whole_and_not_starts(ask, empty):
    work(empty, "08:00", "12:00")
    see(empty, "09:00")
    assert blocks(ask) == [("08:00", "09:00"), ("09:20", "12:00")]


def test_a_length_drops_shorter_blocks(ask, empty):
    work(empty, "08:00", "12:00")
    see(empty, "08:30")
    assert blocks(ask, lengthMinutes=60) == [("08:50", "12:00")]


def test_assistant_time_blocks_and_so_does_the_hygienists_time(ask, empty):
    work(empty, "08:00", "10:00")
    see(empty, "08:00", "//XX//")
    see(empty, "09:00", "XX", provider=1, ProvHyg=3)
    assert blocks(ask) == [("08:30", "09:00"), ("09:10", "10:00")]


@pytest.mark.parametrize(("status", "blocking"), [("Scheduled", True), ("Complete", True), ("Broken", True), ("PtNote", True),
                                                  ("UnschedList", False), ("Planned", False)])
def test_which_statuses_block(ask, empty, status, blocking):
    work(empty, "08:00", "10:00")
    see(empty, "08:00", AptStatus=status)
    assert blocks(ask) == ([("08:20", "10:00")] if blocking else [("08:00", "10:00")])


def test_visits_in_other_chairs_block_the_provider(ask, empty):
    work(empty, "08:00", "10:00")
    see(empty, "08:00", chair=5)
    assert blocks(ask, OpNum=3) == [("08:20", "10:00")]


def test_another_provider_in_the_same_chair_does_not(ask, empty):
    work(empty, "08:00", "10:00")
    see(empty, "08:00", provider=1)
    assert blocks(ask, OpNum=3) == [("08:00", "10:00")]


def test_blockouts_and_holidays_are_not_looked_at(ask, empty):
    work(empty, "08:00", "10:00")
    empty.staff_block(datetime(2031, 3, 13, 8), datetime(2031, 3, 13, 9), (3,), "Lunch")
    work(empty, "00:00", "00:00", (), 0, kind="Practice").status = 2
    assert blocks(ask) == [("08:00", "10:00")]


def test_hours_already_past_are_returned(ask, empty):
    work(empty, "08:00", "10:00", day="2031-03-10")
    assert blocks(ask, date="2031-03-10") == [("08:00", "10:00")]


def test_a_schedule_without_chairs_gives_nothing_for_a_chair(ask, empty):
    work(empty, "08:00", "10:00", chairs=())
    assert blocks(ask, OpNum=3) == []
    assert blocks(ask) == [("08:00", "10:00")]


def test_a_run_that_reaches_midnight_is_lost(ask, empty):
    work(empty, "22:00", "00:00")
    work(empty, "08:00", "09:00")
    assert blocks(ask) == [("08:00", "09:00")]


def test_a_lone_first_cell_of_the_day_is_lost(ask, empty):
    work(empty, "00:00", "00:05")
    assert blocks(ask) == []
    work(empty, "00:00", "00:10")
    assert blocks(ask) == [("00:00", "00:10")]


def test_a_visit_across_midnight_does_not_block(ask, empty):
    work(empty, "22:00", "23:30")
    see(empty, "23:00", "X" * 24)
    assert blocks(ask) == [("22:00", "23:30")]


def test_the_chair_is_the_providers_own_hidden_or_not(ask, empty):
    work(empty, "08:00", "10:00", chairs=(1,), provider=2)
    empty.tables.operatories[4].ProvDentist = empty.tables.operatories[5].ProvDentist = 0
    rows = ask.rows("/appointments/Slots", ProvNum=2, date="2031-03-13")
    assert [row["OpNum"] for row in rows] == [7]


def test_the_chair_of_a_provider_without_one_comes_from_the_schedule_and_is_kept(ask, empty):
    work(empty, "08:00", "10:00", chairs=(5,), provider=6)
    work(empty, "08:00", "10:00", chairs=(2,), provider=6, day="2031-03-14")
    rows = ask.rows("/appointments/Slots", ProvNum=6)
    assert [row["OpNum"] for row in rows] == [5, 5]


def test_the_provider_is_the_practices_default_and_the_range_two_weeks(ask, office):
    rows = ask.rows("/appointments/Slots")
    assert {row["ProvNum"] for row in rows} == {1}
    assert max(row["DateTimeStart"] for row in rows) < "2031-03-25"


def test_the_past_is_refused(ask):
    assert ask.refusal("GET", "/appointments/Slots", params={"date": "2031-03-07"})[0] == 400


def test_the_web_schedulers_openings_respect_chairs_blockouts_and_the_raster(ask, empty):
    work(empty, "08:05", "11:00", chairs=(3,))
    empty.staff_block(datetime(2031, 3, 13, 10), datetime(2031, 3, 13, 10, 30), (3,), "Emergency")
    see(empty, "08:30", provider=1)
    rows = ask.rows("/appointments/SlotsWebSched", date="2031-03-13", defNumApptType=512)
    assert [row["DateTimeStart"][11:16] for row in rows] == ["08:50"]
    assert {row["OpNum"] for row in rows} == {3}


def test_offers_off_the_raster_are_followed_by_the_rasters_next(ask, empty):
    work(empty, "08:00", "12:00", chairs=(3,))
    see(empty, "08:00", "XX", provider=1)
    rows = ask.rows("/appointments/SlotsWebSched", date="2031-03-13", defNumApptType=512)
    assert [row["DateTimeStart"][11:16] for row in rows] == ["08:10", "09:00", "10:00", "11:00"]


def test_a_reason_of_the_other_kind_is_refused_and_so_is_an_office_without_the_web_scheduler(ask, office):
    params = {"defNumApptType": 421}
    assert ask.refusal("GET", "/appointments/SlotsWebSched", params=params)[0] == 400
    assert ask.get("/appointments/SlotsWebSched", params=params | {"isNewPatient": "true"}).status_code == 200
    office.turn(websched=False)
    assert ask.refusal("GET", "/appointments/SlotsWebSched")[0] == 400
