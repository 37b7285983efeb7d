"""The requests of calls as Twilio sends them, over a connection kept alive."""

from __future__ import annotations

import random
import socket
import uuid
from urllib.parse import urlencode

PUBLIC, TOKEN, CALLER, LINE = "https://line.example.com", "a-token-of-the-bench", "+12175550142", "+12175550199"
# No two calls in a row ask in the same words: nothing is to be gained by remembering what the last caller said.
WISHES = [f"{hello}{want} a {kind}{please}" for want in ("I need", "I'd like", "can I book", "I want to schedule", "could I come in for")
          for kind in ("cleaning", "checkup", "filling") for hello in ("", "hi ", "good morning um ")
          for please in ("", " please", " for me")]
TALK = ("", "", "july fifteenth nineteen eighty two", "first available", "the first one")
STARTS_S = 30.0                 # a server, or an answer, that takes longer has failed


class Connection:
    """HTTP/1.1 on a socket, kept alive: as little work as possible, so that the servers' is what is measured."""

    def __init__(self, port: int):
        self._port = port
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=STARTS_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb")

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._socket.close()

    def ask(self, request: bytes) -> bytes:
        """The body; OSError when there is no answer."""
        self._socket.sendall(request)
        status, length, closing = self._file.readline(), 0, False
        if not status:
            raise ConnectionResetError("closed")
        while (line := self._file.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            closing = closing or line.lower() == b"connection: close\r\n"
        body = self._file.read(length)
        if status.split()[1] not in (b"200", b"204"):
            raise AssertionError(f"{status!r} {body!r}")
        if closing:                     # a sync worker's way
            self.__exit__()
            self._open()
        return body


def call(turns: int) -> list[bytes]:
    """The requests of one booking call, as Twilio sends them, and at last that it is over."""
    from twilio.request_validator import RequestValidator

    fields = {"CallSid": f"CA{uuid.uuid4().hex}", "AccountSid": "AC" + "0" * 32, "ApiVersion": "2010-04-01", "Direction": "inbound",
              "From": CALLER, "Caller": CALLER, "To": LINE, "Called": LINE, "CallStatus": "in-progress", "FromCity": "SPRINGFIELD",
              "FromState": "IL", "FromZip": "62701", "FromCountry": "US", "ToCity": "SPRINGFIELD", "ToState": "IL", "ToZip": "62701",
              "ToCountry": "US"}
    sign, requests = RequestValidator(TOKEN).compute_signature, []
    said: list[tuple[str, dict[str, str]]] = [("/voice", {})]
    talk = (*TALK[:1], random.choice(WISHES), *TALK[2:])
    said += [(f"/voice/turn?n={n}", {"SpeechResult": talk[n], "Confidence": "0.91", "Language": "en-US"}) for n in range(1, turns)]
    for path, more in [*said, ("/voice/status", {"CallStatus": "completed"})]:
        content = {**fields, **more}
        body = urlencode(content).encode()
        head = (f"POST {path} HTTP/1.1\r\nHost: line.example.com\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
                f"Content-Length: {len(body)}\r\nX-Twilio-Signature: {sign(PUBLIC + path, content)}\r\n\r\n")
        requests.append(head.encode() + body)
    return requests
