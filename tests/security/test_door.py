"""Who gets in: nothing without Twilio's signature, the office's key or a person's sign-in, on any route there is."""

import json

import pytest
from twilio.request_validator import RequestValidator

from tests.privacy.leaks import leaks
from tests.security.conftest import FIELDS, ORIGIN, TOO_LARGE
from tests.stage import TOKEN

TWILIO = ("/voice", "/texts")
OPEN = {"/healthz", "/readyz", "/metrics"}              # for watching; they tell of nobody


def of_twilio(door):
    return [path for path in door.posts() if path.startswith(TWILIO)]


def test_every_route_of_twilios_refuses_what_is_unsigned_or_forged_and_changes_nothing(door):
    before = door.kept()
    assert len(of_twilio(door)) >= 8
    for path in of_twilio(door):
        assert [door.post(path, token=token).status_code for token in ("", "another's token")] == [403, 403], path
    assert door.kept() == before


def test_every_other_route_that_changes_anything_wants_a_key_or_a_sign_in(door):
    for path in set(door.posts()) - set(of_twilio(door)) - {"/console/sign-in"}:
        assert door.ask(path, "POST").status_code in (400, 401, 302, 303), path


def test_no_page_tells_a_stranger_anything_but_those_for_watching(door):
    pages = [rule.rule for rule in door.app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    told = {path for path in pages if not path.startswith("/console") and door.ask(path).status_code == 200}
    assert told == OPEN


def test_a_signature_for_one_route_does_not_open_another(door):
    signature = RequestValidator(TOKEN).compute_signature(f"{ORIGIN}/voice/turn?n=1", FIELDS)
    for path in ("/voice/turn?n=2", "/voice/status", "/voice", "/texts"):
        answer = door.app.test_client().post(path, data=FIELDS, base_url=ORIGIN, headers={"X-Twilio-Signature": signature})
        assert answer.status_code == 403, path


def test_a_form_too_large_is_refused_before_it_is_read(door):
    for path in door.posts():
        assert door.ask(path, "POST", data={"SpeechResult": "x" * TOO_LARGE}).status_code in (400, 401, 403, 413, 302), path
    assert door.post("/voice", fields={"SpeechResult": "x" * TOO_LARGE}).status_code == 413


def test_another_length_than_announced_breaks_nothing(door):
    answer = door.ask("/voice", "POST", data=b"CallSid=CA1&From=%ff%fe&Speech", content_type="application/x-www-form-urlencoded",
                      headers={"X-Twilio-Signature": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", [
    "/../ivr/settings.py", "/voice/../../etc/passwd", "/console/static/../signing_in.py", "/console/static/..%2f..%2fsettings.py",
    "/console/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/console/static//etc/passwd", "/console/static/..\\..\\settings.py",
    "/console/calls/..%2f..%2fetc%2fpasswd", "/metrics/../line.db", "/%00", "/console/static/console.css%00.svg", "/line.db", "/secret.key",
])
def test_no_path_leads_to_a_file_that_is_not_meant_to_be_read(door, path):
    answer = door.ask(path)
    assert answer.status_code in (302, 308, 400, 404, 405)
    assert b"root:" not in answer.data
    assert b"import" not in answer.data


def test_an_error_page_says_nothing_of_what_was_asked_or_of_the_program(door):
    for answer in (door.ask("/nothing/Maria-Lopez"), door.ask("/voice"), door.post("/voice", token="")):
        assert answer.status_code >= 400
        assert not any(told in answer.text for told in ("Lopez", "Traceback", "ivr/", "python"))


def test_metrics_and_readiness_name_nobody(door):
    door.post("/voice", fields={"SpeechResult": "Maria Lopez"})
    text = door.ask("/metrics").text + json.dumps(door.ask("/readyz").json)
    assert "ivr_turn_seconds" in text
    assert leaks(text) == []
