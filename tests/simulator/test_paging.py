"""Pages and the order of rows."""

from ivr.simulator.keys import PERMISSIONS, Key


def pages(ask, path, **params):
    rows, offset = [], 0
    while True:
        page = ask.rows(path, Offset=offset, **params)
        rows += page
        if len(page) < 100:
            return rows
        offset += 100


def test_a_page_holds_a_hundred_rows_and_no_limit_raises_that(ask):
    assert len(ask.rows("/appointments", Limit="500")) == 100
    assert len(ask.rows("/appointments", Limit="7")) == 7


def test_local_modes_have_pages_of_a_thousand_and_enterprise_keys_ten_times_more(ask, office):
    office.turn(mode="service")
    assert len(ask.rows("/appointments")) == 1000
    office.keys["DemoCustomerKey"] = Key(permissions=frozenset(PERMISSIONS))
    assert len(ask.rows("/appointments")) == len(office.appointments)
    office.turn(mode="remote")
    assert len(ask.rows("/appointments")) == 1000


def test_appointments_come_by_time_and_key_and_pages_lose_none(ask, office):
    rows = pages(ask, "/appointments")
    assert [row["AptNum"] for row in rows] == [row["AptNum"] for row in
                                               sorted(rows, key=lambda row: (row["AptDateTime"], row["AptNum"]))]
    assert len(rows) == len(office.appointments)


def test_schedules_come_by_start_time_alone_with_days_interleaved(ask):
    rows = ask.rows("/schedules", dateStart="2031-03-11", dateEnd="2031-03-14")
    starts = [row["StartTime"] for row in rows]
    assert starts == sorted(starts)
    eights = [row["SchedDate"] for row in rows if row["StartTime"] == "08:00:00"]
    assert eights != sorted(eights)


def test_ties_of_schedules_have_no_fixed_order_and_so_pages_repeat_and_lose_rows(ask, office):
    params = {"dateStart": "2031-03-11", "dateEnd": "2031-06-01"}
    once, again = (ask.rows("/schedules", **params) for _ in range(2))
    assert once != again
    keys = [row["ScheduleNum"] for row in pages(ask, "/schedules", **params)]
    assert len(set(keys)) < len(keys)


def test_schedules_without_a_date_are_todays(ask):
    assert {row["SchedDate"] for row in ask.rows("/schedules")} == {"2031-03-10"}


def test_operatories_come_by_key_and_hidden_ones_are_among_them(ask):
    rows = ask.rows("/operatories")
    assert [row["OperatoryNum"] for row in rows] == list(range(1, 9))
    assert [row["IsHidden"] for row in rows][-2:] == ["true", "true"]


def test_simple_comes_by_key(ask):
    keys = [row["PatNum"] for row in ask.rows("/patients/Simple")]
    assert keys == sorted(keys)


def test_patients_come_exact_matches_first_then_by_name(ask, office):
    office.patients[1].LName, office.patients[2].LName, office.patients[3].LName = "Sparkman", "Spark", "Sparks"
    assert [row["LName"] for row in ask.rows("/patients", LName="spark")] == ["Spark", "Sparkman", "Sparks"]


def test_chair_links_stop_at_a_hundred_without_a_word(ask, office):
    office.turn(mode="service")
    assert len(ask.rows("/scheduleops")) == 100
    assert len(ask.rows("/scheduleops", OperatoryNum="3")) > 100
