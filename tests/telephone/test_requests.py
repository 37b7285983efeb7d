"""What Twilio sends: https://www.twilio.com/docs/voice/twiml#request-parameters and its signature."""

import httpx
import pytest
from flask import Response, request
from twilio.request_validator import RequestValidator

from ivr.telephone.phone import Telephone
from ivr.telephone.wire import as_signed
from tests.telephone.line import BYE, PUBLIC, TOKEN, Line, ask, document, listening

ALWAYS = {"CallSid", "AccountSid", "From", "To", "Caller", "Called", "CallStatus", "ApiVersion", "Direction",
          *(f"{end}{part}" for end in ("From", "To", "Caller", "Called") for part in ("City", "State", "Zip", "Country"))}


def test_every_request_carries_the_whole_call():
    line = Line(ask(), BYE)
    line.calling().press("1")
    first, turn, end = line.asked
    assert first.fields.keys() == ALWAYS | {"CallToken"}
    assert turn.fields.keys() == ALWAYS | {"Digits", "FinishedOnKey", "msg"}
    assert end.fields.keys() > ALWAYS | {"CallDuration"}
    assert [asked.fields["CallStatus"] for asked in line.asked] == ["ringing", "in-progress", "completed"]
    assert len({asked.fields["CallSid"] for asked in line.asked}) == 1
    assert first.fields["ApiVersion"] == "2010-04-01"
    assert first.fields["Direction"] == "inbound"


def test_what_is_not_known_of_a_place_is_sent_empty():
    line = Line(BYE)
    line.calling(from_number="+13126180256", place={"City": "CHICAGO", "State": "IL"})
    fields = line.asked[0].fields
    assert (fields["FromCity"], fields["CallerState"], fields["FromZip"], fields["FromCountry"]) == ("CHICAGO", "IL", "", "US")
    assert (fields["ToCity"], fields["CalledCountry"]) == ("", "US")


@pytest.mark.parametrize(("caller", "country"), [
    ("+266696687", "LS"), ("+7378742833", "RU"), ("anonymous", ""), ("", ""), ("sip:ann@pbx.example", ""), ("2175550142", ""),
])
def test_a_caller_may_be_anything(caller, country):
    line = Line(BYE)
    line.calling(from_number=caller)
    fields = line.asked[0].fields
    assert (fields["From"], fields["Caller"], fields["FromCountry"]) == (caller, caller, country)


def test_some_fields_come_with_the_first_request_only():
    line = Line(ask(), BYE)
    line.calling(first_fields={"StirVerstat": "TN-Validation-Passed-A"}).wait()
    assert ["StirVerstat" in asked.fields for asked in line.asked] == [True, False, False]


def test_each_request_is_signed_for_the_public_address():
    """Whatever the port it really goes to; and the query is part of it."""
    line = Line(ask(), BYE)
    line.calling().say("¿mañana a las 3?")
    assert [asked.signed for asked in line.asked] == [True, True, True]


def test_a_wrong_token_signs_wrongly_and_none_not_at_all():
    for token in ("54321", None):
        line = Line(BYE)
        client = httpx.Client(transport=httpx.WSGITransport(line.app))
        Telephone(PUBLIC, token, client=client).dial()
        assert not line.asked[0].signed
        assert ("X-Twilio-Signature" in line.asked[0].headers) == (token is not None)


@pytest.mark.parametrize(("url", "signed"), [
    ("https://user:pass@host.example:8443/voice?a=1#rc=2", "https://host.example/voice?a=1"),
    ("http://host.example:8080/voice", "http://host.example:8080/voice"),
])
def test_user_fragment_and_the_port_of_https_are_not_signed(url, signed):
    assert as_signed(url) == signed


def test_over_real_http_the_line_can_check_the_signature():
    line = Line(ask(), BYE)
    with listening(line.app) as url:
        phone = Telephone(url, TOKEN, public_url=PUBLIC)
        phone.dial()
        assert phone.say("hello").text == "Bye."
        phone.close()
    assert [asked.signed for asked in line.asked] == [True, True, True]
    assert line.asked[0].headers["User-Agent"] == "TwilioProxy/1.1"
    assert line.asked[0].headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_without_a_public_address_the_real_one_is_signed():
    line = Line()
    line.answer = None
    seen = []

    def check(path):
        seen.append(RequestValidator(TOKEN).validate(request.url, request.form, request.headers["X-Twilio-Signature"]))
        return document(BYE)

    line.app.view_functions["answer"] = check
    with listening(line.app) as url:
        Telephone(url, TOKEN).dial()
    assert seen == [True, True]


def test_a_new_call_has_a_new_sid():
    line = Line(ask(), BYE)
    phone = line.calling()
    first = phone.sid
    phone.dial()
    assert phone.sid != first
    assert line.paths == ["/voice", "/voice/status", "/voice", "/voice/status"], "the first call is ended first"


def test_cookies_last_for_a_call():
    def with_cookie():
        response = document(ask())
        response.set_cookie("turn", "1")
        return response

    line = Line(with_cookie, BYE, BYE)
    phone = line.calling()
    phone.wait()
    phone.dial()
    assert ["Cookie" in asked.headers for asked in line.asked] == [False, True, True, False, False]


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_the_fragment_is_for_twilio_alone(method):
    line = Line(ask(action="/voice/turn?n=1#rc=2&amp;rt=4000", method=method), BYE)
    line.calling().press("1")
    assert line.last.path.startswith("/voice/turn?n=1")
    assert line.last.fields["Digits"] == "1"
    assert line.last.signed


def test_a_port_of_the_public_address_is_asked_but_not_signed():
    line = Line(BYE)
    phone = line.calling(public_url=f"{PUBLIC}:8443/")
    assert line.asked[0].signed
    assert phone.requests[0].url == f"{PUBLIC}/voice"


def test_every_request_is_logged():
    phone = Line(ask(), BYE).calling()
    phone.press("1")
    assert [(each.method, each.url, each.status) for each in phone.requests] == [
        ("POST", f"{PUBLIC}/voice", 200), ("POST", f"{PUBLIC}/voice/turn?n=1", 200), ("POST", f"{PUBLIC}/voice/status", 204)]
    assert phone.requests[1].fields["Digits"] == "1"
    assert len(phone.documents) == 2


def test_something_may_be_done_before_each_webhook():
    count = []
    phone = Line(ask(), BYE).phone(before_request=lambda: count.append(1))
    phone.dial()
    phone.wait()
    assert len(count) == 3


# --- delivered twice -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("twice", [True, "after"])
def test_a_webhook_delivered_twice_is_the_same_request(twice):
    line = Line(ask(), ask(), BYE, BYE)
    phone = line.calling(twice=twice)
    phone.press("1")
    assert line.paths == ["/voice"] * 2 + ["/voice/turn?n=1"] * 2 + ["/voice/status"] * 2
    for first, second in zip(line.asked[::2], line.asked[1::2], strict=True):
        assert first.fields == second.fields
        assert first.headers["I-Twilio-Idempotency-Token"] == second.headers["I-Twilio-Idempotency-Token"]
    assert phone.violations == []


@pytest.mark.parametrize("twice", [True, "after"])
def test_two_answers_to_one_webhook_are_a_violation(twice):
    phone = Line(ask("One."), ask("Two.")).calling(twice=twice)
    assert phone.violations == ["/voice: two answers to one webhook"]


def test_two_statuses_are_two_answers():
    phone = Line(BYE, Response("<Response/>", 500)).calling(twice="after")
    assert phone.violations == ["/voice: two answers to one webhook"]
