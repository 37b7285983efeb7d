"""https://www.twilio.com/docs/voice/twiml/gather, row by row: what a caller does, and which request comes of it."""

import pytest

from ivr.telephone.errors import LineFailed, NotListening
from ivr.telephone.keys import collect
from tests.telephone.line import BYE, Line, ask

GATHERED = {"Digits", "FinishedOnKey", "msg", "SpeechResult", "Confidence", "Language"}


def gathered(asked):
    return {name: value for name, value in asked.fields.items() if name in GATHERED}


@pytest.mark.parametrize(("settings", "keys", "digits", "finished_on"), [
    ({}, "1234#", "1234", "#"),
    ({}, "1234", "1234", ""),
    ({"numDigits": "4"}, "1234", "1234", ""),
    ({"numDigits": "4"}, "1234#", "1234", ""),
    ({"numDigits": "4"}, "12#", "12", "#"),
    ({"numDigits": "4"}, "12", "12", ""),
    ({"finishOnKey": "*"}, "1#2*", "1#2", "*"),
    ({"finishOnKey": "", "numDigits": "3"}, "1#2", "1#2", ""),
    ({"input": "dtmf"}, "1", "1", ""),
])
def test_keys_are_collected_until_the_key_the_count_or_the_timeout(settings, keys, digits, finished_on):
    line = Line(ask(**settings), BYE)
    line.calling().press(keys)
    assert line.last.path == "/voice/turn?n=1"
    assert gathered(line.last) == {"Digits": digits, "FinishedOnKey": finished_on, "msg": "Gather End"}


@pytest.mark.parametrize("quiet", [
    lambda phone: phone.wait(),
    lambda phone: phone.press("#"),
    lambda phone: phone.press(""),
], ids=["silence", "finishing key alone", "no key"])
def test_silence_runs_the_next_verb(quiet):
    line = Line(ask(), BYE)
    quiet(line.calling())
    assert line.last.path == "/voice/silent"
    assert gathered(line.last) == {}


def test_silence_with_no_next_verb_ends_the_call():
    line = Line(ask().partition("<Redirect")[0])
    heard = line.calling().wait()
    assert (heard.ended, heard.text) == (True, "")
    assert line.paths == ["/voice", "/voice/status"]


@pytest.mark.parametrize("quiet", [lambda phone: phone.wait(), lambda phone: phone.press("#")])
def test_silence_is_an_answer_without_fields_where_that_is_asked_for(quiet):
    line = Line(ask(actionOnEmptyResult="true"), BYE)
    quiet(line.calling())
    assert line.last.path == "/voice/turn?n=1"
    assert gathered(line.last) == {}


def test_speech_comes_as_a_recogniser_writes_it():
    line = Line(ask(language="es-US"), BYE)
    line.calling().say("book a cleaning")
    assert gathered(line.last) == {"SpeechResult": "Book a cleaning.", "Confidence": "0.9128386", "Language": "es-US"}


@pytest.mark.parametrize(("said", "written"), [
    ("yes", "Yes."), ("are you open?", "Are you open?"), ("7:20 763", "7:20 763."), ("  um  ", "Um."), ("", ""),
])
def test_a_capital_first_and_a_full_stop_last(said, written):
    line = Line(ask(), BYE)
    line.calling().say(said)
    assert line.last.fields["SpeechResult"] == written


def test_speech_as_typed_and_without_confidence():
    line = Line(ask(), BYE)
    line.calling(as_typed=True).say("tutu", confidence=None)
    assert gathered(line.last) == {"SpeechResult": "tutu", "Language": "en-US"}


def test_speech_into_a_question_for_keys_is_silence():
    line = Line(ask(input="dtmf"), BYE)
    line.calling().say("hello")
    assert line.last.path == "/voice/silent"


def test_keys_into_a_question_for_speech_are_silence():
    line = Line(ask(input="speech"), BYE)
    line.calling().press("1")
    assert line.last.path == "/voice/silent"


def test_keys_typed_ahead_answer_the_next_question_and_stop_its_prompt():
    line = Line(ask(numDigits="1"), ask("And?", numDigits="2"), BYE)
    heard = line.calling().press("123")
    assert [asked.fields.get("Digits") for asked in line.asked[1:3]] == ["1", "23"]
    assert heard.text == "Bye."


def test_keys_typed_ahead_may_also_be_lost():
    line = Line(ask(numDigits="1"), ask("And?"))
    phone = line.calling()
    phone.typing_ahead = False
    heard = phone.press("123")
    assert (heard.text, heard.listening) == ("And?", True)


def test_a_finishing_key_after_the_last_digit_does_not_skip_the_next_question():
    line = Line(ask(numDigits="1"), ask("And?"))
    heard = line.calling().press("1#")
    assert heard.listening
    assert line.last.path == "/voice/turn?n=1"


def test_a_finishing_key_before_the_next_answer_is_nothing():
    line = Line(ask(numDigits="1"), ask("And?"), BYE)
    line.calling().press("1#2")
    assert line.asked[2].fields["Digits"] == "2"


def test_keys_typed_ahead_do_not_answer_a_question_for_speech():
    heard = Line(ask(numDigits="1"), ask("And?", input="speech")).calling().press("12")
    assert heard.listening


def test_keys_typed_ahead_wait_for_the_next_call_in_vain():
    line = Line(ask(numDigits="1"), BYE, ask())
    phone = line.calling()
    phone.press("12")
    assert phone.dial().listening


def test_a_question_without_an_action_asks_where_it_came_from():
    line = Line("<Redirect>/voice/there?n=7</Redirect>", "<Gather><Say>How?</Say></Gather>", BYE)
    line.calling().press("1")
    assert line.last.path == "/voice/there?n=7"


def test_addresses_are_relative_to_the_document_they_stand_in():
    line = Line("<Redirect>/voice/a/b?n=1</Redirect>", ask(action="c?n=2"), BYE)
    line.calling().press("1")
    assert line.last.path == "/voice/a/c?n=2"


def test_an_answer_may_be_sent_with_get():
    line = Line(ask(method="GET"), BYE)
    line.calling().press("1")
    assert line.last.path.startswith("/voice/turn?n=1&CallSid=CA")
    assert line.last.signed
    assert line.last.fields["Digits"] == "1"


def test_the_prompt_is_heard_and_the_open_question_shown():
    heard = Line("<Say>Hello.</Say>" + ask(numDigits="2")).phone().dial()
    assert heard.lines == ["Hello.", "How?"]
    assert heard.gather["numDigits"] == "2"
    assert (heard.listening, heard.ended) == (True, False)


def test_what_no_telephone_has_cannot_be_pressed():
    with pytest.raises(ValueError, match="keys"):
        collect("12a", {})


@pytest.mark.parametrize("act", [lambda phone: phone.say("hello"), lambda phone: phone.press("1"), lambda phone: phone.wait()])
def test_nobody_can_be_answered_who_is_not_listening(act):
    for phone in (Line().phone(), Line(BYE).calling()):
        with pytest.raises(NotListening):
            act(phone)
    assert issubclass(NotListening, LineFailed)
