"""Dates of birth cannot be tried until one fits: not from one number, not at one patient, and not by withholding the number."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, update

from ivr.cli import main
from ivr.store.guard import TRIES, WITHHELD_TRIES, Guard
from ivr.store.schema import identity_tries
from tests.privacy.calling import tries, tries_as
from tests.stage import Stage

DESK, KNOWN = "I'll have the front desk help you", "Thank you, Maria"
MARIA, OWN = 1, "+12175550142"
RIGHT, WRONG = "july fifteenth nineteen eighty two", "may twelfth nineteen seventy one"
OTHERS = (WRONG, "june third nineteen sixty four", "august ninth nineteen fifty two", "march first nineteen fifty five",
          "december second nineteen ninety nine", "april fourth nineteen forty eight")


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """With a copy of the office's patients, as every line has after a minute."""
    stage = Stage(tmp_path_factory.mktemp("warm") / "stage")
    stage.line.book.read_patients()
    yield stage
    stage.close()


@pytest.fixture
def line(warm):
    """Nobody has tried anything yet."""
    with warm.line.database.begin() as connection:
        connection.execute(delete(identity_tries))
    warm.phone = warm.another(OWN)
    return warm


@pytest.fixture
def guard(database):
    return Guard(database)


def fail_at(line, caller, patient, number=TRIES):
    """Wrong tries of earlier calls."""
    guard = Guard(line.line.database)
    for n in range(number):
        guard.failed(f"earlier {caller} {patient} {n}", caller, [patient])


def test_one_number_may_not_try_date_after_date(line):
    for date in OTHERS[:TRIES]:
        assert DESK not in tries(line.phone, date).text
    heard = tries(line.phone, RIGHT)
    assert DESK in heard.text
    assert KNOWN not in heard.text
    assert line.phone.dialled == ["+12175550100"]


def test_whoever_is_locked_out_hears_the_same_for_a_right_and_for_a_wrong_date(line):
    fail_at(line, OWN, MARIA)
    assert tries(line.phone, RIGHT).text == tries(line.phone, WRONG).text


def test_a_wrong_date_counts_though_the_caller_rings_off_as_soon_as_they_know(line):
    for n in range(0, TRIES + 1, 2):
        tries(line.phone, OTHERS[n], OTHERS[n + 1])     # and no name, which is asked for next
    assert DESK in tries(line.phone, RIGHT).text


def test_the_date_said_again_is_no_other_try(line):
    for _ in range(TRIES - 1):
        tries(line.phone, WRONG, WRONG)
    assert KNOWN in tries(line.phone, RIGHT).text


def test_several_numbers_may_not_try_one_patient(line):
    for n, date in enumerate(OTHERS[:TRIES]):
        assert DESK not in tries_as(line.another(f"+1312555010{n}"), "Maria Lopez", date).text
    heard = tries_as(line.another("+13125550199"), "Maria Lopez", RIGHT)
    assert DESK in heard.text
    assert KNOWN not in heard.text


def test_at_a_locked_patient_a_right_date_from_a_new_number_sounds_like_a_wrong_one(line):
    fail_at(line, "+13125550101", MARIA)
    right = tries_as(line.another("+13125550102"), "Maria Lopez", RIGHT)
    wrong = tries_as(line.another("+13125550103"), "Maria Lopez", WRONG)
    assert right.text == wrong.text


def test_one_number_may_not_try_many_patients(line):
    phone = line.another("+13125550101")
    for name, date in zip(("Tom Reed", "Susan Park", "Marcus Bell", "Nina Gray", "Luis Ortega"), OTHERS, strict=False):
        tries_as(phone, name, date)
    assert DESK in tries_as(phone, "Maria Lopez", RIGHT).text


def test_saying_one_is_new_here_is_no_way_round(line):
    for n, date in enumerate(OTHERS[:TRIES]):
        phone = line.another(f"+1312555010{n}")
        phone.dial()
        for said in ("I'm a new patient", date, "L O P E Z", "M A R I A"):
            phone.say(said)
    heard = tries_as(line.another("+13125550199"), "Maria Lopez", RIGHT)
    assert DESK in heard.text


