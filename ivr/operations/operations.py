"""
The driver: takes each operation from state to state, one recorded step at a time, and takes up those whose process died.

Every step is a compare-and-set on the state and its holder, so two processes never carry out the same one; a holder that
stops renewing its hold (it was killed, or stood still) loses the operation to whoever looks next.
"""

from __future__ import annotations

import base64
import hashlib
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from ivr.dialogue.call import Records
from ivr.dialogue.effects import Refusal
from ivr.office.records import Visit
from ivr.office.requests import Agreed, BookVisit, LeaveMessage, MoveVisit, Outcome
from ivr.opendental.errors import OfficeError, Unreachable
from ivr.opendental.gate import CALLER, LOOK_AHEAD, PAPERWORK, Asking, asking
from ivr.operations import states
from ivr.operations.changes import Booking, Cancelling, Desk, Moving, blocks, change_of, claim
from ivr.operations.wording import approval, commlog, handed_over, message, told
from ivr.speech.render import Prompts
from ivr.store.database import Database
from ivr.store.schema import operations
from ivr.store.tasks import Tasks

LATE = object()
SETTLE_S = 70.0         # from sending until an unseen write may be sent again: the vendor's 60 s, and a margin
LOOK_S = 5.0            # between two looks at the book
HOLD_S = 5.0            # a holder that has not renewed its hold for so long is taken for dead
ASKED = "asked"         # the staff decide; not a refusal the caller hears
POLL_S = 0.1            # between two looks at an operation that another process carries out
PATIENCE = 4            # failed tries of one step before the staff are asked
log = structlog.get_logger()


@dataclass(frozen=True)
class Operation:
    key: str
    sid: str
    request: Agreed
    state: str
    mark: str
    appointment: int | None
    sent_at: float | None
    tries: int
    told_later: bool
    refusal: str
    visit: Visit | None
    created_at: float


@dataclass(frozen=True)
class Next:
    """The state after a step, what it learned, and how long to wait before the next."""

    state: str
    after_s: float = 0.0
    learned: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Times:
    """Waits in seconds; tests shorten them."""

    settle: float = SETTLE_S
    look: float = LOOK_S
    hold: float = HOLD_S
    retry: float = 2.0


