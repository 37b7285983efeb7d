"""A simulated office with a warm book beside it."""

from contextlib import ExitStack
from datetime import date, datetime
from functools import partial
from types import SimpleNamespace

import pytest

from ivr.opendental.client import OpenDental
from ivr.opendental.gate import Gate
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.simulator.switches import Switches
from ivr.store.copy import Copy
from ivr.store.database import Database
from ivr.warm.book import WarmBook
from ivr.warm.keeper import Keeper
from tests.warm.warmed import renew, warmed

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9)


class AtOnce(Gate):
    """The queue to an office that grants only so many requests, here as many as are asked."""

    def __init__(self, interval_s):
        super().__init__(0.0)
        self.rush = False

    def busy(self):
        return self.rush


def placed(stack, folder, throttled=True, **switches):
    found = SimpleNamespace(now=NOW)
    found.office = sample_office(TODAY, clock=lambda: found.now, switches=Switches(**switches))
    url = stack.enter_context(running(found.office))
    interval_s = 1.0 if throttled else 0.0
    client = OpenDental([url], "DemoDeveloperKey", "DemoCustomerKey", timeout_s=5.0, min_interval_s=interval_s, turnstile=AtOnce)
    stack.callback(client.close)
    found.database = Database(f"sqlite:///{folder}/line.db", b"a secret")
    found.database.prepare()
    stack.callback(found.database.engine.dispose)
    found.gate = client._gates[url]
    found.copy = Copy(found.database)
    found.book = WarmBook(client, found.copy, lambda: found.now, 60)
    found.keeper = Keeper(found.book)
    return found


@pytest.fixture
def place(tmp_path):
    """Builds an office, a client, a warm book and its keeper: place(throttled=..., **switches)."""
    with ExitStack() as stack:
        yield partial(placed, stack, tmp_path)


@pytest.fixture
def warm(place, tmp_path):
    """One whose copy is complete."""
    def build(throttled=True):
        what = f"throttled {throttled}"
        (tmp_path / "line.db").write_bytes(warmed(what, partial(read_whole, throttled)))
        found = place(throttled)
        renew(what, found.database)
        return found

    return build


def read_whole(throttled, folder):
    with ExitStack() as stack:
        found = placed(stack, folder, throttled)
        while found.keeper.work():
            pass
