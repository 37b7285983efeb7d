"""What the staff do, in a real browser."""

from playwright.sync_api import expect

from tests.console.acting import crown, task
from tests.console.chromium import sign_in
from tests.console.conftest import PASSWORD
from tests.console.test_security import furnish
from tests.console.test_tasks import CROWN


def test_signing_in_with_the_keyboard_alone(still, tab):
    tab.goto(f"{still.url}/console")
    tab.keyboard.type("dana")
    tab.keyboard.press("Tab")
    tab.keyboard.type(PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Tasks")).to_be_visible()


def test_the_cookie_is_out_of_reach_of_scripts(unchanged):
    assert unchanged.evaluate("document.cookie") == ""


def test_signing_out(unchanged):
    unchanged.get_by_role("button", name="Sign out").click()
    expect(unchanged.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_first_key_leads_past_the_navigation(unchanged):
    unchanged.keyboard.press("Tab")
    unchanged.keyboard.press("Enter")
    assert unchanged.evaluate("document.activeElement.id") == "main"


def test_doing_a_task_and_undoing_it(line, desk):
    task(line)
    desk.reload()
    desk.get_by_role("button", name="Done", exact=True).click()
    expect(desk.get_by_text("Nothing to do")).to_be_visible()
    desk.get_by_text("Done in the last 24 hours (1)").click()
    desk.get_by_role("button", name="Undo").click()
    expect(desk.get_by_text("1 open")).to_be_visible()


def test_approving_a_visit_with_one_click(line, desk):
    crown(line)
    desk.reload()
    desk.get_by_role("button", name="Book it as agreed").click()
    expect(desk.get_by_role("status")).to_contain_text("Booked in Open Dental")
    line.settle()
    assert line.changes() == [CROWN]


def test_a_new_task_appears_by_itself_and_an_urgent_one_rings(line, desk):
    task(line, "bleeding", urgent=True)
    refresh(desk)
    expect(desk.get_by_text("bleeding")).to_be_visible()
    expect(desk.get_by_role("alert")).to_have_text("A new urgent task.")
    assert rang(desk) == 1


def test_an_urgent_task_rings_once(line, desk):
    task(line, "bleeding", urgent=True)
    desk.reload()
    desk.reload()
    assert rang(desk) == 0


def test_the_sound_can_be_switched_off_for_good(line, desk):
    desk.get_by_role("button", name="Sound for urgent tasks").click()
    task(line, "bleeding", urgent=True)
    desk.reload()
    expect(desk.get_by_role("button", name="Sound for urgent tasks: off")).to_be_visible()
    assert rang(desk) == 0


def test_what_was_focused_stays_focused_when_the_list_is_renewed(line, desk):
    number = task(line)
    desk.reload()
    desk.locator(f"#done-{number}").focus()
    task(line, "another")
    refresh(desk)
    expect(desk.get_by_text("another")).to_be_visible()
    assert desk.evaluate("document.activeElement.id") == f"done-{number}"


def test_trying_a_call_with_the_keyboard(line, desk):
    desk.get_by_role("link", name="Try a call").click()
    desk.get_by_label("Calling from").fill("217 555 0142")
    desk.keyboard.press("Enter")
    for said, heard in (("I need a cleaning", "date of birth"), ("july fifteenth nineteen eighty two", "Thank you, Maria"),
                        ("Thursday morning", "Which would you like"), ("the first one", "Shall I book it"), ("yes please", "You're booked"),
                        ("no thanks", "What it would have done")):
        expect(desk.get_by_label("You say, or the keys you press")).to_be_focused()
        desk.keyboard.type(said)
        desk.keyboard.press("Enter")
        expect(desk.locator("#call")).to_contain_text(heard)
    assert line.book() == line.before


HEARD = """
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  cancel() {}, speak(each) { window.said.push(each.lang + " " + each.text); if (each.onend) setTimeout(each.onend, 0); } } });
window.webkitSpeechRecognition = window.SpeechRecognition = function () {
  this.start = () => setTimeout(() => {
    const words = window.lines.shift();
    if (words === undefined) this.onerror({ error: "not-allowed" });
    else if (words) this.onresult({ results: [[{ transcript: words }]] });
    else this.onerror({ error: "no-speech" });
    this.onend();
  }, 0);
  this.abort = () => {};
};
"""


def spoken(line, tab, *lines):
    """A call tried by voice: the browser's own speech is put in by the script above, for want of ears."""
    tab.add_init_script(f"{HEARD} window.lines = {list(lines)};")
    sign_in(tab, line.url, "dana", PASSWORD)
    tab.goto(f"{line.url}/console/try")
    tab.get_by_role("button", name="Hear the line").click()
    tab.get_by_role("button", name="Speak instead").click()
    tab.get_by_label("Calling from").fill("217 555 0142")
    tab.get_by_role("button", name="Call", exact=True).click()


def test_a_call_is_tried_by_voice_from_greeting_to_booking(line, tab):
    spoken(line, tab, "I need a cleaning", "july fifteenth nineteen eighty two", "Thursday morning", "the first one", "yes please", "no thanks")
    expect(tab.locator("#call")).to_contain_text("What it would have done")
    said = tab.evaluate("window.said")
    assert any(each.startswith("en-US Thank you for calling") for each in said)
    assert any(each.startswith("es-US ") for each in said)
    assert line.book() == line.before


def test_silence_is_heard_of_by_the_line(still, tab):
    spoken(still, tab, "")
    expect(tab.locator("#call")).to_contain_text("You say nothing.")


def test_a_microphone_that_may_not_be_used_leaves_the_keyboard(still, tab):
    spoken(still, tab)
    expect(tab.locator("#speak-trouble")).to_have_text("The browser cannot hear you now. Type instead.")
    expect(tab.get_by_role("button", name="Speak instead of typing: off")).to_be_visible()


def test_a_browser_without_speech_offers_none(still, tab):
    tab.add_init_script("delete window.webkitSpeechRecognition; delete window.SpeechRecognition; delete window.SpeechSynthesisUtterance;")
    sign_in(tab, still.url, "dana", PASSWORD)
    tab.goto(f"{still.url}/console/try")
    expect(tab.get_by_role("button", name="Call", exact=True)).to_be_visible()
    expect(tab.locator("#spoken")).to_be_hidden()


def test_a_live_call_is_read_as_it_happens(line, desk):
    line.phone.dial()
    desk.goto(f"{line.url}/console/calls/{line.phone.sid}")
    line.phone.say("I need a cleaning")
    expect(desk.get_by_text("I need a cleaning")).to_be_visible()
    line.phone.hang_up()
    expect(desk.get_by_text("I need a cleaning")).to_be_hidden()
    expect(desk.get_by_text("completed")).to_be_visible()


def test_no_markup_that_a_caller_left_is_carried_out(line, desk):
    furnish(line)
    for where in ("/console", "/console/calls", "/console/calls/CA1", "/console/calls/CA2", "/console/figures?days=1"):
        desk.goto(line.url + where)
        desk.wait_for_timeout(100)
        assert (desk.evaluate("window.hit"), desk.locator("main img").count(), desk.locator("main script").count()) == (None, 0, 0)


def test_markup_that_got_in_all_the_same_would_carry_out_nothing(still, browser):
    """The content policy stands behind the escaping."""
    page = browser.new_page()
    sign_in(page, still.url, "dana", PASSWORD)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p onclick=\"window.hit=1\" id=bad>x</p>'); document.getElementById('bad').click()")
    assert page.evaluate("window.hit") is None
    page.close()


def test_without_scripts_the_console_works_all_the_same(line, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, line.url, "dana", PASSWORD)
    task(line)
    page.reload()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text("Nothing to do")).to_be_visible()
    page.get_by_role("link", name="Try a call").click()
    page.get_by_role("button", name="Call", exact=True).click()
    page.get_by_label("You say, or the keys you press").fill("I need a cleaning")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text("date of birth")).to_be_visible()
    context.close()


def test_an_idle_page_is_taken_off_the_screen(line, desk):
    task(line, "private")
    desk.reload()
    with line.line.database.begin() as connection:
        connection.exec_driver_sql("DELETE FROM console_sessions")
    desk.evaluate("htmx.ajax('GET', '/console/live/session', {swap: 'none'})")
    expect(desk.get_by_role("heading", name="Sign in")).to_be_visible()
    desk.context.clear_cookies()


def test_a_second_person_signs_in_on_the_same_machine(still, unchanged):
    unchanged.get_by_role("button", name="Sign out").click()
    sign_in(unchanged, still.url, "morgan", PASSWORD)
    expect(unchanged.get_by_role("link", name="Audit trail")).to_be_visible()


def rang(page):
    return int(page.evaluate("document.documentElement.dataset.rang || 0"))


def refresh(page):
    """What the page does every ten seconds."""
    page.evaluate("htmx.ajax('GET', document.getElementById('tasks').getAttribute('hx-get'), {target: '#tasks', swap: 'outerHTML'})")
