"""The log: what may be in it, and that the whole suite's being looked through would find what may not."""

import json
import logging
import threading

import pytest
import structlog

from tests.privacy.leaks import leaks

pytest_plugins = ["pytester"]


@pytest.mark.parametrize(("line", "kind"), [
    ('{"event": "look-up failed", "patient": "Maria Lopez"}', "a full name"),
    ("LOPEZ, Maria", "a full name"),
    ("Patient(first='Maria', last='Lopez')", "a last name"),
    ("GET /api/v1/patients?LName=Novak", "a last name"),
    ("caller=+12175550142", "a telephone number"),
    ("called from (217) 555-0142 today", "a telephone number"),
    ("217.555.0144", "a telephone number"),
    ("Birthdate=1982-07-15", "a date of birth"),
    ("keyed 07151982", "a date of birth"),
    ("born July 15th, 1982", "a date of birth"),
    ("07/15/1982", "a date of birth"),
    ("heard: July fifteenth, nineteen eighty-two.", "an utterance"),
])
def test_whatever_may_not_be_in_a_log_is_found_there(line, kind):
    assert kind in leaks(line)


@pytest.mark.parametrize("line", [
    '{"event": "turn broke", "call": "CA0a9217555014f2", "error": "KeyError", "place": "ivr/turns.py:112", "timestamp": "2026-03-02T15:00:00Z"}',
    "POST /voice/turn?n=12", "+12175550199", "Dana Lee", "2026-03-05 08:00",
])
def test_what_may_be_in_a_log_is_not_taken_for_a_patient(line):
    assert leaks(line) == []


@pytest.mark.parametrize("how", ["print(text, file=sys.stderr)", "os.write(2, text.encode())",
                                 "subprocess.run(['sh', '-c', 'echo ' + text + ' >&2'])"])
def test_a_test_whose_line_logs_a_patient_fails(pytester, capfd, how):
    pytester.makeconftest("from tests.conftest import pytest_runtest_makereport")
    pytester.makepyfile(f"import os, subprocess, sys\n\ndef test_it():\n    text = 'Maria' + ' Lopez'\n    {how}\n")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist", plugins=[])
    result.assert_outcomes(passed=1, errors=1)
    capfd.readouterr()              # which is about a patient itself


@pytest.fixture
def written(capfd):
    def lines():
        return [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]

    return lines


def test_a_field_nobody_has_allowed_is_left_out_and_only_its_name_is_told(written):
    structlog.get_logger().warning("something", call="CA1", patient="Maria Lopez")
    [line] = written()
    assert (line["call"], line["left_out"], "patient" in line) == ("CA1", ["patient"], False)


def test_the_message_of_an_exception_is_not_logged_whoever_logs_it(written):
    try:
        raise ValueError("Maria Lopez, born 1982-07-15")
    except ValueError:
        structlog.get_logger().error("it broke", exc_info=True)
        logging.getLogger("flask.app").exception("Exception on %s", "/patients?LName=Lopez")
    ours, theirs = written()
    assert ours["left_out"] == ["exc_info"]
    assert (theirs["error"], theirs["logger"], "message" in theirs) == ("ValueError", "flask.app", False)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_breaks_tells_where_and_not_about_whom(written):
    from ivr import logs

    thread = threading.Thread(name="promises")
    try:
        raise ValueError("Maria Lopez")
    except ValueError as error:
        logs._thread_broke(threading.ExceptHookArgs((type(error), error, error.__traceback__, thread)))
    [line] = written()
    assert (line["thread"], line["error"]) == ("promises", "ValueError")
