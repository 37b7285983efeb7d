"""Each verb does to the call what Twilio's page on it says."""

import time

import pytest

from ivr.telephone.errors import EndlessLoop
from ivr.telephone.heard import Ear
from tests.telephone.line import BYE, Line, ask

DESK = "+12175550100"


def dialling(inside=f"<Number>{DESK}</Number>", **attributes):
    given = {"action": "/voice/turn?n=1", **attributes}
    return f"<Dial {' '.join(f'{name}={value!r}' for name, value in given.items())}>{inside}</Dial>"


def happened(heard):
    return [(each.kind, each.text) for each in heard.happened]


# --- what is heard ---------------------------------------------------------------------------------------------------


def test_marks_for_the_voice_are_not_heard():
    say = ('<Say voice="Polly.Joanna">Hi <break time="1s"/>there, <sub alias="Doctor">Dr.</sub> Lee. <p>At <say-as '
           'interpret-as="time">9:30</say-as></p><p>sharp</p></Say>')
    assert Line(say).phone().dial().lines == ["Hi there, Doctor Lee. At 9:30 sharp"]


def test_a_say_can_be_said_again():
    assert Line('<Say loop="2">Hello.</Say>').phone().dial().lines == ["Hello.", "Hello."]


def test_pauses_stand_where_they_were():
    heard = Line('<Say>One.</Say><Pause length="3"/><Say>Two.</Say><Play>/a.wav</Play><Play digits="1w2"/>').phone().dial()
    assert happened(heard) == [("says", "One."), ("pause", "3"), ("says", "Two."), ("plays", "/a.wav"), ("tones", "1w2"),
                               ("hangs up", "")]


def test_the_longest_silence_is_of_pauses_and_waiting_together():
    def slow():
        time.sleep(0.15)
        return '<Pause length="2"/><Say>At last.</Say><Pause/><Say>Bye.</Say>'

    heard = Line('<Pause length="1"/><Redirect>/voice/hold</Redirect>', slow).phone().dial()
    assert 3.15 <= heard.hold_s < 4.15, "the pause after the first words is another silence"


def test_a_long_wait_stands_where_it_was():
    ear = Ear()
    ear.sound("says", "One moment.")
    ear.wait(1.5)
    ear.wait(1.5)
    ear.sound("says", "Thanks.")
    ear.wait(1.5)
    ear.sound("says", "Bye.")
    assert happened(ear) == [("says", "One moment."), ("waits", "3"), ("says", "Thanks."), ("says", "Bye.")]


def test_pauses_are_slept_only_when_asked_for():
    for real_time in (False, True):
        started = time.monotonic()
        Line('<Pause length="1"/>').phone(real_time=real_time).dial()
        assert (time.monotonic() - started >= 1) == real_time


def test_what_stands_after_a_text_waits_until_it_has_been_spoken():
    line = Line("<Say>One moment.</Say><Redirect>/voice/hold</Redirect>", BYE)
    phone, before = line.phone(), []
    phone.speaks = lambda text: before.append((text, len(line.asked)))
    phone.dial()
    assert before == [("One moment.", 1), ("Bye.", 2)]


def test_what_twilio_does_not_know_is_skipped_and_objected_to():
    phone = Line("<say>No.</say><Say>Yes.</Say><Hangup/>").phone()
    assert phone.dial().text == "Yes."
    assert phone.faults == ["/voice: <Response> cannot contain <say>; names are case-sensitive: <Say> (12200)"]


def test_a_number_that_is_none_counts_as_not_given():
    heard = Line('<Pause length="long"/><Say>Hi.</Say>').phone().dial()
    assert happened(heard)[0] == ("pause", "1")


def test_a_hold_is_followed_with_real_requests():
    line = Line("<Say>One moment.</Say><Redirect>/voice/hold</Redirect>", "<Pause/><Redirect>/voice/hold</Redirect>", ask("Now?"))
    assert line.phone().dial().lines == ["One moment.", "Now?"]
    assert line.paths == ["/voice", "/voice/hold", "/voice/hold"]


def test_documents_without_end_are_an_error():
    line = Line(*["<Redirect>/voice</Redirect>"] * 41)
    with pytest.raises(EndlessLoop):
        line.phone().dial()
    assert len(line.paths) == 40


def test_nothing_after_a_redirect_or_hangup_is_carried_out():
    assert Line("<Hangup/><Say>No.</Say>").phone().dial().text == ""
    assert Line("<Redirect>/voice/x</Redirect><Say>No.</Say>", BYE).phone().dial().text == "Bye."


