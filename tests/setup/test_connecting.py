"""`ivr connect` points the number here, says what it changed, and changes nothing it need not."""

import pytest

from ivr.settings import SAMPLE_PRACTICE, SettingsError
from ivr.setup.command import connect_command
from tests.setup.twilio_api import NUMBER, SID

HERE = {"voice_url": "https://line.example/voice", "voice_method": "POST",
        "voice_fallback_url": "https://line.example/voice/fallback", "voice_fallback_method": "POST",
        "status_callback": "https://line.example/voice/status", "status_callback_method": "POST", "voice_application_sid": ""}
APPLICATION = "AP00000000000000000000000000000001"
TEXTS_HERE = {"sms_url": "https://line.example/texts", "sms_method": "POST", "sms_application_sid": ""}


def test_the_number_is_pointed_here(with_twilio, twilio):
    assert connect_command([], with_twilio) == 0
    assert (HERE | TEXTS_HERE).items() <= twilio.number.items()


def test_before_and_after_are_shown(with_twilio, twilio, capsys):
    connect_command([], with_twilio)
    assert capsys.readouterr().out.splitlines() == [
        f"{NUMBER} ({SID})",
        "  VoiceUrl: https://demo.twilio.com/welcome/voice/ -> https://line.example/voice",
        "  VoiceFallbackUrl: (empty) -> https://line.example/voice/fallback",
        "  StatusCallback: (empty) -> https://line.example/voice/status",
        "  SmsUrl: https://demo.twilio.com/welcome/sms/reply/ -> https://line.example/texts",
        "  calls now go to https://line.example/voice, texts to https://line.example/texts"]


def test_only_what_differs_is_sent(with_twilio, twilio):
    twilio.number |= HERE | TEXTS_HERE | {"status_callback_method": "GET"}
    connect_command([], with_twilio)
    assert twilio.writes() == [{"StatusCallbackMethod": "POST"}]


def test_a_second_time_nothing_is_sent(with_twilio, twilio, capsys):
    connect_command([], with_twilio)
    capsys.readouterr()
    assert connect_command([], with_twilio) == 0
    assert len(twilio.writes()) == 1
    assert "already; nothing was changed" in capsys.readouterr().out


def test_connection_overrides_of_an_operator_are_left_alone(with_twilio, twilio):
    twilio.number |= HERE | TEXTS_HERE | {"voice_url": "https://line.example/voice#rc=2&rt=4000"}
    connect_command([], with_twilio)
    assert twilio.writes() == []


def test_an_application_that_would_take_the_calls_is_taken_off(with_twilio, twilio):
    twilio.number |= HERE | TEXTS_HERE | {"voice_application_sid": APPLICATION}
    connect_command([], with_twilio)
    assert twilio.writes() == [{"VoiceApplicationSid": ""}]


def test_no_practice_file_need_be_there(with_twilio, twilio, tmp_path):
    assert connect_command([], with_twilio | {"PRACTICE_FILE": str(tmp_path / "not-yet.toml")}) == 0


@pytest.fixture
def without_texts(with_twilio, tmp_path):
    file = tmp_path / "no-texts.toml"
    file.write_text(SAMPLE_PRACTICE.read_text(encoding="utf-8").replace("confirmations = true", "confirmations = false"))
    return with_twilio | {"PRACTICE_FILE": str(file)}


def test_texts_of_a_practice_that_sends_none_go_where_they_went(without_texts, twilio, capsys):
    connect_command([], without_texts)
    assert twilio.number["sms_url"] == "https://demo.twilio.com/welcome/sms/reply/"
    assert capsys.readouterr().out.endswith("  calls now go to https://line.example/voice\n")


def test_an_application_that_would_take_the_texts_is_taken_off(with_twilio, twilio):
    twilio.number |= HERE | TEXTS_HERE | {"sms_application_sid": APPLICATION}
    connect_command([], with_twilio)
    assert twilio.writes() == [{"SmsApplicationSid": ""}]


def test_a_number_without_texts_is_asked_for_none(with_twilio, twilio):
    twilio.number["capabilities"] = {"voice": True, "sms": False}
    assert connect_command([], with_twilio) == 0
    assert not {"SmsUrl", "SmsMethod"} & set(twilio.writes()[0])


def test_a_practice_file_that_is_wrong_is_told(with_twilio, tmp_path):
    (tmp_path / "wrong.toml").write_text("name = 1")
    with pytest.raises(SettingsError, match="PRACTICE_FILE"):
        connect_command([], with_twilio | {"PRACTICE_FILE": str(tmp_path / "wrong.toml")})


def refused(environ, capsys):
    assert connect_command([], environ) == 1
    return capsys.readouterr().err


def test_a_wrong_token_is_told_without_showing_it(with_twilio, capsys):
    error = refused(with_twilio | {"TWILIO_AUTH_TOKEN": "another-token"}, capsys)
    assert "Twilio refuses the account and its token (401)" in error
    assert "another-token" not in error


def test_a_number_of_another_account_is_told(with_twilio, capsys):
    assert "the account has no number +12175550177" in refused(with_twilio | {"TWILIO_NUMBER": "+12175550177"}, capsys)


def test_another_number_than_the_one_asked_for_is_left_alone(with_twilio, twilio, capsys):
    row = twilio.number | {"phone_number": "+12175550177"}
    twilio.answer = 200, {"incoming_phone_numbers": [row]}
    assert "the account has no number +12175550199" in refused(with_twilio, capsys)


def test_a_number_in_a_trunk_is_left_alone(with_twilio, twilio, capsys):
    twilio.number["trunk_sid"] = "TK00000000000000000000000000000001"
    assert "SIP trunk" in refused(with_twilio, capsys)
    assert twilio.writes() == []


def test_a_number_without_voice_is_told(with_twilio, twilio, capsys):
    twilio.number["capabilities"] = {"voice": False, "sms": True}
    assert "takes no calls" in refused(with_twilio, capsys)


def test_a_change_twilio_did_not_make_is_told(with_twilio, twilio, capsys):
    twilio.deaf = True
    assert "Twilio left VoiceUrl, VoiceFallbackUrl, StatusCallback, SmsUrl as it was" in refused(with_twilio, capsys)


def test_a_twilio_that_cannot_be_had_is_told(with_twilio, capsys):
    assert "127.0.0.1 cannot be had (ConnectError)" in refused(with_twilio | {"TWILIO_API_URL": "http://127.0.0.1:9"}, capsys)


def test_an_error_of_twilios_is_told_by_its_code(with_twilio, twilio, capsys):
    twilio.answer = 400, {"code": 21402, "message": "about +12175550142"}
    error = refused(with_twilio, capsys)
    assert "answered 400, code 21402" in error
    assert "2175550142" not in error


def test_what_is_not_twilio_is_told(with_twilio, twilio, capsys):
    twilio.answer = 200, "<html>a router</html>"
    assert "what answers is not Twilio's API" in refused(with_twilio, capsys)


@pytest.mark.parametrize("missing", ["TWILIO_ACCOUNT_SID", "TWILIO_NUMBER", "PUBLIC_URL"])
def test_a_missing_variable_is_named(with_twilio, missing):
    del with_twilio[missing]
    with pytest.raises(SettingsError, match=f"{missing}: missing; expected"):
        connect_command([], with_twilio)
