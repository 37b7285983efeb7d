"""The benchmark of many callers still calls, books and counts."""

import json

import pytest

from bench.callers import Terms, ending, main, run
from bench.conversation import Answers, question, words
from bench.sequential import BIRTHDATE, BOOKED, CONFIRM, GOODBYE, GREETING, OFFER, WHEN


@pytest.fixture(scope="module")
def one_caller():
    """The line's and the sequential client's round with an office that does not make anybody wait."""
    [pair] = run([1], Terms(minutes=0, seed=1, interval_s=0.0, latency_s=0.0, pace=0.0))
    return pair


@pytest.mark.parametrize("number", [0, 1], ids=["line", "sequential"])
def test_each_client_books(one_caller, number):
    assert [call.ending for call in one_caller[number].calls] == ["booked"]


@pytest.mark.parametrize("number", [0, 1], ids=["line", "sequential"])
def test_what_each_client_asks_of_the_office_is_counted(one_caller, number):
    asked = one_caller[number].to_json()["requests"]
    assert (asked["POST /appointments"], asked["POST /commlogs"]) == (1, 1)


def test_the_sequential_client_speaks_for_as_long_as_the_lines_prompts(stage):
    phone = stage().phone
    heard = [phone.dial(), *(phone.say(each) for each in ("I need a cleaning", "July 15 1982", "first available", "the first one", "yes", "no"))]
    assert [words(turn.text) for turn in heard] == [GREETING, BIRTHDATE, WHEN, pytest.approx(OFFER, abs=4), CONFIRM, BOOKED, GOODBYE]


def test_the_command_prints_both_clients_and_writes_their_figures(tmp_path, capsys):
    out = tmp_path / "results" / "callers.json"
    main(["--callers", "1", "--minutes", "0", "--interval", "0", "--latency", "0", "--pace", "0", "--out", str(out)])
    rounds = json.loads(out.read_text())["rounds"]
    printed = capsys.readouterr().out
    assert [one["client"] for one in rounds] == ["line", "sequential"]
    assert all(f"| 1 | {one['client']} | {one['figures']['calls']} |" in printed for one in rounds)


def test_a_booking_the_caller_was_told_of_but_the_book_does_not_have_is_no_booking():
    assert ending("booked", in_the_book=False) != "booked"


def test_a_booking_the_caller_was_not_told_of_is_no_booking():
    assert ending("told of no booking", in_the_book=True) != "booked"


def test_a_question_callers_are_not_prepared_for_gets_the_last_answer_again():
    answers = Answers({"birthdate": "July 15 1982"})
    assert [answers.to("What is the patient's date of birth?"), answers.to("Pardon?")] == ["July 15 1982"] * 2


def test_a_caller_whose_day_will_not_do_takes_any():
    answers = Answers({"when": "Monday"})
    assert [answers.to("When would you like to come in?") for _ in range(2)] == ["Monday", "first available"]


def test_the_last_question_is_the_one_that_is_open():
    assert question("Shall I book it? I'm sorry, that has just been taken. Which would you like?") == "opening"
