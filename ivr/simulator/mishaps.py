"""
Faults played on real connections, and the log of requests: a WSGI layer round the whole office.

A connection is reset through the server's own socket (see `serving`); without one, as under a test transport, the
client gets a ConnectionResetError, or a socket time-out for a hang.
"""

from __future__ import annotations

import contextlib
import io
import json
import socket
import struct
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.client import responses
from typing import Any
from urllib.parse import parse_qsl

from .faults import Fault
from .office import Office, Served
from .refusals import CONNECTOR_DOWN, TOO_LONG, TOO_MANY

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
SOCKET = "office.socket"        # environ key under which `serving` gives the connection


@dataclass
class Reply:
    status: int = 0             # 0: the client gets nothing
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    cut: bool = False           # the connection ends half-way through the body


class Mishaps:
    def __init__(self, app: Application, office: Office, base: str) -> None:
        self._app, self._office, self._base = app, office, base

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(f"{self._base}/"):
            return self._app(environ, start_response)
        began, started = time.monotonic(), self._office.now().isoformat(" ", "seconds")
        body = _body(environ)
        fault = self._office.faults.strike(environ["REQUEST_METHOD"], path.removeprefix(self._base))
        reply = self._played(fault, environ) if fault else self._run(environ)
        self._log(environ, path.removeprefix(self._base), body, reply, fault, started, began)
        if not reply.status:
            return _dropped(environ)
        start_response(f"{reply.status} {responses.get(reply.status, '')}", reply.headers)
        return _cut(environ, reply.body) if reply.cut else [reply.body]

    def _run(self, environ: Environ) -> Reply:
        """Let the office answer."""
        reply = Reply()

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> None:
            reply.status, reply.headers = int(status.split()[0]), headers
        answer = self._app(environ, start)
        reply.body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return reply

    def _played(self, fault: Fault, environ: Environ) -> Reply:
        carried_out = self._run(environ) if fault.executed and fault.kind != "slow" else None
        match fault.kind:
            case "slow":
                self._sleep(fault.seconds)
                return self._run(environ)
            case "hang":
                return self._hung(fault.seconds)
            case "down" if fault.hang:
                return self._hung(fault.seconds)
            case "down":
                return _told(400, CONNECTOR_DOWN)
            case "status":
                return _told(fault.status, TOO_LONG if fault.status == 504 else fault.text)
            case "throttle":
                after = [("Retry-After", fault.retry_after)] if fault.retry_after else []
                return _told(429, TOO_MANY, *after)
            case "reset" | "lost":
                return Reply()
        return _spoiled(fault.kind, carried_out or Reply(200))

    def _hung(self, seconds: float) -> Reply:
        limit = self._office.switches.time_limit_s
        self._sleep(min(seconds, limit))
        return _told(504, TOO_LONG) if seconds >= limit else Reply()

    def _sleep(self, seconds: float) -> None:
        self._office.stopping.wait(seconds)

    def _log(self, environ: Environ, path: str, body: Any, reply: Reply, fault: Fault | None, started: str,
             began: float) -> None:
        log = self._office.requests
        log.append(Served(
            log[-1].number + 1 if log else 1, started, began, time.monotonic() - began, environ.get("office.key", ""),
            environ["REQUEST_METHOD"], path, dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
            body, reply.status, bool(environ.get("office.executed")), fault.kind if fault else "",
            environ.get("HTTP_X_CORRELATION_ID", "")))


def _told(status: int, text: str, *headers: tuple[str, str]) -> Reply:
    body = text.encode()
    return Reply(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(body))), *headers], body)


def _spoiled(kind: str, whole: Reply) -> Reply:
    """An answer of 200 or 201 whose body is not what it should be."""
    if kind == "cut":
        whole.cut = True
        return whole
    half = whole.body[: len(whole.body) // 2]
    body = {"garbage": b"<html><body>Welcome to nginx!</body></html>", "empty": b"", "truncated": half}[kind]
    return Reply(whole.status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))], body)


def _body(environ: Environ) -> Any:
    """The body for the log, as JSON if it is; the application can still read it."""
    raw = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(raw)
    text = raw.decode("utf-8", "replace")
    with contextlib.suppress(ValueError):
        return json.loads(text)
    return text


def _dropped(environ: Environ) -> Iterable[bytes]:
    connection = environ.get(SOCKET)
    if connection is not None:
        # Zero seconds to linger makes the close a reset.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise ConnectionResetError


def _cut(environ: Environ, body: bytes) -> Iterator[bytes]:
    yield body[: len(body) // 2]
    raise ConnectionResetError
