"""The stage every call is played on, and both stores."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from ivr import logs
from ivr.store.database import Database
from tests.privacy.leaks import leaks
from tests.stage import Stage
from tests.stores import STORES, Stores

# The tests call nobody outside this machine.  To read the certificates of the world's authorities for that, as every new
# HTTP client does, would take a third of their time.
os.environ["SSL_CERT_FILE"] = str(Path(__file__).parent / "no_authority.pem")

settings.register_profile("usual", deadline=None)       # how long an example takes says more of the machine than of us
settings.load_profile("usual")
logs.set_up()                                           # as a server would have it


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What the line, and every process it started, wrote to the log during a test may tell nothing of anybody."""
    report = yield
    if call.when == "teardown" and report.passed and (found := leaks(report.capstdout + report.capstderr)):
        report.outcome, report.longrepr = "failed", f"the log tells {', '.join(found)}"
    return report


@pytest.fixture
def stage(tmp_path):
    stages = []

    def build(**options):
        stages.append(Stage(tmp_path / f"stage{len(stages)}", **options))
        return stages[-1]

    yield build
    for each in stages:
        each.close()


@pytest.fixture(scope="session")
def stores():
    stores = Stores()
    yield stores
    stores.close()


@pytest.fixture(params=STORES)
def store_url(request, stores):
    return stores.url(request.param)


@pytest.fixture
def database(store_url):
    database = Database(store_url, b"a secret")
    database.prepare()
    yield database
    database.engine.dispose()
