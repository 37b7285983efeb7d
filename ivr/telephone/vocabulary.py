"""
The verbs and nouns of TwiML that a line of questions and answers uses, their attributes, and what may stand in what.

https://www.twilio.com/docs/voice/twiml; the complaint about anything else is that it is not here.  <Enqueue>, <Pay>
and <Connect> are Twilio's too, but the telephone does not play them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ivr.telephone.values import (
    HINTS,
    MODEL,
    NAME,
    NUMBER,
    TAG,
    URL,
    VOICE,
    Kind,
    flag,
    matching,
    method,
    one_of,
    some_of,
    whole,
)

LONGEST_CALL = 14400            # seconds
RECORDED = ("in-progress", "completed", "absent")
COUNTRIES = ("at", "au", "bg", "br", "be", "ch", "cl", "cn", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hu", "il", "in",
             "it", "lt", "jp", "mx", "my", "nl", "no", "nz", "ph", "pl", "pt", "ru", "se", "sg", "th", "uk", "us", "us-old",
             "tw", "ve", "za")

Attributes = Mapping[str, Kind]

SAY: Attributes = {
    "voice": Kind("a voice", VOICE.fullmatch, 13511),
    "language": Kind("a language with its region", TAG.fullmatch),
    "loop": whole(0, 1000, 13510),
}
PLAY: Attributes = {
    "loop": whole(0, 1000, 13410),
    "digits": matching(r"[0-9A-DwW#*]+", "tones", 13430),
}
GATHER: Attributes = {
    "input": some_of("dtmf", "speech", code=13326),
    "action": URL,
    "actionOnEmptyResult": flag(13338),
    "bargeIn": flag(13332),
    "debug": flag(),
    "enhanced": flag(13339),
    "finishOnKey": matching(r"[0-9#*]?", "one key, or empty", 13310),
    "hints": HINTS,
    "language": Kind("a language with its region", TAG.fullmatch, 13331),
    "maxSpeechTime": whole(1, 60, 13328),
    "method": method(13312),
    "numDigits": whole(code=13314),
    "partialResultCallback": URL,
    "partialResultCallbackMethod": method(13329),
    "profanityFilter": flag(13333),
    "speechModel": MODEL,
    "speechTimeout": whole(code=13335),     # "auto" ends at the first pause, and is refused beside a model
    "timeout": whole(code=13313),
}
RECORD: Attributes = {
    "action": URL,
    "method": method(13610),
    "timeout": whole(0, code=13611),
    "finishOnKey": matching(r"[0-9#*]*", "keys", 13613),
    "maxLength": whole(2, LONGEST_CALL, 13612),
    "playBeep": flag(13616),
    "trim": one_of("trim-silence", "do-not-trim", code=13699),
    "transcribe": flag(13614),
    "transcribeCallback": URL,
    "recordingStatusCallback": URL,
    "recordingStatusCallbackMethod": method(),
    "recordingStatusCallbackEvent": some_of(*RECORDED, code=13621),
    "recordingConfigurationId": NAME,
}
DIAL: Attributes = {
    "action": URL,
    "method": method(13210),
    "answerOnBridge": flag(13219),
    "callerId": replace(NUMBER, code=13214),
    "callReason": matching(r".{1,50}", "1 to 50 characters"),
    "hangupOnStar": flag(13213),
    "record": one_of("do-not-record", "record-from-answer", "record-from-ringing", "record-from-answer-dual",
                     "record-from-ringing-dual", "true", "false", code=13217),
    "recordingStatusCallback": URL,
    "recordingStatusCallbackMethod": method(),
    "recordingStatusCallbackEvent": some_of(*RECORDED, code=13621),
    "recordingTrack": one_of("inbound", "outbound", "both"),
    "recordingConfigurationId": NAME,
    "referUrl": URL,
    "referMethod": method(),
    "ringTone": one_of(*COUNTRIES, code=13220),
    "sequential": flag(13218),
    "timeLimit": whole(1, LONGEST_CALL, 13216),
    "timeout": whole(1, 600, 13212),
    "trim": one_of("trim-silence", "do-not-trim"),
    "events": NAME,
    "passports": NAME,
}
DIALLED: Attributes = {
    "url": URL,
    "method": method(13221),
    "sendDigits": matching(r"[0-9*#wW]+", "tones", 13222),
    "statusCallback": URL,
    "statusCallbackMethod": method(),
    "statusCallbackEvent": some_of("initiated", "ringing", "answered", "completed"),
    "byoc": NAME,
    "machineDetection": one_of("Enable", "DetectMessageEnd"),
    "machineDetectionTimeout": whole(3, 59),
    "machineDetectionSpeechThreshold": whole(1000, 6000),
    "machineDetectionSpeechEndThreshold": whole(500, 5000),
    "machineDetectionSilenceTimeout": whole(2000, 10000),
    "amdStatusCallback": URL,
    "amdStatusCallbackMethod": method(),
}
ATTRIBUTES: Mapping[str, Attributes] = {
    "Response": {}, "Say": SAY, "Play": PLAY, "Pause": {"length": whole(code=13910)}, "Gather": GATHER, "Record": RECORD,
    "Dial": DIAL, "Number": DIALLED, "Redirect": {"method": method(13710)}, "Hangup": {},
    "Reject": {"reason": one_of("rejected", "busy", code=13810)},
}
INSIDE: Mapping[str, set[str]] = {
    "Response": set(ATTRIBUTES) - {"Response", "Number"}, "Gather": {"Say", "Play", "Pause"}, "Dial": {"Number"},
}
WITH_TEXT = {"Say", "Play", "Redirect", "Dial", "Number"}
ENDS = {"Hangup", "Redirect", "Reject"}
