"""Confirming, asking for sooner and running late on the same bad days as everything else: what is said, and what then stands."""

import pytest

from tests.operations.test_bad_days import FAULTS, each, lead, marks_of, mishap

MARCUS = ("november sixth nineteen seventy", "Marcus Bell")
TOM = ("september third nineteen ninety", "Tom Reed")
MARKING = ("GET /definitions 1", "GET /appointments/* 1", "GET /appointments/* 2", "POST /commlogs 1")
WISHES = (
    ("I want to confirm my appointment", "is confirmed", "Confirmed", "PUT /appointments/*/Confirm 1"),
    ("put me on the list if something sooner opens up", "You're on the list", "ASAP", "PUT /appointments/* 1"),
)
CASES = [pytest.param(kind, *wish[:3], request, marks=marks_of(kind, request), id="-".join((kind.strip(":"), wish[2], request)))
         for kind in FAULTS for wish in WISHES for request in (*MARKING, wish[3])]


def served_or_handed_on(stage, heard, told):
    assert stage.phone.violations == []
    assert stage.phone.faults == []
    assert told in heard or stage.phone.dialled or stage.line.tasks.open() or "office will let you know" in heard, heard


@pytest.mark.parametrize(("kind", "wish", "told", "mark", "request_"), CASES)
def test_a_mark_is_made_once_and_told_only_if_it_is_there(stage, kind, wish, told, mark, request_):
    office = stage(caller="+12175550143")
    office.office.faults.add(mishap(kind, request_))
    heard = lead(office, wish, *MARCUS)
    office.settle()
    served_or_handed_on(office, heard, told)
    marked = office.marked()
    assert marked in ([], [f"Marcus Bell · 2026-03-16 10:00 · {mark}"])
    assert office.changes() == [], "the visit keeps its time"
    if told in heard:
        assert marked, "nothing is claimed that did not happen"
        assert office.commlogs() - office.logs_before == 1 or office.line.tasks.open()
    elif marked:
        assert office.line.tasks.open(), "what was done after the caller had gone is somebody's task"


@each(["GET /appointments 1", "POST /commlogs 1"])
def test_the_staff_hear_of_a_late_patient_whatever_the_office_answers(stage, kind, request_):
    office = stage(caller="+12175550145")
    office.office.faults.add(mishap(kind, request_))
    heard = lead(office, "I'm running ten minutes late", *TOM)
    office.settle()
    served_or_handed_on(office, heard, "I've told the office")
    tasks = [task.kind for task in office.line.tasks.open()]
    if "I've told the office" in heard:
        assert tasks.count("running late") == 1
        assert office.commlogs() - office.logs_before == 1 or "in doubt" in tasks
    assert office.changes() == []
    assert office.marked() == []


@pytest.mark.parametrize("wish", [wish for wish, *_ in WISHES])
def test_a_visit_the_staff_moved_in_the_meantime_is_left_alone(stage, wish):
    office = stage(caller="+12175550143")
    office.phone.dial()
    office.phone.say(wish)
    office.phone.say("november sixth nineteen seventy")
    [visit] = [row for row in office.office.book() if row["patient"] == "Marcus Bell" and row["AptStatus"] == "Scheduled"]
    office.office.staff_move(visit["AptNum"], AptDateTime=visit["AptDateTime"].replace(hour=14))
    heard = office.phone.say("yes")
    assert "left it alone" in heard.text
    [now] = [row for row in office.office.book() if row["AptNum"] == visit["AptNum"]]
    assert (now["Confirmed"], now["Priority"]) == (visit["Confirmed"], visit["Priority"])


def test_the_patient_of_a_late_message_is_on_the_staffs_task(stage):
    office = stage(caller="+12175550145")
    lead(office, "I'm running ten minutes late", *TOM)
    [task] = office.line.tasks.open()
    assert (task.patient, task.callback, task.urgent) == (4, "+12175550145", True)
    assert "Tom Reed is running about 10 minutes late" in task.text
