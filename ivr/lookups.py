"""
Look-ups carried out beside the call: started as soon as what they need is known, never twice, and waited for only as
long as the caller should be.

The answer stands in the store, so whichever process takes the next turn finds it.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from ivr.answers import Answers
from ivr.dialogue.call import Records
from ivr.dialogue.effects import Refusal
from ivr.office.requests import Request
from ivr.opendental.errors import OfficeError
from ivr.opendental.gate import CALLER, LOOK_AHEAD, Asking, asking
from ivr.store.database import Database
from ivr.store.schema import lookups

LATE = object()
KEPT_S = 60.0           # an answer older than this is asked for again
ABANDONED_S = 4.0       # one unanswered for so long may have died with its process: whoever waits for it asks as well
POLL_S = 0.1
log = structlog.get_logger()


@dataclass
class Fetch:
    """A look-up this process is carrying out."""

    asking: Asking
    here: threading.Event = field(default_factory=threading.Event)      # set when the answer is there


class Lookups:
    def __init__(self, database: Database, answers: Answers, records: Records, threads: int = 16):
        self._database, self._answers, self._records = database, answers, records
        self._fetching: dict[tuple[str, str], Fetch] = {}
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="look-up")

    def start(self, sid: str, request: Request, agreements: int) -> None:
        """Have the answer fetched, unless it is here or on its way."""
        key = self._key(request, agreements)
        if (sid, key) not in self._fetching and self._taken_on(sid, key):
            # Until somebody waits for it: then it is as urgent as they are.
            self._fetching[sid, key] = Fetch(Asking(LOOK_AHEAD, about=key))
            self._pool.submit(self._fetch, sid, key, request)

    def answer(self, sid: str, request: Request, agreements: int, wait_s: float) -> Any:
        """The answer; LATE when it is not there within *wait_s* seconds."""
        until = time.monotonic() + wait_s
        self.start(sid, request, agreements)
        key = self._key(request, agreements)
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
                fetch.here.wait(left)
            else:
                time.sleep(min(POLL_S, left))       # another process is at it
                self.start(sid, request, agreements)

    def close(self) -> None:
        self._pool.shutdown()

    def _promote(self, whom: Asking) -> None:
        whom.priority = CALLER
        self._answers.book.promote(whom)

    def _key(self, request: Request, agreements: int) -> str:
        # What was read before something was agreed may be another now, so it is not read from the same answer.
        return self._database.hash(f"{agreements} {self._records.plain(request)}")

    def _taken_on(self, sid: str, key: str) -> bool:
        now = time.time()
        here = (lookups.c.sid == sid) & (lookups.c.request == key)
        stale = ((lookups.c.sealed_answer.is_(None)) & (lookups.c.started_at < now - ABANDONED_S)) | (
            (lookups.c.sealed_answer.is_not(None)) & (lookups.c.started_at < now - KEPT_S))
        try:
            with self._database.begin() as connection:
                if connection.execute(select(lookups.c.sid).where(here)).first():
                    return bool(connection.execute(
                        update(lookups).where(here & stale).values(started_at=now, sealed_answer=None)).rowcount)
                connection.execute(insert(lookups).values(sid=sid, request=key, started_at=now))
        except IntegrityError:
            return False
        return True

    def _fetch(self, sid: str, key: str, request: Request) -> None:
        try:
            with asking(self._fetching[sid, key].asking):
                sealed = self._database.seal(self._records.plain({"answer": self._asked(request, sid)}))
            with self._database.begin() as connection:
                connection.execute(update(lookups).where(lookups.c.sid == sid, lookups.c.request == key)
                                   .values(sealed_answer=sealed))
        finally:
            self._fetching.pop((sid, key)).here.set()

    def _asked(self, request: Request, sid: str) -> Any:
        try:
            return self._answers.answer(request, sid)
        except OfficeError as error:
            log.warning("look-up failed", request=type(request).__name__, error=type(error).__name__)
        except Exception as error:      # a fault of ours: the caller reaches a person all the same
            log.error("look-up broke", request=type(request).__name__, error=type(error).__name__, exc_info=_where(error))
        return Refusal("failed")

    def _read(self, sid: str, key: str) -> Any:
        query = select(lookups.c.sealed_answer).where(lookups.c.sid == sid, lookups.c.request == key)
        with self._database.begin() as connection:
            sealed = connection.execute(query).scalar()
        return self._records.record(self._database.unseal(sealed))["answer"] if sealed else LATE


def _where(error: BaseException) -> str:
    """The place of a fault; never its message, which may hold what a patient said."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
