"""Whether what Twilio sends to PUBLIC_URL arrives at a line that believes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
from twilio.request_validator import RequestValidator

from ivr.settings import Settings
from ivr.setup.findings import Finding, fail, ok, warn

TIMEOUT_S = 10.0
NOTICE = {"CallSid": "CA00000000000000000000000000000000", "CallStatus": "ringing"}     # of which nothing comes


def arriving(settings: Settings) -> Iterator[Finding]:
    if not settings.public_url:
        return
    try:
        yield from asked(settings)
    except httpx.HTTPError as error:
        yield warn("PUBLIC_URL", f"{settings.public_url} cannot be had from here ({type(error).__name__})",
                   "Start the line, and see to its name, its certificate and the proxy; some machines cannot reach themselves "
                   "by their outside name, so try from elsewhere")


def asked(settings: Settings) -> Iterator[Finding]:
    url = settings.public_url
    answer = httpx.get(f"{url}/healthz", timeout=TIMEOUT_S)
    if not answer.is_success or contents(answer) != {"status": "up"}:
        yield fail("PUBLIC_URL", f"what answers at {url} is not the line ({answer.status_code})", "See where the proxy sends its requests")
        return
    if not settings.twilio_auth_token:
        yield ok("PUBLIC_URL", f"the line answers at {url}")
        return
    notice = f"{url}/voice/status"
    signature = RequestValidator(settings.twilio_auth_token).compute_signature(notice, NOTICE)
    answer = httpx.post(notice, data=NOTICE, headers={"X-Twilio-Signature": signature}, timeout=TIMEOUT_S)
    if answer.status_code == 204:
        yield ok("PUBLIC_URL", f"the line answers at {url}, and believes what is signed as Twilio signs")
    else:
        yield fail("PUBLIC_URL", f"the line at {url} refuses what is signed as Twilio signs ({answer.status_code})",
                   "It was started with another PUBLIC_URL or TWILIO_AUTH_TOKEN: start it anew with these")


def contents(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None
