"""
A small threaded HTTP/1.1 server that keeps connections alive, so that clients meet what a real server does.

The development servers at hand close every connection; this one does not, and lets `mishaps` reset one.
"""

from __future__ import annotations

import io
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from .app import BASE, create_office
from .mishaps import SOCKET, Application
from .office import Office


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], app: Application) -> None:
        self.app = app
        self.connections: set[socket.socket] = set()
        super().__init__(address, _Conversation)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # Connections that clients or faults break off are no news; our own mistakes are.
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def close_all(self) -> None:
        """Stop listening and end the connections that are still open."""
        self.shutdown()
        self.server_close()
        for connection in list(self.connections):
            self.shutdown_request(connection)


class _Conversation(BaseHTTPRequestHandler):
    """One connection; a request after another, each given to the application whole."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "OpenDental"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1               # the answer leaves in one piece

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            for piece in self.server.app(self._environ(body), self._start):
                self.wfile.write(piece)
            self.wfile.flush()
        except ConnectionResetError:
            self._leave()

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _answer

    def _leave(self) -> None:
        """Drop the connection, sending first what was already written of a body cut short."""
        self.close_connection = True
        self.wfile.flush()
        self.wfile = io.BytesIO()
        self.connection.close()

    def _start(self, status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        return self.wfile.write

    def _environ(self, body: bytes) -> dict[str, Any]:
        url = urlsplit(self.path)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.command, "SCRIPT_NAME": "", "PATH_INFO": unquote(url.path, "iso-8859-1"),
            "QUERY_STRING": url.query, "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "SERVER_NAME": str(self.server.server_address[0]),
            "SERVER_PORT": str(self.server.server_address[1]), "SERVER_PROTOCOL": self.request_version,
            "REMOTE_ADDR": self.client_address[0], "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.multithread": True,
            "wsgi.multiprocess": False, "wsgi.run_once": False, SOCKET: self.connection}
        for name, value in self.headers.items():
            environ.setdefault(f"HTTP_{name.upper().replace('-', '_')}", value)
        return environ

    def log_message(self, *args: Any) -> None:
        """Nothing on the console; requests are in the office's own log."""


@contextmanager
def running(office: Office, port: int = 0, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve *office* from a thread; gives the base URL, ending in /api/v1.  Port 0 takes a free one."""
    server = Server((host, port), create_office(office).wsgi_app)
    office.stopping.clear()
    thread = threading.Thread(target=server.serve_forever, args=(0.005,), name="open-dental-office", daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_address[1]}{BASE}"
    finally:
        office.stop()
        server.close_all()
        thread.join(timeout=2)
