"""Lines with a console, whose passwords are hashed as cheaply as can be."""

import pytest
from argon2 import PasswordHasher

from tests.console.browser import Browser
from tests.console.chromium import there_is_one
from tests.stage import Stage

PASSWORD = "correct horse battery"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
USERS = f"dana:desk:{CHEAP} morgan:manager:{CHEAP}"

collect_ignore = [] if there_is_one() else ["flows"]


def pytest_report_header():
    return "the console's flows are left out: no Chromium is installed" if collect_ignore else None


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    """A line for tests that change nothing."""
    stage = Stage(tmp_path_factory.mktemp("still") / "stage", environment={"CONSOLE_USERS": USERS})
    yield stage
    stage.close()


@pytest.fixture(scope="module")
def reader(still):
    """Signed in there."""
    return signed_in(still, "dana")


@pytest.fixture
def line(stage):
    return stage(environment={"CONSOLE_USERS": USERS})


@pytest.fixture
def visitor(line):
    return Browser(line.url)


def signed_in(line, name):
    browser = Browser(line.url)
    assert browser.sign_in(name, PASSWORD).status == 200
    return browser


@pytest.fixture
def dana(line):
    """At the front desk."""
    return signed_in(line, "dana")


@pytest.fixture
def morgan(line):
    """The manager."""
    return signed_in(line, "morgan")
