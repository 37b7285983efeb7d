"""What turns were is kept without their words."""

from collections import Counter

from ivr.store.calls import Calls, PutDown
from ivr.store.steps import Alike, Step, Steps

ASKED = Step("book.day", "words", "day time", False, "FindOpenings 340", 340, 610, "listen")


def test_the_words_go_with_the_call_and_the_steps_stay(database):
    calls, steps = Calls(database), Steps(database)
    calls.close("CA1", 0, PutDown("{}", "hello Marigold"))
    calls.close("CA1", 1, PutDown("{}", "Thursday?", step=ASKED))
    assert [taken.reply for taken in steps.of("CA1")] == ["hello Marigold", "Thursday?"]
    calls.end("CA1", "completed")
    assert [(taken.step, taken.reply) for taken in steps.of("CA1")] == [(Step(), ""), (ASKED, "")]


def test_the_latest_step_of_each_call_is_found(database):
    calls, steps = Calls(database), Steps(database)
    for sid, number in (("CA1", 3), ("CA2", 1)):
        for turn in range(number):
            calls.close(sid, turn, PutDown("{}", "hello"))
    assert {sid: taken.turn for sid, taken in steps.latest(["CA1", "CA2", "CA3"]).items()} == {"CA1": 2, "CA2": 0}


def test_turns_that_are_alike_are_counted_together(database):
    calls, steps = Calls(database), Steps(database)
    for turn, step in enumerate((ASKED, Step("book.day", missed=True, took_ms=20), Step("book.day", took_ms=740, office_ms=260), Step())):
        calls.close("CA1", turn, PutDown("{}", "hello", step=step))
    counted = {Alike("book.day", False, 500, 250): 2, Alike("book.day", True, 0, -1): 1, Alike("", False, 0, -1): 1}
    assert steps.between(0, 1e12) == Counter(counted)
    assert steps.between(0, 1) == Counter()


def test_a_step_too_long_for_its_row_is_cut_off(database):
    calls, steps = Calls(database), Steps(database)
    calls.close("CA1", 0, PutDown("{}", "hello", step=Step("q" * 99, "h" * 99, "u" * 999, asked="a" * 999)))
    [taken] = steps.of("CA1")
    assert [len(each) for each in (taken.step.question, taken.step.heard, taken.step.understood, taken.step.asked)] == [64, 16, 160, 160]