# --- ringing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["completed", "busy", "no-answer", "failed", "canceled"])
def test_how_ringing_ended_is_told_to_the_action(outcome):
    line = Line(dialling(), BYE)
    phone = line.phone()
    phone.dial_outcome = outcome
    heard = phone.dial()
    assert (heard.dialled, phone.dialled, heard.text) == ([DESK], [DESK], "Bye.")
    fields = line.last.fields
    assert fields["DialCallStatus"] == outcome
    assert fields["DialCallSid"] != fields["CallSid"]
    assert ("DialCallDuration" in fields) == (outcome == "completed")


def test_without_an_action_the_next_verb_runs():
    line = Line(f"<Dial>{DESK}</Dial><Say>Back.</Say>")
    heard = line.phone().dial()
    assert (heard.dialled, heard.text) == ([DESK], "Back.")
    assert line.paths == ["/voice", "/voice/status"]


def test_with_an_action_later_verbs_are_dead():
    assert Line(dialling() + "<Say>No.</Say>", BYE).phone().dial().text == "Bye."


def test_single_numbers_may_fare_differently():
    line = Line(dialling("<Number>+12175550100</Number>"), dialling("<Number>+12175550101</Number>"), BYE)
    phone = line.phone()
    phone.dial_outcomes = {DESK: "busy"}
    phone.dial()
    assert phone.dialled == [DESK, "+12175550101"]
    assert [asked.fields.get("DialCallStatus") for asked in line.asked[1:3]] == ["busy", "completed"]


def test_of_several_the_first_who_answers_is_connected():
    line = Line(dialling("<Number>+12175550100</Number><Number>+12175550101</Number>"), BYE)
    phone = line.phone()
    phone.dial_outcomes = {DESK: "no-answer"}
    assert phone.dial().dialled == [DESK, "+12175550101"]
    assert line.last.fields["DialCallStatus"] == "completed"


@pytest.mark.parametrize("caller", ["anonymous", "", "+266696687"])
def test_a_hidden_number_cannot_be_shown(caller):
    line = Line(dialling(), BYE)
    phone = line.calling(from_number=caller)
    assert line.last.fields["DialCallStatus"] == "failed"
    assert phone.violations == ["13247 the number shown is neither the caller's nor the line's own"]


@pytest.mark.parametrize(("shown", "outcome"), [
    ("+12175550199", "completed"), ("+12175550142", "completed"), ("+13035550000", "completed"), ("+13035550001", "failed"),
])
def test_the_number_shown_must_be_of_the_call_or_our_own(shown, outcome):
    line = Line(dialling(callerId=shown), BYE)
    phone = line.phone()
    phone.own_numbers = ("+13035550000",)
    phone.dial()
    assert line.last.fields["DialCallStatus"] == outcome


def test_a_number_that_is_not_e164_cannot_be_reached():
    line = Line(dialling("<Number>217-555-0100</Number>"), BYE)
    assert line.calling().faults
    assert line.last.fields["DialCallStatus"] == "failed"


WHISPER = '<Gather action="/w/key" numDigits="1"><Say>A caller. Press 1.</Say></Gather><Hangup/>'
WHISPERING = f'<Number url="/w">{DESK}</Number>'


def test_a_whisper_is_for_the_staff_alone():
    line = Line(dialling(WHISPERING), WHISPER, "<Say>Connecting.</Say>", BYE)
    phone = line.phone()
    heard = phone.dial()
    assert phone.whispers == ["A caller. Press 1.", "Connecting."]
    assert heard.text == "Bye."
    whispered = line.asked[1].fields
    assert whispered["ParentCallSid"] == phone.sid != whispered["CallSid"]
    assert (whispered["Direction"], whispered["To"], whispered["From"]) == ("outbound-dial", DESK, "+12175550142")
    assert line.asked[2].fields["Digits"] == "1"
    assert line.last.fields["DialBridged"] == "true"
    assert line.last.fields["DialCallSid"] == whispered["CallSid"]


def test_staff_who_do_not_press_are_not_connected():
    """A desk phone's voicemail answers, and says nothing."""
    line = Line(dialling(WHISPERING), WHISPER, BYE)
    phone = line.phone()
    phone.staff_presses = ""
    phone.dial()
    assert line.paths[1:3] == ["/w", "/voice/turn?n=1"]
    assert (line.last.fields["DialCallStatus"], line.last.fields["DialBridged"]) == ("completed", "false")
    assert "DialCallDuration" not in line.last.fields


def test_a_whisper_is_not_spoken_to_the_caller():
    whisper = "<Say>A caller.</Say>"
    line = Line(dialling(f'<Number url="/voice/whisper">{DESK}</Number>'), whisper, BYE)
    phone, spoken = line.phone(), []
    phone.speaks = spoken.append
    phone.dial()
    assert (phone.whispers, spoken) == (["A caller."], ["Bye."])


def test_nobody_is_whispered_to_who_does_not_answer():
    line = Line(dialling(WHISPERING), BYE)
    phone = line.phone()
    phone.dial_outcome = "busy"
    phone.dial()
    assert line.paths[1] == "/voice/turn?n=1"


