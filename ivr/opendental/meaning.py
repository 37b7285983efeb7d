"""
What an answer of Open Dental means: rows, nothing, or one of our errors.

The sentence of a refusal is matched here and goes no further.  https://www.opendental.com/site/apiimplementation.html
"""

from __future__ import annotations

from typing import Any

import httpx

from ivr.opendental.errors import Forbidden, Garbled, Missing, OfficeError, Rejected, Throttled, Unreachable

Answer = dict[str, Any] | list[Any] | None

OFFLINE = "econnector is not running"       # the relay reached nobody, so nothing was carried out
ON_THE_WAY = ("econnector", "timed out", "timeout", "network")      # lost somewhere between the relay and the office
BAD_KEYS = "malformed api request"          # how some offices answer half a key

REASONS = (     # part of the sentence of a refusal -> our word for it; the first that fits
    ("breaktype", "break type"), ("not enabled by the dental office", "break type"),
    ("overlap", "overlap"), ("double book", "overlap"), ("already has an appointment", "overlap"),
    ("already exists", "duplicate"), ("duplicate", "duplicate"),
    ("be broken", "status"), ("in the past", "past"), ("is closed", "closed"), ("hidden", "hidden"),
    ("not a valid parameter", "parameter"), ("not a valid method", "method"), ("not a valid resource", "resource"),
    ("version", "version"), ("required", "required"), ("format must be", "format"), ("invalid", "invalid"),
)


def of(what: str, response: httpx.Response, writes: bool) -> Answer:
    """
    The rows of a read or the row of a write; None when a write is answered with nothing.

    Args:
        what: The request as it may appear in a message.

    Raises:
        OfficeError: What the status, and of a refusal the sentence, mean.
    """
    if response.is_success:
        return _content(what, response, writes)
    raise _error(f"{what}: {response.status_code}", response, writes)


def _content(what: str, response: httpx.Response, writes: bool) -> Answer:
    if writes and not response.content.strip():
        return None
    try:
        answer = response.json()
    except ValueError:
        raise Garbled(f"{what}: not JSON", maybe_done=writes) from None
    if writes and (answer is None or answer == ""):
        return None
    if isinstance(answer, dict) or (isinstance(answer, list) and not writes):
        return answer
    raise Garbled(f"{what}: neither rows nor a row", maybe_done=writes)


def _error(what: str, response: httpx.Response, writes: bool) -> OfficeError:
    status = response.status_code
    if status in (401, 403):
        return Forbidden(f"{what}, the keys are unknown or lack a permission")
    if status == 429:
        # No source says that a throttled write is never carried out later.
        return Throttled(what, maybe_done=writes)
    if status == 408 or status >= 500:
        return Unreachable(what, maybe_done=writes)
    if status < 400:
        return Garbled(f"{what}, a redirection", maybe_done=writes)
    return _refusal(what, status, response.text.lower(), writes)


def _refusal(what: str, status: int, sentence: str, writes: bool) -> OfficeError:
    reason = next((word for text, word in REASONS if text in sentence), "other")
    if status == 404 and reason != "resource":
        return Missing(what)
    if BAD_KEYS in sentence:
        return Forbidden(f"{what}, the keys are malformed")
    if OFFLINE in sentence:
        return Unreachable(f"{what}, the office is offline")
    if any(text in sentence for text in ON_THE_WAY):
        return Unreachable(f"{what}, lost on the way to the office", maybe_done=writes)
    return Rejected(f"{what}, {reason}", reason)
