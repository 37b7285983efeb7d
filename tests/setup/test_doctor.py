"""`ivr doctor` from the environment to the exit code."""

import json
from pathlib import Path

import pytest

from ivr.cli import main
from ivr.settings import SAMPLE_PRACTICE
from ivr.setup.command import doctor_command
from tests.setup.conftest import NOW
from tests.setup.test_connecting import HERE, TEXTS_HERE

SAMPLE = SAMPLE_PRACTICE.read_text(encoding="utf-8")


def failures(findings):
    return [(about, found) for level, about, found in findings if level == "FAIL"]


def test_a_line_that_is_set_up_has_nothing_to_put_right(with_office, with_twilio, twilio, examined):
    twilio.number |= HERE | TEXTS_HERE
    assert {level for level, about, _ in examined(with_office | with_twilio) if about != "PUBLIC_URL"} == {"OK"}


def test_what_is_examined(with_office, with_twilio, examined):
    assert [about for _, about, _ in examined(with_office | with_twilio)] == [
        "settings", "PRACTICE_FILE", "DATABASE_URL", "OPENDENTAL_URLS", "ProgramVersion", "permissions", "practice file", "timezone",
        "Slots", "TWILIO_ACCOUNT_SID", "TWILIO_NUMBER", "TWILIO_NUMBER", "TWILIO_NUMBER",
        "TWILIO_NUMBER", "PUBLIC_URL"]


def test_without_any_settings_nothing_fails_and_what_is_missing_is_told(environ, capsys):
    assert doctor_command([], environ) == 0
    said = capsys.readouterr().out
    for name in ("PRACTICE_FILE", "OPENDENTAL_URLS", "PUBLIC_URL", "TWILIO_AUTH_TOKEN"):
        assert f"WARN  {name}: not set" in said


def test_the_exit_code_tells_a_failure(with_office):
    assert doctor_command([], with_office, lambda: NOW) == 0
    assert doctor_command([], with_office | {"OPENDENTAL_CUSTOMER_KEY": "another"}, lambda: NOW) == 1


def test_json_is_one_object_a_line_with_all_that_is_said(with_office, capsys):
    doctor_command(["--json"], with_office | {"PORT": "nine"}, lambda: NOW)
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found[0] == {"level": "FAIL", "about": "PORT", "found": "cannot be used",
                        "remedy": "expected a port number from 1 to 65535, such as 8000"}
    assert all(set(one) == {"level", "about", "found", "remedy"} for one in found)


def test_every_finding_is_one_line_with_its_remedy(with_office, with_twilio, capsys):
    doctor_command([], with_office | with_twilio | {"OPENDENTAL_CUSTOMER_KEY": "another", "DRY_RUN": "true"}, lambda: NOW)
    for line in capsys.readouterr().out.splitlines():
        level, _, said = line.partition("  ")
        assert level.strip() in ("OK", "WARN", "FAIL")
        assert (" -> " in said) == (level.strip() != "OK")


