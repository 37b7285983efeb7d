"""One call at the keyboard: the simulated office, the line and a telephone, over real HTTP, in one process."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from flask import Flask
from werkzeug.serving import make_server

from ivr.app import build, create_app
from ivr.settings import Settings
from ivr.simulator.office import Office
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.talk import converse
from ivr.telephone.phone import Telephone

LINE, TOKEN = "+12175550199", "demo-token"


def command(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("ivr demo", description=__doc__)
    parser.add_argument("--from", dest="caller", default="+12175550142",
                        help="who is calling; Maria Lopez, born July 15 1982, unless given (see `ivr office` for others)")
    parser.add_argument("--now", type=datetime.fromisoformat, help="when it is in the office, such as 2026-03-02T09:00; "
                                                                   "the clock starts there")
    options = parser.parse_args(argv)
    quiet()
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder), options.now) as (url, office):
        phone = Telephone(url, auth_token=TOKEN, from_number=options.caller, to_number=LINE)
        before = rows(office)
        code = converse(phone, sys.stdin, sys.stdout, interactive=sys.stdin.isatty())
        for row in sorted(rows(office) - before):
            print(f"OFFICE  {row}")
    return code


@contextmanager
def stage(folder: Path, starts: datetime | None) -> Iterator[tuple[str, Office]]:
    """The line's URL, and the office whose book it keeps."""
    settings = Settings.from_environment({"DATA_DIR": str(folder), "TWILIO_AUTH_TOKEN": TOKEN,
                                          **{k: v for k, v in os.environ.items() if k == "PRACTICE_FILE"}})
    zone = settings.practice.zone
    ahead = (starts.replace(tzinfo=zone) - datetime.now(zone)) if starts else timedelta()

    def now() -> datetime:
        return datetime.now(zone) + ahead

    office = sample_office(now().date(), clock=lambda: now().replace(tzinfo=None))
    with running(office) as office_url:
        line = build(settings, now=now, urls=(office_url,))
        line.keeper.start()
        with serving(create_app(line=line)) as url:
            yield url, office
        line.close()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """A WSGI application on a free loopback port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def rows(office: Office) -> set[str]:
    """The book as lines of text: patient, time, what for, with whom, status."""
    return {line_of(row) for row in office.book()}


def line_of(row: dict[str, Any]) -> str:
    seen_by = row["hygienist"] if row["IsHygiene"] and row["hygienist"] else row["provider"]
    return " · ".join((row["patient"], f"{row['AptDateTime']:%Y-%m-%d %H:%M}", row["type"], seen_by, row["AptStatus"]))


def quiet() -> None:
    """Nothing but the call is printed."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
