"""The telephone objects to what Twilio would refuse or quietly drop, and to nothing else."""

import pytest

from ivr.telephone.rules import faults

FINE = """<Response><Gather input="dtmf speech" action="/voice/turn?n=2" method="POST" timeout="5" speechTimeout="1"
 speechModel="phone_call" language="en-US" hints="yes, no" numDigits="1"><Say voice="Polly.Joanna-Neural" language="en-US">Hello?</Say>
 </Gather><Redirect method="POST">/voice/turn?n=2</Redirect></Response>"""


def test_a_proper_question_is_fine():
    assert faults(FINE.encode()) == []


@pytest.mark.parametrize(("right", "wrong", "why"), [
    ('speechTimeout="1"', 'speechTimeout="auto"', "speechTimeout"),
    ("numDigits", "num_digits", "num_digits"),
    ("/voice/turn?n=2\" method", "/voice/turn?z=1&amp;a=2\" method", "action"),
    ('method="POST" timeout', 'method="GET" timeout', "method"),
    ("Hello?", "{name}?", "spoken"),
    ("Hello?", "*", "spoken"),
    ("Hello?", "", "says nothing"),
    ("Hello?", "Your code is 12345", "digits"),
    ("Hello?", "x" * 3001, "too long"),
    ("phone_call", "better_ears", "speechModel"),
    ("yes, no", "yes, , no", "hints"),
    ("yes, no", ", ".join(["w"] * 501), "hints"),
    ('<Redirect method="POST">/voice/turn?n=2</Redirect>', "", "nothing follows"),
    ("<Redirect", "<Hangup/><Redirect", "ever reached"),
    ("<Redirect", "<Dial action=\"/x\">+12175550100</Dial><Redirect", "ever reached"),
    ("<Redirect", "<Dial>217-555-0100</Dial><Redirect", "dials nobody"),
    ("<Redirect", '<Dial callerId="anonymous">+12175550100</Dial><Redirect', "callerId"),
    ("<Redirect", "<say>hello</say><Redirect", "cannot contain"),
    ("</Gather>", "<Redirect>/x</Redirect></Gather>", "cannot contain"),
    ("<Response>", "<Response><!DOCTYPE x>", "DOCTYPE"),
    ("</Response>", "", "not XML"),
    ("Response>", "Answer>", "root"),
])
def test_what_twilio_would_refuse_is_objected_to(right, wrong, why):
    assert why in " ".join(faults(FINE.replace(right, wrong).encode()))


def test_a_document_that_does_nothing_is_objected_to():
    assert faults(b"<Response/>")
    assert faults(b"<Response>" + b" " * 70000 + b"</Response>")
