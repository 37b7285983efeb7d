"""
A reply as TwiML.

Every Gather is followed by a Redirect to the same turn, so silence is heard of like any other answer.  With a speech
model set, `speechTimeout` must be whole seconds: https://www.twilio.com/docs/api/errors/13335
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from ivr.exchange import Reply

RINGS_S = 25
WAITS_S = 60            # for a caller who has asked us to hold on
SLOW = "80%"
WHISPER, WHISPER_S = "/voice/whisper", 8


@dataclass(frozen=True)
class Ear:
    """How a kind of answer is listened for; seconds.  Dates, names and numbers are said with pauses."""

    timeout: int = 5
    speech_timeout: int = 1
    model: str = "phone_call"
    digits: int | None = None       # keys that make a whole answer; None: # or a pause ends it


EARS = {
    "wish": Ear(speech_timeout=2, digits=1),
    "more": Ear(digits=1),
    "reason": Ear(digits=1),
    "dob": Ear(timeout=7, speech_timeout=2, digits=8),
    "name": Ear(timeout=7, speech_timeout=2),
    "when": Ear(timeout=7, speech_timeout=2),
    "opening": Ear(timeout=7, digits=1),
    "yes_no": Ear(digits=1),
    "visit": Ear(timeout=7, digits=1),
    "minutes": Ear(timeout=7),
    "child": Ear(timeout=7, speech_timeout=2),
    "number": Ear(timeout=7, speech_timeout=3, digits=10),
    "message": Ear(timeout=6, speech_timeout=3, digits=1),
}

# Not to be spoken: control characters, emoji and the marks a synthesizer reads out by name.
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\ue000-\uf8ff\ufffd\u2600-\u27bf*_#~`|<>{}\U0001f000-\U0001faff]+")


@dataclass(frozen=True)
class Voice:
    name: str                       # https://www.twilio.com/docs/voice/twiml/say/text-speech#available-voices-and-languages
    language: str                   # with region


def document(reply: Reply, voices: Mapping[str, Voice], line: str) -> str:
    """
    Args:
        line: The line's own number, E.164, for a caller whose own cannot be shown; empty when unknown.
    """
    response, voice = VoiceResponse(), voices[reply.language]
    if reply.then == "listen":
        gather = listening(reply, voice)
        speak(gather, reply, voices)
        response.append(gather)
        response.redirect(address(reply.turn), method="POST")
        return str(response)
    speak(response, reply, voices)
    if reply.then == "hold":
        response.redirect(address(reply.turn), method="POST")
    elif reply.then == "ring":
        response.append(ringing(reply.number, reply.caller or line, address(reply.turn), WHISPER))
    else:
        response.hangup()
    return str(response)


def speak(verb: VoiceResponse | Gather, reply: Reply, voices: Mapping[str, Voice]) -> None:
    for text in reply.say:
        voice = voices[reply.tongues.get(text, reply.language)]
        if reply.slow:
            said = verb.say(voice=voice.name, language=voice.language)
            said.prosody(speakable(text), rate=SLOW)
        else:
            verb.say(speakable(text), voice=voice.name, language=voice.language)


def listening(reply: Reply, voice: Voice) -> Gather:
    ear = EARS[reply.expects]
    options = {"num_digits": ear.digits} if ear.digits else {}
    return Gather(input="dtmf speech", action=address(reply.turn), method="POST", timeout=WAITS_S if reply.waits else ear.timeout,
                  speech_timeout=str(ear.speech_timeout), speech_model=ear.model, language=voice.language,
                  hints=", ".join(reply.hints), **options)


def ringing(number: str, shown: str, action: str, whisper: str = "") -> Dial:
    """
    Args:
        whisper: What whoever answers hears before they are connected, and must answer with a 1: a voicemail never does.
    """
    dial = Dial(action=action, method="POST", timeout=RINGS_S, **({"caller_id": shown} if shown else {}))
    dial.number(number, **({"url": whisper, "method": "POST"} if whisper else {}))
    return dial


def whispering(text: str, voice: Voice) -> str:
    response = VoiceResponse()
    gather = Gather(input="dtmf", action=f"{WHISPER}/taken", method="POST", num_digits=1, timeout=WHISPER_S)
    gather.say(speakable(text), voice=voice.name, language=voice.language)
    response.append(gather)
    response.hangup()
    return str(response)


def connecting(text: str, voice: Voice) -> str:
    """A document that runs out connects the two."""
    response = VoiceResponse()
    response.say(speakable(text), voice=voice.name, language=voice.language)
    return str(response)


def address(turn: int) -> str:
    return f"/voice/turn?n={turn}"


def speakable(text: str) -> str:
    return " ".join(UNSPEAKABLE.sub(" ", text).split())
