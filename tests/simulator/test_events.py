"""Subscriptions: what is sent to whom, how often, and after an outage."""

import json
import threading
import time
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ivr.simulator import events


class Listener:
    """An endpoint that keeps what it is sent."""

    def __init__(self):
        self.status, self.posts = 200, []
        listener = self

        class Endpoint(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.posts.append((dict(self.headers), json.loads(body)))
                self.send_response(listener.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/events/"

    @property
    def rows(self):
        return [row for _, body in self.posts for row in body]


@pytest.fixture
def listener():
    one = Listener()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def watch(ask, office, listener, monkeypatch):
    """Subscribe without the thread; gives a function that does one round of polling."""
    monkeypatch.setattr(office.courier, "start", lambda: None)

    def subscribe(**body):
        wanted = {"EndPointUrl": listener.url, "Workstation": "OD-SERVER", "WatchTable": "Appointment", "PollingSeconds": 5}
        answer = ask.post("/subscriptions", json={name: value for name, value in (wanted | body).items() if value})
        assert answer.status_code == 201, answer.text
        return office.tables.subscriptions[answer.json()["SubscriptionNum"]]
    return subscribe


def test_changed_rows_are_sent_in_the_form_of_get_with_the_bare_key(ask, office, listener, watch, book):
    row = watch()
    number = book()["AptNum"]
    office.courier.poll(row)
    headers, body = listener.posts[0]
    assert headers["Authorization"] == "DemoCustomerKey"
    assert (headers["Workstation"], headers["Event-Type"]) == ("OD-SERVER", "WatchTable: Appointment")
    assert body == [ask.get(f"/appointments/{number}").json()]


def test_nothing_changed_sends_nothing_and_moves_the_heartbeat(office, listener, watch):
    row = watch()
    office.clock.advance(60)
    office.courier.poll(row)
    assert listener.posts == []
    assert row.DateTimeStart == office.now()


def test_a_blank_workstation_makes_every_machine_send(office, listener, watch, book):
    row = watch(Workstation="")
    book()
    office.courier.poll(row)
    assert [headers["Workstation"] for headers, _ in listener.posts] == ["FRONTDESK", "OD-SERVER"]


def test_a_machine_that_is_not_there_sends_nothing(office, listener, watch, book):
    row = watch(Workstation="ELSEWHERE")
    book()
    office.courier.poll(row)
    assert listener.posts == []


def test_after_an_outage_everything_of_up_to_three_days_is_sent_again(office, listener, watch, book):
    row = watch(DateTimeStart="2031-03-01 00:00:00")
    listener.status = 500
    office.clock.freeze(datetime(2031, 3, 5, 9))
    old = book()["AptNum"]
    office.courier.poll(row)
    assert row.DateTimeStart == datetime(2031, 3, 1)
    office.clock.freeze(datetime(2031, 3, 9, 9))
    new = book()["AptNum"]
    listener.status, listener.posts[:] = 200, []
    office.courier.poll(row)
    sent = {one["AptNum"] for one in listener.rows}
    assert new in sent
    assert old not in sent
    assert row.DateTimeStart == datetime(2031, 3, 9, 9)


def test_many_rows_go_in_batches(office, listener, watch, monkeypatch):
    monkeypatch.setattr(events, "BATCH", 10)
    row = watch()
    for visit in list(office.appointments.values())[:25]:
        office.staff_move(visit.AptNum)
    office.courier.poll(row)
    assert [len(body) for _, body in listener.posts] == [10, 10, 5]


def test_what_counts_as_delivered_is_a_switch(office, listener, watch, book):
    listener.status = 202
    row = watch()
    book()
    office.clock.advance(30)
    office.turn(event_success="200")
    office.courier.poll(row)
    assert row.DateTimeStart < office.now()
    office.turn(event_success="2xx")
    office.courier.poll(row)
    assert row.DateTimeStart == office.now()


def test_an_unreachable_endpoint_is_kept_as_status_0(office, listener, watch, book):
    row = watch(EndPointUrl="http://127.0.0.1:9/")
    book()
    office.courier.poll(row)
    assert [one.status for one in office.courier.deliveries] == [0]


@pytest.mark.parametrize("table", ["Appointment", "AppointmentDeleted", "Patient", "Operatory", "Provider", "Schedule"])
def test_each_watched_table_sends_its_own_rows(ask, office, listener, watch, table):
    row = watch(WatchTable=table)
    now = office.now()
    office.staff_move(1002)
    office.staff_delete(1001)
    office.staff_block(now, now + timedelta(hours=1), (1,), "Emergency")
    office.patients[3].DateTStamp = office.tables.providers[2].DateTStamp = office.tables.operatories[4].stamp = now
    office.courier.poll(row)
    key = {"Appointment": ("AptNum", 1002), "AppointmentDeleted": ("AptNum", 1001), "Patient": ("PatNum", 3),
           "Operatory": ("OperatoryNum", 4), "Provider": ("ProvNum", 2), "Schedule": ("blockoutType", "Emergency")}[table]
    assert [one[key[0]] for one in listener.rows] == [key[1]]


def test_selecting_a_patient_sends_one_object(office, listener, watch):
    watch(WatchTable="", PollingSeconds=0, UiEventType="PatientSelected")
    office.staff_edit({"action": "select", "PatNum": 1})
    headers, body = listener.posts[0]
    assert (headers["Event-Type"], body["PatNum"]) == ("UiEventType: PatientSelected", 1)


@pytest.mark.parametrize("body", [{}, {"WatchTable": "Moon", "PollingSeconds": 5}, {"WatchTable": "Appointment"},
                                  {"WatchTable": "Appointment", "PollingSeconds": 5, "UiEventType": "PatientSelected"}])
def test_a_subscription_that_cannot_be_is_refused(ask, body):
    assert ask.refusal("POST", "/subscriptions", json={"EndPointUrl": "http://x/"} | body)[0] == 400


def test_subscriptions_are_listed_changed_and_removed_by_their_own_key(ask, watch):
    number = watch().SubscriptionNum
    assert ask.put(f"/subscriptions/{number}", json={"PollingSeconds": 9}).status_code == 200
    assert [row["PollingSeconds"] for row in ask.rows("/subscriptions")] == [9]
    assert ask.delete(f"/subscriptions/{number}").status_code == 200
    assert ask.rows("/subscriptions") == []


def test_the_thread_starts_with_the_first_subscription_and_polls_by_itself(ask, office, listener, book):
    assert office.courier._thread is None
    ask.post("/subscriptions", json={"EndPointUrl": listener.url, "Workstation": "OD-SERVER", "WatchTable": "Appointment",
                                     "PollingSeconds": 1})
    number = book()["AptNum"]
    until = time.monotonic() + 4
    while not listener.posts and time.monotonic() < until:
        time.sleep(0.02)
    assert [row["AptNum"] for row in listener.rows][:1] == [number]
