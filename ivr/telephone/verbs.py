"""What each verb does to a leg.  None goes on to the next verb."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from ivr.telephone.document import own_text, whole, words
from ivr.telephone.leg import Circumstances, Leg, Onward, Then, method_of
from ivr.telephone.party import ACCOUNT, E164, Party, new_sid, real

Does = Callable[[Leg, Element], Then | Onward | None]
LOOPS = 1000                    # loop="0" is as often as Twilio goes on; once is enough for us
RECORDINGS = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/"
ANY_KEY = "1234567890*#"


def say(leg: Leg, verb: Element) -> None:
    text = words(verb)
    for _ in range(times(verb) if text else 0):
        leg.speak(text)
    leg.answered = True


def times(verb: Element) -> int:
    return min(whole(verb.attrib, "loop", 1) or 1, LOOPS)


def play(leg: Leg, verb: Element) -> None:
    digits = verb.get("digits", "")
    leg.ear.sound("tones" if digits else "plays", digits or own_text(verb))
    leg.answered = True


def pause(leg: Leg, verb: Element) -> None:
    seconds = whole(verb.attrib, "length", 1)
    leg.ear.pause(seconds)
    leg.answered = True
    if leg.around.real_time:
        time.sleep(seconds)


PROMPTS: Mapping[str, Does] = {"Say": say, "Play": play, "Pause": pause}


def gather(leg: Leg, verb: Element) -> Then | Onward:
    """Keys that are there already stop the prompt before it is heard."""
    leg.answered = True
    if not leg.ahead:
        for prompt in verb:
            if prompt.tag in PROMPTS:
                PROMPTS[prompt.tag](leg, prompt)
    return leg.listen(verb)


def redirect(leg: Leg, verb: Element) -> Onward:
    return Onward(own_text(verb) or leg.here, method=method_of(verb))


def hang_up(leg: Leg, verb: Element) -> Then:
    return Then.HANG_UP


def reject(leg: Leg, verb: Element) -> Then:
    if not leg.answered:
        leg.status = "busy" if verb.get("reason") == "busy" else "no-answer"
    return Then.HANG_UP


# --- recording -------------------------------------------------------------------------------------------------------


def record(leg: Leg, verb: Element) -> Then | Onward | None:
    """Silence is not recorded: the next verb runs."""
    leg.answered = True
    seconds = min(leg.around.recorded_s, whole(verb.attrib, "maxLength", 3600))
    leg.ear.sound("records", str(seconds))
    if not seconds:
        return None
    sid = new_sid("RE")
    about = {"RecordingUrl": RECORDINGS + sid, "RecordingSid": sid, "RecordingDuration": str(seconds)}
    recorded(leg, verb, about)
    return leg_goes_on(leg, leg.reported(verb, {**about, **ended_with(leg.around, verb)}))


def ended_with(around: Circumstances, verb: Element) -> dict[str, str]:
    ends = around.recording_ends
    return {"Digits": ends} if ends == "hangup" or (ends and ends in verb.get("finishOnKey", ANY_KEY)) else {}


def leg_goes_on(leg: Leg, onward: Onward) -> Then | Onward:
    """A caller who rang off is reported, and hears nothing of the answer."""
    if leg.around.recording_ends != "hangup":
        return onward
    leg.status = "completed"
    leg.wire.notify(leg.asking(onward.address, onward.fields, onward.method))
    return Then.HANG_UP


def recorded(leg: Leg, verb: Element, about: Mapping[str, str]) -> None:
    address = verb.get("recordingStatusCallback")
    if address and "completed" in verb.get("recordingStatusCallbackEvent", "completed").split():
        fields = {**about, "RecordingStatus": "completed", "RecordingChannels": "1", "RecordingSource": "RecordVerb"}
        leg.wire.notify(leg.asking(address, fields, method_of(verb, "recordingStatusCallbackMethod")))


# --- ringing somebody ------------------------------------------------------------------------------------------------


def dial(leg: Leg, verb: Element) -> Onward | None:
    """Ring everybody in it at once; with an action the report goes there, else the next verb runs."""
    leg.answered = True
    nouns = list(verb) or [verb]
    fields = {"DialCallStatus": "failed", "DialBridged": "false"}
    for noun in nouns:
        leg.ear.sound("rings", own_text(noun))
    for noun in nouns:
        fields = rung(leg, verb, noun)
        if fields["DialBridged"] == "true":
            break
    return leg.reported(verb, fields) if verb.get("action") else None


def rung(leg: Leg, dialling: Element, noun: Element) -> dict[str, str]:
    """What Twilio reports of one number: https://www.twilio.com/docs/voice/twiml/dial#dialcallstatus-values."""
    number, shown = own_text(noun), dialling.get("callerId", leg.party.caller)
    staff = Party(shown, number, parent=leg.party.sid)
    outcome = leg.around.dial_outcomes.get(number, leg.around.dial_outcome)
    if noun.tag in ("Number", "Dial") and not reachable(leg, number, shown):
        outcome = "failed"
    bridged = outcome == "completed" and whispered(leg, noun, staff)
    progress(leg, noun, staff, outcome)
    duration = {"DialCallDuration": "30"} if bridged else {}
    return {"DialCallStatus": outcome, "DialCallSid": staff.sid, "DialBridged": str(bridged).lower(), **duration}


def reachable(leg: Leg, number: str, shown: str) -> bool:
    """https://www.twilio.com/docs/api/errors/13247"""
    if not real(shown) or shown not in (leg.party.caller, leg.party.called, *leg.around.own_numbers):
        leg.wire.violations.append("13247 the number shown is neither the caller's nor the line's own")
        return False
    return bool(E164.fullmatch(number))


def whispered(leg: Leg, noun: Element, staff: Party) -> bool:
    """Play the number's own document to whoever answers; whether they are then connected."""
    if not noun.get("url"):
        return True
    other = Leg(staff, leg.wire, leg.around, verbs=WHISPER)
    other.here, other.presses = leg.here, leg.around.staff_presses
    then = other.run(Onward(noun.get("url", ""), method=method_of(noun)))
    while then is Then.LISTEN:
        then = other.silence()
    leg.whispers += other.ear.of("says")
    leg.ear.quiet(other.ear.longest_s)
    return then is Then.RUN_OUT


def progress(leg: Leg, noun: Element, staff: Party, outcome: str) -> None:
    """https://www.twilio.com/docs/voice/twiml/number#attributes-status-callback-event"""
    asked = noun.get("statusCallbackEvent", "completed").split() if noun.get("statusCallback") else []
    reached = ["initiated", "ringing", *(["answered"] if outcome == "completed" else []), "completed"]
    for number, event in enumerate(reached):
        if event in asked:
            status = {"answered": "in-progress", "completed": outcome}.get(event, event)
            fields = {**staff.fields(status), "CallbackSource": "call-progress-events", "SequenceNumber": str(number)}
            leg.wire.notify(leg.asking(noun.get("statusCallback", ""), fields, method_of(noun, "statusCallbackMethod")))


WHISPER: Mapping[str, Does] = {**PROMPTS, "Gather": gather, "Redirect": redirect, "Hangup": hang_up}
VERBS: Mapping[str, Does] = {**WHISPER, "Reject": reject, "Record": record, "Dial": dial}
