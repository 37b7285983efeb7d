"""
How long the console's pages take to be made, with as many calls in the store as a busy practice has in a year or two.

    python -m bench.console --calls 100000

The line is the whole application with SQLite and the simulated office; a page is asked for over HTTP by one who is signed
in.  Printed are the middle and the slowest of the times, and the middle of the processor's time that making the page took
(which a busy machine does not lengthen much), in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
from argon2 import PasswordHasher
from sqlalchemy import insert

from ivr.app import Line, build, create_app, utc_now
from ivr.demo import TOKEN, quiet, serving
from ivr.dialogues.remembered import RECORDS
from ivr.office.requests import LeaveMessage
from ivr.settings import Settings
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.store.calls import sealed_patient
from ivr.store.database import Database
from ivr.store.schema import audit, calls, operations, replies, tasks
from ivr.store.steps import Step
from ivr.store.users import Sessions

DAYS = 365                      # the calls are spread over
OUTCOMES = ("booked", "moved", "cancelled", "message", "transferred", "", "booked message")
OPEN_TASKS = 60
TURNS = ("", "welcome.wish", "book.born", "book.day", "book.offer", "book.ok", "more.wish")     # of each call, and what each answered
AT_ONCE = 5_000                 # rows of one transaction
PAGES = ("/console", "/console/live/tasks", "/console/calls", "/console/calls?page=2", "/console/live/calls", "/console/calls/{sid}",
         "/console/figures", "/console/figures?days=30", "/console/openings?kind=cleaning", "/console/try", "/console/trail", "/metrics")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("python -m bench.console", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=15, help="how often each page is asked for")
    options = parser.parse_args(argv)
    quiet()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({
            "DATA_DIR": folder, "TWILIO_AUTH_TOKEN": TOKEN,
            "CONSOLE_USERS": f"morgan:manager:{PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash('morgan')}"})
        office = sample_office(settings.practice.local(utc_now()).date())
        with running(office) as url:
            line = build(settings, urls=(url,))
            sid = fill(line, options.calls)
            with serving(create_app(line=line)) as console:
                for page, spent, worked in measured(console, line, sid, options.times):
                    print(f"{page:<36} {statistics.median(spent):7.1f} {max(spent):7.1f} {statistics.median(worked):7.1f}", flush=True)
            line.close()
    return 0


def fill(line: Line, number: int) -> str:
    """Calls, with an operation for most and a task for some, nearly all done; the name of one call."""
    chance, now, database = random.Random(1), time.time(), line.database
    sealed = {name: database.seal(text) for name, text in (("state", "{}"), ("caller", "+12175550142"), ("text", "Please call me back"),
                                                            ("request", RECORDS.plain(LeaveMessage("", "", ""))))}
    for first in range(0, number, AT_ONCE):
        some = range(first, min(first + AT_ONCE, number))
        began = {n: now - chance.random() * DAYS * 86400 for n in some}
        put(database, calls, (
            {"sid": f"CA{n:032}", "turn": 9, "sealed_state": sealed["state"], "sealed_caller": sealed["caller"],
             "outcomes": chance.choice(OUTCOMES), **sealed_patient(database, n), "started_at": began[n], "ended_at": began[n] + 90,
             "ended": "completed"}
            for n in some))
        put(database, operations, (
            {"key": f"CA{n:032}/1", "sid": f"CA{n:032}", "kind": "LeaveMessage", "sealed_request": sealed["request"], "state": "done",
             "mark": "IVR-AAAAAAAA", "refusal": "", "told_later": False, "due_at": now, "holder": "", "tries": 0, "created_at": began[n]}
            for n in some if n % 3))
        put(database, replies, (
            {"sid": f"CA{n:032}", "turn": turn, "sealed_reply": "", **step_of(question, chance).columns(began[n] + 8.0 * turn)}
            for n in some for turn, question in enumerate(TURNS)))
        put(database, tasks, (
            {"key": f"CA{n:032}/1", "sid": f"CA{n:032}", "kind": "message", "urgent": n % 50 == 0, **sealed_patient(database, n),
             "sealed_callback": sealed["caller"], "sealed_text": sealed["text"], "created_at": began[n],
             "done_at": None if n < OPEN_TASKS * 5 else began[n] + 600} for n in some if n % 5 == 0))
        put(database, audit, (
            {"number": n + 1, "at": began[n], "who": "dana", "did": "looked at a call", "about": f"CA{n:032}", "chain": ""} for n in some))
    return f"CA{number // 2:032}"


def step_of(question: str, chance: random.Random) -> Step:
    waited = chance.randrange(1200) if chance.random() < 0.4 else 0
    return Step(question, "words" if question else "", "wants:book", bool(question) and chance.random() < 0.1,
                f"FindOpenings {waited}" if waited else "", waited, waited + chance.randrange(60), "listen")


def put(database: Database, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    with database.begin() as connection:
        connection.execute(insert(table), list(rows))


def measured(console: str, line: Line, sid: str, times: int) -> Iterator[tuple[str, list[float], list[float]]]:
    cookie = {"Cookie": f"console={signed_in(line)}"}
    apart = create_app(line=line).test_client(use_cookies=False)
    with httpx.Client(base_url=console, headers=cookie) as client:
        for page in (each.format(sid=sid) for each in PAGES):
            spent, worked = [], []
            for _ in range(times):
                began = time.perf_counter()
                response = client.get(page)
                spent.append((time.perf_counter() - began) * 1000)
                if response.status_code != 200:
                    sys.exit(f"{page}: {response.status_code}")
                began = time.thread_time()
                apart.get(page, headers=cookie, base_url="https://console.example")
                worked.append((time.thread_time() - began) * 1000)
            yield page, spent, worked


def signed_in(line: Line) -> str:
    """The cookie of somebody who is."""
    app = create_app(line=line)
    serializer: Any = app.session_interface.get_signing_serializer(app)     # type: ignore[attr-defined]
    return str(serializer.dumps({"token": Sessions(line.database).begin("morgan")}))


if __name__ == "__main__":
    sys.exit(main())
