"""No page keeps out people who see little, hear a screen reader, use the keyboard, or hold a telephone."""

import pytest

from tests.console.acting import CROWN, call, task
from tests.console.chromium import barriers, sign_in
from tests.console.conftest import PASSWORD, USERS
from tests.stage import Stage

PAGES = ("/console", "/console?done=1", "/console/calls", "/console/figures", "/console/openings?kind=cleaning&day=2026-03-05", "/console/try",
         "/console/trail", "/console/calls/none")


REACHABLE = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"
NUMBERED = "found => found.filter(e => e.checkVisibility()).map((e, n) => { e.dataset.reach = n; }).length"


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    """With something on every page."""
    stage = Stage(tmp_path_factory.mktemp("furnished") / "stage", environment={"CONSOLE_USERS": USERS})
    call(stage, *CROWN)
    task(stage, "bleeding", urgent=True, kind="urgent message")
    stage.line.tasks.done(task(stage, "an old one"))
    stage.over = stage.phone.sid
    call(stage, "purple monkey dishwasher")
    stage.phone.dial()
    stage.phone.say("I need a cleaning")
    yield stage
    stage.close()


@pytest.fixture
def shown(line, tab):
    """The manager's console."""
    sign_in(tab, line.url, "morgan", PASSWORD)
    return tab


@pytest.fixture(params=["light", "dark"])
def scheme(request, tab):
    tab.emulate_media(color_scheme=request.param)


def pages(line):
    """Every page there is, a call that is over and one going on among them."""
    return [line.url + page for page in (*PAGES, f"/console/calls/{line.over}", f"/console/calls/{line.phone.sid}")]


@pytest.mark.usefixtures("scheme")
def test_no_page_has_a_barrier(line, shown):
    found = {}
    for page in pages(line):
        shown.goto(page)
        shown.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        found[page] = barriers(shown)
    assert {page for page, barriers_there in found.items() if barriers_there} == set(), found


@pytest.mark.usefixtures("scheme")
def test_the_sign_in_has_no_barrier(line, tab):
    tab.goto(f"{line.url}/console/sign-in")
    assert barriers(tab) == []


@pytest.mark.usefixtures("scheme")
def test_a_call_being_tried_has_no_barrier(line, shown):
    shown.goto(f"{line.url}/console/try")
    shown.get_by_role("button", name="Call", exact=True).click()
    shown.get_by_label("You say, or the keys you press").wait_for()
    assert barriers(shown) == []


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (640, "100%"), (640, "200%"), (1280, "200%")])
def test_no_page_is_wider_than_its_window(line, shown, width, text):
    """320 px is a small telephone, and 1280 px at 400 %; 640 px is 1280 at 200 %; 200 % is text made twice as large."""
    shown.set_viewport_size({"width": width, "height": 740})
    wide = {}
    for page in pages(line):
        shown.goto(page)
        shown.evaluate("size => { document.documentElement.style.fontSize = size; }", text)
        wide[page] = shown.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert {page: by for page, by in wide.items() if by > 0} == {}


def test_a_picture_has_its_numbers_in_words(line, shown):
    shown.goto(f"{line.url}/console/figures?days=1")
    names = shown.eval_on_selector_all("svg", "found => found.map(s => document.getElementById(s.getAttribute('aria-labelledby')).textContent)")
    tables = shown.locator("figure details table").count()
    assert (len(names), all(names), tables) == (6, True, 6)


def test_everything_on_a_page_is_reached_with_the_keyboard_and_seen_when_it_is(line, shown):
    for page in pages(line):
        shown.goto(page)
        wanted = shown.eval_on_selector_all(REACHABLE, NUMBERED)
        reached, unseen = set(), set()
        for _ in range(wanted + 8):             # a field for a date takes more than one
            shown.keyboard.press("Tab")
            number, outline = shown.evaluate("[document.activeElement.dataset.reach, getComputedStyle(document.activeElement).outlineStyle]")
            reached.add(number)
            unseen |= {number} if number and outline == "none" else set()
        assert (reached >= {str(n) for n in range(wanted)}, unseen) == (True, set()), page


def test_buttons_can_be_hit_with_a_thumb(line, shown):
    shown.set_viewport_size({"width": 360, "height": 740})
    shown.goto(f"{line.url}/console")
    heights = shown.eval_on_selector_all("main button", "found => found.filter(b => b.offsetParent).map(b => b.offsetHeight)")
    assert min(heights) >= 44
