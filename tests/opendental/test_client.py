"""Requests: what is sent, what is tried again, what never is."""

import json
import logging
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import httpx
import pytest
import structlog

from ivr.opendental.client import OpenDental, _retry_after
from ivr.opendental.errors import Forbidden, Garbled, Missing, OfficeError, Rejected, Throttled, Unreachable
from ivr.opendental.gate import CALLER, LOOK_AHEAD, SYNC, Asking, asking
from tests.opendental.desk import KEYS, Desk, serving

CONNECTOR_DOWN = ("The office's eConnector is not running", 400)


@pytest.fixture
def nobody():
    """An address where nothing listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/api/v1"


# --- what is sent ----------------------------------------------------------------------------------------------------

def test_every_request_carries_the_keys_and_the_content_type_reads_too(client, desk):
    desk.answers([], {})
    client.get("operatories")
    client.put("appointments/7/Note", {"Note": "x"})
    assert [asked.headers["Authorization"] for asked in desk.asked] == ["ODFHIR developer/customer"] * 2
    assert [asked.headers["Content-Type"] for asked in desk.asked] == ["application/json"] * 2


def test_parameters_are_written_as_open_dental_writes_them(client, desk):
    client.get("appointments", date=date(2026, 3, 2), DateTStamp=datetime(2026, 3, 2, 9, 5), includeHidden=False,
               LName="O'Brien & Co")
    assert desk.asked[0].params == {"date": "2026-03-02", "DateTStamp": "2026-03-02 09:05:00", "includeHidden": "false",
                                    "LName": "O'Brien & Co"}


def test_a_connection_is_used_again():
    clients = set()

    class Lasting(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            clients.add(self.client_address)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"[]")

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Lasting) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        client = OpenDental([f"http://127.0.0.1:{server.server_port}/api/v1"], *KEYS)
        assert [client.get("operatories") for _ in range(3)] == [[], [], []]
        client.close()
        server.shutdown()
    assert len(clients) == 1


def test_threads_may_share_a_client(client, desk):
    desk.replies = [lambda asked: ([{"n": asked.params["n"]}], 200)] * 40
    answers = {}
    threads = [threading.Thread(target=lambda n=n: answers.update({n: client.get("x", n=n)})) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: [{"n": str(n)}] for n in range(40)}


# --- what comes back -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("status", "sentence", "error", "reason"), [
    (400, "breakType is invalid, Missed is not enabled by the Dental Office.", Rejected, "break type"),
    (400, "Appointment overlaps existing appointment or blockout. Please change the appointment length.", Rejected, "overlap"),
    (400, "Not allowed to double book: provider", Rejected, "overlap"),
    (400, "Only scheduled appointments can be broken.", Rejected, "status"),
    (400, "AptStatus is invalid", Rejected, "invalid"),
    (400, "PatNum is required.", Rejected, "required"),
    (400, "'search' is not a valid parameter", Rejected, "parameter"),
    (400, "DateTStamp format must be yyyy-MM-dd HH:mm:ss.", Rejected, "format"),
    (400, "Patient already exists.", Rejected, "duplicate"),
    (400, "Something nobody has seen yet.", Rejected, "other"),
    (410, "", Rejected, "other"),
    (404, "appointment is not a valid resource.", Rejected, "resource"),
    (404, "Patient not found.", Missing, None),
    (400, "Malformed API request.", Forbidden, None),
    (401, "The API key does not have the ApiComm permission.", Forbidden, None),
    (403, "", Forbidden, None),
    (429, "Too many requests", Throttled, None),
    (504, "", Unreachable, None),
    (500, "An error occurred.", Unreachable, None),
    (302, "", Garbled, None),
])
@pytest.mark.parametrize("quoted", [False, True])
def test_a_refusal_becomes_the_error_that_says_what_it_means(client, desk, at_once, status, sentence, error, reason, quoted):
    desk.always = (json.dumps(sentence) if quoted else sentence, status, {"Retry-After": "0"})
    with pytest.raises(OfficeError) as caught:
        client.get("appointments/5")
    assert type(caught.value) is error
    assert getattr(caught.value, "reason", None) == reason
    assert caught.value.maybe_done is False


@pytest.mark.parametrize("body", ["", "<html>Welcome</html>", '{"AptNum": ', '"a sentence"', "null", "5"])
def test_an_answer_to_a_read_that_is_neither_rows_nor_a_row_is_garbled(client, desk, at_once, body):
    desk.always = (body, 200)
    with pytest.raises(Garbled):
        client.get("appointments/5")


@pytest.mark.parametrize(("body", "answer"), [("", None), ("null", None), ('""', None), ('{"AptNum": 5}', {"AptNum": 5})])
def test_a_write_may_be_answered_with_the_row_or_with_nothing(client, desk, body, answer):
    desk.always = (body, 200)
    assert client.put("appointments/5/Confirm", {}) == answer


def test_no_message_and_no_log_holds_the_offices_words_a_query_or_a_number(client, desk, at_once, caplog):
    caplog.set_level(logging.DEBUG)
    desk.always = ("Patient Lopez, born 1982-07-15, cannot be found in row 4711.", 400)
    with pytest.raises(Rejected) as caught:
        client.get("patients/4711/Balances", LName="Lopez", Birthdate=date(1982, 7, 15))
    desk.always = ("Lopez", 500)
    with pytest.raises(Unreachable):
        client.get("patients", LName="Lopez", Birthdate=date(1982, 7, 15))
    ours = [record.getMessage() + str(record.__dict__) for record in caplog.records if record.name != "werkzeug"]
    assert str(caught.value) == "GET patients/#/Balances: 400, other"
    assert not [line for line in ours if "Lopez" in line or "1982" in line or "4711" in line]


# --- trying again ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("trouble", [("", 500), ("", 504), ("", 429, {"Retry-After": "0"}), ("<html>", 200), CONNECTOR_DOWN])
def test_a_read_is_tried_again_when_that_can_help(client, desk, at_once, trouble):
    desk.answers(trouble, trouble, [{"PatNum": 1}])
    assert client.get("patients") == [{"PatNum": 1}]
    assert len(desk.asked) == 3


def test_a_read_is_not_tried_for_ever(client, desk, at_once):
    desk.always = ("", 500)
    with pytest.raises(Unreachable):
        client.get("patients")
    assert len(desk.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_read_that_is_refused_is_not_tried_again(client, desk, status):
    desk.always = ("no", status)
    with pytest.raises(OfficeError):
        client.get("patients")
    assert len(desk.asked) == 1


@pytest.mark.parametrize(("trouble", "maybe_done"), [
    (("", 500), True), (("", 504), True), (("Too many requests", 429), True), (("<html>", 200), True), (("[]", 200), True),
    (("", 302), True), (("Network timed out.", 400), True), (CONNECTOR_DOWN, False), (("AptStatus is invalid", 400), False),
    (("", 401), False), (("", 404), False),
])
def test_a_write_is_sent_once_and_the_error_says_whether_it_may_have_been_carried_out(client, desk, trouble, maybe_done):
    desk.always = trouble
    with pytest.raises(OfficeError) as caught:
        client.post("appointments", {"PatNum": 1})
    assert len(desk.asked) == 1
    assert caught.value.maybe_done is maybe_done


@pytest.mark.parametrize("fault", ["lost", "reset", "cut:method=POST", "hang:seconds=2", "garbage", "truncated",
                                   "status:status=504,executed=true"])
def test_a_write_whose_answer_is_lost_on_the_way_is_not_repeated(simulated, fault):
    """Over real connections: reset before and after it was carried out, cut off, hanging, spoiled."""
    place = simulated(timeout_s=0.3)
    place.office.faults.add(fault)
    with pytest.raises(Unreachable) as caught:
        place.client.post("commlogs", {"PatNum": 1, "Note": "x"})
    time.sleep(0.05)
    assert caught.value.maybe_done
    assert len([each for each in place.office.requests if each.method == "POST"]) <= 1
    assert len([row for row in place.office.tables.commlogs.values() if row.Note == "x"]) <= 1


@pytest.mark.parametrize("fault", ["reset", "lost", "cut", "garbage", "truncated", "empty", "down"])
def test_a_read_survives_what_may_happen_on_the_way(simulated, at_once, fault):
    place = simulated()
    place.office.faults.add(f"{fault}:nth=1")
    assert len(place.client.pages("operatories", "OperatoryNum")) == 8


def test_a_429_is_obeyed_by_everybody(client, desk):
    """Nobody, not even another thread's request, is sent before Retry-After is over."""
    desk.answers(("Too many requests", 429, {"Retry-After": "0.4"}))
    other = threading.Thread(target=lambda: (time.sleep(0.1), client.get("providers")))
    other.start()
    client.get("patients")
    other.join()
    first, *later = [asked.at for asked in desk.asked]
    assert len(later) == 2
    assert min(later) - first >= 0.39


