"""
One practice's line, its office and a telephone.

The office is the simulated one behind real HTTP; the line is the real application.  Where it runs is the `play`:

    plainly     one process serves every turn
    fresh       every turn is served by a process of its own, which has only the store in common with the one before
    twice       every webhook is sent twice, as Twilio may
    slow        the office needs longer for an answer than the line lets a caller wait in silence
"""

from __future__ import annotations

import multiprocessing
import time
from contextlib import ExitStack
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import delete, select

from ivr.app import build, create_app, prompts_for
from ivr.demo import line_of, serving
from ivr.dialogues.remembered import RECORDS
from ivr.exchange import Patience
from ivr.operations.operations import Times
from ivr.operations.states import ENDED
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE, Settings
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.simulator.switches import Switches
from ivr.speech.hearing import load
from ivr.store.database import Database
from ivr.store.schema import keys, operations
from ivr.telephone.phone import Telephone

PLAYS = ("plainly", "fresh", "twice", "slow")
ZONE = ZoneInfo("America/Chicago")
LINE, TOKEN = "+12175550199", "a-token-of-the-tests"
OFFICE_TIMEOUT_S = 1.5
QUICK = Times(settle=1.0, look=0.05, hold=1.0, retry=0.05)

load(("en", "es"))                          # here, so that the processes forked for single turns have it
prompts_for(read(SAMPLE_PRACTICE))
_forkserver = multiprocessing.get_context("forkserver")
_forkserver.set_forkserver_preload(["tests.stage"])


class Stage:
    def __init__(self, folder: Path, now="2026-03-02T09:00", caller="+12175550142", play="plainly", practice="", seed=1, environment=None,
                 times=None, patience=None, store=None, **switches):
        self.now = datetime.fromisoformat(now)
        self.environment = {"DATA_DIR": str(folder), "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": LINE,
                            **({"PRACTICE_FILE": practice} if practice else {}), **(environment or {})}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "line.db").write_bytes(store or an_empty_store())
        self._stack = ExitStack()
        self.office = sample_office(self.now.date(), seed=seed, clock=lambda: self.now, switches=Switches(**switches))
        self.office_url = self._stack.enter_context(running(self.office))
        self._book_before = {row["AptNum"]: row for row in self.office.book()}
        self.logs_before = self.commlogs()
        usual = Patience(0.15, 0.15, 0.15, 0.15, looking=40, writing=40) if play == "slow" else Patience(3.0, 3.0, 3.0, 3.0)
        self.patience, self.times = patience or usual, times or QUICK
        if play == "slow":
            self.office.turn(latency_s=(0.2, 0.4))
        self._line = None
        self.phone = self._telephone(play, caller)

    @property
    def line(self):
        """The line as this process sees it: its store, whoever serves the turns."""
        if self._line is None:
            self._line = build_line(self.environment, self.now, self.office_url, self.patience, self.times)
            self._stack.callback(self._line.close)
        return self._line

    def _telephone(self, play, caller):
        if play == "fresh":
            client = httpx.Client(transport=FreshProcess(self.environment, self.now, self.office_url, self.patience, self.times))
            return Telephone("http://line.example", auth_token=TOKEN, from_number=caller, to_number=LINE, client=client)
        self.url = self._stack.enter_context(serving(create_app(line=self.line)))
        return Telephone(self.url, auth_token=TOKEN, from_number=caller, to_number=LINE, twice=play == "twice")

    def another(self, caller):
        """Another telephone that calls the same line."""
        return Telephone(self.url, auth_token=TOKEN, from_number=caller, to_number=LINE)

    def close(self):
        self._stack.close()

    # --- judging -----------------------------------------------------------------------------------------------------

    def book(self):
        return {line_of(row) for row in self.office.book()}

    @cached_property
    def before(self):
        return {line_of(row) for row in self._book_before.values()}

    def commlogs(self):
        return len(self.office.tables.commlogs)

    def until(self, true, within_s=10.0):
        """Wait for what happens beside the call."""
        ends = time.monotonic() + within_s
        while not true():
            assert time.monotonic() < ends, "it has not come true"
            time.sleep(0.02)

    def settle(self):
        """Wait until everything agreed in the call has been seen to."""
        self.until(lambda: not self.unfinished())

    def unfinished(self):
        with self.line.database.begin() as connection:
            return connection.execute(select(operations.c.key).where(operations.c.state.not_in(ENDED))).all()

    def opening_read_out(self):
        """The opening the caller is being asked to agree to."""
        return self.values()["opening"]

    def values(self, phone=None):
        """What the call knows."""
        return RECORDS.load(self.line.calls.opened((phone or self.phone).sid).state).values

    def changes(self):
        """What the call changed in the office's book: lines as the screenplays write them, sorted."""
        return sorted({line_of(row) for row, before in self._changed() if before is None or line_of(row) != line_of(before)})

    def marked(self):
        """What the call changed of visits that kept their time: lines as the screenplays write them, sorted."""
        return sorted(f"{row['patient']} · {row['AptDateTime']:%Y-%m-%d %H:%M} · {row[column]}"
                      for row, before in self._changed() if before and before["AptDateTime"] == row["AptDateTime"]
                      for column in ("Confirmed", "Priority") if row[column] != before[column])

    def _changed(self):
        """The rows that are not as they were, each with what it was; None for those that were not there."""
        return [(row, self._book_before.get(row["AptNum"])) for row in self.office.book() if row != self._book_before.get(row["AptNum"])]


@cache
def an_empty_store():
    """A store of today's schema, made once: to make one anew for every stage would take longer than most calls."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/line.db", b"none")
        database.prepare()
        with database.begin() as connection:
            connection.execute(delete(keys))            # each stage's own are made with its own secret
        database.engine.dispose()
        return Path(folder, "line.db").read_bytes()


def build_line(environment, now, office_url, patience, times=QUICK):
    aware = now.replace(tzinfo=ZONE)
    return build(Settings.from_environment(environment), now=lambda: aware, urls=(office_url,), patience=patience, times=times,
                 office_timeout_s=OFFICE_TIMEOUT_S)


class FreshProcess(httpx.BaseTransport):
    """Serves each request in a process of its own, which ends with it as gracefully as a deploy would have it."""

    def __init__(self, *line):
        self._line = line

    def handle_request(self, request):
        ours, theirs = _forkserver.Pipe()
        message = (request.method, request.url.raw_path.decode(), str(request.url), dict(request.headers), request.read())
        process = _forkserver.Process(target=serve_one, args=(theirs, self._line, message))
        process.start()
        theirs.close()
        status, headers, body = ours.recv()
        process.join()
        return httpx.Response(status, headers=headers, content=body)


def serve_one(pipe, line_options, message):
    method, path, url, headers, body = message
    line = build_line(*line_options)
    response = create_app(line=line).test_client().open(path, method=method, base_url=url.removesuffix(path), headers=headers, data=body,
                                                        buffered=True)
    pipe.send((response.status_code, dict(response.headers), response.data))
    line.close()


