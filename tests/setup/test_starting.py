"""What a line finds out about its office when it starts."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from ivr.operations.changes import Rights
from ivr.practice import parse
from ivr.settings import SAMPLE_PRACTICE
from ivr.setup.starting import examine


def examined(office, text=None):
    rights = Rights()
    with capture_logs() as logs:
        examine(parse(text or SAMPLE_PRACTICE.read_text()), office.book, rights)
    return rights, [log for log in logs if log["log_level"] == "error"]


def test_nothing_is_said_of_an_office_that_fits(office):
    assert examined(office) == (Rights(), [])


def test_a_chair_the_office_does_not_have_is_named(office):
    text = SAMPLE_PRACTICE.read_text().replace("operatories = [1, 2, 5]\n", "operatories = [1, 2, 77]\n")
    _, [error] = examined(office, text)
    assert error["what"] == "operatory 77 of the visit checkup"


def test_keys_that_may_not_book_are_said_to_be_that(office):
    keys = office.simulated.keys
    keys["DemoCustomerKey"] = replace(keys["DemoCustomerKey"], permissions=frozenset({"ReadAll", "Comm"}))
    rights, [error] = examined(office)
    assert not rights.appointments
    assert "Appointments" in error["found"]


@pytest.mark.parametrize("may", [True, False])
def test_without_the_right_to_book_a_visit_becomes_a_task(stage, may):
    line = stage()
    line.line.rights.appointments = may
    line.phone.dial()
    for said in ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one"):
        line.phone.say(said)
    heard = line.phone.say("yes").text
    line.settle()
    assert bool(line.changes()) == may
    assert ("not booked yet" in heard) != may