@pytest.mark.parametrize(("after", "seconds"), [
    ("2.5", 2.5), ("3600", 20.0), ("-3", 0.0), ("Fri, 06 Mar 2026 09:00:00 GMT", 1.0), ("", 1.0), (None, 1.0)])
def test_a_retry_after_is_waited_for_within_bounds(after, seconds):
    asked_for = httpx.Response(429, headers={} if after is None else {"Retry-After": after})
    assert _retry_after(asked_for) == seconds


# --- several addresses -----------------------------------------------------------------------------------------------

@pytest.fixture
def two(desk):
    second = Desk()
    with serving(second) as url:
        client = OpenDental([desk.url, url], *KEYS)
        yield client, desk, second
        client.close()


def test_a_write_goes_to_the_next_address_when_the_first_cannot_be_had(desk, nobody):
    desk.always = ({"AptNum": 5}, 201)
    assert OpenDental([nobody, desk.url], *KEYS).post("appointments", {"PatNum": 1}) == {"AptNum": 5}
    assert len(desk.asked) == 1


def test_a_write_goes_to_the_next_address_when_the_offices_connector_is_down(two):
    client, first, second = two
    first.always, second.always = CONNECTOR_DOWN, ({"AptNum": 5}, 201)
    assert client.post("appointments", {"PatNum": 1}) == {"AptNum": 5}


