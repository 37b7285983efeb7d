"""The telephone does what Twilio does: the truth table of Gather, redirects, fallbacks, signatures and the end of a call."""

import httpx
import pytest
from flask import Flask, Response, request
from twilio.request_validator import RequestValidator

from ivr.telephone.phone import LineFailed, Telephone

TOKEN = "12345"


class Line:
    """A line that answers with the documents it was given, and remembers what it was asked."""

    def __init__(self, *documents, status=200):
        self.documents, self.status = list(documents), status
        self.asked = []
        self.app = Flask(__name__)
        for path in ("/voice", "/voice/turn", "/voice/status", "/voice/fallback"):
            self.app.add_url_rule(path, path, self.answer, methods=["POST"])

    def answer(self):
        valid = RequestValidator(TOKEN).validate(request.url, request.form, request.headers["X-Twilio-Signature"])
        assert valid, "signed over the address and every field"
        self.asked.append((request.full_path.rstrip("?"), request.form.to_dict()))
        if request.path == "/voice/status":
            return Response(status=204)
        status = self.status if request.path != "/voice/fallback" else 200
        return Response(f"<Response>{self.documents.pop(0)}</Response>", status, content_type="text/xml")

    def phone(self, **options):
        client = httpx.Client(transport=httpx.WSGITransport(self.app))
        return Telephone("http://line.example", TOKEN, client=client, **options)


def ask(text="How?", **attributes):
    settings = " ".join(f'{name}="{value}"' for name, value in {"input": "dtmf speech", "action": "/voice/turn?n=1", **attributes}.items())
    return f"<Gather {settings}><Say>{text}</Say></Gather><Redirect method=\"POST\">/voice/turn?n=1&amp;s=1</Redirect>"


BYE = "<Say>Bye.</Say><Hangup/>"


def test_a_caller_who_speaks_is_sent_as_a_recogniser_writes():
    line = Line(ask(), BYE)
    phone = line.phone()
    heard = phone.dial()
    assert (heard.text, heard.listening) == ("How?", True)
    assert phone.say("book a cleaning").ended
    path, fields = line.asked[1]
    assert path == "/voice/turn?n=1"
    assert fields["SpeechResult"] == "Book a cleaning."
    assert {"CallSid", "From", "Called", "FromZip", "Confidence", "Language"} <= fields.keys()
    assert line.asked[-1][1]["CallStatus"] == "completed"


@pytest.mark.parametrize(("settings", "keys", "sent"), [
    ({}, "1234#", "1234"), ({}, "1234", "1234"), ({"numDigits": "2"}, "1234", "12"), ({"finishOnKey": "*"}, "12*3", "12"),
    ({"finishOnKey": "", "numDigits": "3"}, "1#3", "1#3"),
])
def test_keys_are_collected_as_twilio_does(settings, keys, sent):
    line = Line(ask(**settings), BYE)
    phone = line.phone()
    phone.dial()
    phone.press(keys)
    assert line.asked[1][1]["Digits"] == sent


def test_silence_and_the_finishing_key_alone_go_on_to_what_follows():
    for quiet in (Telephone.wait, lambda phone: phone.press("#")):
        line = Line(ask(), BYE)
        phone = line.phone()
        phone.dial()
        quiet(phone)
        path, fields = line.asked[1]
        assert path == "/voice/turn?n=1&s=1"
        assert "Digits" not in fields


def test_silence_is_an_empty_answer_where_that_is_asked_for():
    line = Line(ask(actionOnEmptyResult="true"), BYE)
    phone = line.phone()
    phone.dial()
    phone.wait()
    assert line.asked[1][0] == "/voice/turn?n=1"


def test_speech_into_keys_only_is_not_heard():
    line = Line(ask(input="dtmf"), BYE)
    phone = line.phone()
    phone.dial()
    phone.say("hello")
    assert "SpeechResult" not in line.asked[1][1]


def test_how_a_dialled_call_ended_is_told_to_its_action():
    line = Line('<Dial action="/voice/turn?n=1"><Number>+12175550100</Number></Dial>', BYE)
    phone = line.phone()
    phone.dial_outcome = "busy"
    heard = phone.dial()
    assert heard.dialled == ("+12175550100",)
    assert line.asked[1][1]["DialCallStatus"] == "busy"
    assert heard.text == "Bye."


def test_a_failing_line_is_asked_by_its_fallback():
    line = Line("<Say>never heard</Say>", "<Say>Sorry.</Say><Hangup/>", status=500)
    phone = line.phone()
    assert phone.dial().text == "Sorry."
    assert line.asked[1][0] == "/voice/fallback"
    assert line.asked[1][1]["ErrorCode"] == "11200"
    assert phone.violations


def test_a_line_that_never_lets_the_caller_speak_is_a_loop():
    with pytest.raises(LineFailed):
        Line(*["<Redirect>/voice</Redirect>"] * 100).phone().dial()


def test_two_answers_to_one_webhook_are_a_violation():
    phone = Line(ask("One."), ask("Two."), BYE, BYE).phone(twice=True)
    phone.dial()
    assert phone.violations == ["/voice: two answers to one webhook"]


def test_a_caller_who_hangs_up_is_reported_once():
    line = Line(ask())
    phone = line.phone()
    phone.dial()
    assert phone.hang_up().ended
    phone.hang_up()
    assert [path for path, _ in line.asked] == ["/voice", "/voice/status"]
