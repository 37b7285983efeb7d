"""
A telephone: dials the line, hears its documents, answers as a caller would, and behaves in between as Twilio does.

It speaks to the line over HTTP with Twilio's own signatures, and complains about every document Twilio would complain
about; see `rules`.  Where Twilio's pages leave something open, the `Circumstances` let both be tried.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import httpx

from ivr.telephone.connection import LIMIT_S
from ivr.telephone.errors import NotListening
from ivr.telephone.heard import Ear, Heard
from ivr.telephone.leg import Circumstances, Leg, Onward, Then
from ivr.telephone.party import Party, new_sid
from ivr.telephone.verbs import VERBS
from ivr.telephone.wire import Asked, Wire

CONFIDENCE = 0.9128386          # what one recogniser says whatever it heard; it means nothing


class Telephone(Circumstances):
    """
    Attributes:
        dialled: Whom the line rang, in all calls of this telephone.
        documents, requests, faults, violations: See `Wire`; the last two are empty for a line without fault.
    """

    def __init__(self, url: str, auth_token: str | None = None, from_number: str = "+12175550142",
                 to_number: str = "+12175550199", client: httpx.Client | None = None, public_url: str = "", *,
                 twice: bool | str = False, before_request: Callable[[], object] | None = None, as_typed: bool = False,
                 real_time: bool = False, voice: str = "/voice", fallback: str = "/voice/fallback", status: str = "/voice/status",
                 place: Mapping[str, str] | None = None, first_fields: Mapping[str, str] | None = None, limit_s: float = LIMIT_S):
        """
        Args:
            url: Where the line listens.
            auth_token: What requests are signed with; None leaves them unsigned.
            from_number: As the carrier wrote it: E.164, "anonymous", empty, or worse.
            client: Whose transport may be a WSGI application.
            public_url: What is signed, when that is another address.
            twice: Every webhook is delivered twice, the second beside the first, or "after" it; the answers must be equal.
            before_request: Called before every webhook.
            as_typed: What the caller says arrives as given; otherwise as a recogniser writes it, "Like this."
            voice, fallback, status: What is set for the number; no fallback or status callback when empty.
            place: City, State, Zip and Country of the caller, where they are known.
            first_fields: Sent with the first request only, such as StirVerstat.
            limit_s: For each answer.
        """
        super().__init__(real_time=real_time)
        self.as_typed, self.first_fields = as_typed, dict(first_fields or {})
        self.dialled: list[str] = []
        self._client = client or httpx.Client()
        self._wire = Wire(url, public_url, auth_token, self._client, twice, before_request, limit_s)
        self._voice, self._fallback, self._status = voice, fallback, status
        self._caller = Party(from_number, to_number, place=place or {})
        self._leg = self._new_leg()
        self._over = True

    def _new_leg(self) -> Leg:
        return Leg(self._caller, self._wire, self, self._fallback, VERBS)

    # --- what a caller can do ----------------------------------------------------------------------------------------

    def dial(self) -> Heard:
        """Ring the line, anew when there was a call before."""
        if not self._over:
            self.hang_up()
        self._caller = replace(self._caller, sid=new_sid("CA"))
        self._wire.forget()
        self._leg, self._over, self._started = self._new_leg(), False, time.monotonic()
        self._leg.status = "ringing"
        token = {"CallToken": new_sid("") * 4}
        return self._turn(lambda: self._leg.run(Onward(self._wire.public + self._voice, {**token, **self.first_fields})))

    def say(self, text: str, confidence: float | None = CONFIDENCE) -> Heard:
        """
        Args:
            text: Empty is noise no words were made out in.
            confidence: None leaves it out, as some recognisers do.
        """
        gather = self._asked()
        if "speech" not in gather.get("input", "dtmf").split():
            return self.wait()
        fields = {"SpeechResult": text if self.as_typed else recognised(text), "Language": gather.get("language", "en-US")}
        if confidence is not None:
            fields["Confidence"] = str(confidence)
        return self._turn(lambda: self._leg.answer(fields))

    def press(self, keys: str) -> Heard:
        if "dtmf" not in self._asked().get("input", "dtmf").split():
            return self.wait()
        return self._turn(lambda: self._leg.press(keys))

    def wait(self) -> Heard:
        """Say and press nothing."""
        self._asked()
        return self._turn(self._leg.silence)

    def hang_up(self) -> Heard:
        self._leg.ear = Ear()
        self._end()
        return self._leg.ear.heard(False, {})

    # --- what there is to look at ------------------------------------------------------------------------------------

    @property
    def sid(self) -> str:
        return self._caller.sid

    @property
    def documents(self) -> list[bytes]:
        return self._wire.documents

    @property
    def requests(self) -> list[Asked]:
        return self._wire.requests

    @property
    def faults(self) -> list[str]:
        return self._wire.faults

    @property
    def violations(self) -> list[str]:
        return self._wire.violations

    @property
    def whispers(self) -> list[str]:
        """What was said to the staff of this call."""
        return self._leg.whispers

    def close(self) -> None:
        self._client.close()

    # --- a turn ------------------------------------------------------------------------------------------------------

    def _asked(self) -> dict[str, str]:
        if self._over or self._leg.gather is None:
            raise NotListening("no question is open")
        return self._leg.asked()

    def _turn(self, act: Callable[[], Then]) -> Heard:
        self._leg.ear = ear = Ear()
        then = act()
        self.dialled += ear.of("rings")
        if then is not Then.LISTEN:
            ear.happen("hangs up")
            self._end()
        return ear.heard(then is Then.LISTEN, self._leg.asked())

    def _end(self) -> None:
        """https://www.twilio.com/docs/voice/api/call-resource#statuscallback"""
        if self._over:
            return
        self._over, self._leg.gather = True, None
        if self._leg.status in ("in-progress", "ringing"):
            self._leg.status = "completed"
        if self._status:
            self._wire.notify(self._leg.asking(self._wire.public + self._status, ended(time.monotonic() - self._started)))


def ended(seconds: float) -> dict[str, str]:
    """The fields that only the last request of a call has."""
    return {"CallDuration": str(math.ceil(seconds)), "Duration": str(max(1, math.ceil(seconds / 60))),
            "Timestamp": format_datetime(datetime.now(UTC)), "CallbackSource": "call-progress-events", "SequenceNumber": "0"}


def recognised(text: str) -> str:
    """As recognisers write: a capital first, a full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) or not text else ".")
