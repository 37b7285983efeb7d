"""The simulated office on a Monday at nine, its book, a Twilio, and the environment of a line that uses both."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import stamina

from ivr.opendental.book import Book
from ivr.opendental.client import OpenDental
from ivr.opendental.inspection import Inspection
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE
from ivr.setup.command import examination
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from tests.setup.twilio_api import ACCOUNT, NUMBER, TOKEN, TwilioApi, serving

NINE = datetime(2026, 3, 2, 9)
NOW = NINE.replace(tzinfo=ZoneInfo("America/Chicago"))
KEYS = ("DemoDeveloperKey", "DemoCustomerKey")


@pytest.fixture
def office():
    """The simulated office: url, book, inspection, and the office itself."""
    simulated = sample_office(date(2026, 3, 2), clock=lambda: NINE)
    with running(simulated) as url, stamina.set_testing(True, attempts=1, cap=True):
        client = OpenDental([url], *KEYS, timeout_s=5.0)
        yield SimpleNamespace(simulated=simulated, url=url, book=Book(client), inspection=Inspection(client))
        client.close()


@pytest.fixture
def twilio():
    api = TwilioApi()
    with serving(api) as url:
        api.url = url
        yield api
    assert api.objections == []


@pytest.fixture
def environ(tmp_path):
    """What every line has; a test adds to it."""
    return {"DATA_DIR": str(tmp_path / "kept")}


@pytest.fixture
def with_office(environ, office, tmp_path):
    """A practice file of its own, like the sample, and the office's address and keys."""
    file = tmp_path / "practice.toml"
    file.write_text(SAMPLE_PRACTICE.read_text(encoding="utf-8"), encoding="utf-8")
    return environ | {"PRACTICE_FILE": str(file), "OPENDENTAL_URLS": office.url, "OPENDENTAL_DEVELOPER_KEY": KEYS[0],
                      "OPENDENTAL_CUSTOMER_KEY": KEYS[1]}


@pytest.fixture
def with_twilio(environ, twilio):
    return environ | {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": NUMBER,
                      "TWILIO_API_URL": twilio.url, "PUBLIC_URL": "https://line.example"}


@pytest.fixture
def practice():
    return read(SAMPLE_PRACTICE)


@pytest.fixture
def examined():
    """Every finding on this environment, as (level, about, found)."""
    return lambda environ: [(each.level, each.about, each.found) for each in examination(environ, lambda: NOW)]
