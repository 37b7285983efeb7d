"""The copy of the office's book: nothing newer is lost to something older, and nothing in it can be read by others."""

import pytest

from ivr.store.copy import Copy, Row


@pytest.fixture
def copy(database):
    return Copy(database)


def row(number, day="2026-03-02", stamp="2026-03-01 09:00:00", **content):
    return Row(number, {"AptNum": number, **content}, day, stamp)


def all_of(copy, part="visits"):
    return {number: found for number, found in copy.changed(part, 0)[1].items() if found is not None}


def test_only_what_changed_since_is_read_again(copy):
    copy.put("visits", [row(1), row(2)])
    version, found = copy.changed("visits", 0)
    assert set(found) == {1, 2}
    copy.put("visits", [row(2, stamp="2026-03-01 09:00:01", Op=4)])
    assert copy.changed("visits", version)[1] == {2: {"AptNum": 2, "Op": 4}}


def test_a_row_older_than_the_one_kept_changes_nothing(copy):
    copy.put("visits", [row(1, stamp="2026-03-01 10:00:00", Op=4)])
    copy.put("visits", [row(1, stamp="2026-03-01 09:59:59", Op=3)])
    assert all_of(copy) == {1: {"AptNum": 1, "Op": 4}}


def test_a_day_read_whole_drops_what_is_no_longer_there(copy):
    copy.put("visits", [row(1), row(2), row(3, day="2026-03-09")])
    copy.replace("visits", [row(1)], "2026-03-02", "2026-03-08", copy.version())
    assert set(all_of(copy)) == {1, 3}


def test_what_came_while_a_day_was_being_read_stays(copy):
    """The reading began before; that it does not show the visit says nothing."""
    before = copy.version()
    copy.put("visits", [row(5)])
    copy.replace("visits", [], "2026-03-02", "2026-03-08", before)
    assert set(all_of(copy)) == {5}


def test_a_patient_is_found_by_a_number_and_no_longer_by_an_old_one(copy):
    copy.put("patients", [Row(7, {"PatNum": 7}, keys=("phone 2175550142", "born 1982-07-15"))])
    assert copy.by_key("patients", "phone 2175550142") == [{"PatNum": 7}]
    copy.put("patients", [Row(7, {"PatNum": 7}, keys=("phone 2175550199", "born 1982-07-15"))])
    assert copy.by_key("patients", "phone 2175550142") == []
    assert copy.by_key("patients", "born 1982-07-15") == [{"PatNum": 7}]


def test_a_turn_is_taken_by_one(copy):
    assert [copy.take_turn("turn:visits", 30), copy.take_turn("turn:visits", 30)] == [True, False]
    assert copy.take_turn("turn:patients", 30)


def test_thousands_of_rows_are_taken_at_once(copy):
    copy.replace("visits", [row(number) for number in range(3000)], "2026-03-02", "2026-03-02", copy.version())
    assert len(all_of(copy)) == 3000


def test_days_that_are_over_are_forgotten(copy):
    copy.put("visits", [row(1, day="2026-02-20"), row(2)])
    copy.forget("2026-03-01")
    assert set(all_of(copy)) == {2}


def test_nothing_of_a_row_or_of_what_it_is_found_by_stands_readable(database, copy):
    copy.put("patients", [Row(7, {"LName": "Marigold"}, keys=("phone 2175550142", "born 1982-07-15"))])
    with database.begin() as connection:
        stored = " ".join(str(connection.exec_driver_sql(f"SELECT * FROM {table}").all()) for table in ("copied_rows", "copied_keys"))
    assert not [word for word in ("Marigold", "2175550142", "1982-07-15") if word in stored]