def test_the_command_is_there(capsys):
    for command in ("doctor", "connect", "practice"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        assert f"ivr {command}" in capsys.readouterr().out


# --- wrong settings hide no other finding ----------------------------------------------------------------------------


def test_every_wrong_variable_is_told(with_office, examined):
    assert [about for about, _ in failures(examined(with_office | {"PORT": "nine", "PUBLIC_URL": "line"}))] == ["PORT", "PUBLIC_URL"]


def test_a_missing_key_leaves_the_office_unexamined_and_not_replaced_by_the_simulated_one(environ, examined):
    found = examined(environ | {"OPENDENTAL_URLS": "http://127.0.0.1:9/api/v1", "OPENDENTAL_DEVELOPER_KEY": "d"})
    assert [about for about, _ in failures(found)] == ["OPENDENTAL_CUSTOMER_KEY"]
    assert not {"OPENDENTAL_URLS", "ProgramVersion", "Slots"} & {about for _, about, _ in found}


def test_each_fault_of_a_practice_file_is_told_with_its_line(with_office, tmp_path, examined):
    file = tmp_path / "faulty.toml"
    file.write_text(SAMPLE.replace("minutes = 90", "minutes = 91").replace('"America/Chicago"', '"America/Chicgo"'))
    found = failures(examined(with_office | {"PRACTICE_FILE": str(file)}))
    assert [text.removeprefix(f"{file}, ").partition(": ")[2] for _, text in found] == ["practice.timezone", "visit[name=crown].minutes"]


def test_a_practice_file_that_cannot_be_read_is_told(with_office, tmp_path, examined):
    found = failures(examined(with_office | {"PRACTICE_FILE": str(tmp_path / "none.toml")}))
    assert found == [("PRACTICE_FILE", str(tmp_path / "none.toml"))]


def test_a_faulty_practice_file_leaves_the_rest_of_the_office_to_examine(with_office, tmp_path, examined):
    abouts = {about for _, about, _ in examined(with_office | {"PRACTICE_FILE": str(tmp_path / "none.toml")})}
    assert {"OPENDENTAL_URLS", "ProgramVersion", "permissions"} <= abouts
    assert not {"practice file", "Slots"} & abouts


def test_a_data_folder_that_cannot_be_used_leaves_the_rest_to_examine(with_office, examined):
    found = examined(with_office | {"DATA_DIR": "/proc/nothing"})
    assert [about for about, _ in failures(found)] == ["DATA_DIR"]
    assert ("OK", "permissions", "the keys may do everything the line does") in found


def test_no_other_data_folder_is_made_for_one_that_cannot_be_used(with_office, examined, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    examined(with_office | {"DATA_DIR": "/proc/nothing"})
    assert not (tmp_path / "var").exists()


def test_a_database_that_does_not_answer_is_a_failure(with_office, examined):
    found = failures(examined(with_office | {"DATABASE_URL": "postgresql://user:secret@127.0.0.1:9/line"}))
    assert found == [("DATABASE_URL", "the database does not answer")]


def test_the_sample_practice_for_an_office_of_ones_own_is_a_failure(with_office, examined):
    del with_office["PRACTICE_FILE"]
    assert failures(examined(with_office))[0][0] == "PRACTICE_FILE"


def test_a_dry_run_is_told(with_office, examined):
    assert ("WARN", "DRY_RUN", "nothing is written to Open Dental") in examined(with_office | {"DRY_RUN": "true"})


def test_what_is_left_to_decide_is_told(with_office, examined):
    file = Path(with_office["PRACTICE_FILE"])
    file.write_text("# DECIDE: the name\n\n" + file.read_text(encoding="utf-8") + "# DECIDE: the answers\n", encoding="utf-8")
    last = len(file.read_text(encoding="utf-8").splitlines())
    assert ("WARN", "PRACTICE_FILE", f"2 things are not decided yet, in line 1, {last}") in examined(with_office)


# --- the office ------------------------------------------------------------------------------------------------------


def test_an_office_that_cannot_be_had_is_one_failure(with_office, examined):
    assert [about for about, _ in failures(examined(with_office | {"OPENDENTAL_URLS": "http://127.0.0.1:9/api/v1"}))] == ["OPENDENTAL_URLS"]


@pytest.mark.parametrize(("path", "about"), [
    ("/securityperms", "Open Dental"), ("/schedules", "practice file"), ("/appointments", "Slots"), ("/appointments/Slots", "Slots")])
def test_what_cannot_be_examined_hides_nothing_else(with_office, office, examined, path, about):
    office.simulated.faults.add(f"status:status=500,path={path}")
    found = failures(examined(with_office))
    assert {one for one, _ in found} >= {about}
    assert all(text.startswith("could not be examined") for _, text in found)


def test_nothing_is_written_to_the_office(with_office, office, examined):
    examined(with_office)
    assert {served.method for served in office.simulated.requests} == {"GET"}


def test_no_patient_is_ever_named(with_office, office, examined):
    office.simulated.faults.add("status:status=400,text=Lopez Maria 2175550142,path=/appointments")
    said = str(examined(with_office))
    assert not [name for name in ("Lopez", "Maria", "217555014") if name in said]


# --- Twilio ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def of_twilio(with_twilio, examined):
    return lambda **given: [(level, about, found) for level, about, found in examined(with_twilio | given)
                            if about.startswith(("TWILIO", "Twilio", "PUBLIC"))]


def test_a_number_that_goes_elsewhere_is_a_failure_for_each_address(of_twilio):
    assert failures(of_twilio()) == [
        ("TWILIO_NUMBER", "VoiceUrl is https://demo.twilio.com/welcome/voice/, not https://line.example/voice"),
        ("TWILIO_NUMBER", "VoiceFallbackUrl is not set, not https://line.example/voice/fallback"),
        ("TWILIO_NUMBER", "StatusCallback is not set, not https://line.example/voice/status"),
        ("TWILIO_NUMBER", "SmsUrl is https://demo.twilio.com/welcome/sms/reply/, not https://line.example/texts")]


def test_a_number_that_comes_here_is_in_order(of_twilio, twilio):
    twilio.number |= HERE | TEXTS_HERE
    assert {level for level, about, _ in of_twilio() if about != "PUBLIC_URL"} == {"OK"}


def test_a_number_that_sends_no_texts_is_told(of_twilio, twilio):
    twilio.number |= HERE | {"capabilities": {"voice": True, "sms": False}}
    assert ("WARN", "TWILIO_NUMBER", "the number sends no texts, so nobody gets a confirmation") in of_twilio()


def test_examining_changes_nothing(of_twilio, twilio):
    of_twilio()
    assert twilio.writes() == []


def test_a_wrong_token_is_a_failure(of_twilio):
    assert failures(of_twilio(TWILIO_AUTH_TOKEN="another")) == [
        ("TWILIO_AUTH_TOKEN", "Twilio refuses the account and its token (401)")]


def test_the_first_of_two_tokens_is_used(of_twilio, with_twilio, twilio):
    twilio.number |= HERE | TEXTS_HERE
    assert not failures(of_twilio(TWILIO_AUTH_TOKEN=with_twilio["TWILIO_AUTH_TOKEN"] + ",an-older-one"))


def test_a_suspended_account_is_a_failure(of_twilio, twilio):
    twilio.account["status"] = "suspended"
    assert ("TWILIO_ACCOUNT_SID", "the account is suspended") in failures(of_twilio())


def test_a_trial_account_is_told(of_twilio, twilio):
    twilio.account["type"] = "Trial"
    assert ("WARN", "TWILIO_ACCOUNT_SID") in {(level, about) for level, about, _ in of_twilio()}


def test_an_address_without_tls_is_told(of_twilio, twilio):
    assert ("WARN", "PUBLIC_URL", "without TLS what callers say travels in the clear") in of_twilio(PUBLIC_URL="http://line.example")


@pytest.mark.parametrize("missing", ["TWILIO_NUMBER", "PUBLIC_URL", "TWILIO_ACCOUNT_SID"])
def test_what_is_needed_to_examine_the_number_is_told(with_twilio, examined, missing):
    del with_twilio[missing]
    assert any(about == missing and found.startswith("not set, so") for _, about, found in examined(with_twilio))
