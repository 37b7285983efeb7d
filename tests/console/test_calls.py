"""What is kept of calls, and that looking at one is recorded."""

import time
from datetime import datetime, timedelta

import pytest

from ivr.store.calls import PutDown
from tests.console.acting import CROWN, call, crown

CLEANING = ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one", "yes", "no")


def booked(line):
    """A call that booked; its name."""
    call(line, *CLEANING)
    return line.phone.sid


def test_a_call_is_live_until_it_ends(line, dana):
    line.phone.dial()
    assert "Live now: 1" in dana.get("/console/calls").text
    line.phone.hang_up()
    assert "Live now: 0" in dana.get("/console/calls").text


def test_the_live_part_is_sent_again_only_when_it_has_changed(line, dana):
    seen = dana.get("/console/calls").html.partition("live/calls?seen=")[2].partition('"')[0]
    assert dana.get(f"/console/live/calls?seen={seen}").status == 204
    line.phone.dial()
    assert "Live now: 1" in dana.get(f"/console/live/calls?seen={seen}").text


def test_todays_calls_are_shown_with_what_came_of_them(line, dana):
    sid = booked(line)
    page = dana.get("/console/calls")
    assert f"/console/calls/{sid}" in page.links
    assert "booked" in page.text


def test_another_days_calls_are_not(line, dana):
    sid = booked(line)
    yesterday = time.strftime("%Y-%m-%d", time.localtime(time.time() - 3 * 86400))
    assert f"/console/calls/{sid}" not in dana.get(f"/console/calls?day={yesterday}").links


@pytest.mark.parametrize("query", ["day=nonsense", "day=2026-02-30", "page=0", "page=x", "page=-1", "page=99999999", "day=0001-01-01", "day=9999-12-31"])
def test_whatever_is_asked_for_a_page_answers(reader, query):
    assert reader.get(f"/console/calls?{query}").status == 200


def test_a_call_shows_its_times_number_and_changes(line, dana):
    text = dana.get(f"/console/calls/{booked(line)}").text
    assert "(217) 555-0142" in text
    assert "cleaning" in text
    assert "Came of it booked" in text
    assert "completed" in text


def test_a_call_shows_nothing_of_what_was_said(line, dana):
    sid = booked(line)
    html = dana.get(f"/console/calls/{sid}").html.lower()
    assert not any(said in html for said in ("i need a cleaning", "july", "1982", "lopez", "thank you for calling"))


def test_an_approved_visit_is_seen_with_the_call_that_asked_for_it(line, dana):
    number = crown(line)
    dana.get("/console")
    dana.send(f"{number}/approve")
    assert "approved by the staff" in dana.get(f"/console/calls/{line.phone.sid}").text


def test_a_call_that_is_not_kept_is_not_there(reader):
    assert reader.get("/console/calls/CA" + "9" * 32).status == 404


def test_a_call_on_the_list_is_without_the_callers_number(line, dana):
    booked(line)
    assert "555" not in dana.get("/console/calls").text.replace("Maple Street Dental", "")


def test_while_a_call_lasts_it_is_read_turn_by_turn_with_its_words(line, dana):
    line.phone.dial()
    line.phone.say("I need a cleaning")
    text = dana.get(f"/console/calls/{line.phone.sid}").text
    assert "Thank you for calling Maple Street Dental" in text
    assert "I need a cleaning. spoke; question welcome: wish; understood: reason, wants:book" in text
    assert "What is the patient's date of birth?" in text


def test_after_it_what_was_understood_and_asked_of_the_office_is_still_there(line, dana):
    text = dana.get(f"/console/calls/{booked(line)}").text
    assert "understood: reason, wants:book" in text
    assert "Open Dental: " in text
    assert "ended the call" in text


def test_silence_keys_and_a_person_rung_are_told_apart(line, dana):
    line.phone.dial()
    line.phone.wait()
    line.phone.press("0")
    text = dana.get(f"/console/calls/{line.phone.sid}").text
    assert "said nothing; question welcome: wish; not understood" in text
    assert "pressed keys; question welcome: wish; understood: operator" in text
    assert "A person was rung: completed." in text


def test_what_was_not_understood_is_said_so(line, dana):
    call(line, "I need a cleaning", "purple monkey dishwasher")
    assert "not understood" in dana.get(f"/console/calls/{line.phone.sid}").text


def test_a_live_call_is_sent_again_only_when_it_has_gone_on(line, dana):
    line.phone.dial()
    page = dana.get(f"/console/calls/{line.phone.sid}")
    renewed = f"/console/live/calls/{line.phone.sid}?seen=" + page.html.partition("?seen=")[2].partition('"')[0]
    assert dana.get(renewed).status == 204
    line.phone.say("I need a cleaning")
    assert "I need a cleaning" in dana.get(renewed).text


def test_a_call_that_is_over_is_not_asked_for_again(line, dana):
    assert "hx-trigger" not in dana.get(f"/console/calls/{booked(line)}").html.partition("<main")[2]


def test_calls_beyond_a_page_are_on_the_next(line, dana):
    for n in range(101):
        line.line.calls.close(f"CA{n:032}", 0, PutDown("{}", "hello", "+12175550142"))
        line.line.calls.end(f"CA{n:032}", "completed")
    assert "/console/calls/CA" + "0" * 32 not in dana.get("/console/calls").links
    assert "/console/calls/CA" + "0" * 32 in dana.get("/console/calls?page=2").links


def test_every_look_and_every_action_is_on_the_trail(line, dana, morgan):
    number, sid = crown(line), line.phone.sid
    dana.get(f"/console/calls/{sid}")
    dana.get("/console")
    dana.send(f"{number}/approve")
    dana.send(f"{number}/done")
    dana.send(f"{number}/undo")
    text = morgan.get("/console/trail").text
    for did in (f"dana looked at a call {sid}", f"dana approved a visit task {number}", f"dana did a task task {number}",
                f"dana undid a task task {number}", "dana signed in", "dana looked at the tasks"):
        assert did in text


def test_the_trail_names_no_patient(line, dana, morgan):
    call(line, *CROWN)
    dana.get(f"/console/calls/{line.phone.sid}")
    html = morgan.get("/console/trail").html
    assert not any(personal in html for personal in ("Lopez", "Maria", "5550142"))


def test_the_clocks_day_of_the_office_counts(line, dana):
    """Not that of the machine, which may lie in another zone."""
    call(line, "goodbye")
    with line.line.database.begin() as connection:
        started = connection.exec_driver_sql("SELECT started_at FROM calls").scalar_one()
    day = time_in(line, started).date()
    assert f"/console/calls/{line.phone.sid}" in dana.get(f"/console/calls?day={day}").links
    assert f"/console/calls/{line.phone.sid}" not in dana.get(f"/console/calls?day={day - timedelta(days=1)}").links


def time_in(line, seconds):
    return datetime.fromtimestamp(seconds, line.line.practice.zone)
