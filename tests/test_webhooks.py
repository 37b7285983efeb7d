"""What arrives at the line's door: forged, doubled, malformed, huge; and what then answers."""

import json
from uuid import uuid4

import httpx
import pytest
from twilio.request_validator import RequestValidator

from ivr.telephone.rules import faults
from tests.stage import LINE, TOKEN, Stage

FIELDS = {"CallSid": "CA" + "1" * 32, "AccountSid": "AC" + "0" * 32, "From": "+12175550142", "To": LINE, "CallStatus": "ringing"}


@pytest.fixture
def line(stage):
    return stage()


@pytest.fixture(scope="module")
def open_line(tmp_path_factory):
    """One for all that is sent in calls of their own."""
    stage = Stage(tmp_path_factory.mktemp("line"))
    yield stage
    stage.close()


def send(stage, path="/voice", token=TOKEN, **fields):
    content = {**FIELDS, **fields}
    url = stage.url + path
    signature = RequestValidator(token).compute_signature(url, content)
    return httpx.post(url, data=content, headers={"X-Twilio-Signature": signature})


@pytest.mark.parametrize("path", ["/voice", "/voice/turn?n=1", "/voice/status", "/voice/fallback", "/voice/fallback/rang"])
def test_a_request_not_signed_by_twilio_is_refused_and_changes_nothing(line, path):
    unsigned = httpx.post(line.url + path, data=FIELDS)
    forged = send(line, path, token="another")
    assert (unsigned.status_code, forged.status_code) == (403, 403)
    assert line.line.calls.opened(FIELDS["CallSid"]) is None
    assert line.line.calls.recent() == []


def test_a_signature_covers_every_field(line):
    content = {**FIELDS, "SpeechResult": "book"}
    url = line.url + "/voice"
    signature = RequestValidator(TOKEN).compute_signature(url, content)
    assert httpx.post(url, data={**content, "SpeechResult": "cancel"}, headers={"X-Twilio-Signature": signature}).status_code == 403


@pytest.mark.parametrize("fields", [
    {"CallSid": ""}, {"CallSid": "x" * 5000}, {"CallSid": "ünïcode ✂"}, {"From": ""}, {"From": "x" * 9999}, {"From": "sip:a@b"},
    {"SpeechResult": "word " * 20000}, {"SpeechResult": "\x00\x01😀<Say>&amp;</Say>"}, {"Digits": "9" * 5000}, {"Digits": "abc"},
    {"DialCallStatus": "completed"}, {"CallStatus": "nonsense"}, {"Confidence": "much"}, {"SpeechResult": "'; DROP TABLE calls; --"},
])
@pytest.mark.parametrize("path", ["/voice", "/voice/turn?n=0", "/voice/turn?n=1", "/voice/turn?n=99999999", "/voice/turn?n=-1", "/voice/turn?n=x",
                                  "/voice/turn", "/voice/fallback", "/voice/fallback/rang"])
def test_whatever_is_sent_the_call_goes_on_or_reaches_a_person(open_line, path, fields):
    call = {"CallSid": f"CA{uuid4().hex}"} | fields
    for _ in range(2):
        response = send(open_line, path, **call)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/xml")
        assert faults(response.content) == []


def test_a_webhook_that_comes_twice_gets_the_same_answer(line):
    first = send(line)
    assert send(line).content == first.content
    answer = send(line, "/voice/turn?n=1", SpeechResult="Book a cleaning.")
    assert send(line, "/voice/turn?n=1", SpeechResult="Book a cleaning.").content == answer.content
    assert send(line).content == first.content


def test_a_call_that_is_over_is_not_begun_again(line):
    send(line)
    assert send(line, "/voice/status", CallStatus="completed").status_code == 204
    assert b"<Hangup" in send(line, "/voice/turn?n=1", SpeechResult="hello").content


def test_the_fallback_rings_the_front_desk_and_promises_a_call_when_nobody_answers(line):
    response = send(line, "/voice/fallback", ErrorCode="11200", ErrorUrl="/voice")
    assert b"+12175550100" in response.content
    assert b'callerId="+12175550142"' in response.content
    assert b"call you back" in send(line, "/voice/fallback/rang", DialCallStatus="no-answer").content
    line.until(lambda: [task.callback for task in line.line.tasks.open()] == ["+12175550142"])


def test_a_caller_who_talked_to_the_front_desk_is_promised_nothing(line):
    assert b"<Say" not in send(line, "/voice/fallback/rang", DialCallStatus="completed").content


def test_a_withheld_number_is_shown_as_the_lines_own(line):
    assert f'callerId="{LINE}"'.encode() in send(line, "/voice/fallback", From="anonymous").content


def test_health_is_told_without_a_signature(line):
    assert httpx.get(line.url + "/healthz").status_code == 200
    ready = json.loads(httpx.get(line.url + "/readyz").content)
    assert ready == {"store": "reachable", "book": dict.fromkeys(("visits", "schedules", "patients", "deleted"))}


def test_a_line_behind_another_address_checks_signatures_against_that(stage):
    behind = stage(environment={"PUBLIC_URL": "https://line.example.com"})
    url = "https://line.example.com/voice"
    signature = RequestValidator(TOKEN).compute_signature(url, FIELDS)
    answered = httpx.post(behind.url + "/voice", data=FIELDS, headers={"X-Twilio-Signature": signature})
    assert answered.status_code == 200
    assert send(behind).status_code == 403


def test_forwarded_addresses_are_believed_from_trusted_proxies_only(stage):
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "line.example.com"}
    signature = RequestValidator(TOKEN).compute_signature("https://line.example.com/voice", FIELDS)
    for trusted, status in (("127.0.0.1", 200), ("10.0.0.0/8", 403)):
        behind = stage(environment={"TRUSTED_PROXIES": trusted})
        answered = httpx.post(behind.url + "/voice", data=FIELDS, headers={"X-Twilio-Signature": signature, **headers})
        assert answered.status_code == status


def test_without_a_token_only_a_line_on_loopback_takes_calls(stage):
    open_line = stage(environment={"TWILIO_AUTH_TOKEN": ""})
    assert httpx.post(open_line.url + "/voice", data=FIELDS).status_code == 200
