"""
Processes that carry out what was agreed, and are killed on the way.

A process's steps are what can be seen of it from outside: each transaction that writes, just before it is committed; each
request to the office, just before it is sent and just after it was answered.  Whatever dies between two of them might as
well have died at the second.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import event, select, update

from ivr.app import SIMULATED_KEYS, prompts_for
from ivr.dialogues.remembered import RECORDS
from ivr.opendental.client import OpenDental
from ivr.operations.changes import Desk
from ivr.operations.operations import Operations, Times
from ivr.operations.states import ENDED
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE
from ivr.store.claims import Claims
from ivr.store.copy import Copy
from ivr.store.database import Database
from ivr.store.opt_outs import OptOuts
from ivr.store.schema import operations
from ivr.store.tasks import Tasks
from ivr.texts import Texts
from ivr.warm.book import WarmBook

NOW = datetime(2026, 3, 2, 9, 0)
SECRET = b"a secret"
OFFICE_TIMEOUT_S = 1.5
PRACTICE = read(SAMPLE_PRACTICE)
PROMPTS = prompts_for(PRACTICE)
QUICK = Times(settle=1.0, look=0.05, hold=0.6, retry=0.05)
forkserver = multiprocessing.get_context("forkserver")
# One server forks for all tests of a process: it knows what any of them needs, with the grammars read.
forkserver.set_forkserver_preload(["tests.stage", "tests.durability.callers"])


class Carrier:
    """What of a line carries out agreements, with a store and an office of one's choice."""

    def __init__(self, store_url, office_url, times=QUICK, made=Operations, interval_s=0.0, patience_s=OFFICE_TIMEOUT_S):
        self.database = Database(store_url, SECRET)
        # Reading the certificates that nobody asks for takes longer than many a whole operation.
        client = OpenDental((office_url,), *SIMULATED_KEYS, min_interval_s=interval_s, timeout_s=patience_s,
                            transport=httpx.HTTPTransport(verify=False))
        self.book = WarmBook(client, Copy(self.database), lambda: NOW, PRACTICE.horizon_days)
        self.claims, self.tasks = Claims(self.database), Tasks(self.database)
        self.desk = Desk(PRACTICE, self.book, self.claims)
        texts = Texts("", "", "", OptOuts(self.database))
        self.operations = made(self.database, self.desk, self.tasks, RECORDS, PROMPTS, texts, times=times)
        self.client = client._client

    def close(self):
        self.operations.close()
        self.book.close()
        self.database.engine.dispose()


class Single(Operations):
    """Goes on with what it has begun and takes up nobody else's, so that its steps are those of one operation."""

    def _abandoned(self):
        now, mine = time.time(), self.begun - self._held
        if not mine or all(ended(self._record._database, key) for key in mine):
            return []           # nothing is written for that, twenty times a second
        due = (operations.c.due_at <= now) & operations.c.state.not_in(ENDED) & operations.c.key.in_(self.begun)
        with self._record._database.begin() as connection:
            return [key for key in mine if connection.execute(
                update(operations).where(operations.c.key == key, due, operations.c.holder == "").values(holder=self._record.me)).rowcount]

    def start(self, key, sid, request):
        self.begun = frozenset({key})
        super().start(key, sid, request)

    begun: frozenset = frozenset()


class Steps:
    """Counts a process's steps, and does something at one of them."""

    def __init__(self, carrier, nth, act):
        self.passed, self.carrier = 0, carrier
        self._nth, self._act, self._lock = nth, act, threading.Lock()
        self._count(carrier)

    def _count(self, carrier):
        engine = carrier.database.engine
        event.listen(engine, "before_cursor_execute", self._executes)
        event.listen(engine, "commit", self._commits)
        carrier.client.event_hooks = {"request": [self._came], "response": [self._came]}

    def _executes(self, connection, cursor, statement, *rest):
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            connection.info["writes"] = True

    def _commits(self, connection):
        if connection.info.pop("writes", False):
            self._came()

    def _came(self, *_):
        if threading.current_thread().name == "operations":         # says every moment that the process is alive
            return
        with self._lock:
            self.passed += 1
            due = self.passed == self._nth
        if due:
            self._act()


class Standing(Single):
    """Says no more that it is alive once it stands still."""

    def _renew(self):
        if not getattr(self, "still", False):
            super()._renew()


class Pauses(Steps):
    """
    The steps at which a process may stand still without keeping others from the store: as above, but just after each
    transaction.  No write is about to leave: the moment between the last look at who holds an operation and the wire cannot
    be guarded by anybody but the office.
    """

    def _count(self, carrier):
        engine = carrier.database.engine
        event.listen(engine, "before_cursor_execute", self._executes)
        event.listen(engine, "checkin", lambda _, record: record.info.pop("writes", False) and self._came())
        carrier.client.event_hooks = {"request": [lambda request: request.method == "GET" and self._came()], "response": [self._came]}


def carry_out(store_url, office_url, key, sealed, nth, times, pipe):
    """In a process of its own: to the end, or until the process is killed at its *nth* step."""
    carrier = Carrier(store_url, office_url, times, Single)
    steps = Steps(carrier, nth, lambda: os.kill(os.getpid(), signal.SIGKILL))
    carrier.operations.start(key, key.partition("/")[0], RECORDS.record(sealed))
    while not ended(carrier.database, key):
        time.sleep(0.01)
    carrier.operations.close()
    pipe.send(steps.passed)


def ended(database, key):
    with database.read() as connection:
        return connection.execute(select(operations.c.key).where(operations.c.key == key, operations.c.state.in_(ENDED))).first()


def child(*args):
    ours, theirs = forkserver.Pipe()
    process = forkserver.Process(target=carry_out, args=(*args, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def local_zone():
    return ZoneInfo("America/Chicago")