def test_the_steps_of_ringing_are_reported_where_asked_for():
    events = "statusCallback='/events' statusCallbackEvent='initiated ringing answered completed'"
    line = Line(dialling(f"<Number {events}>{DESK}</Number>"), BYE)
    line.calling()
    reported = [asked.fields for asked in line.asked if asked.path == "/events"]
    assert [each["CallStatus"] for each in reported] == ["initiated", "ringing", "in-progress", "completed"]
    assert [each["SequenceNumber"] for each in reported] == ["0", "1", "2", "3"]
    assert len({each["CallSid"] for each in reported}) == 1


# --- recording -------------------------------------------------------------------------------------------------------

RECORD = "<Record action='/voice/turn?n=1' finishOnKey='#'/><Say>Nothing.</Say>"


def test_silence_is_not_recorded():
    line = Line(RECORD)
    assert line.phone().dial().text == "Nothing."
    assert line.paths == ["/voice", "/voice/status"]


@pytest.mark.parametrize(("ends", "digits"), [("", None), ("#", "#"), ("5", None)])
def test_a_recording_goes_to_the_action(ends, digits):
    line = Line(RECORD, BYE)
    phone = line.phone()
    phone.recorded_s, phone.recording_ends = 12, ends
    heard = phone.dial()
    fields = line.last.fields
    assert heard.text == "Bye."
    assert (fields["RecordingDuration"], fields.get("Digits")) == ("12", digits)
    assert fields["RecordingUrl"].endswith(fields["RecordingSid"])


def test_a_caller_who_rings_off_while_recorded_hears_nothing_more():
    line = Line(RECORD, BYE)
    phone = line.phone()
    phone.recorded_s, phone.recording_ends = 12, "hangup"
    heard = phone.dial()
    assert (heard.text, heard.ended) == ("", True)
    assert (line.last.fields["Digits"], line.last.fields["CallStatus"]) == ("hangup", "completed")
    assert line.paths == ["/voice", "/voice/turn?n=1", "/voice/status"]


def test_a_recording_is_reported_when_it_is_ready():
    line = Line("<Record action='/voice/turn?n=1' recordingStatusCallback='/events'/>", BYE)
    phone = line.phone()
    phone.recorded_s = 4
    phone.dial()
    ready = next(asked.fields for asked in line.asked if asked.path == "/events")
    assert (ready["RecordingStatus"], ready["RecordingSource"]) == ("completed", "RecordVerb")


# --- the end ---------------------------------------------------------------------------------------------------------


def test_a_document_that_runs_out_ends_the_call():
    heard = Line("<Say>Hello.</Say>").phone().dial()
    assert (heard.text, heard.ended, heard.listening) == ("Hello.", True, False)


@pytest.mark.parametrize(("verbs", "status"), [
    ("<Reject/>", "no-answer"), ("<Reject reason='busy'/>", "busy"), ("<Say>Hi.</Say><Reject reason='busy'/>", "completed"),
])
def test_only_a_leading_reject_refuses_the_call(verbs, status):
    line = Line(verbs)
    line.calling()
    assert line.asked[-1].fields["CallStatus"] == status


def test_a_caller_who_hangs_up_is_reported_once():
    line = Line(ask())
    phone = line.calling()
    assert phone.hang_up().ended
    phone.hang_up()
    assert line.paths == ["/voice", "/voice/status"]
    end = line.asked[-1].fields
    assert end["CallStatus"] == "completed"
    assert end.keys() >= {"CallDuration", "Duration", "Timestamp", "CallbackSource", "SequenceNumber"}


def test_a_caller_may_hang_up_while_the_line_is_busy():
    line = Line(ask(), "<Say>One moment.</Say><Redirect>/voice/hold</Redirect>")
    phone = line.calling()
    phone.hangs_up_after = 2
    heard = phone.press("1")
    assert (heard.text, heard.ended) == ("One moment.", True)
    assert line.paths == ["/voice", "/voice/turn?n=1", "/voice/status"]


def test_a_caller_who_leaves_while_it_rings_is_not_heard_of_by_the_action():
    """Whoever was rung still hears the whisper to its end."""
    line = Line(dialling(WHISPERING), WHISPER, "<Say>Connecting.</Say>")
    phone = line.phone()
    phone.hangs_up_after = 1
    phone.dial()
    assert line.paths == ["/voice", "/w", "/w/key", "/voice/status"]


def test_a_number_without_a_status_callback_has_none():
    line = Line(BYE)
    line.calling(status="")
    assert line.paths == ["/voice"]


def test_a_proper_call_leaves_nothing_to_complain_about():
    phone = Line(ask(), BYE).calling()
    phone.press("1")
    assert (phone.faults, phone.violations) == ([], [])
