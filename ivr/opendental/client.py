"""
Requests to Open Dental's REST API.  https://www.opendental.com/site/apispecification.html

Reads are tried again where that can help; a write is never sent twice by this module.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import stamina
import structlog

from ivr import pace
from ivr.opendental import meaning
from ivr.opendental.errors import Garbled, Throttled, Unreachable
from ivr.opendental.gate import SYNC, Asking, Gate, Turnstile, whom

REMOTE_HOST = "api.opendental.com"
REMOTE_INTERVAL_S = 1.0         # https://www.opendental.com/site/apiimplementation.html
CONNECT_S = 5.0
# How long an address that could not be had is asked last: by what runs in the background, and, should nothing have tried
# it meanwhile, by a caller's request, which had better not find out by waiting.
RESTS_S, RESTS_FOR_CALLERS_S = 60.0, 600.0
# Of a read: no new try is begun after 20 s.
RETRIES: Any = {"attempts": 3, "timeout": 20.0, "wait_initial": 0.2, "wait_max": 2.0, "wait_jitter": 0.2}
PATIENCE_S, LONGEST_S = 1.0, 20.0   # after a 429: when it names no time, and the most that is waited
PAGES_AT_MOST = 200             # of one read; a table that long is not one a caller can wait for
PAGE = 100                      # full pages hold this many rows, or with other keys and modes a multiple of it
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)

Rows = list[dict[str, Any]]
Content = tuple[str, tuple[tuple[str, str], ...]]       # of a read: resource, parameters


@dataclass
class Read:
    """A read on its way, which others who ask for the same may share."""

    whom: Asking
    sent: bool = False              # an answer may be older than what is asked from now on
    answer: Future[Any] = field(default_factory=Future)


class OpenDental:
    def __init__(self, urls: Sequence[str], developer_key: str, customer_key: str, *,
                 min_interval_s: float | None = None, transport: httpx.BaseTransport | None = None,
                 timeout_s: float = 30.0, clock: Callable[[], float] = time.monotonic,
                 turnstile: Callable[[float], Turnstile] | None = None,
                 heard: Callable[[str, str, float], None] = lambda method, outcome, seconds: None,
                 waited: Callable[[int, float], None] = lambda priority, seconds: None):
        """
        Args:
            urls: Base addresses ending in /api/v1, in order of preference: Service, Local, Remote.
            min_interval_s: Between the starts of two requests; by default 1 s for the vendor's host and none elsewhere.
            turnstile: Makes, of an interval in seconds, the queue for the throttled addresses; within this process
                unless given.
            heard: Told of each request that left: method, status or what kept the answer from coming, seconds.
            waited: Told of each turn that came: the priority it was asked for with, seconds.
        """
        quiet()
        self._urls = tuple(url.rstrip("/") for url in urls)
        self._clock, self._heard, self._waited = clock, heard, waited
        self._intervals = {url: _interval(url, min_interval_s) for url in self._urls}
        self._gates = _gates(self._intervals, clock, turnstile)
        self._resting: dict[str, float] = {}
        self._reads: dict[Content, Read] = {}
        self._lock = threading.Lock()
        self._client = httpx.Client(
            transport=transport, timeout=httpx.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s)),
            limits=httpx.Limits(max_connections=50, keepalive_expiry=20.0),
            headers={"Authorization": f"ODFHIR {developer_key}/{customer_key}", "Content-Type": "application/json"})

    def close(self) -> None:
        self._client.close()

    @property
    def throttled(self) -> bool:
        """Whether the address in use grants only so many requests, which all callers share."""
        return any(self._intervals[url] for url in self._addresses()[:1])

    @property
    def busy(self) -> bool:
        """Whether requests wait for their turn."""
        return any(gate.busy() for gate in self._gates.values())

    @pace.waiting()
    def get(self, resource: str, **params: Any) -> dict[str, Any] | list[Any]:
        """
        A list of rows, or one row.

        The same read is on its way only once; whoever is `strict` shares it only as long as it has not been sent.
        """
        content, asked = (resource, tuple(sorted(_text(params).items()))), whom()
        with self._lock:
            shared = self._reads.get(content)
            if shared is None or (shared.sent and asked.strict):
                shared = None
                mine = self._reads[content] = Read(asked)
        if shared is None:
            return self._fetched(content, mine)
        self._hurry(shared, asked)
        return shared.answer.result()

    def pages(self, resource: str, key: str, **params: Any) -> Rows:
        """
        All rows of a paged list, each once, by *key*.

        A page that brings nothing new ends the reading: where `Offset` is ignored, every page is the first.
        """
        found: dict[Any, dict[str, Any]] = {}
        read = 0
        for _ in range(PAGES_AT_MOST):
            onward = {"Offset": read} if read else {}
            rows = _rows(resource, self.get(resource, **params, **onward), key)
            new = {row[key]: row for row in rows if row[key] not in found}
            found |= new
            read += len(rows)
            if not new or not full(rows):
                return list(found.values())
        raise Garbled(f"{shape(resource)}: more pages than any office has")

    def post(self, resource: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
        """The new row; None when the office answers with nothing."""
        return self._write("POST", resource, body)

    def put(self, resource: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
        """The row as it is now; None when the office answers with nothing."""
        return self._write("PUT", resource, body)

    def promote(self, whom: Asking) -> None:
        """What waits for *whom* waits with its present priority."""
        for gate in set(self._gates.values()):
            gate.promote(whom)

    # --- sending -----------------------------------------------------------------------------------------------------

    def _fetched(self, content: Content, read: Read) -> Any:
        resource, params = content

        def sent() -> None:
            read.sent = True

        try:
            for attempt in stamina.retry_context(on=Unreachable, **RETRIES):
                with attempt:
                    answer = self._anywhere("GET", resource, read.whom, sent, params=dict(params))
        except BaseException as error:
            self._settled(content, read).set_exception(error)
            raise
        self._settled(content, read).set_result(answer)
        return answer

    def _settled(self, content: Content, read: Read) -> Future[Any]:
        with self._lock:
            if self._reads.get(content) is read:
                del self._reads[content]
        return read.answer

    def _hurry(self, read: Read, asked: Asking) -> None:
        """A read that a more urgent one shares is as urgent."""
        if asked.priority < read.whom.priority:
            read.whom.priority = asked.priority
            self.promote(read.whom)

    @pace.waiting()
    def _write(self, method: str, resource: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
        answer = self._anywhere(method, resource, whom(), json=dict(body))
        if isinstance(answer, list):
            raise AssertionError("a write is never answered with a list")
        return answer

    def _anywhere(self, method: str, resource: str, asked: Asking, sent: Callable[[], None] = lambda: None,
                  **content: Any) -> meaning.Answer:
        """The first address that can be had answers; a write goes to the next one only when surely nothing was done."""
        last = Unreachable("no address of the office is configured")
        for url in self._addresses(asked):
            try:
                answer = self._once(method, url, resource, asked, sent, **content)
            except Throttled:
                raise
            except Unreachable as error:
                if error.maybe_done:
                    raise
                last = error
            else:
                self._resting.pop(url, None)
                return answer
        raise last

    def _once(self, method: str, url: str, resource: str, asked: Asking, sent: Callable[[], None],
              **content: Any) -> meaning.Answer:
        what, writes, priority, began = f"{method} {shape(resource)}", method != "GET", asked.priority, time.perf_counter()
        try:
            self._gates[url].enter(asked)
        except Exception as error:          # whatever kept us from a turn, nothing was sent
            raise Unreachable(f"{what}: no turn in the queue to the office, {type(error).__name__}") from None
        if writes and not asked.still():
            raise Unreachable(f"{what}: somebody else has it by now")
        self._waited(priority, time.perf_counter() - began)
        asked.sent_at = time.time()
        sent()
        began = time.perf_counter()
        try:
            response = self._client.request(method, f"{url}/{resource}", headers=follows(), **content)
        except httpx.HTTPError as error:
            self._heard(method, type(error).__name__, time.perf_counter() - began)
            self._resting[url] = self._clock()
            surely_not = isinstance(error, UNSENT)
            raise Unreachable(f"{what}: {type(error).__name__}", maybe_done=writes and not surely_not) from None
        self._heard(method, str(response.status_code), time.perf_counter() - began)
        if response.status_code == 429:
            self._gates[url].hold_off(_retry_after(response))
        return meaning.of(what, response, writes)

    def _addresses(self, asked: Asking | None = None) -> list[str]:
        """In order of preference, those last that could lately not be had."""
        now, background = self._clock(), asked is not None and asked.priority >= SYNC
        rests_s = RESTS_S if background else RESTS_FOR_CALLERS_S
        return sorted(self._urls, key=lambda url: now - self._resting.get(url, now - rests_s) < rests_s)


def quiet() -> None:
    """Both libraries log URLs, and patient searches carry names and birth dates in them."""
    for library in ("httpx", "httpcore"):
        logging.getLogger(library).setLevel(logging.WARNING)


def follows() -> dict[str, str]:
    """So that what the office logs can be found by Twilio's name of the call it was for."""
    call = structlog.contextvars.get_contextvars().get("call")
    return {"X-Correlation-Id": call} if call else {}