class Operations:
    def __init__(self, database: Database, desk: Desk, tasks: Tasks, records: Records, prompts: Prompts,
                 dry_run: bool = False, times: Times | None = None):
        self._database, self._desk, self._tasks, self._records = database, desk, tasks, records
        self._prompts, self._dry_run, self._times = prompts, dry_run, times or Times()
        self._me = uuid.uuid4().hex
        self._held: set[str] = set()        # being carried out here
        self._fresh: set[str] = set()       # just recorded by this very process as being sent; nobody else may send them
        self._recorded = threading.Condition()      # notified of every step this process has put down
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="operation")
        threading.Thread(target=self._watch, name="operations", daemon=True).start()

    # --- for the turns -----------------------------------------------------------------------------------------------

    def prepare(self, request: Agreed) -> None:
        """The caller is being asked to agree to this: what the final check can have in good time is asked for already."""
        if self._desk.book.throttled and isinstance(request, BookVisit | MoveVisit):
            self._pool.submit(self._prepare, request)

    def start(self, key: str, sid: str, request: Agreed) -> None:
        """Record what was agreed, once for each *key*, and set about it."""
        row = {"key": key, "sid": sid, "kind": type(request).__name__, "state": states.AGREED, "mark": _mark(key),
               "sealed_request": self._database.seal(self._records.plain(request)), "refusal": "", "told_later": False,
               "due_at": time.time() + self._times.hold, "holder": self._me, "tries": 0, "created_at": time.time()}
        try:
            with self._database.begin() as connection:
                connection.execute(insert(operations).values(**row))
        except IntegrityError:
            return
        self._set_about(key)

    def outcome(self, key: str, wait_s: float) -> Any:
        """Outcome or Refusal; LATE when it is not known within *wait_s* seconds."""
        until = time.monotonic() + wait_s
        with self._recorded:
            while True:
                operation = self._load(key)
                known = told_outcome(operation) if operation else Refusal("failed")
                left = until - time.monotonic()
                if known is not LATE or left <= 0:
                    return known
                self._recorded.wait(min(left, POLL_S if key not in self._held else left))

    def leave_waiting(self, key: str) -> Any:
        """The caller waits no longer and will be told by the office; the outcome after all when it has just come."""
        with self._database.begin() as connection:
            waiting = operations.c.state.not_in([*states.TRUE, *states.ENDED])
            left = connection.execute(update(operations).where(operations.c.key == key, waiting)
                                      .values(told_later=True)).rowcount
        return Outcome(done=False) if left else self.outcome(key, 0)

    def close(self) -> None:
        """Stop taking up operations, and finish the steps in hand."""
        self._stop.set()
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
        try:
            while (operation := self._load(key)) and operation.state not in states.ENDED:
                step = self._step(operation)
                if not self._record(operation, step) or step.after_s:
                    break
        except SQLAlchemyError as error:            # taken up again once the store answers
            log.error("operation interrupted", key=key, error=type(error).__name__)
        finally:
            self._held.discard(key)

    def _step(self, operation: Operation) -> Next:
        if isinstance(operation.request, LeaveMessage):
            self._tasks.add(operation.key, operation.sid, message(self._prompts, operation.request))
            return Next(states.DONE)
        # What is asked here is asked on the strength of a moment, and the caller waits for all but the paperwork.
        whom = Asking(PAPERWORK if operation.state in states.TRUE else CALLER, strict=True, since=operation.created_at)
        try:
            with asking(whom):
                return getattr(self, f"_{operation.state}")(operation, change_of(operation.request))
        except Unreachable as error:
            return self._again(operation, error.maybe_done)
        except OfficeError as error:
            return self._turned_down(operation, error)
        except Exception as error:                  # a fault of ours: never half-forgotten, always somebody's task
            log.error("operation broke", kind=type(operation.request).__name__, state=operation.state,
                      error=type(error).__name__)
            return Next(states.REFUSED, learned={"refusal": "failed"}) if operation.state == states.AGREED \
                else Next(states.HANDED_OVER)

    def _agreed(self, operation: Operation, change: Booking | Moving | Cancelling) -> Next:
        if isinstance(change, Booking) and change.by_approval(self._desk):
            self._tasks.add(operation.key, operation.sid, approval(self._prompts, change.request, self._caller(operation)))
            return Next(states.DONE, learned={"refusal": ASKED})
        why_not = change.fits(self._desk) if claim(self._desk, operation.key, operation.sid, change) else "taken"
        if why_not:
            return Next(states.REFUSED, learned={"refusal": why_not})
        if self._dry_run:
            log.info("dry run: not written", kind=type(operation.request).__name__, mark=operation.mark)
            return Next(states.DONE)
        return Next(states.SENDING, learned={"sent_at": time.time()})

    def _sending(self, operation: Operation, change: Booking | Moving | Cancelling) -> Next:
        if operation.key in self._fresh:
            self._fresh.discard(operation.key)
            visit = change.send(self._desk, operation.mark)
            return Next(states.WRITTEN, learned={"appointment": visit.number} if visit else {})
        return Next(states.IN_DOUBT)                # its sender died

    def _in_doubt(self, operation: Operation, change: Booking | Moving | Cancelling) -> Next:
        visit = change.landed(self._desk, operation.mark)
        if visit:
            return Next(states.WRITTEN, learned={"appointment": visit.number})
        if time.time() < (operation.sent_at or 0) + self._times.settle:
            return Next(states.IN_DOUBT, self._times.look)
        return Next(states.HANDED_OVER if operation.tries >= PATIENCE else states.AGREED, learned={"tries": operation.tries + 1})

    def _written(self, operation: Operation, change: Booking | Moving | Cancelling) -> Next:
        book, number = self._desk.book, operation.appointment
        # The day as it is now shows the visit and whatever lies beside it.
        others = [] if isinstance(change, Cancelling) else book.day_visits(change.opening.starts_at.date(), gathers=True)
        visit = next((each for each in others if each.number == number), None)
        if visit is None or not change.agrees(visit):
            visit = book.visit(number) if number else change.landed(self._desk, operation.mark)
        if visit is None or not change.agrees(visit):
            return Next(states.HANDED_OVER)
        if not change.beside(visit, others):
            return Next(states.YIELDING, learned={"appointment": visit.number})
        return self._verified_as(visit, change)

    def _verified_as(self, visit: Visit, change: Booking | Moving | Cancelling) -> Next:
        visit = replace(visit, kind=change.kind)
        return Next(states.VERIFIED, learned={"appointment": visit.number, "tries": 0,
                                              "sealed_visit": self._database.seal(self._records.plain(visit))})

    def _yielding(self, operation: Operation, change: Booking | Moving | Cancelling) -> Next:
        visit = self._desk.book.visit(operation.appointment or 0)
        if visit is not None and change.agrees(visit):
            change.take_back(self._desk, visit)
        return Next(states.REFUSED, learned={"refusal": "taken"})

    def _verified(self, operation: Operation, change: Booking | Moving | Cancelling) -> Next:
        return Next(states.LOGGING, learned={"sent_at": time.time()})

    def _logging(self, operation: Operation, change: Booking | Moving | Cancelling) -> Next:
        book, patient = self._desk.book, change.patient.number
        if operation.key not in self._fresh:
            if book.has_comm_log(patient, operation.mark):
                return Next(states.DONE)
            if time.time() < (operation.sent_at or 0) + self._times.settle:
                return Next(states.LOGGING, self._times.look)
            return Next(states.VERIFIED)
        self._fresh.discard(operation.key)
        book.comm_log(patient, commlog(self._prompts, operation.request, operation.visit, operation.mark))
        return Next(states.DONE)

    # --- when the office does not answer -----------------------------------------------------------------------------

    def _again(self, operation: Operation, maybe_done: bool) -> Next:
        """A read is tried again; a write only once it is known not to have been carried out."""
        wait = self._times.retry * (operation.tries + 1)
        tries = {"tries": operation.tries + 1}
        match operation.state:
            case states.SENDING:
                return Next(states.IN_DOUBT, self._times.look) if maybe_done else Next(states.AGREED, wait, tries)
            case states.AGREED if operation.tries + 1 >= PATIENCE:
                return Next(states.REFUSED, learned={"refusal": "failed"})
            case states.LOGGING if operation.tries >= 50:
                return Next(states.DONE)
        return Next(operation.state, min(wait, 60.0), tries)

    def _turned_down(self, operation: Operation, error: OfficeError) -> Next:
        log.warning("operation refused by the office", kind=type(operation.request).__name__, state=operation.state,
                    error=type(error).__name__)
        match operation.state:
            case states.AGREED | states.SENDING:
                return Next(states.REFUSED, learned={"refusal": "failed"})
            case states.LOGGING:
                self._hand_over(operation)
                return Next(states.DONE)
        return Next(states.HANDED_OVER)

    # --- the record --------------------------------------------------------------------------------------------------

    def _record(self, operation: Operation, step: Next) -> bool:
        """Put the step down; False when another process has taken the operation over."""
        if step.state not in states.TRANSITIONS[operation.state]:
            raise AssertionError(f"{operation.state} is never followed by {step.state}")
        due = time.time() + (step.after_s or self._times.hold)
        holder = "" if step.after_s or step.state in states.ENDED else self._me
        with self._database.begin() as connection:
            mine = connection.execute(
                update(operations)
                .where(operations.c.key == operation.key, operations.c.state == operation.state, operations.c.holder == self._me)
                .values(state=step.state, due_at=due, holder=holder, **step.learned)).rowcount
        if not mine:
            return False
        if step.state in (states.SENDING, states.LOGGING) and step.state != operation.state:
            self._fresh.add(operation.key)
        self._follow(operation, step)
        with self._recorded:
            self._recorded.notify_all()
        return True

    def _follow(self, operation: Operation, step: Next) -> None:
        """Let go of the time, and tell staff what could not be done, and what a caller was told they would hear."""
        if step.state in states.ENDED or step.state in states.TRUE:
            self._desk.claims.release(operation.key)
        elif not step.after_s:
            self._desk.claims.renew(operation.key)
        if step.state == states.HANDED_OVER:
            self._hand_over(operation)
        elif step.state in (states.VERIFIED, states.REFUSED) and (now := self._load(operation.key)) and now.told_later:
            self._tasks.add(f"{now.key}/told", now.sid, told(self._prompts, now.request, step.state == states.VERIFIED, self._caller(now)))

    def _hand_over(self, operation: Operation) -> None:
        task = handed_over(self._prompts, operation.request, operation.mark, self._caller(operation))
        self._tasks.add(f"{operation.key}/doubt", operation.sid, task)

    def _caller(self, operation: Operation) -> str:
        return next(iter(getattr(getattr(operation.request, "patient", None), "phones", ())), "")

    def _load(self, key: str) -> Operation | None:
        with self._database.begin() as connection:
            row = connection.execute(select(operations).where(operations.c.key == key)).first()
        if row is None:
            return None
        read = self._records.record
        visit = read(self._database.unseal(row.sealed_visit)) if row.sealed_visit else None
        return Operation(row.key, row.sid, read(self._database.unseal(row.sealed_request)), row.state, row.mark,
                         row.appointment, row.sent_at, row.tries, row.told_later, row.refusal, visit, row.created_at)

    # --- watching ----------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._stop.wait(min(1.0, self._times.look)):
            try:
                self._renew()
                for key in self._abandoned():
                    self._set_about(key)
            except SQLAlchemyError as error:
                log.error("operations cannot be read", error=type(error).__name__)

    def _renew(self) -> None:
        if self._held:
            with self._database.begin() as connection:
                connection.execute(update(operations).where(operations.c.holder == self._me, operations.c.key.in_(set(self._held)))
                                   .values(due_at=time.time() + self._times.hold))

    def _abandoned(self) -> list[str]:
        """Take over what is due and held by nobody, or by a process that stopped renewing its hold."""
        now = time.time()
        due = (operations.c.due_at <= now) & operations.c.state.not_in(states.ENDED) & operations.c.key.not_in(set(self._held))
        with self._database.begin() as connection:
            keys = [row.key for row in connection.execute(select(operations.c.key).where(due).limit(20))]
            return [key for key in keys if connection.execute(
                update(operations).where(operations.c.key == key, due)
                .values(holder=self._me, due_at=now + self._times.hold)).rowcount]


def told_outcome(operation: Operation) -> Any:
    """What the caller may be told of it by now."""
    match operation.state:
        case states.REFUSED:
            opening = getattr(operation.request, "opening", None)
            gone = {"taken": [opening.starts_at.isoformat()]} if operation.refusal == "taken" and opening else {}
            return Refusal(operation.refusal or "failed", gone)
        case states.HANDED_OVER:
            return Outcome(done=False)
        case state if state in states.TRUE:
            return Outcome(done=operation.refusal != ASKED, visit=operation.visit, asked=operation.refusal == ASKED)
    return LATE


def _mark(key: str) -> str:
    """What our note on the appointment says, so that it can be found again; short enough to be read out by staff."""
    return "IVR-" + base64.b32encode(hashlib.sha256(key.encode()).digest())[:8].decode()
