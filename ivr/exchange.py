"""What a turn brings, how long its caller waits in it, how it goes, and what the caller hears at its end."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ivr.dialogue.call import Call
from ivr.dialogues import FORMS
from ivr.office.requests import Request
from ivr.store.steps import Step


@dataclass(frozen=True)
class Patience:
    """
    How long a caller hears nothing, in seconds, before they are asked for patience, and how often in a row they are,
    before something else is done.  What they are told about a write takes a while to say, in which most are finished.
    """

    look_s: float = 1.2
    write_s: float = 0.25
    again_s: float = 1.8            # after each time they were asked for patience
    last_s: float = 3.8             # before it is given up to wait for a write
    looking: int = 4
    writing: int = 2

    def seconds(self, call: Call) -> float:
        item = FORMS[call.form].named.get(call.awaiting) if call.form in FORMS else None
        writing = item is not None and item.kind == "do"
        if writing and call.held >= self.writing:
            return self.last_s
        return self.again_s if call.held else self.write_s if writing else self.look_s


@dataclass(frozen=True)
class Incoming:
    """What the telephone brought."""

    text: str = ""
    digits: str = ""
    dialled: str = ""               # how a call to a person ended: Twilio's DialCallStatus
    caller: str = ""                # E.164; empty when withheld or no telephone's


@dataclass(frozen=True)
class Reply:
    """What the caller hears, and what then happens: "listen", "hold", "ring" or "over"."""

    say: tuple[str, ...]
    then: str
    language: str
    turn: int                       # the next one
    expects: str = ""               # what is listened for
    hints: tuple[str, ...] = ()
    number: str = ""                # whom to ring
    caller: str = ""                # the caller's own number, for the one who is rung
    waits: bool = False             # the caller has asked for time
    slow: bool = False              # and for slower speech
    tongues: Mapping[str, str] = field(default_factory=dict)    # what is said in another language: text -> language
    to: str = ""                    # what the caller had said, or pressed

    def to_json(self) -> str:
        return json.dumps(vars(self), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Reply:
        found = json.loads(text)
        return Reply(**{**found, "say": tuple(found["say"]), "hints": tuple(found["hints"])})


def at_once(begin: Callable[[], None]) -> None:
    begin()


@dataclass
class Course:
    """
    How one turn goes, noted as it does.

    Args:
        when_sent: Given what is to be begun once the reply has been sent, so that the caller does not wait for it.
    """

    when_sent: Callable[[Callable[[], None]], object] = at_once
    question: str = ""
    understood: str = ""
    asked: list[str] = field(default_factory=list)
    office_ms: int = 0
    began: float = field(default_factory=time.monotonic)

    def waited(self, request: Request, since: float) -> None:
        spent = round((time.monotonic() - since) * 1000)
        self.asked.append(f"{type(request).__name__} {spent}")
        self.office_ms += spent

    def step(self, incoming: Incoming, was: Call, call: Call, led_to: str) -> Step:
        heard = "keys" if incoming.digits else "words" if incoming.text else "person" if incoming.dialled else "silence"
        given_up = not self.understood and call.form != was.form
        missed = bool(self.question) and (call.misses > was.misses or given_up)
        return Step(self.question, heard if self.question or incoming.dialled else "", self.understood or incoming.dialled, missed,
                    "; ".join(self.asked), self.office_ms, round((time.monotonic() - self.began) * 1000), led_to)


def names(meaning: Mapping[str, Any]) -> str:
    """Of what was understood, never what it was; the wish itself is no secret."""
    return " ".join(f"{name}:{value}" if name == "wants" else "no" if name == "yes" and not value else name
                    for name, value in meaning.items())
