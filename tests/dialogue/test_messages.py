"""A message for the staff: never lost, whatever the caller does at the questions it takes, and never what was said to the line."""

import pytest

from tests.dialogue.talking import Talk

MARIA, WITHHELD = "+12175550142", ""
CROWN = {"en": "my crown fell out", "es": "se me cayó una corona"}
PERSON = {"en": ("a person please",), "es": ("en español", "una persona por favor")}


@pytest.fixture
def office(stage):
    return stage()


def calls(office, caller, *said):
    talk = Talk(office.line, caller).dial()
    for each in said:
        talk.say(each)
    return talk


def left(office):
    """What the staff find once everything has been seen to: [(the words are in it, whom to call back, urgent)]."""
    office.settle()
    return [(any(words in task.text for words in CROWN.values()), task.callback, task.urgent) for task in office.line.tasks.open()]


@pytest.mark.parametrize("language", ["en", "es"])
def test_who_hangs_up_instead_of_saying_a_number_has_left_the_message(office, language):
    calls(office, WITHHELD, *PERSON[language], CROWN[language]).hang_up()
    assert left(office) == [(True, "", False)]


def test_who_hangs_up_before_anything_was_said_has_left_nothing(office):
    calls(office, WITHHELD, "a person please").hang_up()
    assert left(office) == []


def test_who_hangs_up_after_the_message_was_passed_on_has_left_it_once(office):
    calls(office, MARIA, "a person please", "my crown fell out").hang_up()
    assert left(office) == [(True, MARIA, False)]


def test_who_hangs_up_at_a_question_of_their_own_dialogue_has_changed_nothing(office):
    calls(office, MARIA, "I need a cleaning", "july fifteenth nineteen eighty two", "Friday morning").hang_up()
    assert (left(office), office.changes()) == ([], [])


def test_whoever_asks_for_a_person_at_the_number_is_rung_through_again_and_the_message_stands(office):
    talk = calls(office, WITHHELD, "a person please", "my crown fell out", "a person")
    assert (talk.call.outcomes, talk.call.asking) == (("transferred", "transferred"), "callback")
    talk.say("two one seven five five five zero one nine one")
    assert left(office) == [(True, "+12175550191", False)]


def test_goodbye_at_the_message_in_an_emergency_has_the_staff_call_back(office):
    assert calls(office, MARIA, "I can't breathe", "goodbye").over
    assert left(office) == [(False, MARIA, True)]


def test_never_mind_at_the_message_leaves_none(office):
    assert calls(office, MARIA, "a person please", "never mind").over
    assert left(office) == []


@pytest.mark.parametrize(("said", "heard"), [
    (["[silence]"] * 3, "I can't hear you"), (["it's the same as before"] * 3, "I'm having trouble understanding"),
    (["[silence]", "it's the same as before", "[silence]"], "I'm having trouble understanding")])
def test_nothing_heard_is_told_from_nothing_understood(office, said, heard):
    assert heard in calls(office, MARIA, *said).text


def test_who_is_late_and_hangs_up_before_saying_how_late_has_been_heard_all_the_same(office):
    calls(office, "+12175550145", "I'm running late", "september third nineteen ninety").hang_up()
    office.settle()
    assert [(task.callback, task.urgent) for task in office.line.tasks.open()] == [("+12175550145", True)]
    assert office.changes() == []


def test_a_hang_up_that_is_reported_twice_leaves_one_message(office):
    talk = calls(office, WITHHELD, "a person please", "my crown fell out")
    talk.hang_up().hang_up()
    assert left(office) == [(True, "", False)]
