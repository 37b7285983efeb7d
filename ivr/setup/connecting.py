"""
The line's number at Twilio: where its calls go, and pointing it here.

https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

import httpx

from ivr.opendental.client import quiet
from ivr.settings import VARIABLES, Problem, Settings, SettingsError
from ivr.setup.findings import Finding, fail, ok, warn

TWILIO = "https://api.twilio.com"
TIMEOUT_S = 20.0
NEEDED = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_NUMBER", "PUBLIC_URL")
# What our routes are to Twilio: parameter of the address, parameter of its method, our path.
CALLS = (("VoiceUrl", "VoiceMethod", "/voice"), ("VoiceFallbackUrl", "VoiceFallbackMethod", "/voice/fallback"),
         ("StatusCallback", "StatusCallbackMethod", "/voice/status"))
TEXTS = (("SmsUrl", "SmsMethod", "/texts"),)
FIELDS = {
    "VoiceUrl": "voice_url", "VoiceMethod": "voice_method", "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method", "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method", "VoiceApplicationSid": "voice_application_sid",
    "SmsUrl": "sms_url", "SmsMethod": "sms_method", "SmsApplicationSid": "sms_application_sid"}


class TwilioError(Exception):
    """What Twilio refused, and the remedy; never a token."""

    def __init__(self, about: str, found: str, remedy: str):
        super().__init__(f"{about}: {found}.  {remedy}.")
        self.finding = fail(about, found, remedy)


@dataclass(frozen=True)
class Change:
    parameter: str
    before: str
    after: str


class Twilio:
    def __init__(self, client: httpx.Client, account: str):
        self._client, self._account = client, f"/2010-04-01/Accounts/{account}"

    def account(self) -> dict[str, Any]:
        return self._answer(self._asked("GET", f"{self._account}.json"))

    def number(self, number: str) -> dict[str, Any]:
        """The number's own resource; TwilioError when the account does not have it."""
        found = self._answer(self._asked("GET", f"{self._account}/IncomingPhoneNumbers.json", params={"PhoneNumber": number}))
        rows = found.get("incoming_phone_numbers")
        if not isinstance(rows, list):
            raise garbled()
        for row in rows:
            if isinstance(row, dict) and row.get("phone_number") == number and row.get("sid"):
                return row
        raise TwilioError("TWILIO_NUMBER", f"the account has no number {number}",
                          "Compare it with Phone Numbers in Twilio's console, and TWILIO_ACCOUNT_SID with the account that has it")

    def change(self, sid: str, settings: Mapping[str, str]) -> dict[str, Any]:
        """The number as it is now."""
        return self._answer(self._asked("POST", f"{self._account}/IncomingPhoneNumbers/{sid}.json", data=dict(settings)))

    def _asked(self, method: str, path: str, **content: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **content)
        except httpx.HTTPError as error:
            raise TwilioError("Twilio", f"{self._client.base_url.host} cannot be had ({type(error).__name__})",
                              "Check that this machine may reach it, and TWILIO_API_URL if it is set") from None

    def _answer(self, response: httpx.Response) -> dict[str, Any]:
        if response.is_success:
            return contents(response)
        if response.status_code in (401, 403, 404):
            raise TwilioError("TWILIO_AUTH_TOKEN", f"Twilio refuses the account and its token ({response.status_code})",
                              "Copy both anew from the first page of Twilio's console; after a change of tokens the new one goes first")
        if response.status_code == 429:
            raise TwilioError("Twilio", "too many requests", "Try again in a minute")
        raise TwilioError("Twilio", f"answered {response.status_code}{code(response)}",
                          "Look the code up at https://www.twilio.com/docs/api/errors, or try again later")


