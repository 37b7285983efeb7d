"""How a Gather makes digits of keys: https://www.twilio.com/docs/voice/twiml/gather#attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ivr.telephone.document import whole

KEYS = re.compile(r"[0-9*#]*")


@dataclass(frozen=True)
class Collected:
    """
    Attributes:
        digits: Empty counts as silence, whatever ended it.
        finished_on: The key that ended it; empty when the count or the timeout did.
        ahead: Keys pressed after that, for whatever is asked next.
    """

    digits: str
    finished_on: str
    ahead: str


def collect(keys: str, gather: Mapping[str, str]) -> Collected:
    """
    Raises:
        ValueError: *keys* has what no telephone has.
    """
    if not KEYS.fullmatch(keys):
        raise ValueError("keys are 0-9, * and #")
    finish, most = gather.get("finishOnKey", "#"), whole(gather, "numDigits", 0)
    ends = keys.find(finish) if finish else -1
    if most and (ends < 0 or ends >= most) and len(keys) >= most:
        return Collected(keys[:most], "", keys[most:])
    if ends < 0:
        return Collected(keys, "", "")
    return Collected(keys[:ends], finish, keys[ends + 1 :])


def kept_ahead(keys: str, gather: Mapping[str, str]) -> str:
    """What earlier keys mean to this question: a finishing key with nothing before it is nothing."""
    if "dtmf" not in gather.get("input", "dtmf"):
        return ""
    finish = gather.get("finishOnKey", "#")
    return keys.lstrip(finish) if finish else keys
