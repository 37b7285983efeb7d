"""
The office over HTTP: the interface under /api/v1 and, beside it, the control routes under /sim.

Faults are played at the WSGI layer, round everything else, because some of them leave no answer at all.
"""

from __future__ import annotations

import json
import time
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from . import resources  # noqa: F401  (enters the methods of the interface)
from .control import control
from .keys import Key, presented
from .mishaps import Mishaps
from .office import Office
from .refusals import MALFORMED, TOO_LONG, TOO_MANY, Refused
from .routes import Answer, answered

BASE = "/api/v1"
VERBS = ["GET", "POST", "PUT", "DELETE", "PATCH"]


def create_office(office: Office) -> Flask:
    app = Flask("open_dental")
    app.extensions["office"] = office
    app.add_url_rule(f"{BASE}/<path:path>", "interface", lambda path: _served(office, path), methods=VERBS)
    app.register_blueprint(control(office))
    app.register_error_handler(HTTPException, _plain_error)
    app.wsgi_app = Mishaps(app.wsgi_app, office, BASE)      # type: ignore[method-assign]
    return app


def _plain_error(error: HTTPException) -> Response:
    return Response(error.description or "", error.code or 500, mimetype="text/plain")


def _served(office: Office, path: str) -> Response:
    try:
        key = presented(request.headers.get("Authorization", ""), office.keys, office.switches)
        request.environ["office.key"] = key.customer
        if request.mimetype != "application/json":
            raise Refused(400, "Content-Type must be application/json.")
        _wait(office, key)
        return _response(_answer(office, key, path), office)
    except Refused as refused:
        return refusal(office, refused)


def _answer(office: Office, key: Key, path: str) -> Answer:
    office.surprise(request.method, f"/{path}")
    answer = answered(office, key, request.method, path.rstrip("/").split("/"), request.args, _body)
    request.environ["office.executed"] = True
    return answer


def _body() -> Any:
    text = request.get_data(as_text=True)
    try:
        return json.loads(text) if text.strip() else {}
    except ValueError as trouble:
        raise Refused(400, MALFORMED) from trouble


def _wait(office: Office, key: Key) -> None:
    """Queue for the key's turn and then take the time an answer takes; raises Refused (429, 504)."""
    wait, retry_after = office.throttle.reserve(key, office.switches)
    if retry_after:
        raise _throttled(office, key, retry_after)
    limit = office.switches.time_limit_s
    began = time.monotonic()
    try:
        office.stopping.wait(min(wait, limit)) if wait else None
    finally:
        office.throttle.begun(key)
    low, high = office.switches.latency_s
    office.stopping.wait(min(office.random.uniform(low, high), limit)) if high else None
    if time.monotonic() - began >= limit:
        raise Refused(504, TOO_LONG)


def _throttled(office: Office, key: Key, retry_after: int) -> Refused:
    request.environ["office.retry_after"] = str(retry_after)
    if office.switches.throttled_write_runs and request.method != "GET":
        try:
            _answer(office, key, request.path.removeprefix(f"{BASE}/"))
        except Refused as refused:
            return refused
    return Refused(429, TOO_MANY)


def _response(answer: Answer, office: Office) -> Response:
    text = "" if answer.body is None else json.dumps(answer.body)
    response = Response(text, answer.status, mimetype="application/json")
    if answer.location:
        response.headers["Location"] = f"{request.host_url.rstrip('/')}{BASE}/{answer.location}"
    return response


def refusal(office: Office, refused: Refused) -> Response:
    quoted = office.switches.error_quotes
    text = json.dumps(refused.text) if quoted else refused.text
    response = Response(text, refused.status, mimetype="application/json" if quoted else "text/plain")
    if refused.status == 429 and "office.retry_after" in request.environ:
        response.headers["Retry-After"] = request.environ["office.retry_after"]
    return response
