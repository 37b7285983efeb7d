"""
Look-ups carried out beside the call: started as soon as what they need is known, never twice, and waited for only as
long as the caller should be.

The answer stands in the store, so whichever process takes the next turn finds it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Connection, bindparam, or_, select, update
from structlog.contextvars import bound_contextvars

from ivr import pace
from ivr.answers import Answers
from ivr.dialogue.call import Records
from ivr.dialogue.effects import Refusal
from ivr.logs import where
from ivr.office.requests import Request
from ivr.opendental.errors import OfficeError
from ivr.opendental.gate import CALLER, LOOK_AHEAD, Asking, asking
from ivr.store.database import JUMPED_S, Database, put_new, steady
from ivr.store.schema import lookups

LATE = object()
KEPT_S = 60.0           # an answer older than this is asked for again
ABANDONED_S = 4.0       # one unanswered for so long may have died with its process: whoever waits for it asks as well
POLL_S = 0.1
HERE = (lookups.c.sid == bindparam("call")) & (lookups.c.request == bindparam("key"))
ANSWER = select(lookups.c.sealed_answer).where(HERE, lookups.c.started_at >= bindparam("since"))
PUT = update(lookups).where(HERE)
AGAIN = update(lookups).where(HERE, or_(
    lookups.c.sealed_answer.is_(None) & (lookups.c.started_at < bindparam("abandoned")),
    lookups.c.sealed_answer.is_not(None) & (lookups.c.started_at < bindparam("old")),
    lookups.c.started_at > bindparam("jumped")))
log = structlog.get_logger()


@dataclass
class Fetch:
    """A look-up this process is carrying out."""

    asking: Asking
    here: threading.Event = field(default_factory=threading.Event)      # set when the answer is there


@dataclass
class Ahead:
    """Look-ups that are marked together with the turn they follow from, and begun when it has been answered."""

    lookups: Lookups
    sid: str
    wanted: Mapping[str, Request]
    mine: list[str] = field(default_factory=list)

    def mark(self, connection: Connection) -> None:
        self.mine = [key for key in self.wanted if self.lookups.mark(connection, self.sid, key)]

    def begin(self) -> None:
        for key in self.mine:
            self.lookups.fetch(self.sid, key, self.wanted[key])


class Lookups:
    def __init__(self, database: Database, answers: Answers, records: Records, threads: int = 16):
        self._database, self._answers, self._records = database, answers, records
        self._fetching: dict[tuple[str, str], Fetch] = {}
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="look-up")

    def ahead(self, sid: str, requests: Iterable[Request], agreements: int) -> Ahead:
        """What will be needed, to be fetched unless it is here or on its way."""
        return Ahead(self, sid, {self._key(request, agreements): request for request in requests})

    def mark(self, connection: Connection, sid: str, key: str) -> bool:
        """Whether this process is to fetch it; then that stands in the store once *connection*'s transaction does."""
        if (sid, key) in self._fetching:
            return False
        now, here = steady(), {"call": sid, "key": key}
        if put_new(connection, lookups, {"sid": sid, "request": key, "started_at": now}):
            return True
        stale = {**here, "abandoned": now - ABANDONED_S, "old": now - KEPT_S, "jumped": now + JUMPED_S}
        return bool(connection.execute(AGAIN, {**stale, "started_at": now, "sealed_answer": None}).rowcount)

    def fetch(self, sid: str, key: str, request: Request) -> None:
        """Begin to fetch what has been marked."""
        # Until somebody waits for it: then it is as urgent as they are.
        self._fetching[sid, key] = Fetch(Asking(LOOK_AHEAD, about=key))
        self._pool.submit(self._fetch, sid, key, request)

    def _start(self, sid: str, key: str, request: Request) -> None:
        with self._database.begin(lasting=False) as connection:
            mine = self.mark(connection, sid, key)
        if mine:
            self.fetch(sid, key, request)

    def answer(self, sid: str, request: Request, agreements: int, wait_s: float) -> Any:
        """The answer; LATE when it is not there within *wait_s* seconds."""
        until = time.monotonic() + wait_s
        key = self._key(request, agreements)
        if (known := self._read(sid, key, steady() - KEPT_S)) is not LATE:
            return known
        self._start(sid, key, request)
        waited_for = False
        while True:
            fetch = self._fetching.get((sid, key))
            answer = self._read(sid, key)
            left = until - time.monotonic()
            if answer is not LATE or left <= 0:
                return answer
            if not waited_for:
                waited_for = True
                self._promote(fetch.asking if fetch else Asking(about=key))
            if fetch:
                with pace.waiting():
                    fetch.here.wait(left)
            else:
                with pace.waiting():
                    time.sleep(min(POLL_S, left))       # another process is at it
                self._start(sid, key, request)

    def close(self) -> None:
        """What nobody has begun to look up is not begun any more."""
        self._pool.shutdown(cancel_futures=True)

    def _promote(self, whom: Asking) -> None:
        whom.priority = CALLER
        self._answers.book.promote(whom)

    def _key(self, request: Request, agreements: int) -> str:
        # What was read before something was agreed may be another now, so it is not read from the same answer.
        return self._database.hash(f"{agreements} {self._records.plain(request)}")

    def _fetch(self, sid: str, key: str, request: Request) -> None:
        try:
            with pace.working(), asking(self._fetching[sid, key].asking), bound_contextvars(call=sid):
                sealed = self._database.seal(self._records.plain({"answer": self._asked(request, sid)}))
                with self._database.begin(lasting=False) as connection:
                    connection.execute(PUT, {"call": sid, "key": key, "sealed_answer": sealed})
        finally:
            self._fetching.pop((sid, key)).here.set()

    def _asked(self, request: Request, sid: str) -> Any:
        try:
            return self._answers.answer(request, sid)
        except OfficeError as error:
            log.warning("look-up failed", request=type(request).__name__, error=type(error).__name__)
        except Exception as error:      # a fault of ours: the caller reaches a person all the same
            log.error("look-up broke", request=type(request).__name__, error=type(error).__name__, place=where(error))
        return Refusal("failed")

    def _read(self, sid: str, key: str, since: float = 0.0) -> Any:
        with self._database.read() as connection:
            sealed = connection.execute(ANSWER, {"call": sid, "key": key, "since": since}).scalar()
        return self._records.record(self._database.unseal(sealed))["answer"] if sealed else LATE

