"""
A process is killed before and after each of its steps, or stands still there; another finishes what it had begun.

Everything of one test has one office and one store, and is taken up by one process, as after a deploy that went wrong.
Each store has every other step killed, and each step is killed on one of them; KILLS=all has every step on both, with every
answer that can be lost.
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

ALL = os.environ.get("KILLS") == "all"
WRITES = ("method=POST,path=/appointments", "method=PUT,path=/appointments/*", "method=POST,path=/commlogs")
LOST = ("lost:every=1", "status:status=504,executed=true", "cut:", "garbage:", "empty:", "truncated:")
NOT_DONE = ("status:status=500", "status:status=504", "throttle:retry_after=0", "reset:", "down:")


def mishap(kind, of):
    return f"{kind}{'' if kind.endswith(':') else ','}{of}"


def test_killed_at_any_step_it_is_finished_by_another_as_it_was_agreed_and_once(scene):
    scene.kill(every=1 if ALL else 2, first=1 if ALL or scene.on_sqlite else 2)
    scene.finish()
    assert scene.faults() == {}


@pytest.mark.parametrize("kind", LOST if ALL else LOST[:1])
def test_with_the_answer_of_every_write_lost_as_well(scene, kind):
    for of in WRITES:
        scene.office.faults.add(mishap(kind, of))
    scene.kill(every=1 if ALL else 6, first=1 if ALL else 3 if scene.on_sqlite else 6)
    scene.finish()
    assert scene.faults() == {}


@pytest.mark.parametrize("kind", NOT_DONE if ALL else NOT_DONE[:1])
def test_what_the_office_never_carries_out_is_told_the_caller_or_the_staff(scene, kind):
    for of in WRITES[:2]:
        scene.office.faults.add(mishap(kind, of))
    for each in KINDS:
        scene.carry_out(scene.agreements.next(each))
    scene.finish(30.0)
    assert scene.faults(wrong_or_told) == {}


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


@pytest.mark.parametrize("kind", KINDS)
def test_a_process_that_stood_still_does_nothing_a_second_time(scene, kind):
    awake = threading.Event()
    taken = scene.stand_still(scene.agreements.next(kind), 0, awake)
    standing = [scene.stand_still(scene.agreements.next(kind), nth, awake) for nth in range(2, taken.passed + 1, 1 if ALL else 3)]
    scene.finish()
    awake.set()
    for steps in standing:
        steps.carrier.operations.close()
    assert scene.faults() == {}
