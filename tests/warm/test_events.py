"""What the office's own Open Dental tells: taken from whoever has its key, believed once, and decisive of nothing."""

from datetime import datetime

import pytest
from flask import Flask

from ivr.events import events

KEY = "DemoCustomerKey"


@pytest.fixture
def told(warm):
    """A warm office with a route for its events: told.post(table, rows, key)."""
    place = warm()
    app = Flask(__name__)
    app.register_blueprint(events(place.book, KEY))
    client = app.test_client()

    def post(table, rows, key=KEY):
        return client.post("/opendental/events", json=rows, headers={"Authorization": key, "Event-Type": f"WatchTable: {table}"}).status_code

    place.post = post
    return place


def visit(number=9001, stamp="2026-03-02 09:00:10", starts="2026-03-04 08:00:00", status="Scheduled"):
    return {"AptNum": number, "PatNum": 40, "AptStatus": status, "Pattern": "XXXX", "Op": 1, "ProvNum": 1, "AptDateTime": starts, "DateTStamp": stamp}


def kept(place, number=9001):
    day = datetime(2026, 3, 4).date()
    return next((visit for visit in place.book.day_sheet(day, day).visits if visit.number == number), None)


@pytest.mark.parametrize("key", ["", "another", "ODFHIR DemoDeveloperKey/DemoCustomerKey"])
def test_whoever_has_not_the_key_is_refused(told, key):
    assert told.post("Appointment", [visit()], key) == 401
    assert kept(told) is None


def test_a_line_without_a_key_refuses_everybody(told):
    app = Flask(__name__)
    app.register_blueprint(events(told.book, ""))
    assert app.test_client().post("/opendental/events", json=[], headers={"Authorization": ""}).status_code == 401


def test_a_visit_that_is_told_is_known_without_a_request(told):
    assert told.post("Appointment", [visit()]) == 204
    assert kept(told).starts_at == datetime(2026, 3, 4, 8)
    assert not told.office.requests


def test_an_event_that_comes_late_changes_nothing(told):
    told.post("Appointment", [visit(stamp="2026-03-02 09:00:20", status="Broken")])
    told.post("Appointment", [visit(stamp="2026-03-02 09:00:10")])
    assert kept(told).status == "Broken"


def test_an_event_that_comes_twice_is_the_same_event(told):
    for _ in range(2):
        told.post("Appointment", [visit()])
    assert kept(told).status == "Scheduled"


def test_a_deleted_visit_is_gone(told):
    told.post("Appointment", [visit()])
    told.post("AppointmentDeleted", [visit()])
    assert kept(told) is None


def test_a_changed_schedule_is_read_anew(told):
    told.office.staff_block(datetime(2026, 3, 4, 8), datetime(2026, 3, 4, 9), [1], "Staff meeting")
    told.post("Schedule", [{"ScheduleNum": "1", "SchedDate": "2026-03-04"}])
    kept(told)
    assert [served.path for served in told.office.requests] == ["/schedules"] * len(told.office.requests)
    assert told.office.requests


@pytest.mark.parametrize("rows", [{"AptNum": 1}, "text", [1], [{"AptNum": "x"}], None])
def test_what_cannot_be_read_is_taken_and_forgotten(told, rows):
    """An error would have the office send it again for three days."""
    assert told.post("Appointment", rows) == 204


def test_other_tables_are_nobodys_business(told):
    assert told.post("ToothInitial", [{"a": 1}]) == 204
