"""The telephone objects to what Twilio would refuse or quietly drop, and to nothing else."""

import pytest

from ivr.telephone.connection import objections, patience
from ivr.telephone.rules import faults

QUESTION = """<Gather input="dtmf speech" action="/voice/turn?n=2" method="POST" timeout="5" speechTimeout="1" numDigits="1"
 speechModel="phone_call" language="en-US" hints="yes, no, $MONTH"><Say voice="Polly.Joanna-Neural" language="en-US">Hello?
 I'm here.</Say><Pause length="1"/><Play>https://media.example/a.wav</Play></Gather>
 <Redirect method="POST">/voice/turn?n=2#rc=2&amp;rp=ct,5xx</Redirect>"""
TRANSFER = """<Say voice="Google.en-US-Chirp3-HD-Aoede">One moment.</Say><Dial action="turn?n=3" callerId="+12175550199"
 timeout="25" answerOnBridge="true"><Number url="/whisper" statusCallback="/events"
 statusCallbackEvent="ringing answered">+12175550100</Number></Dial>"""
MESSAGE = """<Record action="/voice/turn" maxLength="120" playBeep="true" finishOnKey="#"/><Say>Nothing heard.</Say><Hangup/>"""
MARKED = """<Say voice="Polly.Joanna">On <say-as interpret-as="date" format="md">3/5</say-as><break time="300ms"/>at
 <prosody rate="slow">nine</prosody>.</Say><Play digits="1w2"/><Hangup/>"""
REFUSAL = '<Reject reason="busy"/>'


def found(inside):
    return faults(f'<?xml version="1.0" encoding="UTF-8"?><Response>{inside}</Response>'.encode())


@pytest.mark.parametrize("inside", [QUESTION, TRANSFER, MESSAGE, MARKED, REFUSAL, "<Dial>+12175550100</Dial><Say>Bye.</Say>"])
def test_a_proper_document_is_fine(inside):
    assert found(inside) == []


@pytest.mark.parametrize(("whole", "right", "wrong", "why"), [
    # attributes and their values
    (QUESTION, 'speechTimeout="1"', 'speechTimeout="auto"', "13335"),
    (QUESTION, "numDigits", "num_digits", "no attribute num_digits; it is numDigits"),
    (QUESTION, 'numDigits="1"', 'numDigits="0"', "13314"),
    (QUESTION, 'numDigits="1"', 'numDigits=""', "numDigits"),
    (QUESTION, 'timeout="5"', 'timeout="5.5"', "13313"),
    (QUESTION, 'timeout="5"', 'timeout="None"', "not there"),
    (QUESTION, 'input="dtmf speech"', 'input="voice"', "13326"),
    (QUESTION, 'timeout="5"', 'finishOnKey="12"', "13310"),
    (QUESTION, 'method="POST" timeout', 'method="get" timeout', "13312"),
    (QUESTION, 'method="POST" timeout', 'method="GET" timeout', "13312"),
    (QUESTION, "phone_call", "better_ears", "13334"),
    (QUESTION, "phone_call\" language=\"en-US", "phone_call\" language=\"de-DE", "13331"),
    (QUESTION, "phone_call\" language=\"en-US", "phone_call\" language=\"en", "13331"),
    (QUESTION, "phone_call\" language=\"en-US", "phone_call\" language=\"multi", "nova-3"),
    (QUESTION, "phone_call", "deepgram_nova-2", "class tokens"),
    (QUESTION, "yes, no", "yes, , no", "13330"),
    (QUESTION, "yes, no", ", ".join(["w"] * 501), "13330"),
    (QUESTION, "yes, no", "w" * 101, "13330"),
    (QUESTION, "yes, no, $MONTH", "", "hints"),
    (QUESTION, "$MONTH", "$month", "13330"),
    (QUESTION, 'numDigits="1"', 'finishOnKey=""', "neither a key nor a count"),
    (QUESTION, 'numDigits="1"', 'enhanced="true"', "deprecated"),
    (QUESTION, '"dtmf speech"', '"dtmf"', "speechModel> has no effect"),
    (QUESTION, '"dtmf speech"', '"speech"', "numDigits> has no effect"),
    # addresses
    (QUESTION, "/voice/turn?n=2\" method", "/voice/turn?z=1&amp;a=2\" method", "alphabetical"),
    (QUESTION, "/voice/turn?n=2\" method", "/voice/two turns\" method", "11100"),
    (QUESTION, "/voice/turn?n=2\" method", "http://127.0.0.1/turn\" method", "11205"),
    (QUESTION, "/voice/turn?n=2\" method", "http://localhost/turn\" method", "11205"),
    (QUESTION, "/voice/turn?n=2\" method", "https://my_host.example/turn\" method", "underscore"),
    (QUESTION, "/voice/turn?n=2\" method", "https://a:b@host.example/turn\" method", "user"),
    (QUESTION, "/voice/turn?n=2\" method", "ftp://host.example/turn\" method", "11100"),
    (QUESTION, "/voice/turn?n=2\" method", "https://[host/turn\" method", "malformed"),
    (QUESTION, "rc=2", "rc=9", "11240"),
    (QUESTION, "/voice/turn?n=2#rc=2&amp;rp=ct,5xx", "", "address is empty"),
    (QUESTION, "https://media.example/a.wav", "", "<Play>'s address"),
    # what is said
    (QUESTION, "Hello?", "{name}?", "not filled"),
    (QUESTION, "Hello?", "%s?", "not filled"),
    (QUESTION, "Hello?", "&lt;b&gt;Hello", "markup"),
    (QUESTION, "Hello?", "*", "symbols"),
    (QUESTION, "Hello?", "\U0001f600", "symbols"),
    (QUESTION, "Hello?", "a\u200bb", "not text"),
    (QUESTION, "Hello?", "Doctor None", "program"),
    (QUESTION, "Hello?", "Your code is 12345", "one number"),
    (QUESTION, "Hello?", "x" * 3001, "13521"),
    (QUESTION, "Hello?", "ñ" * 1499, "13521"),
    (QUESTION, "Polly.Joanna-Neural", "joanna", "13511"),
    (TRANSFER, "One moment.", "", "13520"),
    (MARKED, "Polly.Joanna", "man", "needs a Polly"),
    (MARKED, "<break", "<blink", "12200"),
    (MARKED, "300ms", "20s", "at most 10s"),
    (MARKED, 'interpret-as="date"', 'interpret-as="day"', "interpret-as"),
    (MARKED, 'interpret-as="date" ', "", "as what"),
    (MARKED, "3/5", "", "has no text"),
    (MARKED, "1w2", "1x2", "13430"),
    # what stands in what
    (QUESTION, "</Gather>", "<Redirect>/x</Redirect></Gather>", "13320"),
    (QUESTION, "</Gather>", '<Play digits="1"/></Gather>', "13320"),
    (QUESTION, "</Gather>", "words</Gather>", "text"),
    (QUESTION, "<Redirect", "words<Redirect", "text"),
    (QUESTION, "<Redirect", "<say>hello</say><Redirect", "case-sensitive: <Say>"),
    (QUESTION, "<Redirect", "<Number>+12175550100</Number><Redirect", "12200"),
    (MARKED, "nine", "<Pause/>nine", "cannot contain <Pause>"),
    (TRANSFER, "</Number>", "</Number><Say>x</Say>", "13215"),
    (TRANSFER, "</Number>", "</Number>+12175550100", "mixes"),
    (TRANSFER, "</Number>", "</Number>" + "<Number>+12175550100</Number>" * 10, "more than 10"),
    (TRANSFER, ">+12175550100", ">217-555-0100", "13223"),
    (TRANSFER, "+12175550199", "anonymous", "13214"),
    (TRANSFER, "ringing answered", "ringing,answered", "statusCallbackEvent"),
    (MESSAGE, '"120"', '"1"', "13612"),
    (MESSAGE, 'playBeep="true"', 'transcribeCallback="/t"', "13614"),
    (MESSAGE, 'maxLength="120"', 'maxLength="121" transcribe="true"', "13615"),
    (MESSAGE, 'action="/voice/turn"', "", "same document"),
    # one verb after another
    (QUESTION, QUESTION[QUESTION.index("<Redirect"):], "", "silent caller is cut off"),
    (QUESTION, "<Redirect", "<Hangup/><Redirect", "ever reached"),
    (QUESTION, "<Redirect", '<Dial action="/x">+12175550100</Dial><Redirect', "ever reached"),
    (QUESTION, 'numDigits="1"', 'actionOnEmptyResult="true"', "ever reached"),
    (QUESTION, "<Redirect", "<Dial>217-555-0100</Dial><Redirect", "dials nobody"),
    (QUESTION, 'action="/voice/turn?n=2"', "", "same document"),
    (MESSAGE, "<Hangup/>", "<Pause/>", "after a pause"),
    (MESSAGE, "<Hangup/>", "<Reject/>", "first verb"),
])
def test_what_twilio_would_refuse_is_objected_to(whole, right, wrong, why):
    assert right in whole
    assert why in "; ".join(found(whole.replace(right, wrong, 1)))


