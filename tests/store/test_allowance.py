"""One customer key's requests, whoever makes them: a least interval between starts, the most urgent first."""

import multiprocessing
import threading
import time
from itertools import pairwise

import pytest

from ivr.opendental.gate import CALLER, LOOK_AHEAD, PAPERWORK, SYNC, Asking, aged
from ivr.store.allowance import Allowance
from ivr.store.database import Database
from ivr.store.schema import allowances, tickets

INTERVAL_S = 0.2
SHARED_INTERVAL_S = 0.25


@pytest.fixture
def allowance(database):
    return Allowance(database, "key", INTERVAL_S, aged)


def enter_all(allowance, whom):
    """The order in which those who come in this order, all at once, are let in; and when."""
    entered, threads = [], []

    def enter(asking):
        allowance.enter(asking)
        entered.append((asking, time.time()))

    allowance.enter(Asking())
    allowance.hold_off(0.5)
    for asking in whom:
        threads.append(threading.Thread(target=enter, args=(asking,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return entered


def waiting(database):
    with database.begin() as connection:
        return len(connection.execute(tickets.select()).all())


def test_starts_lie_at_least_the_interval_apart(allowance):
    moments = [at for _, at in enter_all(allowance, [Asking() for _ in range(5)])]
    assert min(b - a for a, b in pairwise(moments)) >= INTERVAL_S * 0.5     # they are noted after being woken


def test_whoever_matters_most_goes_first(allowance):
    came = [SYNC, PAPERWORK, LOOK_AHEAD, CALLER]
    assert [asking.priority for asking, _ in enter_all(allowance, [Asking(priority) for priority in came])] == sorted(came)


def test_a_look_ahead_that_is_waited_for_goes_before_paperwork(allowance, database):
    """It is promoted by its name, though it came last and another process may have asked."""
    ahead, threads, order = Asking(SYNC, about="wanted"), [], []
    allowance.hold_off(0.5)
    for asking in (Asking(PAPERWORK), ahead):
        threads.append(threading.Thread(target=lambda asking=asking: (allowance.enter(asking), order.append(asking))))
        threads[-1].start()
    while waiting(database) < 2:
        time.sleep(0.01)
    allowance.promote(Asking(CALLER, about="wanted"))
    for thread in threads:
        thread.join()
    assert order[0] is ahead


def test_when_the_office_asks_for_patience_nobody_enters(allowance):
    allowance.enter(Asking())
    allowance.hold_off(0.4)
    began = time.monotonic()
    allowance.enter(Asking())
    assert time.monotonic() - began >= 0.35


def test_a_process_that_died_waiting_holds_nobody_up(allowance, database):
    with database.begin() as connection:
        connection.execute(tickets.insert().values(id="dead", key="key", priority=CALLER, about="", came_at=0.0, seen_at=time.time() - 10))
    began = time.monotonic()
    allowance.enter(Asking(SYNC))
    assert time.monotonic() - began < 0.5


def test_a_clock_that_was_put_back_holds_nobody_up(allowance, database):
    allowance.enter(Asking())
    with database.begin() as connection:
        connection.execute(allowances.update().values(opens_at=time.time() + 3600))
    began = time.monotonic()
    allowance.enter(Asking())
    assert time.monotonic() - began < 0.5


def test_another_key_has_an_allowance_of_its_own(allowance, database):
    allowance.hold_off(5)
    began = time.monotonic()
    Allowance(database, "another", INTERVAL_S, aged).enter(Asking())
    assert time.monotonic() - began < 0.5


def starts_of(url, count, found):
    database = Database(url, b"a secret")
    allowance = Allowance(database, "key", SHARED_INTERVAL_S, aged)
    for _ in range(count):
        allowance.enter(Asking(SYNC))
        found.put(time.time())
    database.engine.dispose()


def test_several_processes_share_it(store_url, database):
    """Three saturate it; none starts too early, and next to nothing of the allowance is lost."""
    context = multiprocessing.get_context("spawn")
    found = context.Queue()
    processes = [context.Process(target=starts_of, args=(store_url, 4, found)) for _ in range(3)]
    for process in processes:
        process.start()
    moments = sorted(found.get(timeout=30) for _ in range(12))
    for process in processes:
        process.join()
    gaps = [b - a for a, b in pairwise(moments)]
    assert min(gaps) >= SHARED_INTERVAL_S * 0.6        # they are noted by processes that first have to be woken
    assert (moments[-1] - moments[3]) / (len(moments) - 4) <= SHARED_INTERVAL_S * 1.4
