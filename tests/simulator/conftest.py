"""An office on Monday 10 March 2031 at nine, served over real HTTP, and a client that has its keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import httpx
import pytest

from ivr.simulator.office import Office
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running

MONDAY = date(2031, 3, 10)
NINE = datetime(2031, 3, 10, 9, 0)
HEADERS = {"Authorization": "ODFHIR DemoDeveloperKey/DemoCustomerKey", "Content-Type": "application/json"}


class Client(httpx.Client):
    """An httpx client with shorter words for what the tests do all the time."""

    def rows(self, path: str, **params: Any) -> list[dict[str, Any]]:
        answer = self.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refusal(self, method: str, path: str, **more: Any) -> tuple[int, str]:
        answer = self.request(method, path, **more)
        return answer.status_code, answer.text


@pytest.fixture
def office() -> Office:
    return sample_office(MONDAY, clock=lambda: NINE)


@pytest.fixture
def url(office: Office) -> Iterator[str]:
    with running(office) as base:
        yield base


@pytest.fixture
def ask(url: str) -> Iterator[Client]:
    with Client(base_url=url, headers=HEADERS, timeout=10, verify=False) as client:
        yield client


@pytest.fixture
def sim(url: str) -> Iterator[Client]:
    with Client(base_url=url.replace("/api/v1", "/sim"), timeout=10, verify=False) as client:
        yield client


@pytest.fixture
def book(ask: Client) -> Any:
    """Book a visit over HTTP; gives the object answered."""
    def post(**columns: Any) -> dict[str, Any]:
        body = {"PatNum": 1, "Op": 3, "AptDateTime": "2031-03-13 10:00:00", "ProvNum": 3} | columns
        answer = ask.post("/appointments", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()
    return post
