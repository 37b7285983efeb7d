"""
A telephone: dials the line, hears its documents, answers as a caller would, and behaves in between as Twilio does.

It speaks to the line over HTTP with Twilio's own signatures (https://www.twilio.com/docs/usage/webhooks/webhooks-security),
and complains about every document Twilio would complain about; see `rules`.
"""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import httpx
from twilio.request_validator import RequestValidator

from ivr.telephone.rules import faults

ACCOUNT = "AC" + "0" * 32
ANSWER_WITHIN_S = 15.0          # Twilio's limit for anything that steers a call
DOCUMENTS_A_TURN = 60           # more in a row, without the caller, are a loop
GEOGRAPHY = ("City", "State", "Zip", "Country")


@dataclass(frozen=True)
class Heard:
    """What came of a turn."""

    lines: tuple[str, ...]          # one for each Say
    listening: bool                 # an answer is waited for
    ended: bool
    dialled: tuple[str, ...] = ()   # whom it rang
    silence_s: float = 0.0          # the longest wait with nothing said
    gather: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(self.lines)


class LineFailed(Exception):
    """The line gave Twilio nothing it could go on with, and neither did its fallback."""


class Telephone:
    def __init__(self, url: str, auth_token: str | None = None, from_number: str = "+12175550142",
                 to_number: str = "+12175550199", client: httpx.Client | None = None, public_url: str = "",
                 twice: bool = False, as_typed: bool = False):
        """
        Args:
            url: Where the line listens.
            public_url: What is signed, when that is another address.
            twice: Every webhook is sent twice, the second beside the first, as Twilio may; the answers must be equal.
            as_typed: What the caller says arrives as given; otherwise as a recogniser writes it, "Like this."
        """
        self.url, self.from_number, self.to_number, self.twice, self.as_typed = url.rstrip("/"), from_number, to_number, twice, as_typed
        self._public = (public_url or self.url).rstrip("/")
        self._validator = RequestValidator(auth_token) if auth_token else None
        self._client = client or httpx.Client(timeout=ANSWER_WITHIN_S)
        self._pool = ThreadPoolExecutor(2) if twice else None
        self.sid = "CA" + uuid.uuid4().hex
        self.documents: list[bytes] = []
        self.faults: list[str] = []
        self.violations: list[str] = []             # what should never be: two answers to one webhook, a failed document
        self.dialled: list[str] = []
        self.dial_outcome = "completed"             # how a call to a person ends
        self._here, self._ended = "/voice", False
        self._gather: dict[str, str] | None = None  # the question that is open
        self._rest: list[Element] = []              # what follows it, for a caller who is silent

    # --- what a caller can do ----------------------------------------------------------------------------------------

    def dial(self) -> Heard:
        return self._follow("/voice", {"CallToken": "token"}, "ringing")

    def say(self, text: str, confidence: float | None = 0.91) -> Heard:
        gather = self._open()
        if "speech" not in gather.get("input", "dtmf"):
            return self.wait()
        written = text if self.as_typed else recognised(text)
        extra = {} if confidence is None else {"Confidence": str(confidence)}
        return self._answer({"SpeechResult": written, "Language": gather.get("language", "en-US"), **extra})

    def press(self, keys: str) -> Heard:
        """Keys as Twilio collects them; those after a whole answer are typed ahead, and lost."""
        gather = self._open()
        if "dtmf" not in gather.get("input", "dtmf"):
            return self.wait()
        finish, most = gather.get("finishOnKey", "#"), int(gather.get("numDigits", "0"))
        digits, finished, _ = keys.partition(finish) if finish else (keys, "", "")
        if not digits:
            return self.wait()
        return self._answer({"Digits": digits[:most] if most else digits, "FinishedOnKey": finished, "msg": "Gather End"})

    def wait(self) -> Heard:
        """Say and press nothing."""
        gather = self._open()
        if gather.get("actionOnEmptyResult") == "true":
            return self._answer({})
        rest, self._gather = self._rest, None
        return self._play(rest, [], 0.0)

    def hang_up(self) -> Heard:
        self._end("completed")
        return Heard((), False, True)

    # --- what Twilio does --------------------------------------------------------------------------------------------

    def _open(self) -> dict[str, str]:
        if self._gather is None:
            raise LineFailed("the line is not listening")
        return self._gather

    def _answer(self, fields: dict[str, str]) -> Heard:
        action = self._open().get("action") or self._here
        self._gather = None
        return self._follow(action, fields, "in-progress")

    def _follow(self, address: str, fields: dict[str, str], status: str) -> Heard:
        verbs, waited = self._document(address, fields, status)
        return self._play(verbs, [], waited)

    def _play(self, verbs: list[Element], rang: list[str], silence: float) -> Heard:
        lines: list[str] = []
        for _ in range(DOCUMENTS_A_TURN):
            following: tuple[str, dict[str, str]] | None = None
            for n, verb in enumerate(verbs):
                match verb.tag:
                    case "Say":
                        lines.append(words(verb))
                    case "Gather":
                        lines += [words(each) for each in verb if each.tag == "Say"]
                        self._gather, self._rest = dict(verb.attrib), verbs[n + 1 :]
                        return Heard(tuple(lines), True, False, tuple(rang), silence, dict(verb.attrib))
                    case "Redirect":
                        following = ((verb.text or "").strip(), {})
                    case "Dial":
                        number = words(verb[0] if len(verb) else verb)
                        rang.append(number)
                        self.dialled.append(number)
                        outcome = {"DialCallStatus": self.dial_outcome, "DialCallSid": "CA" + uuid.uuid4().hex}
                        following = (verb.get("action", ""), outcome) if verb.get("action") else following
                    case "Hangup" | "Reject":
                        verbs = []
                        break
                if following:
                    break
            if not following:
                self._end("completed")
                return Heard(tuple(lines), False, True, tuple(rang), silence)
            verbs, waited = self._document(following[0], following[1], "in-progress")
            silence = max(silence, waited)
        raise LineFailed(f"more than {DOCUMENTS_A_TURN} documents without the caller having a say")

    def _document(self, address: str, fields: dict[str, str], status: str) -> tuple[list[Element], float]:
        """Request a document; the fallback's when the line has none that can be used."""
        path = relative(urljoin(self._here, address))
        started = time.monotonic()
        problem, body = self._request(path, fields, status)
        if problem:
            self.violations.append(f"{path.partition('?')[0]}: {problem}")
            path = "/voice/fallback"
            second, body = self._request(path, {"ErrorCode": problem.split()[0], "ErrorUrl": self._public + path}, status)
            if second:
                self._end("failed")
                raise LineFailed(f"{problem}; the fallback: {second}")
        self._here = path
        self.documents.append(body)
        self.faults += faults(body)
        return list(ElementTree.fromstring(body)), time.monotonic() - started

    def _request(self, path: str, fields: dict[str, str], status: str) -> tuple[str, bytes]:
        """What Twilio would call it (an error number first), and the body; no problem is an empty text."""
        content = {**self._standard(status), **fields}
        try:
            if self._pool:
                first, second = self._pool.map(lambda _: self._post(path, content), range(2))
                if first.content != second.content:
                    self.violations.append(f"{path.partition('?')[0]}: two answers to one webhook")
            else:
                first = self._post(path, content)
        except httpx.HTTPError as error:
            return f"11200 {type(error).__name__}", b""
        if first.status_code != 200:
            return f"11200 status {first.status_code}", b""
        if first.headers.get("content-type", "").partition(";")[0] not in ("text/xml", "application/xml", "text/html"):
            return "12300 content type", b""
        try:
            ElementTree.fromstring(first.content)
        except ElementTree.ParseError:
            return "12100 not XML", b""
        return "", first.content

    def _post(self, path: str, content: dict[str, str]) -> httpx.Response:
        headers = {"User-Agent": "TwilioProxy/1.1", "I-Twilio-Idempotency-Token": uuid.uuid4().hex}
        if self._validator:
            headers["X-Twilio-Signature"] = self._validator.compute_signature(self._public + path, content)
        return self._client.post(self.url + path, data=content, headers=headers)

    def _standard(self, status: str) -> dict[str, str]:
        """https://www.twilio.com/docs/voice/twiml#request-parameters; what cannot be looked up is sent empty."""
        ends = {"From": self.from_number, "Caller": self.from_number, "To": self.to_number, "Called": self.to_number}
        places = {f"{end}{part}": "US" if part == "Country" else "" for end in ends for part in GEOGRAPHY}
        return {"CallSid": self.sid, "AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "Direction": "inbound",
                "CallStatus": status, **ends, **places}

    def _end(self, status: str) -> None:
        if not self._ended:
            self._ended, self._gather = True, None
            content = {**self._standard(status), "CallDuration": "60", "CallbackSource": "call-progress-events"}
            self._post("/voice/status", content)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def recognised(text: str) -> str:
    """As recognisers write: a capital first, a full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) or not text else ".")


def relative(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
