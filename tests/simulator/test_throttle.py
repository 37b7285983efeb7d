"""One start an interval for each key; a queue; 429; 504."""

import time
from concurrent.futures import ThreadPoolExecutor

from ivr.simulator.keys import PERMISSIONS, Key
from ivr.simulator.switches import Switches
from ivr.simulator.throttle import Throttle, interval_s


def burst(ask, count):
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda _: ask.get("/operatories"), range(count)))


def test_requests_of_one_key_start_an_interval_apart(ask, office):
    office.turn(interval_s=0.1, queue=10)
    began = time.monotonic()
    assert {answer.status_code for answer in burst(ask, 4)} == {200}
    assert time.monotonic() - began >= 0.3


def test_more_waiting_than_the_queue_holds_are_sent_away_with_retry_after(ask, office):
    office.turn(interval_s=0.2, queue=2)
    answers = burst(ask, 6)
    away = [answer for answer in answers if answer.status_code == 429]
    assert len(away) == 3
    assert {(answer.text, answer.headers["retry-after"]) for answer in away} == {("Too many requests", "1")}


def test_keys_do_not_spend_each_others_turns():
    throttle, switches = Throttle(lambda: 100.0), Switches(interval_s=1.0)
    first, second = Key(customer="a"), Key(customer="b")
    assert throttle.reserve(first, switches) == (0.0, 0)
    assert throttle.reserve(second, switches) == (0.0, 0)
    assert throttle.reserve(first, switches) == (1.0, 0)


def test_a_turn_not_taken_is_not_saved_up():
    now = [100.0]
    throttle, switches, key = Throttle(lambda: now[0]), Switches(interval_s=1.0), Key()
    throttle.reserve(key, switches)
    now[0] = 110.0
    assert [throttle.reserve(key, switches)[0] for _ in range(3)] == [0.0, 1.0, 2.0]


def test_the_interval_depends_on_what_the_key_may_do():
    switches = Switches(interval_s=1.0)
    assert interval_s(Key(permissions=frozenset({"ReadAll"})), switches) == 5.0
    assert interval_s(Key(), switches) == 1.0
    assert interval_s(Key(permissions=frozenset(PERMISSIONS)), switches) == 0.5


def test_a_throttled_write_is_not_executed_unless_switched(ask, office):
    post = {"json": {"PatNum": 1, "Op": 3, "AptDateTime": "2031-03-13 10:00:00"}}
    office.turn(interval_s=30.0, queue=0)
    ask.get("/operatories")
    assert ask.refusal("POST", "/appointments", **post) == (429, "Too many requests")
    assert len(office.book(patient=1)) == 1
    office.turn(throttled_write_runs=True)
    assert ask.refusal("POST", "/appointments", **post) == (429, "Too many requests")
    assert len(office.book(patient=1)) == 2


def test_what_is_not_finished_within_the_limit_is_a_504(ask, office):
    office.turn(latency_s=(0.2, 0.2), time_limit_s=0.1)
    assert ask.refusal("GET", "/operatories")[0] == 504


def test_every_answer_takes_the_latency(ask, office):
    office.turn(latency_s=(0.1, 0.15))
    began = time.monotonic()
    ask.get("/operatories")
    assert time.monotonic() - began >= 0.1