@pytest.mark.parametrize("trouble", [("", 500), ("", 504), ("", 429), ("<html>", 200), ("no", 400), ("", 401), ("", 404)])
def test_a_write_that_may_have_been_carried_out_or_was_refused_goes_nowhere_else(two, trouble):
    client, first, second = two
    first.always = trouble
    with pytest.raises(OfficeError):
        client.post("appointments", {"PatNum": 1})
    assert second.asked == []


@pytest.mark.parametrize("trouble", [("", 500), CONNECTOR_DOWN, ("<html>", 200)])
def test_a_read_goes_to_the_next_address(two, trouble):
    client, first, second = two
    first.always, second.always = trouble, ([{"PatNum": 1}], 200)
    assert client.get("patients") == [{"PatNum": 1}]


def test_a_throttled_read_waits_for_its_own_address(two, at_once):
    """The other one may be throttled by the same key."""
    client, first, second = two
    first.answers(("", 429, {"Retry-After": "0"}), [{"PatNum": 1}])
    assert client.get("patients") == [{"PatNum": 1}]
    assert second.asked == []


def test_nobody_at_all_is_a_write_that_was_not_carried_out(nobody):
    with pytest.raises(Unreachable) as caught:
        OpenDental([nobody], *KEYS).post("appointments", {})
    assert caught.value.maybe_done is False


@pytest.fixture
def two_addresses():
    """A client whose first address does not answer while `two_addresses.down`; its clock is set by hand."""
    place = SimpleNamespace(now=0.0, asked=[], down=True)

    def answer(request):
        place.asked.append(request.url.host)
        if request.url.host == "service" and place.down:
            raise httpx.ConnectError("refused")
        return httpx.Response(200, json=[])

    urls = ["http://service/api/v1", "http://remote/api/v1"]
    place.client = OpenDental(urls, *KEYS, transport=httpx.MockTransport(answer), clock=lambda: place.now)
    return place


def test_a_caller_does_not_wait_to_find_out_whether_an_address_is_back(two_addresses):
    for two_addresses.now in (0.0, 61.0, 599.0, 601.0):
        two_addresses.client.get("x")
    assert two_addresses.asked == ["service", "remote", "remote", "remote", "service", "remote"]


def test_what_runs_in_the_background_tries_after_a_minute_and_brings_callers_back(two_addresses):
    two_addresses.client.get("x")
    two_addresses.down, two_addresses.now, two_addresses.asked[:] = False, 61.0, []
    with asking(Asking(SYNC)):
        two_addresses.client.get("x")
    two_addresses.client.get("x")
    assert two_addresses.asked == ["service", "service"]


# --- the same read, wanted twice -------------------------------------------------------------------------------------

class Held:
    """A turnstile that lets nobody in until it is opened."""

    def __init__(self):
        self.open, self.came, self.promoted = threading.Event(), [], []

    def enter(self, whom):
        self.came.append(whom)
        assert self.open.wait(5)

    def promote(self, whom):
        self.promoted.append(whom.priority)

    def hold_off(self, seconds):
        pass


