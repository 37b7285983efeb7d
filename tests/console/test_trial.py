"""A call tried in the browser is the line itself, and leaves no trace in the office or among the staff's tasks."""

import pytest

from ivr.store.calls import Calls
from ivr.store.database import Database
from tests.console.conftest import signed_in

BOOKING = ("I need a cleaning", "july fifteenth nineteen eighty two", "Thursday morning", "the first one", "yes please", "no thanks")


def begin(browser, caller="217 555 0142"):
    browser.get("/console/try")
    return browser.send("/try/begin", caller=caller)


def say(browser, text, how="say"):
    return browser.send("/try/turn", text=text, how=how)


def book(browser):
    begin(browser)
    return [say(browser, each).text for each in BOOKING]


def test_it_answers_as_the_line_does(line, dana):
    heard = [line.phone.dial().text, *(line.phone.say(each).text for each in BOOKING[:4])]
    line.phone.hang_up()
    begin(dana)
    tried = [dana.page.text, *(say(dana, each).text for each in BOOKING[:4])]
    assert [words in page for words, page in zip(heard, tried, strict=True)] == [True] * 5


def test_nothing_is_written_to_the_office(line, dana):
    assert "You're booked" in " ".join(book(dana))
    line.settle()
    assert line.book() == line.before
    assert line.commlogs() == line.logs_before


def test_what_it_would_have_done_is_shown(reader):
    assert "book cleaning" in book(reader)[-1]


def test_it_is_not_among_the_lines_own_calls(line, dana):
    book(dana)
    assert line.line.calls.recent() == []


def test_a_message_left_in_it_is_nobodys_task(line, dana):
    begin(dana)
    say(dana, "a person please")
    dana.send("/try/turn", how="not")
    for said in ("please call me back", "yes", "no", "no"):
        if "/console/try/turn" in dana.page.forms:
            say(dana, said)
    assert "The staff would have found" in dana.page.text
    assert line.line.tasks.open() == []


def test_what_it_holds_does_not_keep_callers_from_it(line, dana):
    begin(dana)
    for said in BOOKING[:4]:
        say(dana, said)
    heard = [line.phone.dial().text, *(line.phone.say(each).text for each in BOOKING)]
    assert "You're booked" in " ".join(heard)


def test_keys_may_be_pressed(reader):
    begin(reader)
    assert "You press 1." in say(reader, "1", how="keys").text


def test_saying_nothing_is_a_silence(reader):
    begin(reader)
    assert "You say nothing." in say(reader, "").text


def test_a_person_may_answer(reader):
    begin(reader)
    assert "rings at a person" in say(reader, "a person please").text
    assert "The call is over" in reader.send("/try/turn", how="answered").text


def test_it_can_be_ended_at_any_time(reader):
    begin(reader)
    hidden = reader.page.forms["/console/try/turn"]
    assert "The call is over" in reader.post("/console/try/end", **hidden).text


@pytest.mark.parametrize("turn", ["", "x", "-1", "999999"])
def test_a_turn_that_is_none_is_refused(reader, turn):
    begin(reader)
    assert reader.send("/try/turn", turn=turn, text="hello").status == 400


def test_a_call_that_was_not_begun_is_refused(still):
    dana = signed_in(still, "dana")
    dana.get("/console/try")
    hidden = dana.page.forms["/console/try/begin"]
    assert dana.post("/console/try/turn", **hidden, turn="1", text="hello").status == 400


def test_what_was_said_does_not_outlive_it(line, dana):
    book(dana)
    kept = line.line.settings.data_dir / "rehearsal" / "line.db"
    calls = Calls(Database(f"sqlite:///{kept}", line.line.settings.secret_key))
    [tried] = calls.recent()
    assert (calls.opened(tried.sid).state, calls.reply(tried.sid, 0)) == ("{}", None)