def contents(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        raise garbled() from None
    if not isinstance(found, dict):
        raise garbled()
    return found


def code(response: httpx.Response) -> str:
    """Twilio's own number for what is wrong.  https://www.twilio.com/docs/api/errors"""
    try:
        found = response.json().get("code")
    except (ValueError, AttributeError):
        return ""
    return f", code {found}" if isinstance(found, int) else ""


def garbled() -> TwilioError:
    return TwilioError("Twilio", "what answers is not Twilio's API", "Check TWILIO_API_URL; leave it out for Twilio's own")


@contextmanager
def twilio(settings: Settings) -> Iterator[Twilio]:
    quiet()
    with httpx.Client(base_url=settings.twilio_api_url or TWILIO, timeout=TIMEOUT_S,
                      auth=(settings.twilio_account_sid, settings.twilio_auth_token)) as client:
        yield Twilio(client, settings.twilio_account_sid)


# --- where calls should go -------------------------------------------------------------------------------------------


def wanted(public_url: str, texts: bool) -> dict[str, str]:
    """An application that is set makes Twilio ignore the number's own addresses, so there is to be none."""
    found: dict[str, str] = {}
    for url, method, path in CALLS + (TEXTS if texts else ()):
        found |= {url: public_url + path, method: "POST"}
    return found | {"VoiceApplicationSid": ""} | ({"SmsApplicationSid": ""} if texts else {})


def differences(row: Mapping[str, Any], settings: Settings) -> list[Change]:
    """What has to change; an address with connection overrides (#rc=2) is as good as one without."""
    now = {parameter: str(row.get(field) or "") for parameter, field in FIELDS.items()}
    return [Change(parameter, now[parameter], value)
            for parameter, value in wanted(settings.public_url, texts(row, settings)).items()
            if (urldefrag(now[parameter]).url if value else now[parameter]) != value]


def texts(row: Mapping[str, Any], settings: Settings) -> bool:
    """Whether answers to texts have to reach us; where we send none, they are somebody else's."""
    return settings.practice.texts.confirmations and capable(row, "sms")


def capable(row: Mapping[str, Any], of: str) -> bool:
    capabilities = row.get("capabilities")
    return not (isinstance(capabilities, Mapping) and capabilities.get(of) is False)


def refuse_what_we_cannot_change(row: Mapping[str, Any]) -> None:
    if row.get("trunk_sid"):
        raise TwilioError("TWILIO_NUMBER", "the number belongs to a SIP trunk, which takes all its calls",
                          "Take it out of the trunk in Twilio's console, under Elastic SIP Trunking")
    if not capable(row, "voice"):
        raise TwilioError("TWILIO_NUMBER", "the number takes no calls, only messages", "Buy one with Voice")


@dataclass(frozen=True)
class Connected:
    sid: str
    changes: list[Change]           # none when the number pointed here already
    texts: bool                     # whether texts come here as well


def connect(settings: Settings) -> Connected:
    """
    Point the number here.

    Raises:
        SettingsError: A variable is missing.
        TwilioError: Twilio refused, or did not do as it was told.
    """
    require(settings)
    with twilio(settings) as api:
        row = api.number(settings.twilio_number)
        refuse_what_we_cannot_change(row)
        changes = differences(row, settings)
        if changes:
            after = api.change(row["sid"], {change.parameter: change.after for change in changes})
            left = ", ".join(change.parameter for change in differences(after, settings))
            if left:
                raise TwilioError("TWILIO_NUMBER", f"Twilio left {left} as it was", "Set it in Twilio's console")
        return Connected(str(row["sid"]), changes, texts(row, settings))


def require(settings: Settings) -> None:
    given = {"TWILIO_ACCOUNT_SID": settings.twilio_account_sid, "TWILIO_AUTH_TOKEN": settings.twilio_auth_token,
             "TWILIO_NUMBER": settings.twilio_number, "PUBLIC_URL": settings.public_url}
    missing = [Problem(name, f"missing; {VARIABLES[name].description}") for name in NEEDED if not given[name]]
    if missing:
        raise SettingsError(missing)


# --- the findings ----------------------------------------------------------------------------------------------------


def examined(settings: Settings) -> Iterator[Finding]:
    """Nothing without credentials: that there are none is told with the settings."""
    if not (settings.twilio_account_sid and settings.twilio_auth_token):
        if settings.twilio_auth_token:
            yield warn("TWILIO_ACCOUNT_SID", "not set, so the number cannot be examined", "Set it from the first page of Twilio's console")
        return
    try:
        with twilio(settings) as api:
            yield account(api.account())
            yield from number(settings, api)
    except TwilioError as error:
        yield error.finding


def account(row: Mapping[str, Any]) -> Finding:
    status = row.get("status")
    if status not in (None, "active"):
        return fail("TWILIO_ACCOUNT_SID", f"the account is {status}", "Have it reactivated in Twilio's console")
    if row.get("type") == "Trial":
        return warn("TWILIO_ACCOUNT_SID", "a trial account: callers hear Twilio's notice, and only verified numbers can be dialled",
                    "Upgrade it before patients call")
    return ok("TWILIO_ACCOUNT_SID", "Twilio accepts the account and its token")


def number(settings: Settings, api: Twilio) -> Iterator[Finding]:
    if not settings.twilio_number:
        yield warn("TWILIO_NUMBER", "not set, so where its calls go cannot be examined", "Set it to the line's number in E.164")
        return
    row = api.number(settings.twilio_number)
    refuse_what_we_cannot_change(row)
    if not settings.public_url:
        yield warn("PUBLIC_URL", "not set, so where the number's calls go cannot be examined", "Set it to the address Twilio calls")
        return
    yield from going(row, settings)
    if settings.practice.texts.confirmations and not capable(row, "sms"):
        yield warn("TWILIO_NUMBER", "the number sends no texts, so nobody gets a confirmation",
                   "Get a number with SMS, or set confirmations = false under [texts] in the practice file")
    if not settings.public_url.startswith("https://"):
        yield warn("PUBLIC_URL", "without TLS what callers say travels in the clear", "Serve it behind TLS and use https://")


def going(row: Mapping[str, Any], settings: Settings) -> Iterator[Finding]:
    """Where the number's calls go, and the texts it receives."""
    changes = differences(row, settings)
    for change in changes:
        yield fail("TWILIO_NUMBER", f"{change.parameter} is {change.before or 'not set'}, not {change.after or 'empty'}",
                   "Run: ivr connect")
    if not changes:
        also = ", texts to /texts" if texts(row, settings) else ""
        yield ok("TWILIO_NUMBER", f"calls go to {settings.public_url}/voice, with the fallback and the status callback{also}")
