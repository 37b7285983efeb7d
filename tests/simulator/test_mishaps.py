"""Faults over real connections: what the client sees, and what the book says afterwards."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from ivr.simulator.app import create_office
from ivr.simulator.faults import Fault, Faults, read

from .conftest import HEADERS

MINE = {"PatNum": 1, "Op": 3, "AptDateTime": "2031-03-13 10:00:00"}


def booked(office):
    return len(office.book(patient=1)) - 1


@pytest.mark.parametrize(("fault", "error"), [("lost:method=POST", httpx.ReadError), ("reset:executed=true", httpx.ReadError),
                                              ("cut:method=POST", httpx.RemoteProtocolError)])
def test_a_post_is_executed_and_its_answer_lost(ask, office, fault, error):
    office.faults.add(fault)
    with pytest.raises(error):
        ask.post("/appointments", json=MINE)
    assert booked(office) == 1


def test_lost_strikes_once_unless_told_otherwise(ask, office):
    office.faults.add("lost")
    with pytest.raises(httpx.ReadError):
        ask.get("/operatories")
    assert ask.get("/operatories").status_code == 200


def test_a_reset_before_execution_leaves_the_book_alone(ask, office):
    office.faults.add("reset")
    with pytest.raises(httpx.ReadError):
        ask.post("/appointments", json=MINE)
    assert booked(office) == 0


@pytest.mark.parametrize(("executed", "visits"), [("true", 1), ("false", 0)])
def test_a_504_may_come_before_or_after_execution(ask, office, executed, visits):
    office.faults.add(f"status:status=504,executed={executed}")
    assert ask.refusal("POST", "/appointments", json=MINE)[0] == 504
    assert booked(office) == visits


def test_a_hang_is_a_time_out_of_the_client(ask, office):
    office.faults.add("hang:executed=true")
    with pytest.raises(httpx.ReadTimeout):
        ask.post("/appointments", json=MINE, timeout=0.2)
    assert booked(office) == 1


def test_a_hang_longer_than_the_time_limit_is_a_504_and_a_shorter_one_drops_the_connection(ask, office):
    office.turn(time_limit_s=0.1)
    office.faults.add("hang:nth=1")
    assert ask.refusal("GET", "/operatories")[0] == 504
    office.faults.clear()
    office.faults.add("hang:seconds=0.05")
    with pytest.raises(httpx.ReadError):
        ask.get("/operatories")


def test_slow_is_late_and_whole(ask, office):
    office.faults.add("slow:seconds=0.1")
    began = time.monotonic()
    assert len(ask.rows("/operatories")) == 8
    assert time.monotonic() - began >= 0.1


def test_a_throttle_fault_answers_429_with_the_given_retry_after(ask, office):
    office.faults.add("throttle:retry_after=7,count=1")
    answer = ask.get("/operatories")
    assert (answer.status_code, answer.text, answer.headers["retry-after"]) == (429, "Too many requests", "7")
    assert ask.get("/operatories").status_code == 200


def test_a_connector_that_is_down_says_so_or_hangs_for_a_while(ask, office):
    office.faults.add("down:for_s=0.3")
    assert ask.refusal("GET", "/operatories") == (400, "The office's eConnector is not running")
    time.sleep(0.35)
    assert ask.get("/operatories").status_code == 200
    office.faults.add("down:hang=true")
    with pytest.raises(httpx.ReadTimeout):
        ask.get("/operatories", timeout=0.1)


@pytest.mark.parametrize("kind", ["garbage", "empty", "truncated"])
def test_a_spoiled_body_comes_with_the_right_status_and_the_write_done(ask, office, kind):
    office.faults.add(kind)
    answer = ask.post("/appointments", json=MINE)
    assert answer.status_code == 201
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        answer.json()
    assert booked(office) == 1


def test_faults_choose_their_requests_by_method_path_and_occurrence():
    faults = Faults()
    faults.add("status:method=PUT,path=/appointments/*/Break,nth=2")
    struck = [faults.strike("PUT", "/appointments/7/Break") is not None for _ in range(3)]
    assert struck == [False, True, False]
    assert faults.strike("GET", "/appointments/7/Break") is None
    assert faults.strike("PUT", "/appointments/7") is None
    faults.clear()
    faults.add(Fault("reset", every=3, count=2))
    assert [faults.strike("GET", "/x") is not None for _ in range(10)] == [False, False, True, False, False, True] + [False] * 4


@pytest.mark.parametrize("wrong", ["", "explode", "status:color=red", "hang:seconds=long", {"path": "/x"}, "lost:executed=maybe"])
def test_a_fault_that_cannot_be_read_is_refused(wrong):
    with pytest.raises(ValueError, match=r"fault|cannot be"):
        read(wrong)


def test_without_a_socket_faults_are_the_transports_errors(office):
    """Behind a WSGI transport, as in-process tests have it, a lost answer is a ConnectionResetError."""
    office.faults.add("lost")
    transport = httpx.WSGITransport(app=create_office(office))
    with httpx.Client(transport=transport, base_url="http://office/api/v1", headers=HEADERS) as client:
        with pytest.raises(ConnectionResetError):
            client.post("/appointments", json=MINE)
        assert booked(office) == 1
        assert client.get("/operatories").status_code == 200


def test_staff_can_act_between_a_clients_check_and_its_write(ask, office):
    """An edit laid in wait is done just before the next matching request, once."""
    office.before("POST", "/appointments", lambda: office.staff_book(2, office.now(), 3, 3, Note="staff"))
    ask.get("/operatories")
    assert not [row for row in office.book() if row["Note"] == "staff"]
    first = ask.post("/appointments", json=MINE).json()["AptNum"]
    ask.post("/appointments", json=MINE)
    staff = [row["AptNum"] for row in office.book() if row["Note"] == "staff"]
    assert len(staff) == 1
    assert staff[0] < first


def test_two_agents_at_once_get_two_visits_with_different_keys(ask, office):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask.post("/appointments", json=MINE).json()["AptNum"], range(24)))
    assert len(set(answers)) == 24
    assert booked(office) == 24


def test_connections_are_kept_alive(url):
    with httpx.Client(headers=HEADERS, verify=False) as client:
        streams = {client.get(f"{url}/operatories").extensions["network_stream"].get_extra_info("client_addr") for _ in range(3)}
    assert len(streams) == 1


def test_the_log_says_what_was_asked_and_whether_it_was_done(ask, office):
    office.faults.add("lost:method=POST")
    with pytest.raises(httpx.ReadError):
        ask.post("/appointments", json=MINE)
    ask.get("/patients", params={"Phone": "2175550142"})
    post, get = office.requests
    assert (post.method, post.path, post.body) == ("POST", "/appointments", MINE)
    assert (post.status, post.executed, post.fault) == (0, True, "lost")
    assert (get.params, get.status, get.fault, get.key) == ({"Phone": "2175550142"}, 200, "", "DemoCustomerKey")