def test_names_on_the_keypad_are_no_way_round(line):
    for n, date in enumerate(OTHERS[:TRIES]):
        phone = line.another(f"+1312555010{n}")
        tries(phone, date)
        phone.press("56739")
        phone.press("62742")
    assert DESK in tries_as(line.another("+13125550199"), "Maria Lopez", RIGHT).text


def test_withholding_the_number_is_no_way_round(line):
    for n in range(WITHHELD_TRIES):
        Guard(line.line.database).failed(f"earlier {n}", "", [100 + n])
    assert DESK in tries_as(line.another("anonymous"), "Maria Lopez", RIGHT).text


def test_others_who_withhold_their_number_do_not_lock_one_out_as_fast(line):
    for n in range(TRIES):
        Guard(line.line.database).failed(f"earlier {n}", "", [100 + n])
    assert KNOWN in tries_as(line.another("anonymous"), "Maria Lopez", RIGHT).text


@pytest.mark.long
def test_any_process_counts_what_another_has_heard(stage):
    line = stage(play="fresh")
    fail_at(line, OWN, MARIA)
    assert DESK in tries(line.phone, RIGHT).text


def test_a_day_later_the_right_caller_is_let_in_again(line):
    fail_at(line, OWN, MARIA)
    with line.line.database.begin() as connection:
        connection.execute(update(identity_tries).values(at=time.time() - 86500))
    assert KNOWN in tries(line.phone, RIGHT).text


def test_tries_while_locked_do_not_count_so_that_nobody_is_kept_out_for_ever(guard):
    for n in range(TRIES):
        guard.failed(str(n), OWN, [MARIA])
    for n in range(20):
        assert guard.failed(f"later {n}", "+13125550101", [MARIA])
    assert not guard.locked("+13125550101", [2])


@pytest.mark.parametrize("asked", [["--patient", "1"], ["--number", OWN]])
def test_the_staff_can_lift_it(line, monkeypatch, asked, capsys):
    fail_at(line, OWN if "--number" in asked else "+13125550101", 77 if "--number" in asked else MARIA)
    for name, value in line.environment.items():
        monkeypatch.setenv(name, value)
    assert DESK in tries(line.phone, RIGHT).text
    assert main(["unlock", *asked]) == 0
    assert KNOWN in tries(line.phone, RIGHT).text
    assert "forgotten: 5 tries" in capsys.readouterr().out


def test_another_patient_on_another_number_is_served_meanwhile(line):
    fail_at(line, OWN, MARIA)
    marcus = tries(line.another("+12175550143"), "november sixth nineteen seventy")
    assert "Thank you, Marcus" in marcus.text


def test_whoever_is_rung_is_told_to_make_sure_themselves_who_is_calling(line):
    fail_at(line, OWN, MARIA)
    tries(line.phone, RIGHT)
    assert "make sure yourself who this is" in line.phone.whispers[-1]
    assert "Maria" not in " ".join(line.phone.whispers)


def test_out_of_hours_the_caller_leaves_a_message_that_names_nobody(stage):
    line = stage(now="2026-03-02T20:00")
    fail_at(line, OWN, MARIA)
    assert "The office is closed now" in tries(line.phone, RIGHT).text
    line.phone.say("please call me about my cleaning")
    line.settle()
    [task] = line.line.tasks.open()
    assert (task.patient, task.callback) == (None, OWN)


def test_it_is_said_in_spanish(line):
    fail_at(line, OWN, MARIA)
    line.phone.dial()
    line.phone.say("español")
    line.phone.say("quiero una limpieza")
    assert "le ayudará la recepción" in line.phone.say("quince de julio de mil novecientos ochenta y dos").text


def test_tries_made_in_the_same_moment_all_count(guard):
    with ThreadPoolExecutor(8) as pool:
        locked = list(pool.map(lambda n: guard.failed(str(n), f"+1312555{n:04}", [MARIA]), range(12)))
    assert locked.count(False) == TRIES


def test_a_try_reported_twice_counts_once(guard):
    for _ in range(TRIES + 2):
        assert not guard.failed("the same", OWN, [MARIA])
    assert not guard.locked(OWN, [MARIA])