def until(true):
    ends = time.monotonic() + 5
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.005)


def test_the_same_read_is_made_once_for_all_who_want_it(desk):
    held = Held()
    client = OpenDental([desk.url], *KEYS, min_interval_s=1.0, turnstile=lambda interval_s: held)
    with ThreadPoolExecutor(3) as pool:
        found = [pool.submit(client.get, "operatories") for _ in range(3)]
        until(lambda: held.came)
        time.sleep(0.05)
        held.open.set()
        answers = [each.result() for each in found]
    assert len(desk.asked) == 1
    assert answers[0] == answers[1] == answers[2]


def test_a_look_ahead_that_a_caller_shares_is_as_urgent_as_the_caller(desk):
    held = Held()
    client = OpenDental([desk.url], *KEYS, min_interval_s=1.0, turnstile=lambda interval_s: held)

    def look_ahead():
        with asking(Asking(LOOK_AHEAD)):
            return client.get("operatories")

    with ThreadPoolExecutor(2) as pool:
        pool.submit(look_ahead)
        until(lambda: held.came)
        waited = pool.submit(client.get, "operatories")
        until(lambda: held.promoted)
        held.open.set()
        waited.result()
    assert held.promoted == [CALLER]


def test_whoever_is_strict_does_not_take_an_answer_that_was_already_on_its_way():
    """The final check before a write must be as the book is now, not as it was when somebody else asked."""
    sent, go_on = [], threading.Event()

    def answer(request):
        sent.append(request)
        assert go_on.wait(5)
        return httpx.Response(200, json=[{"AptNum": len(sent)}])

    client = OpenDental(["http://office/api/v1"], *KEYS, transport=httpx.MockTransport(answer))

    def strictly():
        with asking(Asking(strict=True)):
            return client.get("appointments")

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(client.get, "appointments")
        until(lambda: sent)
        relaxed, strict = pool.submit(client.get, "appointments"), pool.submit(strictly)
        until(lambda: len(sent) == 2)
        go_on.set()
        assert relaxed.result() is first.result()
        assert strict.result() is not first.result()


# --- paging ----------------------------------------------------------------------------------------------------------

def rows(first, count):
    return [{"AptNum": number} for number in range(first, first + count)]


def paged(table, size=100):
    return lambda asked: (table[(start := int(asked.params.get("Offset", 0))):start + size], 200)


@pytest.mark.parametrize(("count", "size", "requests"), [
    (0, 100, 1), (99, 100, 1), (100, 100, 2), (237, 100, 3), (237, 1000, 1), (1000, 1000, 2)])
def test_all_pages_are_read_and_none_too_many(client, desk, count, size, requests):
    desk.always = paged(rows(1, count), size)
    assert client.pages("appointments", "AptNum", PatNum=3) == rows(1, count)
    assert len(desk.asked) == requests
    assert {asked.params["PatNum"] for asked in desk.asked} == {"3"}


def test_paging_ends_where_the_offset_is_ignored(client, desk):
    desk.always = (rows(1, 100), 200)
    assert client.pages("appointments", "AptNum") == rows(1, 100)
    assert len(desk.asked) == 2


def test_a_row_that_two_pages_bring_is_there_once(client, desk):
    desk.answers(rows(1, 100), rows(95, 100), rows(195, 5))
    assert client.pages("appointments", "AptNum") == rows(1, 199)


def test_a_table_without_end_is_given_up(client, desk):
    desk.always = lambda asked: (rows(len(desk.asked) * 100, 100), 200)
    with pytest.raises(Garbled):
        client.pages("appointments", "AptNum")
    assert len(desk.asked) == 200


@pytest.mark.parametrize("answer", [{"AptNum": 1}, [1], [{"PatNum": 1}], [{"AptNum": None}], [{"AptNum": [1]}]])
def test_what_is_not_a_list_of_rows_is_garbled(client, desk, answer):
    desk.always = (answer, 200)
    with pytest.raises(Garbled):
        client.pages("appointments", "AptNum")


def test_a_request_made_for_a_call_bears_twilios_name_of_it(client, desk):
    with structlog.contextvars.bound_contextvars(call="CA123"):
        client.get("providers")
    client.get("operatories")
    assert [asked.headers.get("X-Correlation-Id") for asked in desk.asked] == ["CA123", None]
