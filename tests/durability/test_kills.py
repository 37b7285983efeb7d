"""
A process is killed before and after each of its steps, or stands still there; another finishes what it had begun.

Everything of one test has one office and one store, and is taken up by one process, as after a deploy that went wrong.
Some steps are tried on each store whenever the tests are run, others on the one than on the other; every step on both, with
every answer that can be lost, is among the longer proofs.
"""

import os
import signal
import threading
import time

import pytest

from ivr.operations.operations import Times
from tests.durability.agreements import wrong_or_told
from tests.durability.processes import QUICK
from tests.durability.scene import KINDS

WRITES = ("method=POST,path=/appointments", "method=PUT,path=/appointments/*", "method=POST,path=/commlogs")
LOST = ("lost:every=1", "status:status=504,executed=true", "cut:", "garbage:", "empty:", "truncated:")
NOT_DONE = ("status:status=500", "status:status=504", "throttle:retry_after=0", "reset:", "down:")


def mishap(kind, of):
    return f"{kind}{'' if kind.endswith(':') else ','}{of}"


def first_of(kinds):
    """The others of its class among the longer proofs."""
    return [kinds[0], *(pytest.param(kind, marks=pytest.mark.long) for kind in kinds[1:])]


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.long)])
def test_killed_at_any_step_it_is_finished_by_another_as_it_was_agreed_and_once(scene, every):
    scene.kill(every=every, first=min(every, 3 if scene.on_sqlite else 7))
    scene.finish()
    assert scene.faults() == {}


@pytest.mark.parametrize(("kind", "every"), [(LOST[0], 24), *(pytest.param(kind, 1, marks=pytest.mark.long) for kind in LOST)])
def test_with_the_answer_of_every_write_lost_as_well(scene, kind, every):
    for of in WRITES:
        scene.office.faults.add(mishap(kind, of))
    scene.kill(every=every, first=min(every, 9 if scene.on_sqlite else 12))
    scene.finish()
    assert scene.faults() == {}


@pytest.mark.parametrize("kind", first_of(NOT_DONE))
def test_what_the_office_never_carries_out_is_told_the_caller_or_the_staff(scene, kind):
    for of in WRITES[:2]:
        scene.office.faults.add(mishap(kind, of))
    for each in KINDS:
        scene.carry_out(scene.agreements.next(each))
    scene.finish(30.0)
    assert scene.faults(wrong_or_told) == {}


@pytest.mark.long           # how long it takes says something only on a machine that has time
def test_what_is_killed_before_it_was_sent_is_finished_within_five_seconds(scene):
    agreement = scene.agreements.next("booking")
    process, _ = scene.begin(agreement, 2, times=Times())
    process.join()
    assert scene.finish(times=Times()) < 5.0
    assert scene.faults() == {}


def test_nothing_is_sent_again_before_the_office_must_have_done_with_it(scene):
    """The office carries out what it was sent long after the sender died."""
    scene.office.faults.add(f"slow:seconds={QUICK.settle - 0.3},{WRITES[0]}")
    agreement = scene.agreements.next("booking")
    process, _ = scene.begin(agreement)
    while not scene.office.faults.listed()[0]["fired"]:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    scene.finish()
    assert len(scene.sent(agreement)) == 1
    assert scene.faults() == {}


@pytest.mark.parametrize("every", [14, pytest.param(1, marks=pytest.mark.long)])
def test_a_process_that_stood_still_does_nothing_a_second_time(scene, every):
    awake, standing = threading.Event(), []
    for kind in KINDS:
        taken = scene.stand_still(scene.agreements.next(kind), 0, awake)
        standing += [scene.stand_still(scene.agreements.next(kind), nth, awake) for nth in range(2, taken.passed + 1, every)]
    scene.finish()
    awake.set()
    for steps in standing:
        steps.carrier.operations.close()
    assert scene.faults() == {}
