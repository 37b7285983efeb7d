"""A line that fails: the fallback is asked, and without it the call ends; either way it is on record."""

import time

import httpx
import pytest
from flask import Response

from ivr.telephone.leg import APOLOGY
from ivr.telephone.phone import Telephone
from tests.telephone.line import BYE, PUBLIC, TOKEN, Line, ask, document, listening

XML = "<Response><Say>Never heard.</Say></Response>"
FAILURES = {
    "500": (Response(XML, 500, content_type="text/xml"), "11200"),
    "403": (Response(XML, 403, content_type="text/xml"), "11200"),
    "201": (Response(XML, 201, content_type="text/xml"), "11200"),
    "no XML": (Response("<Response><Say>", content_type="text/xml"), "12100"),
    "another root": (Response("<Answer/>", content_type="text/xml"), "12102"),
    "no type": (Response(XML, headers={"Content-Type": ""}), "12300"),
    "JSON": (Response("{}", content_type="application/json"), "12300"),
    "empty": (Response("", content_type="text/xml"), "11770"),
    "too large": (Response(f"<Response>{' ' * 65536}</Response>", content_type="text/xml"), "11750"),
}


@pytest.mark.parametrize(("answer", "code"), FAILURES.values(), ids=FAILURES)
def test_what_twilio_cannot_use_is_replaced_by_the_fallback(answer, code):
    line = Line(ask(), answer)
    phone = line.calling()
    heard = phone.press("1")
    assert heard.text == "Sorry."
    assert line.last.path == "/voice/fallback"
    assert (line.last.fields["ErrorCode"], line.last.fields["ErrorUrl"]) == (code, f"{PUBLIC}/voice/turn?n=1")
    assert "Digits" not in line.last.fields
    assert phone.violations[0].startswith(f"/voice/turn: {code}")


def test_the_fallback_of_a_first_request_still_rings():
    line = Line(Response(status=500))
    line.calling()
    assert line.asked[1].fields["CallStatus"] == "ringing"


def test_the_call_goes_on_from_the_fallback():
    line = Line(Response(status=500), BYE, fallback=ask("Sorry?", action="again"))
    phone = line.calling()
    phone.press("1")
    assert line.last.path == "/voice/again"


@pytest.mark.parametrize("options", [{}, {"fallback": ""}])
def test_without_a_fallback_that_works_the_call_ends(options):
    line = Line(Response(status=500), fallback=Response(status=500))
    phone = line.phone(**options)
    heard = phone.dial()
    assert (heard.ended, heard.text) == (True, APOLOGY)
    assert line.paths[-1] == "/voice/status"
    assert len(phone.violations) == (2 if not options else 1)


def test_nobody_there_is_a_failure_too():
    with listening(Line().app) as url:
        pass
    phone = Telephone(url, TOKEN)
    assert phone.dial().text == APOLOGY
    assert phone.violations[0].startswith("/voice: 11205")
    assert [each.status for each in phone.requests[:2]] == [0, 0], "a connection is tried again once"


def test_an_answer_that_takes_too_long_is_none():
    """In the whole, not between two pieces of it."""
    def drop_by_drop():
        def drops():
            for letter in XML:
                yield letter
                time.sleep(0.05)
        return Response(drops(), content_type="text/xml")

    line = Line(drop_by_drop)
    with listening(line.app) as url:
        phone = Telephone(url, TOKEN, public_url=PUBLIC, limit_s=0.5)
        assert phone.dial().text == "Sorry."
    assert line.asked[1].fields["ErrorCode"] == "11200"
    assert phone.requests[0].seconds < 1.5, "the rest is not waited for"


def test_an_answer_that_never_begins_is_none():
    def late():
        time.sleep(2.5)
        return XML

    line = Line(late)
    with listening(line.app) as url:
        assert Telephone(url, TOKEN, limit_s=1.5).dial().text == "Sorry."


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_loses_what_the_caller_said(status):
    line = Line(ask(), Response(status=status, headers={"Location": "/voice/elsewhere"}), BYE)
    phone = line.calling()
    assert phone.say("hello").text == "Bye."
    assert line.last.path.startswith("/voice/elsewhere")
    assert "CallSid" in line.last.fields
    assert "SpeechResult" not in line.last.fields
    assert "lost" in phone.violations[0]


def test_redirects_come_to_an_end():
    line = Line(*[Response(status=302, headers={"Location": "/voice"})] * 11)
    assert line.phone().dial().text == "Sorry."
    assert line.last.fields["ErrorCode"] == "11215"


def test_a_failing_status_is_not_tried_again():
    line = Line(Response(status=503), BYE)
    assert line.phone().dial().text == "Sorry."


def test_unless_the_address_asks_for_it():
    line = Line(ask(action="/voice/turn#rc=2&amp;rp=5xx"), Response(status=503), Response(status=503), BYE)
    phone = line.calling()
    assert phone.press("1").text == "Bye."
    assert [asked.fields.get("Digits") for asked in line.asked[1:4]] == ["1", "1", "1"]
    assert phone.violations == []


def test_the_address_may_ask_for_less_time():
    def late():
        time.sleep(1.0)
        return BYE

    line = Line(ask(action="/voice/turn#rt=300"), late)
    with listening(line.app) as url:
        phone = Telephone(url, TOKEN, public_url=PUBLIC)
        phone.dial()
        assert phone.press("1").text == "Sorry."


def test_plain_text_is_read_aloud_and_objected_to():
    phone = Line(Response("Hello there", content_type="text/plain")).phone()
    assert phone.dial().text == "Hello there"
    assert phone.faults


def test_plain_text_that_is_a_document_is_carried_out():
    assert Line(Response(f"<Response>{BYE}</Response>", content_type="text/plain")).phone().dial().text == "Bye."


def test_sound_is_played():
    heard = Line(Response(b"RIFF", content_type="audio/wav")).phone().dial()
    assert (heard.happened[0].kind, heard.happened[0].text) == ("plays", f"{PUBLIC}/voice")


def test_a_failing_status_callback_is_on_record():
    line = Line(BYE)
    line.app.view_functions["answer"] = lambda path: Response(status=500) if path == "voice/status" else document(BYE)
    phone = line.calling()
    assert phone.violations == ["/voice/status: 11200 status 500"]


def test_an_application_that_raises_answers_500():
    def broken():
        raise RuntimeError

    line = Line(broken)
    assert line.phone().dial().text == "Sorry."


def test_an_unreadable_client_error_is_not_hidden():
    """What is no answer of the line's is our own fault."""
    def refuse(request):
        raise RuntimeError("a broken test")

    with pytest.raises(RuntimeError):
        Telephone("http://line.example", client=httpx.Client(transport=httpx.MockTransport(refuse))).dial()
