"""What a copy of the book is fed with: only what changed, only what is needed, and no answer to another question."""

from datetime import date

import pytest

from ivr.opendental.errors import Rejected
from ivr.opendental.feed import Feed


def visit(number, stamp, server="2026-03-02 09:00:00", **more):
    return {"serverDateTime": server, "AptNum": number, "PatNum": 7, "AptStatus": "Scheduled", "Pattern": "XX", "Op": 1, "ProvNum": 1,
            "AptDateTime": "2026-03-04 09:00:00", "DateTStamp": stamp, "Note": "afraid of needles", **more}


def test_a_little_more_is_asked_for_than_changed(client, desk):
    """The office stamps a row before it shows it."""
    desk.answers([])
    Feed(client).visits_changed("2026-03-02 09:00:00")
    assert desk.asked[0].params == {"DateTStamp": "2026-03-02 08:59:00"}


def test_an_office_that_ignores_the_filter_is_found_out(client, desk):
    desk.answers([visit(1, "2019-01-01 08:00:00")])
    with pytest.raises(Rejected):
        Feed(client).visits_changed("2026-03-02 09:00:00")


def test_notes_and_all_that_openings_do_not_need_are_dropped(client, desk):
    desk.answers([visit(1, "2026-03-02 09:00:01")])
    [row] = Feed(client).visits_changed("2026-03-02 09:00:00").rows
    assert "Note" not in row
    assert "serverDateTime" not in row


def test_of_several_pages_the_earliest_clock_counts(client, desk):
    first = [visit(number, "2026-03-02 09:00:01") for number in range(100)]
    second = [visit(100, "2026-03-02 09:00:01", server="2026-03-02 09:00:03")]
    desk.answers(first, first, second)
    found = Feed(client).visits_changed("2026-03-02 09:00:00")
    assert (len(found.rows), found.server) == (101, "2026-03-02 09:00:00")


def test_only_the_notes_that_tell_a_holiday_are_kept(client, desk):
    row = {"ScheduleNum": "1", "SchedDate": "2026-03-04", "StartTime": "08:00:00", "StopTime": "12:00:00", "ProvNum": "1",
           "operatories": "", "BlockoutType": "0", "blockoutType": ""}
    desk.answers([{**row, "SchedType": "Provider", "Note": "Ann is pregnant"}, {**row, "SchedType": "Practice", "Note": "Holiday"}])
    notes = [found["Note"] for found in Feed(client).schedules(date(2026, 3, 4), date(2026, 3, 4))]
    assert notes == ["", "Holiday"]
