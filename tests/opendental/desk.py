"""A small office on a real port that answers as a test says, and remembers what it was asked."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask, Response, request
from werkzeug.serving import WSGIRequestHandler, make_server

KEYS = ("developer", "customer")


@dataclass
class Asked:
    method: str
    path: str
    params: dict
    body: object
    headers: dict
    at: float


class Desk:
    def __init__(self):
        self.app = Flask("desk")
        self.app.add_url_rule("/api/v1/<path:path>", view_func=self._answer, methods=["GET", "POST", "PUT"])
        self.forget()

    def forget(self):
        self.asked, self.replies, self.always = [], [], ([], 200)

    def answers(self, *replies):
        """One for each request to come: a body; (body, status); (body, status, headers); or a function of what is asked."""
        self.replies = list(replies)

    def _answer(self, path):
        asked = Asked(request.method, path, request.args.to_dict(), request.get_json(silent=True), dict(request.headers),
                      time.monotonic())
        self.asked.append(asked)
        reply = self.replies.pop(0) if self.replies else self.always
        body, status, *headers = found if isinstance(found := reply(asked) if callable(reply) else reply, tuple) else (found, 200)
        content = body if isinstance(body, str | bytes) else self.app.json.dumps(body)
        return Response(content, status, *headers, mimetype="application/json")


class Quiet(WSGIRequestHandler):
    def log(self, *args, **more):
        pass


@contextmanager
def serving(desk):
    server = make_server("127.0.0.1", 0, desk.app, threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