def test_a_question_without_a_prompt_is_objected_to():
    assert found('<Say>How?</Say><Gather action="/a"/><Redirect>/a</Redirect>') == [
        "<Gather> without a prompt in it cannot be interrupted"]


@pytest.mark.parametrize(("document", "why"), [
    (b"", "11770"),
    (b"<Response/>", "silence"),
    (b"<Response>" + b" " * 65536 + b"</Response>", "11750"),
    (b"\xef\xbb\xbf<Response><Hangup/></Response>", "byte order"),
    (b"<Response><Say>\xff</Say></Response>", "12100"),
    (b"<!DOCTYPE x><Response><Hangup/></Response>", "DOCTYPE"),
    (b"<?php ?><Response><Hangup/></Response>", "instruction"),
    (b"<Response><Hangup/>", "12100"),
    (b"<Answer/>", "12102"),
    (b'<Response version="2"><Hangup/></Response>', "no attribute"),
])
def test_what_is_no_document_is_objected_to(document, why):
    assert why in "; ".join(faults(document))


def test_comments_are_nobodys_business():
    assert found("<!-- <Foo/> --><Say>Hi.</Say>") == []


def test_what_an_address_asks_of_the_connection_is_heeded_within_bounds():
    how = patience("ct=500&rt=4000&rc=2&rp=ct,5xx")
    assert (how.connect_s, how.read_s, how.total_s, how.retries) == (0.5, 4.0, 15.0, 2)
    assert (how.retries_after("5xx"), how.retries_after("4xx"), how.retries_after("ct")) == (True, False, True)
    assert patience("rt=60000&rc=9&rp=6xx&zz=1") == patience("")
    assert objections("rt=60000&zz=1&rp=6xx&sni=maybe&e=dublin") == [
        "#rt is 100 to 15000 (11240)", "#zz is no connection override (11241)", "#rp is of 4xx, 5xx, all, ct, rt (11243)",
        "#sni is y or n (11242)"]