def full(rows: Sequence[Any]) -> bool:
    """Whether there may be a next page.  https://www.opendental.com/site/apiimplementation.html"""
    return bool(rows) and len(rows) % PAGE == 0


def shape(resource: str) -> str:
    """The resource without the numbers in it."""
    return "/".join("#" if part.isdigit() else part for part in resource.split("/"))


def _rows(resource: str, answer: Any, key: str) -> Rows:
    rows: list[Any] = answer if isinstance(answer, list) else [None]
    if all(isinstance(row, dict) and isinstance(row.get(key), int | str) for row in rows):
        return rows
    raise Garbled(f"{shape(resource)}: not a list of rows with {key}")


def _gates(intervals: Mapping[str, float], clock: Callable[[], float],
           turnstile: Callable[[float], Turnstile] | None) -> dict[str, Turnstile]:
    """One for all throttled addresses, since the allowance is the key's; an unthrottled one waits for nobody else."""
    longest = max(intervals.values(), default=0.0)
    shared = turnstile(longest) if turnstile and longest else Gate(longest, clock)
    return {url: shared if interval else Gate(0.0, clock) for url, interval in intervals.items()}


def _interval(url: str, configured: float | None) -> float:
    if configured is not None:
        return configured
    return REMOTE_INTERVAL_S if urlsplit(url).hostname == REMOTE_HOST else 0.0


def _retry_after(response: httpx.Response) -> float:
    """Seconds, within bounds; a date instead of a number counts as no answer."""
    try:
        return min(max(float(response.headers["Retry-After"]), 0.0), LONGEST_S)
    except (KeyError, ValueError):
        return PATIENCE_S


def _text(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: _wire(value) for name, value in params.items()}


def _wire(value: Any) -> str:
    """https://www.opendental.com/site/apiimplementation.html: "true" and "false", yyyy-MM-dd, yyyy-MM-dd HH:mm:ss."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else str(value)
