"""All schedule rows of a range, however they are paged; and what they make of a day."""

import random
from datetime import date, datetime, timedelta

import pytest

from ivr.office.records import Blockout, Shift
from ivr.opendental.schedules import Schedules, day_sheet
from tests.opendental.test_rows import SCHEDULE

FIRST = date(2026, 3, 2)


def table(a_day):
    """*a_day*: how many rows each day has; half of them start at eight."""
    rows = []
    for n, count in enumerate(a_day):
        for k in range(count):
            kind = ("Provider", "Provider", "Blockout")[k % 3]
            rows.append(SCHEDULE | {"ScheduleNum": str(1000 * n + k), "SchedDate": str(FIRST + timedelta(days=n)), "SchedType": kind,
                                    "StartTime": "08:00:00" if k % 2 else f"{9 + k % 8:02}:00:00"})
    return rows


def office(rows, page=100, seed=1):
    """Answers like the vendor's server: by StartTime alone, those that start together in another order every time."""
    chance = random.Random(seed)

    def answer(asked):
        params = asked.params
        found = [row for row in rows if params["dateStart"] <= row["SchedDate"] <= params["dateEnd"]
                 and params.get("SchedType") in (None, row["SchedType"])]
        chance.shuffle(found)
        found.sort(key=lambda row: row["StartTime"])
        start = int(params.get("Offset", 0))
        return found[start:start + page], 200

    return answer


@pytest.mark.parametrize("page", [100, 1000])
@pytest.mark.parametrize("a_day", [[0] * 60, [12] * 60, [23] * 30, [3, 99, 100, 1, 60, 60], [150, 20]])
def test_no_row_is_lost_and_none_is_there_twice(client, desk, a_day, page):
    rows = table(a_day)
    desk.always = office(rows, page)
    found = Schedules(client).between(FIRST, FIRST + timedelta(days=len(a_day) - 1))
    assert sorted(row["ScheduleNum"] for row in found) == sorted(row["ScheduleNum"] for row in rows)


@pytest.mark.parametrize("seed", range(5))
def test_a_day_of_several_pages_is_read_until_nothing_new_comes(client, desk, seed):
    """Provider rows alone fill more than a page, all start together, and their order changes between the pages."""
    rows = [row | {"StartTime": "08:00:00"} for row in table([170])]
    desk.always = office(rows, seed=seed)
    assert len(Schedules(client).between(FIRST, FIRST)) == 170


def test_the_span_that_fits_a_page_is_remembered(client, desk):
    """Of 23 rows a day four days fit a page: the second week costs two requests, and no full page is thrown away."""
    desk.always = office(table([23] * 14))
    schedules = Schedules(client)
    schedules.between(FIRST, FIRST + timedelta(days=6))
    desk.asked.clear()
    assert len(schedules.between(FIRST + timedelta(days=7), FIRST + timedelta(days=13))) == 7 * 23
    assert len(desk.asked) == 2


def test_rows_of_other_days_are_dropped(client, desk):
    desk.always = (table([2, 2, 2]), 200)
    found = Schedules(client).between(FIRST + timedelta(days=1), FIRST + timedelta(days=1))
    assert {row["SchedDate"] for row in found} == {"2026-03-03"}


def sheet(*rows):
    return day_sheet(FIRST, FIRST, [SCHEDULE | {"SchedDate": "2026-03-02"} | row for row in rows], (), frozenset({302}))


EIGHT, NOON = datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 12)


def test_rows_become_shifts_and_blockouts_by_their_type():
    found = sheet({}, {"SchedType": "Employee", "ProvNum": "0"}, {"SchedType": "Provider", "ProvNum": "0"},
                  {"SchedType": "Blockout", "ProvNum": "0", "BlockoutType": "302", "blockoutType": "Meeting", "operatories": ""},
                  {"SchedType": "WebSchedASAP", "ProvNum": "0", "operatories": "2"})
    assert found.shifts == (Shift(2, EIGHT, NOON, (4, 7)),)
    assert found.blockouts == (Blockout(EIGHT, NOON, (), "Meeting", True), Blockout(EIGHT, NOON, (2,), "", True))


@pytest.mark.parametrize(("note", "closed"), [
    ("Holiday: office closed", True), ("CLOSED", True), ("Independence Day holiday.", True), ("Summer holidays", True),
    ("Team photo at noon", False), ("", False), ("Disclosed to staff", False), ("close early", False),
])
def test_a_practice_row_closes_the_day_when_its_note_says_so(note, closed):
    row = {"SchedType": "Practice", "ProvNum": "0", "StartTime": "00:00:00", "StopTime": "00:00:00", "Note": note}
    assert (FIRST in sheet(row).closed) is closed


def test_a_providers_note_closes_nothing():
    assert sheet({"Note": "closed for new patients"}).closed == frozenset()
