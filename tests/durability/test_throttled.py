"""
An answer is lost, and the office has no time for whoever asks what became of it: nothing is sent a second time, and either it
is found in the book, or the staff are asked.
"""

from dataclasses import replace

import pytest
import stamina

from tests.durability.processes import QUICK

LOST = "lost:nth=1,method=POST,path=/appointments"
LATE = "slow:nth=1,seconds=2,method=POST,path=/appointments"       # longer than is waited for it
PATIENT = replace(QUICK, retry=0.01)


@pytest.fixture(autouse=True)
def at_once():
    """Each look at the book is one request."""
    with stamina.set_testing(True, attempts=1):
        yield


def carried_out(scene, sent, asked):
    """A booking whose write meets the one fault, and all that is asked from then on the other."""
    agreement = scene.agreements.next("booking")
    scene.office.faults.add(sent)
    scene.office.before("POST", "/appointments", lambda: scene.office.faults.add(f"{asked},method=GET"))
    scene.carry_out(agreement, PATIENT)
    scene.finish(30.0, PATIENT)
    return agreement


@pytest.mark.parametrize("sent", [LOST, LATE], ids=["lost", "late"])
@pytest.mark.parametrize("asked", ["throttle:retry_after=0,count=12", "slow:seconds=0.4"], ids=["429", "slow"])
def test_what_was_sent_once_is_found_once_the_office_has_time(scene, sent, asked):
    agreement = carried_out(scene, sent, asked)
    assert len(scene.sent(agreement)) == 1
    assert scene.faults() == {}


def test_what_the_office_never_has_time_to_tell_is_given_to_the_staff(scene):
    agreement = carried_out(scene, LOST, "throttle:retry_after=0")
    assert len(scene.sent(agreement)) == 1
    [task] = scene.another(PATIENT).tasks.open()
    assert ("in doubt" in task.kind, agreement.mark in task.text) == (True, True)
