"""
How long things are kept: once a day, by whichever process comes first, what is over for long enough is deleted.

A call whose end Twilio has not told is ended here, so that what was said in it does not stay.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ivr.operations.states import ENDED
from ivr.store.copy import Copy
from ivr.store.database import Database
from ivr.store.forgetting import Forgotten, purge, unended
from ivr.store.guard import Guard

A_DAY_S = 86400.0
LOOKS_S = 600.0
TURN = "turn:purge"     # whoever has taken it deletes
log = structlog.get_logger()


class Keeping:
    def __init__(self, database: Database, keep_days: int, end: Callable[[str, str], None]):
        """
        Args:
            end: Ends a call: (CallSid, how).
        """
        self._database, self._keep_s, self._end = database, keep_days * A_DAY_S, end
        self._copy, self._stop = Copy(database), threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name="keeping", daemon=True).start()

    def close(self) -> None:
        self._stop.set()

    def purge(self) -> Forgotten:
        now = time.time()
        for sid in unended(self._database, now):
            self._end(sid, "not told")
        Guard(self._database).expire(now)
        return purge(self._database, now - self._keep_s, ENDED)

    def purge_if_due(self) -> Forgotten | None:
        """None when somebody has done it within a day."""
        if not self._copy.take_turn(TURN, A_DAY_S):
            return None
        try:
            return self.purge()
        except BaseException:
            self._copy.put_part(TURN, read_at=0.0)      # somebody else may do better
            raise

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                forgotten = self.purge_if_due()
                if forgotten:
                    log.info("what was over for long enough was deleted", calls=forgotten.calls, tasks=forgotten.tasks)
            except SQLAlchemyError as error:
                log.error("nothing could be deleted", error=type(error).__name__)
            except Exception as error:      # a fault of ours; the next look may find it mended
                log.error("deleting broke", error=type(error).__name__)
            self._stop.wait(LOOKS_S)
