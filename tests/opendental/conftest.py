"""The scripted office, and the simulated one with a client and its book."""

from contextlib import ExitStack
from datetime import date, datetime
from types import SimpleNamespace

import pytest
import stamina

from ivr.opendental.book import Book
from ivr.opendental.client import OpenDental
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.simulator.switches import Switches
from tests.opendental.desk import KEYS, Desk, serving

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def _desk():
    desk = Desk()
    with serving(desk) as url:
        desk.url = url
        yield desk


@pytest.fixture
def desk(_desk):
    _desk.forget()
    return _desk


@pytest.fixture
def client(desk):
    client = OpenDental([desk.url], *KEYS, timeout_s=5.0)
    yield client
    client.close()


@pytest.fixture
def at_once():
    """Retries as ever, but without a pause between them."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def simulated():
    """Builds a simulated office and the book of it: simulated(**switches)."""
    with ExitStack() as stack:
        def build(timeout_s=5.0, **switches):
            office = sample_office(TODAY, clock=lambda: datetime(2026, 3, 2, 9), switches=Switches(**switches))
            url = stack.enter_context(running(office))
            client = OpenDental([url], "DemoDeveloperKey", "DemoCustomerKey", timeout_s=timeout_s)
            stack.callback(client.close)
            return SimpleNamespace(office=office, url=url, client=client, book=Book(client))

        yield build
