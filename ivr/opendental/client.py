"""
Requests to Open Dental's REST API, and what its answers mean.  https://www.opendental.com/site/apispecification.html

Reads are tried again where that can help; writes are never sent twice by this module.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx
import stamina

from ivr.opendental.errors import Forbidden, Garbled, Missing, OfficeError, Rejected, Throttled, Unreachable
from ivr.opendental.gate import CALLER, Gate

REMOTE_HOST = "api.opendental.com"
PAGE_AT_MOST = 200              # pages of one read; a table that long is not one a caller can wait for
LONGEST_WAIT_S = 20.0           # of a Retry-After that is obeyed rather than given up on
logging.getLogger("httpx").setLevel(logging.WARNING)        # both log URLs, and patient searches carry names in them
logging.getLogger("httpcore").setLevel(logging.WARNING)


class OpenDental:
    def __init__(self, urls: Sequence[str], developer_key: str, customer_key: str, *, min_interval_s: float | None = None,
                 transport: httpx.BaseTransport | None = None, timeout_s: float = 30.0):
        """
        Args:
            urls: Base addresses ending in /api/v1, in order of preference: Service, Local, Remote.
            min_interval_s: Between the starts of two requests; by default 1 s for the vendor's host and none elsewhere.
        """
        self._urls = tuple(url.rstrip("/") for url in urls)
        self._gates = {url: Gate(_interval(url, min_interval_s)) for url in self._urls}
        self._client = httpx.Client(
            transport=transport, timeout=httpx.Timeout(timeout_s, connect=5.0),
            headers={"Authorization": f"ODFHIR {developer_key}/{customer_key}", "Content-Type": "application/json"})

    def close(self) -> None:
        self._client.close()

    def get(self, resource: str, *, priority: int = CALLER, **params: Any) -> Any:
        """A list of rows, or one row as a dictionary."""
        for attempt in stamina.retry_context(on=_worth_another_try, attempts=3, timeout=45.0, wait_initial=0.3, wait_max=3.0):
            with attempt:
                return self._anywhere("GET", resource, priority, params=_text(params))
        raise AssertionError("a retry either returns or raises")

    def pages(self, resource: str, key: str, *, priority: int = CALLER, **params: Any) -> list[dict[str, Any]]:
        """
        All rows of a paged list, each once, by *key*.

        A page that brings nothing new ends the reading: where `Offset` is ignored, every page is the first.
        """
        found: dict[Any, dict[str, Any]] = {}
        size = 0
        for _ in range(PAGE_AT_MOST):
            rows = self._rows(resource, self.get(resource, priority=priority, **params, **({"Offset": size} if size else {})), key)
            new = {row[key]: row for row in rows if row[key] not in found}
            found |= new
            size += len(rows)
            if not new or len(rows) < 100 or len(rows) % 100:
                return list(found.values())
        raise Garbled(f"{resource}: more pages than any office has")

    def post(self, resource: str, body: Mapping[str, Any], *, priority: int = CALLER) -> Any:
        """The new row; None when the office answers with nothing."""
        return self._anywhere("POST", resource, priority, json=dict(body))

    def put(self, resource: str, body: Mapping[str, Any], *, priority: int = CALLER) -> Any:
        return self._anywhere("PUT", resource, priority, json=dict(body))

    # --- sending -----------------------------------------------------------------------------------------------------

    def _anywhere(self, method: str, resource: str, priority: int, **content: Any) -> Any:
        """The first address that can be had answers; the next one is tried only when surely nothing was carried out."""
        last: OfficeError = Unreachable("no address of the office is configured", maybe_done=False)
        for url in self._urls:
            try:
                return self._once(method, url, resource, priority, **content)
            except Unreachable as error:
                if method != "GET" and error.maybe_done:
                    raise
                last = error
        raise last

    def _once(self, method: str, url: str, resource: str, priority: int, **content: Any) -> Any:
        self._gates[url].enter(priority)
        what, writes = f"{method} {_shape(resource)}", method != "GET"
        try:
            response = self._client.request(method, f"{url}/{resource}", **content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unreachable(f"{what}: {type(error).__name__}", maybe_done=False) from None
        except httpx.HTTPError as error:
            raise Unreachable(f"{what}: {type(error).__name__}", maybe_done=writes) from None
        if response.status_code == 429:
            self._gates[url].hold_off(_retry_after(response))
        return _answer(what, response, writes)

    def _rows(self, resource: str, answer: Any, key: str) -> list[dict[str, Any]]:
        if not isinstance(answer, list) or not all(isinstance(row, dict) and key in row for row in answer):
            raise Garbled(f"{_shape(resource)}: not a list of rows with {key}")
        return answer


def _answer(what: str, response: httpx.Response, writes: bool) -> Any:
    """The body as JSON, or the error that the status and the office's sentence mean."""
    status = response.status_code
    if status in (200, 201):
        return _body(what, response, writes)
    if status == 401:
        raise Forbidden(f"{what}: 401, the keys are unknown or lack a permission")
    if status == 404:
        raise Missing(f"{what}: 404")
    if status == 429:
        raise Throttled(f"{what}: 429")
    if status >= 500:
        raise Unreachable(f"{what}: {status}", maybe_done=writes)
    raise _rejection(what, status, response.text.lower())


def _body(what: str, response: httpx.Response, writes: bool) -> Any:
    if not response.content.strip():
        if writes:
            return None
        raise Garbled(f"{what}: an empty answer")
    try:
        return response.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise Garbled(f"{what}: not JSON", maybe_done=writes) from None


REASONS = (                     # what the sentence of a 400 contains -> the word we know it by
    ("econnector", "connector"), ("malformed", "keys"), ("breaktype", "break type"), ("not enabled by the dental office", "break type"),
    ("overlap", "overlap"), ("double book", "overlap"), ("already exists", "duplicate"), ("version", "version"),
)


def _rejection(what: str, status: int, sentence: str) -> OfficeError:
    reason = next((word for text, word in REASONS if text in sentence), "invalid")
    if reason == "connector":           # the relay could not reach the office, so nothing was carried out
        return Unreachable(f"{what}: {status}, the office is offline", maybe_done=False)
    if reason == "keys":
        return Forbidden(f"{what}: {status}, the keys are malformed")
    return Rejected(f"{what}: {status}, {reason}", reason)


def _worth_another_try(error: Exception) -> bool:
    return isinstance(error, Unreachable | Throttled | Garbled)


def _interval(url: str, configured: float | None) -> float:
    if configured is not None:
        return configured
    return 1.0 if urlsplit(url).hostname == REMOTE_HOST else 0.0


def _retry_after(response: httpx.Response) -> float:
    try:
        return min(float(response.headers.get("Retry-After", "1")), LONGEST_WAIT_S)
    except ValueError:
        return 1.0


def _shape(resource: str) -> str:
    """The resource without the numbers in it."""
    return "/".join("#" if part.isdigit() else part for part in resource.split("/"))


def _text(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in params.items()}


