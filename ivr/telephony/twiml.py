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

from ivr.turns import Reply

RINGS_S = 25


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
        for text in reply.say:
            gather.say(speakable(text), voice=voice.name, language=voice.language)
        response.append(gather)
        response.redirect(address(reply.turn), method="POST")
        return str(response)
    for text in reply.say:
        response.say(speakable(text), voice=voice.name, language=voice.language)
    if reply.then == "hold":
        response.redirect(address(reply.turn), method="POST")
    elif reply.then == "ring":
        response.append(ringing(reply.number, reply.caller or line, address(reply.turn)))
    else:
        response.hangup()
    return str(response)


def listening(reply: Reply, voice: Voice) -> Gather:
    ear = EARS[reply.expects]
    options = {"num_digits": ear.digits} if ear.digits else {}
    return Gather(input="dtmf speech", action=address(reply.turn), method="POST", timeout=ear.timeout,
                  speech_timeout=str(ear.speech_timeout), speech_model=ear.model, language=voice.language,
                  hints=", ".join(reply.hints), **options)


def ringing(number: str, shown: str, action: str) -> Dial:
    dial = Dial(action=action, method="POST", timeout=RINGS_S, **({"caller_id": shown} if shown else {}))
    dial.number(number)
    return dial


def address(turn: int) -> str:
    return f"/voice/turn?n={turn}"


def speakable(text: str) -> str:
    return " ".join(UNSPEAKABLE.sub(" ", text).split())
