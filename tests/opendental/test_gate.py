"""The allowance: a least interval between starts, and whoever matters most goes first."""

import threading
import time
from itertools import pairwise

import pytest

from ivr.opendental.client import OpenDental
from ivr.opendental.gate import AGES_S, CALLER, LOOK_AHEAD, PAPERWORK, SYNC, Asking, Gate, Ticket
from tests.opendental.desk import KEYS


def entering(gate, priorities):
    """The order in which those who come in this order, all at once, are let in; and when."""
    entered, threads = [], []

    def enter(priority):
        gate.enter(Asking(priority))
        entered.append((priority, time.monotonic()))

    gate.enter(Asking())
    for priority in priorities:
        threads.append(threading.Thread(target=enter, args=(priority,)))
        threads[-1].start()
        time.sleep(0.005)
    for thread in threads:
        thread.join()
    return entered


def test_starts_lie_at_least_the_interval_apart():
    moments = [at for _, at in entering(Gate(0.06), [CALLER] * 6)]
    assert min(b - a for a, b in pairwise(moments)) >= 0.055


def test_whoever_matters_most_goes_first_and_equals_in_turn():
    came = [SYNC, PAPERWORK, CALLER, LOOK_AHEAD, PAPERWORK, CALLER]
    assert [priority for priority, _ in entering(Gate(0.2), came)] == sorted(came)


def test_the_gate_is_not_kept_idle():
    began = time.monotonic()
    entering(Gate(0.05), [CALLER] * 8)
    assert time.monotonic() - began < 0.05 * 8 + 0.15


def test_without_an_interval_nobody_waits():
    began = time.monotonic()
    entering(Gate(0.0), [SYNC] * 5)
    assert time.monotonic() - began < 0.2


def test_patience_asked_for_is_had_without_an_interval_too():
    gate = Gate(0.0)
    gate.hold_off(0.2)
    began = time.monotonic()
    gate.enter(Asking())
    assert time.monotonic() - began >= 0.19


def test_what_has_waited_for_minutes_is_no_longer_passed_by():
    old = Ticket(Asking(PAPERWORK), 1, came_at=0.0)
    assert old.rank(2 * AGES_S - 1) > Ticket(Asking(), 2, came_at=2 * AGES_S - 1).rank(2 * AGES_S - 1)
    assert old.rank(2 * AGES_S + 1) < Ticket(Asking(), 2, came_at=2 * AGES_S + 1).rank(2 * AGES_S + 1)


def test_a_look_ahead_that_is_waited_for_is_passed_by_no_more():
    gate, ahead, order, threads = Gate(0.0), Asking(LOOK_AHEAD), [], []
    gate.hold_off(0.2)
    for asking in (Asking(CALLER), ahead, Asking(LOOK_AHEAD)):
        threads.append(threading.Thread(target=lambda asking=asking: (gate.enter(asking), order.append(asking))))
        threads[-1].start()
        time.sleep(0.02)
    threads.append(threading.Thread(target=lambda: (gate.enter(sync), order.append(sync))))
    sync = Asking(SYNC)
    threads[-1].start()
    sync.priority = CALLER
    gate.promote(sync)
    for thread in threads:
        thread.join()
    assert order.index(sync) < order.index(ahead)


@pytest.mark.parametrize(("url", "configured", "interval"), [
    ("https://api.opendental.com/api/v1", None, 1.0), ("http://10.0.0.5:30223/api/v1", None, 0.0),
    ("https://api.opendental.com/api/v1", 0.5, 0.5), ("http://10.0.0.5:30223/api/v1", 0.5, 0.5),
    ("https://api.opendental.com.example/api/v1", None, 0.0),
])
def test_only_the_vendors_host_is_throttled_unless_another_interval_is_set(url, configured, interval):
    assert OpenDental([url], *KEYS, min_interval_s=configured)._gates[url]._interval == interval


def test_all_requests_of_a_key_share_one_allowance(desk):
    """Two addresses, one key: the interval holds between requests to either."""
    other = desk.url.replace("127.0.0.1", "localhost")
    client = OpenDental([desk.url, other], *KEYS, min_interval_s=0.3)
    desk.answers(("", 500), [], [], [])
    client.get("a")
    client.get("b")
    moments = [asked.at for asked in desk.asked]
    assert len(moments) == 3
    assert min(b - a for a, b in pairwise(moments)) >= 0.2      # as they arrive; they leave as far apart as they should
