"""
The driver: takes each operation from state to state, one recorded step at a time, and takes up those whose process died.

The states are `states`, what is done in each `steps`, the record of it `record`, and what the staff hear of it `owed`.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ivr.dialogue.call import Records
from ivr.dialogue.effects import Refusal
from ivr.office.requests import Agreed, BookVisit, MoveVisit, Outcome
from ivr.opendental.errors import OfficeError
from ivr.opendental.gate import LOOK_AHEAD, Asking, asking
from ivr.operations import states
from ivr.operations.changes import Desk, blocks
from ivr.operations.operation import LATE, Next, Operation, Tasked, Times, told_outcome
from ivr.operations.owed import how_it_ended, owed
from ivr.operations.record import SENDINGS, Record
from ivr.operations.steps import Steps
from ivr.speech.render import Prompts
from ivr.store.calls import UNSAID
from ivr.store.database import Database, steady
from ivr.store.tasks import Tasks
from ivr.texts import Texts

WATCH_S = 0.5           # between two renewals, and two looks at what others have let go of
POLL_S = 0.1            # between two looks at an operation that another process carries out
log = structlog.get_logger()


class Operations:
    def __init__(self, database: Database, desk: Desk, tasks: Tasks, records: Records, prompts: Prompts, texts: Texts,
                 dry_run: bool = False, times: Times | None = None):
        self._desk, self._prompts, self._times = desk, prompts, times or Times()
        self._record = Record(database, tasks, records, self._times)
        self._steps = Steps(desk, prompts, texts, dry_run, self._times, self._record.holds)
        self._held: set[str] = set()        # being carried out here
        self._unheard_at = 0.0              # when who has not heard how it ended is looked for next
        self._recorded = threading.Condition()      # notified of every step this process has put down
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="operation")
        self._watcher = threading.Thread(target=self._watch, name="operations", daemon=True)
        self._watcher.start()

    # --- for the turns -----------------------------------------------------------------------------------------------

    def prepare(self, request: Agreed) -> None:
        """The caller is being asked to agree to this: what the final check can have in good time is asked for already."""
        if self._desk.book.throttled and isinstance(request, BookVisit | MoveVisit):
            self._pool.submit(self._prepare, request)

    def start(self, key: str, sid: str, request: Agreed) -> None:
        """Record what was agreed, once for each *key*, and set about it."""
        if self._record.begin(key, sid, request):
            self._set_about(key)

    def outcome(self, key: str, wait_s: float) -> Any:
        """Outcome or Refusal; LATE when it is not known within *wait_s* seconds."""
        until = time.monotonic() + wait_s
        with self._recorded:
            while True:
                operation = self._record.load(key)
                known = told_outcome(operation) if operation else Refusal("failed")
                left = until - time.monotonic()
                if known is not LATE or left <= 0:
                    return known
                self._recorded.wait(min(left, POLL_S if key not in self._held else left))

    def leave_waiting(self, key: str) -> Any:
        """The caller waits no longer and will be told by the office; the outcome after all when it has just come."""
        return Outcome(done=False) if self._record.tell_later(key) else self.outcome(key, 0)

    def rang_off(self, key: str) -> None:
        """The caller has gone without hearing how it ended, or before it has."""
        operation = self._record.load(key)
        if operation and operation.state in states.DECIDED and operation.told == UNSAID:
            self._tell(operation)

    def put_through(self, sid: str) -> None:
        """The caller was put through to a person without an answer, whatever had been put down."""
        for key in self._record.unheard_in(sid):
            if not self._record.tell_later(key) and (operation := self._record.load(key)) and operation.state in states.DECIDED:
                self._tell(operation)

    def close(self) -> None:
        """Stop taking up operations, and finish the steps in hand."""
        self._stop.set()
        self._watcher.join()
        self._pool.shutdown()

    def _prepare(self, request: BookVisit | MoveVisit) -> None:
        try:
            with asking(Asking(LOOK_AHEAD)):
                blocks(self._desk, request.opening)
        except OfficeError as error:            # then the check itself has to wait for it
            log.warning("nothing could be asked for ahead of a write", error=type(error).__name__)

    # --- driving -----------------------------------------------------------------------------------------------------

    def _set_about(self, key: str) -> None:
        self._held.add(key)
        self._pool.submit(self._carry_on, key)

    def _carry_on(self, key: str) -> None:
        mine = False                # this very process has just put down that it sends the write: nobody else may
        try:
            while (operation := self._record.load(key)) and operation.state not in states.ENDED and operation.holder == self._record.me:
                step = self._steps.take(operation, mine)
                if not self._put_down(operation, step) or step.after_s:
                    break
                mine = step.state in SENDINGS and step.state != operation.state
        except SQLAlchemyError as error:            # taken up again once the store answers
            log.error("operation interrupted", key=key, error=type(error).__name__)
        finally:
            self._held.discard(key)

    def _put_down(self, operation: Operation, step: Next) -> bool:
        if not self._record.put_down(operation, step, self._owed):
            return False
        self._follow(operation, step)
        with self._recorded:
            self._recorded.notify_all()
        return True

    def _owed(self, operation: Operation, step: Next, hears_nothing: bool) -> Tasked:
        return owed(self._prompts, operation, step, hears_nothing)

    def _follow(self, operation: Operation, step: Next) -> None:
        """Let go of the time, or keep it."""
        if step.state in states.ENDED or step.state in states.TRUE:
            self._desk.claims.release(operation.key)
        elif not step.after_s:
            self._desk.claims.renew(operation.key)

    # --- watching ----------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._stop.wait(min(WATCH_S, self._times.look)):
            try:
                if self._held:
                    self._renew()
                for key in self._abandoned():
                    self._set_about(key)
                if steady() >= self._unheard_at:
                    self._tell_of_the_unheard()
            except Exception as error:      # whatever it is, there is nobody else to watch
                log.error("operations cannot be watched", error=type(error).__name__)

    def _renew(self) -> None:
        self._record.renew(set(self._held))

    def _abandoned(self) -> list[str]:
        return self._record.take_up(set(self._held))

    def _tell_of_the_unheard(self) -> None:
        self._unheard_at = steady() + self._times.untold / 10
        for key in self._record.unheard():
            if operation := self._record.load(key):
                self._tell(operation)

    def _tell(self, operation: Operation) -> None:
        self._record.tell(operation, how_it_ended(self._prompts, operation, operation.state))
