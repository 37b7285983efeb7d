"""
One leg of a call: plays documents to whoever is at its end, until that person has to act or nothing is left.

What each verb does stands in `verbs`; https://www.twilio.com/docs/voice/twiml.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from ivr.telephone.errors import EndlessLoop, Unusable
from ivr.telephone.heard import Ear
from ivr.telephone.keys import collect, kept_ahead
from ivr.telephone.party import Party
from ivr.telephone.wire import Asking, Wire

APOLOGY = "We are sorry. An application error has occurred. Goodbye."      # Twilio's own, when the fallback fails too
DOCUMENTS_A_TURN = 40


class Then(Enum):
    """What is after a verb, where it is not the next one or another document."""

    LISTEN = "the person at the end of the leg has to act"
    HANG_UP = "by a verb that says so"
    RUN_OUT = "no verb is left"


@dataclass(frozen=True)
class Onward:
    """Another document takes over; *address* as it was written."""

    address: str
    fields: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"


@dataclass
class Circumstances:
    """
    What happens around the caller.  All may be changed at any time; it counts from then on.

    Attributes:
        dial_outcome: How ringing somebody ends: completed, busy, no-answer, failed or canceled.
        dial_outcomes: The same for single numbers.
        staff_presses: Keys of whoever answers, when a whisper asks for some; none, for somebody's voicemail.
        recorded_s: Seconds spoken after the tone; 0 is silence.
        recording_ends: With a key, with "hangup", or empty: with silence.
        typing_ahead: Keys pressed after a whole answer count for the next question; else they are lost.  Twilio
            promises neither.
        real_time: Pauses last.
        speaks: Called with each text the caller hears, as it begins; what stands after it waits until that returns.
        own_numbers: What the account may show as caller ID beside the call's own two numbers.
        hangs_up_after: The caller is gone when the line has handed out so many documents, in the whole call.
        documents_a_turn: More in a row are taken for an endless loop.
    """

    dial_outcome: str = "completed"
    dial_outcomes: dict[str, str] = field(default_factory=dict)
    staff_presses: str = "1"
    recorded_s: int = 0
    recording_ends: str = ""
    typing_ahead: bool = True
    real_time: bool = False
    speaks: Callable[[str], object] | None = None
    own_numbers: tuple[str, ...] = ()
    hangs_up_after: int | None = None
    documents_a_turn: int = DOCUMENTS_A_TURN


class Leg:
    """
    Attributes:
        here: Where the running document came from.
        gather: The open question.
        ahead: Keys pressed before they were asked for.
        presses: What this person will press at every question (a whisper's), having heard it.
        answered: Whether anything but a rejection was played.
        whispers: What was said to those who were rung, before they were connected.
    """

    def __init__(self, party: Party, wire: Wire, around: Circumstances, fallback: str = "",
                 verbs: Mapping[str, Callable[[Leg, Element], Then | Onward | None]] | None = None):
        self.party, self.wire, self.around, self.fallback = party, wire, around, fallback
        self._verbs = verbs or {}
        self.here = wire.public + "/"
        self.ear = Ear()
        self.gather: Element | None = None
        self.ahead = self.presses = ""
        self.status, self.answered = "in-progress", False
        self.whispers: list[str] = []
        self._rest: list[Element] = []
        self._served = 0

    # --- what the person at its end does -----------------------------------------------------------------------------

    def answer(self, fields: Mapping[str, str]) -> Then:
        return self.run(self.reported(self.closed(), fields))

    def press(self, keys: str) -> Then:
        onward = self.keyed(keys)
        return self.run(onward) if onward else self.silence()

    def silence(self) -> Then:
        """Let the question pass."""
        if self.asked().get("actionOnEmptyResult") == "true":
            return self.answer({})
        self.closed()
        return self.run(self._play(self._rest))

    def keyed(self, keys: str) -> Onward | None:
        """What becomes of keys at the open question; none for keys that count as silence."""
        found = collect(keys, self.asked())
        self.ahead = found.ahead if self.around.typing_ahead else ""
        if not found.digits:
            return None
        fields = {"Digits": found.digits, "FinishedOnKey": found.finished_on, "msg": "Gather End"}
        return self.reported(self.closed(), fields)

    def asked(self) -> dict[str, str]:
        return {} if self.gather is None else dict(self.gather.attrib)

    def closed(self) -> Element:
        """The open question, which is open no longer."""
        assert self.gather is not None
        gather, self.gather = self.gather, None
        return gather

    # --- what Twilio does --------------------------------------------------------------------------------------------

    def reported(self, verb: Element, fields: Mapping[str, str]) -> Onward:
        """A verb without an action reports to the document it stands in."""
        return Onward(verb.get("action") or self.here, fields, method_of(verb))

    def listen(self, gather: Element) -> Then | Onward:
        """Open a question; keys already pressed may answer it at once."""
        self.gather = gather
        early, self.ahead = kept_ahead(self.ahead, gather.attrib) or self.presses, ""
        return (self.keyed(early) if early else None) or Then.LISTEN

    def run(self, then: Then | Onward) -> Then:
        """
        Raises:
            EndlessLoop: The caller never has a say.
        """
        for _ in range(self.around.documents_a_turn):
            if isinstance(then, Then):
                return then
            if self._gone():
                return Then.HANG_UP
            then = self._next(then)
        if isinstance(then, Then):
            return then
        raise EndlessLoop(f"more than {self.around.documents_a_turn} documents without the caller having a say")

    def _gone(self) -> bool:
        after = self.around.hangs_up_after
        return after is not None and self._served >= after and not self.party.parent

    def _next(self, onward: Onward) -> Then | Onward:
        try:
            return self._play(self._fetched(onward))
        except Unusable:
            self.speak(APOLOGY)
            return Then.HANG_UP

    def speak(self, text: str) -> None:
        self.ear.sound("says", text)
        if self.around.speaks and not self.party.parent:
            self.around.speaks(text)

    def _fetched(self, onward: Onward) -> list[Element]:
        """
        The document, or the fallback's in its place.

        Raises:
            Unusable: Neither can be used.
        """
        asking = self.asking(onward.address, onward.fields, onward.method)
        try:
            return self._requested(asking)
        except Unusable as error:
            if not self.fallback:
                raise
            fields = {"ErrorCode": str(error.code), "ErrorUrl": asking.url}
            return self._requested(self.asking(self.wire.public + self.fallback, fields))

    def _requested(self, asking: Asking) -> list[Element]:
        started = time.monotonic()
        try:
            found = self.wire.fetch(asking)
        except Unusable as error:
            self.wire.violate(asking, str(error))
            raise
        finally:
            self.ear.wait(time.monotonic() - started)
        self.here, self.status = asking.url, "in-progress"
        self._served += 1
        return found

    def asking(self, address: str, fields: Mapping[str, str], method: str = "POST") -> Asking:
        return Asking(urljoin(self.here, address), self.party.fields(self.status), fields, method)

    def _play(self, verbs: list[Element]) -> Then | Onward:
        for n, verb in enumerate(verbs):
            self._rest = verbs[n + 1 :]
            does = self._verbs.get(verb.tag)
            then = does(self, verb) if does else None       # Twilio skips what it does not know
            if then is not None:
                return then
        return Then.RUN_OUT


def method_of(verb: Element, name: str = "method") -> str:
    return "GET" if verb.get(name) == "GET" else "POST"
