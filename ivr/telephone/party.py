"""
Who is at the two ends of a call, and what Twilio says about them with every request.

https://www.twilio.com/docs/voice/twiml#request-parameters
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

import phonenumbers

ACCOUNT = "AC" + "0" * 32
E164 = re.compile(r"\+[1-9]\d{6,14}")
PLACE = ("City", "State", "Zip", "Country")
# A caller who withholds the number: ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN and BLOCKED, spelled on a keypad.
WITHHELD = {"+266696687", "+7378742833", "+86282452253", "+8656696", "+2562533"}


def new_sid(kind: str) -> str:
    return kind + uuid.uuid4().hex


def real(number: str) -> bool:
    """It can be rung, and shown to whom one rings."""
    return bool(E164.fullmatch(number)) and number not in WITHHELD


@dataclass(frozen=True)
class Party:
    """
    One leg of a call.

    Attributes:
        caller: As the carrier wrote it: E.164, "anonymous", empty, or worse.
        place: City, State, Zip and Country of the caller; what is not there is looked up or sent empty.
    """

    caller: str
    called: str
    sid: str = field(default_factory=lambda: new_sid("CA"))
    parent: str = ""
    place: Mapping[str, str] = field(default_factory=dict)

    def fields(self, status: str) -> dict[str, str]:
        ends = {"From": self.caller, "Caller": self.caller, "To": self.called, "Called": self.called}
        direction = {"Direction": "outbound-dial", "ParentCallSid": self.parent} if self.parent else {"Direction": "inbound"}
        return {"CallSid": self.sid, "AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "CallStatus": status, **direction, **ends,
                **places("From", self.caller, self.place), **places("Caller", self.caller, self.place),
                **places("To", self.called, {}), **places("Called", self.called, {})}


def places(end: str, number: str, known: Mapping[str, str]) -> dict[str, str]:
    """Always all four: what cannot be looked up is there, and empty."""
    return {f"{end}{part}": known.get(part, country(number) if part == "Country" else "") for part in PLACE}


def country(number: str) -> str:
    """By the country code alone, so that a withheld number comes from Lesotho."""
    try:
        code = phonenumbers.parse(number).country_code
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_country_code(code or 0) if E164.fullmatch(number) else ""
