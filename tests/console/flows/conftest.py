"""One Chromium for all flows, and a fresh profile for each."""

from pathlib import Path

import pytest

from tests.console.chromium import WIDE, chromium, sign_in
from tests.console.conftest import PASSWORD


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A browser takes its time: the flows are among the longer proofs."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def tab(browser):
    """A tab, in which no script may fail and no rule of the content policy be broken."""
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(10_000)
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if broken(message) else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def unchanged(still, tab):
    """Signed in at the front desk of a line whose tasks and calls stay as they are."""
    sign_in(tab, still.url, "dana", PASSWORD)
    return tab


@pytest.fixture
def desk(line, tab):
    """Signed in at the front desk."""
    sign_in(tab, line.url, "dana", PASSWORD)
    return tab


def broken(message):
    """Chromium complains of every answer that is not a page, such as the one that a session has ended."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")
