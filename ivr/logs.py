"""
What is written to the log: one JSON object a line, and in it only fields that can name no patient.

An allow-list, because what must not be logged comes in every shape: of our own events only the fields below are written, of
other packages' only where and of what kind.  The message of an exception is never written; it may quote what it choked on.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import threading
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from flask import Flask, request
from structlog.contextvars import bind_contextvars, clear_contextvars, merge_contextvars

FIELDS = frozenset({
    "timestamp", "level", "event",
    "call", "key", "mark", "request", "kind", "state",         # CallSid; an operation's key, its note's mark; names of classes
    "error", "error_code", "status", "place", "path", "table", "logger", "thread",
    "what", "found", "remedy",                                  # of the set-up
    "calls", "tasks",                                           # counts
})
SID = re.compile(r"[\x21-\x7e]{1,64}")
LONGEST = 300           # characters of one value


def set_up() -> None:
    """For a process that serves or works; the standard error stream is looked up anew for each line."""
    structlog.configure(
        processors=[merge_contextvars, structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True),
                    allowed, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr), cache_logger_on_first_use=False)
    handler = _Others()
    handler.setFormatter(_Sparse())
    handler.setLevel(logging.WARNING)           # some set their own, and tell of every request
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not isinstance(each, _Others)] + [handler]
    threading.excepthook = _thread_broke


def follow_calls(app: Flask) -> None:
    """Whatever is logged while a webhook is answered, and asked of the office meanwhile, bears Twilio's name of the call."""

    @app.before_request
    def follow() -> None:
        clear_contextvars()         # of the request this thread had before
        if not request.path.startswith("/voice"):
            return                      # others read their forms themselves, and say how long these may be
        sid = request.form.get("ParentCallSid") or request.form.get("CallSid", "")
        if SID.fullmatch(sid):
            bind_contextvars(call=sid)


def allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """The fields that may be written, and the names of those that may not."""
    kept = {name: _short(value) for name, value in event.items() if name in FIELDS}
    left_out = sorted(name for name in event if name not in FIELDS)
    return {**kept, "left_out": left_out} if left_out else kept


def where(error: BaseException) -> str:
    """The place of a fault: file and line."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{os.path.relpath(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""


def _short(value: Any) -> Any:
    return value if isinstance(value, bool | int | float) or value is None else str(value)[:LONGEST]


class _Others(logging.StreamHandler):
    """Other packages' log."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class _Sparse(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        said = {"level": record.levelname.lower(), "event": "another package's warning", "logger": record.name,
                "place": f"{record.filename}:{record.lineno}"}
        return json.dumps({**said, "error": type(error).__name__, "place": where(error)} if error else said)


def _thread_broke(broke: threading.ExceptHookArgs) -> None:
    structlog.get_logger().error("a thread ended", thread=broke.thread.name if broke.thread else "",
                                 error=broke.exc_type.__name__, place=where(broke.exc_value) if broke.exc_value else "")
