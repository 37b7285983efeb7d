"""No page keeps out people who see little, hear a screen reader, use the keyboard, or hold a telephone."""

import pytest

from tests.console.acting import CROWN, call, task
from tests.console.chromium import barriers, sign_in
from tests.console.conftest import PASSWORD, USERS
from tests.stage import Stage

PAGES = ("/console", "/console/calls", "/console/openings?kind=cleaning&day=2026-03-05", "/console/try", "/console/trail")


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    """With something on every page."""
    stage = Stage(tmp_path_factory.mktemp("furnished") / "stage", environment={"CONSOLE_USERS": USERS})
    call(stage, *CROWN)
    task(stage, "bleeding", urgent=True, kind="urgent message")
    stage.line.tasks.done(task(stage, "an old one"))
    yield stage
    stage.close()


@pytest.fixture
def shown(line, tab):
    """The manager's console."""
    sign_in(tab, line.url, "morgan", PASSWORD)
    return tab


def test_no_page_has_a_barrier(line, shown):
    found = {}
    for page in (*PAGES, f"/console/calls/{line.phone.sid}"):
        shown.goto(line.url + page)
        found[page] = barriers(shown)
    assert {page for page, barriers_there in found.items() if barriers_there} == set(), found


def test_the_sign_in_has_no_barrier(line, tab):
    tab.goto(f"{line.url}/console/sign-in")
    assert barriers(tab) == []


def test_a_call_being_tried_has_no_barrier(line, shown):
    shown.goto(f"{line.url}/console/try")
    shown.get_by_role("button", name="Call", exact=True).click()
    shown.get_by_label("You say, or the keys you press").wait_for()
    assert barriers(shown) == []


def test_no_page_is_wider_than_a_telephone(line, shown):
    shown.set_viewport_size({"width": 360, "height": 740})
    wide = {}
    for page in (*PAGES, f"/console/calls/{line.phone.sid}"):
        shown.goto(line.url + page)
        wide[page] = shown.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert wide == dict.fromkeys(wide, False)


def test_buttons_can_be_hit_with_a_thumb(line, shown):
    shown.set_viewport_size({"width": 360, "height": 740})
    shown.goto(f"{line.url}/console")
    heights = shown.eval_on_selector_all("main button", "found => found.filter(b => b.offsetParent).map(b => b.offsetHeight)")
    assert min(heights) >= 44
