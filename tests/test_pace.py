"""One turn is worked on at a time, and nobody is kept from theirs by it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ivr import pace


@pytest.fixture
def elsewhere():
    """Carries something out in another thread."""
    with ThreadPoolExecutor(1) as pool:
        yield lambda work: pool.submit(work).result(timeout=5)


def began_s():
    """How long it took to begin to work."""
    since = time.monotonic()
    with pace.working():
        return time.monotonic() - since


def test_the_next_begins_when_the_one_at_work_is_done(elsewhere):
    with pace.working():
        pass
    assert elsewhere(began_s) < pace.STANDS_ASIDE_S / 2


def test_a_fault_ends_the_work_as_well(elsewhere):
    with pytest.raises(ZeroDivisionError), pace.working():
        raise ZeroDivisionError
    assert elsewhere(began_s) < pace.STANDS_ASIDE_S / 2


def test_who_waits_for_the_office_lets_others_work(elsewhere):
    with pace.working(), pace.waiting():
        assert elsewhere(began_s) < pace.STANDS_ASIDE_S / 2


def test_who_has_waited_works_again(elsewhere):
    with pace.working():
        with pace.waiting():
            pass
        assert elsewhere(began_s) >= pace.STANDS_ASIDE_S


def test_nobody_stands_aside_for_long(elsewhere):
    with pace.working():
        assert pace.STANDS_ASIDE_S <= elsewhere(began_s) < 3 * pace.STANDS_ASIDE_S


def test_whoever_went_ahead_leaves_the_one_at_work_alone(elsewhere):
    with pace.working():
        elsewhere(began_s)
        assert elsewhere(began_s) >= pace.STANDS_ASIDE_S


def test_waiting_without_having_worked_is_no_work(elsewhere):
    with pace.waiting():
        assert elsewhere(began_s) < pace.STANDS_ASIDE_S / 2
    assert elsewhere(began_s) < pace.STANDS_ASIDE_S / 2


def test_a_wait_within_a_wait(elsewhere):
    with pace.working():
        with pace.waiting(), pace.waiting():
            assert elsewhere(began_s) < pace.STANDS_ASIDE_S / 2
        assert elsewhere(began_s) >= pace.STANDS_ASIDE_S
    assert elsewhere(began_s) < pace.STANDS_ASIDE_S / 2


def test_no_two_work_at_once():
    working, most, count = [], [], threading.Lock()

    def work(_):
        with pace.working():
            with count:
                working.append(1)
                most.append(len(working))
            time.sleep(0.002)
            with count:
                working.pop()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(24)))
    assert max(most) == 1


def test_a_caller_who_waits_for_the_office_holds_nobody_up(stage):
    line, rings = stage(), 5
    line.office.turn(latency_s=(1.3, 1.3))
    line.phone.dial()
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(line.phone.say, "I need a cleaning")
        time.sleep(0.1)
        since = time.monotonic()
        for n in range(rings):
            line.another(f"+121755502{n:02}").dial()
        greeted_s = time.monotonic() - since
        assert not waits.done()
        assert greeted_s < rings * pace.STANDS_ASIDE_S * 0.8
        waits.result(timeout=10)
