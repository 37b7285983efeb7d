"""
Twilio's requests: forms, signed with the account's token, for the address the line is known by.

https://www.twilio.com/docs/usage/webhooks/webhooks-security
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

import httpx
from twilio.request_validator import RequestValidator

from ivr.telephone import document
from ivr.telephone.connection import LIMIT_S, Patience, patience
from ivr.telephone.errors import Unusable
from ivr.telephone.rules import faults

REDIRECTS = 10
UNREACHED = (httpx.ConnectTimeout, httpx.ConnectError)


@dataclass(frozen=True)
class Asking:
    """
    One webhook.

    Attributes:
        url: What Twilio was told, resolved against the document that said it.
        standard: The call's own fields, sent every time.
        fields: What the verb has to report; a redirect of the line's loses them.
    """

    url: str
    standard: Mapping[str, str]
    fields: Mapping[str, str]
    method: str = "POST"
    steers: bool = True         # the answer is carried out

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


@dataclass(frozen=True)
class Asked:
    """
    One request that was made, for whoever looks into a call.

    Attributes:
        url: As signed.
        status: 0 when no answer came.
    """

    method: str
    url: str
    fields: dict[str, str]
    status: int
    seconds: float


@dataclass(frozen=True)
class Answer:
    status: int
    headers: httpx.Headers
    body: bytes

    def same_as(self, other: Answer) -> bool:
        return (self.status, self.body) == (other.status, other.body)


class Wire:
    """
    Attributes:
        public: What the line is known by; addresses in documents are resolved against it, and it is signed.
        local: Where the requests really go.
        documents: Every body that was to be carried out.
        faults: What Twilio would refuse in them, or warn of.
        violations: What should never be: a failed webhook, two answers to one, what a caller said lost on the way.
    """

    def __init__(self, local: str, public: str, auth_token: str | None, client: httpx.Client, twice: bool | str = False,
                 before_request: Callable[[], object] | None = None, limit_s: float = LIMIT_S):
        self.local, self.public = local.rstrip("/"), (public or local).rstrip("/")
        self.twice, self.before_request, self.limit_s = twice, before_request, limit_s
        self.client = client
        self.documents: list[bytes] = []
        self.requests: list[Asked] = []
        self.faults: list[str] = []
        self.violations: list[str] = []
        self._validator = RequestValidator(auth_token) if auth_token else None
        self.forget()

    def forget(self) -> None:
        """Cookies live as long as a call."""
        self._cookies = httpx.Cookies()

    def fetch(self, asking: Asking) -> list[Element]:
        """
        What is to be carried out now.

        Raises:
            Unusable: There is nothing, for a reason Twilio has a number for.
        """
        answer = self._twice(asking)
        if answer.status != 200:
            raise Unusable(11200, f"status {answer.status}")
        kind = answer.headers.get("content-type", "")
        found = document.verbs(kind, answer.body, asking.url)
        self.documents.append(answer.body)
        self.faults += [f"{asking.path}: {fault}" for fault in self._faults(kind, answer.body)]
        return found

    def notify(self, asking: Asking) -> None:
        """Tell the line something that does not steer the call; what it answers is not read."""
        try:
            answer = self._twice(asking)
        except Unusable as error:
            self.violate(asking, str(error))
        else:
            if answer.status >= 400:
                self.violate(asking, f"11200 status {answer.status}")

    def violate(self, asking: Asking, what: str) -> None:
        self.violations.append(f"{asking.path}: {what}")

    @staticmethod
    def _faults(kind: str, body: bytes) -> list[str]:
        if kind.partition(";")[0].strip().lower() not in document.XML_TYPES:
            return [f"the content type {kind} is not XML's"]
        return faults(body)

    # --- one webhook, two deliveries ---------------------------------------------------------------------------------

    def _twice(self, asking: Asking) -> Answer:
        token, beside = uuid.uuid4().hex, self.twice and self.twice != "after"
        self._before()
        if beside:
            with ThreadPoolExecutor(2) as deliveries:
                first, second = deliveries.map(lambda _: self._redirected(asking, token), range(2))
        else:
            first = second = self._redirected(asking, token)
        if self.twice == "after":
            self._before()
            second = self._redirected(asking, token)
        if not first.same_as(second):
            self.violate(asking, "two answers to one webhook")
        return first

    def _before(self) -> None:
        if self.before_request:
            self.before_request()

    def _redirected(self, asking: Asking, token: str) -> Answer:
        """A redirect of the line's is followed, but what the caller said or pressed is not sent again."""
        deadline = time.monotonic() + self.limit_s
        for _ in range(REDIRECTS + 1):
            answer = self._tried(asking, token, deadline)
            if not (300 <= answer.status < 400 and "location" in answer.headers):
                return answer
            self.violate(asking, f"status {answer.status} in place of a document; what was sent with it is lost")
            onward = urljoin(asking.url, answer.headers["location"])
            asking = replace(asking, url=onward, fields={}, method=asking.method if answer.status in (307, 308) else "GET")
        raise Unusable(11215, "too many redirects")

    # --- one delivery ------------------------------------------------------------------------------------------------

    def _tried(self, asking: Asking, token: str, deadline: float) -> Answer:
        """One delivery, with the further tries its address asks for."""
        how = patience(urlsplit(asking.url).fragment, self.limit_s)
        deadline = min(deadline, time.monotonic() + how.total_s)
        for left in reversed(range(how.retries + 1)):
            try:
                answer = self._once(asking, token, how, deadline)
            except httpx.HTTPError as error:
                if not left or not how.retries_after("ct" if isinstance(error, UNREACHED) else "rt"):
                    raise unanswered(error) from error
            else:
                if not left or answer.status < 400 or not how.retries_after(f"{answer.status // 100}xx"):
                    return answer
        raise AssertionError("the last try returns or raises")

    def _once(self, asking: Asking, token: str, how: Patience, deadline: float) -> Answer:
        request, signed, content = self._request(asking, token, how)
        started, status = time.monotonic(), 0
        try:
            answer = self._sent(request, min(deadline, started + how.total_s))
            status = answer.status
        finally:
            self.requests.append(Asked(asking.method, signed, content, status, time.monotonic() - started))
        return answer

    def _sent(self, request: httpx.Request, deadline: float) -> Answer:
        response = self.client.send(request, stream=True, follow_redirects=False)
        try:
            body = b""
            for part in response.iter_bytes():
                body += part
                within(deadline)
        finally:
            response.close()
        within(deadline)
        self._cookies.extract_cookies(response)
        return Answer(response.status_code, response.headers, body)

    def _request(self, asking: Asking, token: str, how: Patience) -> tuple[httpx.Request, str, dict[str, str]]:
        """The request, the address signed for it, and its fields."""
        content, url = {**asking.standard, **asking.fields}, urldefrag(asking.url).url
        if asking.method == "GET":
            url += f"{'&' if '?' in url else '?'}{urlencode(content)}"
        headers = {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*", "I-Twilio-Idempotency-Token": token}
        form = content if asking.method == "POST" else None
        signed = as_signed(url)
        if self._validator:
            headers["X-Twilio-Signature"] = self._validator.compute_signature(signed, form or {})
        limits = httpx.Timeout(how.read_s, connect=how.connect_s)
        request = self.client.build_request(asking.method, self._place(url), data=form, headers=headers, timeout=limits)
        request.headers.pop("cookie", None)     # the client's own; each call keeps its own
        self._cookies.set_cookie_header(request)
        return request, signed, content

    def _place(self, url: str) -> str:
        rest = url.removeprefix(self.public)
        return self.local + rest if rest != url and rest[:1] in ("", "/", "?") else url


def unanswered(error: httpx.HTTPError) -> Unusable:
    name = type(error).__name__
    return Unusable(11205, f"no connection, {name}") if isinstance(error, UNREACHED) else Unusable(11200, f"no answer, {name}")


def within(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise httpx.ReadTimeout("Twilio has stopped waiting")


def as_signed(url: str) -> str:
    """Without fragment, user and password; without a port over https."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=re.sub(r":\d+$", "", host) if parts.scheme == "https" else host, fragment=""))
