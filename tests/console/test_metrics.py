"""What Prometheus is told."""

from prometheus_client.parser import text_string_to_metric_families

from tests.console.acting import CROWN, call, task
from tests.console.browser import WEB


def metrics(line):
    text = WEB.get(line.url + "/metrics").text
    return text, {(each.name, *sorted(each.labels.values())): each.value
                  for family in text_string_to_metric_families(text) for each in family.samples}


def test_turns_are_timed(line):
    before = metrics(line)[1].get(("ivr_turn_seconds_count", "voice.turn"), 0)
    call(line, "goodbye")
    assert metrics(line)[1]["ivr_turn_seconds_count", "voice.turn"] > before


def test_the_offices_answers_are_counted_by_outcome(line):
    key = ("ivr_office_request_seconds_count", "500", "GET")
    before = metrics(line)[1].get(key, 0)
    line.office.faults.add("status:status=500,method=GET,path=/patients,nth=1")
    call(line, "I need a cleaning", "july fifteenth nineteen eighty two")
    assert metrics(line)[1][key] > before


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
    assert not any(personal in text for personal in ("Lopez", "Maria", "5550142", "1982", line.phone.sid))
