"""What Prometheus is told."""

import math
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.console.acting import CROWN, call, task
from tests.console.browser import WEB


def metrics(line):
    text = WEB.get(line.url + "/metrics").text
    return text, {(each.name, *sorted(each.labels.values())): each.value
                  for family in text_string_to_metric_families(text) for each in family.samples}


def test_turns_are_timed(line):
    before = metrics(line)[1].get(("ivr_turn_seconds_count", "listen", "voice.turn"), 0)
    call(line, "goodbye")
    assert metrics(line)[1]["ivr_turn_seconds_count", "listen", "voice.turn"] > before


def test_a_turn_that_breaks_is_told_apart(line):
    key = ("ivr_turn_seconds_count", "apology", "voice.turn")
    before = metrics(line)[1].get(key, 0)
    line.line.calls.opened = None               # a fault of ours
    line.phone.dial()
    assert metrics(line)[1][key] == before + 1


@pytest.mark.parametrize(("said", "came"), [("july fifteenth nineteen eighty two", "understood"), ("purple monkey", "missed"), ("", "silence")])
def test_answers_are_counted_by_the_question_they_were_given_to(line, said, came):
    key = ("ivr_answers_total", *sorted((came, "book.birthdate")))
    before = metrics(line)[1].get(key, 0)
    line.phone.dial()
    line.phone.say("I need a cleaning")
    line.phone.say(said) if said else line.phone.wait()
    assert metrics(line)[1][key] == before + 1


def test_what_the_office_is_asked_waits_in_a_queue_that_is_measured(line):
    key = ("ivr_office_queue_seconds_count", "caller")
    before = metrics(line)[1].get(key, 0)
    call(line, *CROWN)
    assert metrics(line)[1][key] > before


def test_the_age_of_the_copy_is_told_and_what_was_never_read_is_infinitely_old(line):
    found = metrics(line)[1]
    assert {found["ivr_copy_age_seconds", part] for part in ("visits", "schedules", "patients", "deleted")} == {math.inf}
    line.line.book.read_patients()
    assert metrics(line)[1]["ivr_copy_age_seconds", "patients"] < 60


def test_the_oldest_open_task_is_told(line):
    task(line, urgent=True)
    found = metrics(line)[1]
    assert 0 < found["ivr_task_oldest_seconds", "yes"] < 60
    assert found["ivr_task_oldest_seconds", "no"] == 0


def test_calls_of_the_hour_are_counted_by_what_came_of_them(line):
    call(line, "goodbye")
    assert metrics(line)[1]["ivr_calls_last_hour", "none"] == 1


def test_the_offices_answers_are_counted_by_outcome(line):
    key = ("ivr_office_request_seconds_count", "500", "GET")
    before = metrics(line)[1].get(key, 0)
    line.office.faults.add("status:status=500,method=GET,path=/patients,nth=1")
    call(line, "I need a cleaning", "july fifteenth nineteen eighty two")
    assert metrics(line)[1][key] > before


def test_what_is_asked_of_the_office_for_a_call_bears_twilios_name_of_it(line):
    call(line, "I need a cleaning", *CROWN[1:])
    line.settle()
    asked = [(served.method, served.correlation) for served in line.office.requests]
    assert {correlation for _, correlation in asked} <= {line.phone.sid, ""}
    assert {("GET", line.phone.sid), ("POST", line.phone.sid)} <= set(asked)
    assert ("POST", "") not in asked


def test_operations_and_tasks_are_counted_as_they_stand(line):
    task(line, urgent=True)
    call(line, *CROWN)
    found = metrics(line)[1]
    assert found["ivr_operations", "done"] == 1
    assert (found["ivr_tasks_open", "yes"], found["ivr_tasks_open", "no"]) == (1, 1)


def test_a_call_going_on_is_counted(line):
    line.phone.dial()
    assert metrics(line)[1]["ivr_calls_live",] == 1


def test_nothing_of_a_patient_is_told(line):
    call(line, *CROWN)
    text = metrics(line)[0]
    assert not any(personal in text for personal in ("Lopez", "Maria", "5550142", line.phone.sid))
    assert not re.search(r"(?<![\d.])1982(?!\d)", text)            # as a number of its own: times have any digits
