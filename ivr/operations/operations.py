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
from sqlalchemy import Connection, case, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from structlog.contextvars import bound_contextvars

from ivr.dialogue.call import Records
from ivr.dialogue.effects import Refusal
from ivr.office.records import Patient, Visit
from ivr.office.requests import Agreed, BookVisit, LeaveMessage, MoveVisit, Outcome, RegisterPatient, TextTo, TextVisit
from ivr.opendental.errors import OfficeError, Unreachable
from ivr.opendental.gate import CALLER, LOOK_AHEAD, PAPERWORK, Asking, asking
from ivr.operations import states
from ivr.operations.changes import AnyChange, Booking, Desk, Moving, blocks, change_of, claim
from ivr.operations.marking import Telling
from ivr.operations.registering import Registering
from ivr.operations.texting import Consenting, keep
from ivr.operations.wording import approval, commlog, confirmation, handed_over, message, running_late, told
from ivr.speech.render import Prompts
from ivr.store.database import JUMPED_S, Database, steady
from ivr.store.schema import calls, operations
from ivr.store.tasks import Task, Tasks
from ivr.texts import Texts

LATE = object()
SETTLE_S = 70.0         # from sending until an unseen write may be sent again: the vendor's 60 s, and a margin
LOOK_S = 5.0            # between two looks at the book
HOLD_S = 3.5            # a holder that has not renewed its hold for so long is taken for dead
WATCH_S = 0.5           # between two renewals, and two looks at what others have let go of
ASKED = "asked"         # the staff decide; not a refusal the caller hears
POLL_S = 0.1            # between two looks at an operation that another process carries out
PATIENCE = 4            # failed tries of one step before the staff are asked
SENDINGS = (states.SENDING, states.LOGGING, states.TEXTING)
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
    written: Visit | Patient | None         # as it was read back
    created_at: float
    holder: str


Tasked = tuple[tuple[str, Task], ...]       # what is added to the operation's key to make the task's own, and the task


@dataclass(frozen=True)
class Next:
    """The state after a step, what it learned, how long to wait before the next, and the tasks it leaves."""

    state: str
    after_s: float = 0.0
    learned: dict[str, Any] = field(default_factory=dict)
    tasks: Tasked = ()


@dataclass(frozen=True)
class Times:
    """Waits in seconds; tests shorten them."""

    settle: float = SETTLE_S
    look: float = LOOK_S
    hold: float = HOLD_S
    retry: float = 2.0


class Operations:
    def __init__(self, database: Database, desk: Desk, tasks: Tasks, records: Records, prompts: Prompts, texts: Texts,
                 dry_run: bool = False, times: Times | None = None):
        self._database, self._desk, self._tasks, self._records = database, desk, tasks, records
        self._texts = texts
        self._prompts, self._dry_run, self._times = prompts, dry_run, times or Times()
        self._me = uuid.uuid4().hex
        self._held: set[str] = set()        # being carried out here
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
               "due_at": steady() + self._times.hold, "holder": self._me, "tries": 0, "created_at": steady()}
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

    def rang_off(self, key: str) -> None:
        """The caller has gone without hearing how it ended, or before: what was refused is told the staff."""
        operation = self._load(key)
        if operation and operation.state == states.REFUSED and not isinstance(operation.request, LeaveMessage):
            self._tasks.add(f"{key}/told", operation.sid, told(self._prompts, operation.request, False, self._caller(operation)))

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
        mine = False                # this very process has just put down that it sends the write: nobody else may
        try:
            while (operation := self._load(key)) and operation.state not in states.ENDED and operation.holder == self._me:
                step = self._step(operation, mine)
                if not self._record(operation, step) or step.after_s:
                    break
                mine = step.state in SENDINGS and step.state != operation.state
        except SQLAlchemyError as error:            # taken up again once the store answers
            log.error("operation interrupted", key=key, error=type(error).__name__)
        finally:
            self._held.discard(key)

    def _step(self, operation: Operation, mine: bool) -> Next:
        if isinstance(operation.request, LeaveMessage):
            self._tasks.add(operation.key, operation.sid, message(self._prompts, operation.request))
            return Next(states.DONE)
        # What is asked here is asked on the strength of a moment, and the caller waits for all but the paperwork.
        whom = Asking(PAPERWORK if operation.state in states.TRUE else CALLER, strict=True, since=operation.created_at,
                      still=lambda: self._holds(operation.key))
        try:
            with asking(whom), bound_contextvars(call=operation.sid):
                change = change_of(operation.request)
                if operation.state in SENDINGS:
                    return getattr(self, f"_{operation.state}")(operation, change, mine)
                return getattr(self, f"_{operation.state}")(operation, change)
        except Unreachable as error:
            return self._again(operation, error.maybe_done)
        except OfficeError as error:
            return self._turned_down(operation, error)
        except SQLAlchemyError:                     # ours it is not: it is tried again once the store answers
            raise
        except Exception as error:                  # a fault of ours: never half-forgotten, always somebody's task
            log.error("operation broke", kind=type(operation.request).__name__, state=operation.state,
                      error=type(error).__name__)
            return self._given_up(operation)

    def _given_up(self, operation: Operation) -> Next:
        match operation.state:
            case states.AGREED:
                return Next(states.REFUSED, learned={"refusal": "failed"})
            case state if state in states.TRUE:     # the book is right; the chart has to be told by hand
                return Next(states.DONE, tasks=self._doubt(operation))
        return Next(states.HANDED_OVER)

    def _agreed(self, operation: Operation, change: AnyChange) -> Next:
        if isinstance(change, Booking) and change.by_approval(self._desk):
            self._tasks.add(operation.key, operation.sid, approval(self._prompts, change.request, self._caller(operation)))
            return Next(states.DONE, learned={"refusal": ASKED})
        if isinstance(change, Telling):             # the staff hear of it whatever the office's computer does
            task = running_late(self._prompts, change.request, self._caller(operation))
            self._tasks.add(f"{operation.key}/late", operation.sid, task)
            return Next(states.DONE if self._dry_run else states.VERIFIED)
        if isinstance(change, Consenting):
            return Next(states.DONE if self._dry_run else states.VERIFIED)
        why_not = change.fits(self._desk) if claim(self._desk, operation.key, operation.sid, change) else "taken"
        if why_not:
            return Next(states.REFUSED, learned={"refusal": why_not})
        if self._dry_run:
            log.info("dry run: not written", kind=type(operation.request).__name__, mark=operation.mark)
            return Next(states.DONE)
        return Next(states.SENDING, learned={"sent_at": steady()})

    def _sending(self, operation: Operation, change: AnyChange, mine: bool) -> Next:
        if mine:
            visit = change.send(self._desk, operation.mark)
            return Next(states.WRITTEN, learned={"appointment": visit.number} if visit else {})
        return Next(states.IN_DOUBT)                # its sender died

    def _in_doubt(self, operation: Operation, change: AnyChange) -> Next:
        visit = change.landed(self._desk, operation.mark)
        if visit:
            return Next(states.WRITTEN, learned={"appointment": visit.number})
        if steady() < (operation.sent_at or 0) + self._times.settle:
            return Next(states.IN_DOUBT, self._times.look)
        return Next(states.HANDED_OVER if operation.tries >= PATIENCE else states.AGREED, learned={"tries": operation.tries + 1})

    def _written(self, operation: Operation, change: AnyChange) -> Next:
        if isinstance(change, Registering):
            chart = change.read_back(self._desk, operation.appointment)
            return self._verified_as(chart) if chart else Next(states.HANDED_OVER)
        book, number = self._desk.book, operation.appointment
        # The day as it is now shows the visit and whatever lies beside it.
        others = book.day_visits(change.opening.starts_at.date(), gathers=True) if isinstance(change, Booking | Moving) else []
        visit = next((each for each in others if each.number == number), None)
        if visit is None or not change.agrees(visit):
            visit = book.visit(number) if number else change.landed(self._desk, operation.mark)
        if visit is None or not change.agrees(visit):
            return Next(states.HANDED_OVER)
        if not change.beside(visit, others):
            return Next(states.YIELDING, learned={"appointment": visit.number})
        return self._verified_as(replace(visit, kind=change.kind))

    def _verified_as(self, written: Visit | Patient) -> Next:
        return Next(states.VERIFIED, learned={"appointment": written.number, "tries": 0,
                                              "sealed_visit": self._database.seal(self._records.plain(written))})

    def _yielding(self, operation: Operation, change: AnyChange) -> Next:
        if isinstance(change, Registering):
            raise AssertionError("a chart is in nobody's way")
        visit = self._desk.book.visit(operation.appointment or 0)
        if visit is not None and change.agrees(visit):
            change.take_back(self._desk, visit)
        return Next(states.REFUSED, learned={"refusal": "taken"})

    def _verified(self, operation: Operation, change: AnyChange) -> Next:
        return Next(states.LOGGING, learned={"sent_at": steady()})

    def _logging(self, operation: Operation, change: AnyChange, mine: bool) -> Next:
        book, patient = self._desk.book, whose(operation, change)
        if not mine:
            if book.has_comm_log(patient, operation.mark):
                return self._logged(operation)
            if steady() < (operation.sent_at or 0) + self._times.settle:
                return Next(states.LOGGING, self._times.look)
            return Next(states.VERIFIED)
        book.comm_log(patient, commlog(self._prompts, operation.request, operation.written, operation.mark))
        return self._logged(operation)

    def _logged(self, operation: Operation) -> Next:
        to = text_to(operation.request)
        asked_for = to is not None and self._desk.practice.texts.confirmations and self._texts.wanted(to.number)
        return Next(states.TEXTING if asked_for else states.DONE)

    def _texting(self, operation: Operation, change: AnyChange, mine: bool) -> Next:
        to = text_to(operation.request)
        if to is not None and mine:                 # otherwise its sender died, perhaps after sending it
            self._texts.send(to.number, confirmation(self._prompts, operation.request, to.language))
            if isinstance(operation.request, TextVisit) and operation.request.keep:
                keep(self._desk, operation.request)
        return Next(states.DONE)

    # --- when the office does not answer -----------------------------------------------------------------------------

    def _again(self, operation: Operation, maybe_done: bool) -> Next:
        """A read is tried again; a write only once it is known not to have been carried out."""
        wait = self._times.retry * (operation.tries + 1)
        tries: dict[str, Any] = {"tries": operation.tries + 1}
        now = {"sent_at": steady()}              # the request may have left only just before
        match operation.state:
            case states.SENDING if maybe_done:
                return Next(states.IN_DOUBT, self._times.look, now)
            case states.AGREED | states.SENDING if operation.tries + 1 >= PATIENCE:
                return Next(states.REFUSED, learned={"refusal": "failed"})
            case states.SENDING:
                return Next(states.AGREED, wait, tries)
            case states.LOGGING if operation.tries >= 50:
                return replace(self._logged(operation), tasks=self._doubt(operation))
            case states.LOGGING if maybe_done:
                tries |= now
        return Next(operation.state, min(wait, 60.0), tries)

    def _turned_down(self, operation: Operation, error: OfficeError) -> Next:
        log.warning("operation refused by the office", kind=type(operation.request).__name__, state=operation.state,
                    error=type(error).__name__)
        match operation.state:
            case states.AGREED | states.SENDING:
                return Next(states.REFUSED, learned={"refusal": "failed"})
        return self._given_up(operation)

    # --- the record --------------------------------------------------------------------------------------------------

    def _record(self, operation: Operation, step: Next) -> bool:
        """Put the step down; False when another process has taken the operation over."""
        if step.state not in states.TRANSITIONS[operation.state]:
            raise AssertionError(f"{operation.state} is never followed by {step.state}")
        due = steady() + (step.after_s or self._times.hold)
        holder = "" if step.after_s or step.state in states.ENDED else self._me
        with self._database.begin() as connection:
            mine = connection.execute(
                update(operations)
                .where(operations.c.key == operation.key, operations.c.state == operation.state, operations.c.holder == self._me)
                .values(state=step.state, due_at=due, holder=holder, **step.learned)).rowcount
            if not mine:
                return False
            for suffix, task in self._owed(operation, step, connection):
                self._tasks.add(f"{operation.key}/{suffix}", operation.sid, task, connection)
        self._follow(operation, step)
        with self._recorded:
            self._recorded.notify_all()
        return True

    def _owed(self, operation: Operation, step: Next, connection: Connection) -> Tasked:
        """What could not be done is told the staff, and what a caller was told they would hear, or cannot hear any more."""
        if step.state == states.HANDED_OVER:
            return self._doubt(operation)
        if step.state not in (states.VERIFIED, states.REFUSED) or operation.state in states.TRUE:
            return step.tasks
        done = step.state == states.VERIFIED
        later = connection.execute(select(operations.c.told_later).where(operations.c.key == operation.key)).scalar_one()
        rang_off = connection.execute(select(calls.c.ended_at).where(calls.c.sid == operation.sid)).scalar() is not None
        if not (later or (rang_off and not done)):
            return step.tasks
        return (*step.tasks, ("told", told(self._prompts, operation.request, done, self._caller(operation))))

    def _doubt(self, operation: Operation) -> Tasked:
        return (("doubt", handed_over(self._prompts, operation.request, operation.mark, self._caller(operation))),)

    def _follow(self, operation: Operation, step: Next) -> None:
        """Let go of the time, or keep it."""
        if step.state in states.ENDED or step.state in states.TRUE:
            self._desk.claims.release(operation.key)
        elif not step.after_s:
            self._desk.claims.renew(operation.key)

    def _caller(self, operation: Operation) -> str:
        if isinstance(operation.request, RegisterPatient):
            return operation.request.phone
        return next(iter(getattr(getattr(operation.request, "patient", None), "phones", ())), "")

    def _load(self, key: str) -> Operation | None:
        with self._database.read() as connection:
            row = connection.execute(select(operations).where(operations.c.key == key)).first()
        if row is None:
            return None
        read = self._records.record
        written = read(self._database.unseal(row.sealed_visit)) if row.sealed_visit else None
        return Operation(row.key, row.sid, read(self._database.unseal(row.sealed_request)), row.state, row.mark,
                         row.appointment, row.sent_at, row.tries, row.told_later, row.refusal, written, row.created_at,
                         row.holder)

    # --- watching ----------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._stop.wait(min(WATCH_S, self._times.look)):
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
                                   .values(due_at=steady() + self._times.hold))

    def _holds(self, key: str) -> bool:
        """Whether nobody has taken the operation over from this process, which may have stood still."""
        query = select(operations.c.key).where(operations.c.key == key, operations.c.holder == self._me, operations.c.due_at > steady())
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def _abandoned(self) -> list[str]:
        """Take over what is due and held by nobody, or by a process that stopped renewing its hold."""
        now = steady()
        # A write may have waited long for its turn with the office, and left as late as this.
        late = operations.c.state.in_(SENDINGS) & (operations.c.holder != "") | (operations.c.sent_at > now)
        left = case((late, now), else_=operations.c.sent_at)
        unfinished = operations.c.state.not_in(states.ENDED) & operations.c.key.not_in(set(self._held))
        due = unfinished & ~operations.c.due_at.between(now, now + JUMPED_S)
        with self._database.read() as connection:
            keys = connection.execute(select(operations.c.key).where(due).limit(20)).scalars().all()
        if not keys:
            return []
        with self._database.begin() as connection:
            return [key for key in keys if connection.execute(
                update(operations).where(operations.c.key == key, due)
                .values(holder=self._me, due_at=now + self._times.hold, sent_at=left)).rowcount]


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
            written, asked = operation.written, operation.refusal == ASKED
            return Outcome(done=not asked, asked=asked, visit=written if isinstance(written, Visit) else None,
                           patient=written if isinstance(written, Patient) else None)
    return LATE


def text_to(request: Agreed) -> TextTo | None:
    return getattr(request, "text", None)


def whose(operation: Operation, change: AnyChange) -> int:
    """PatNum of the chart that the change is told on."""
    chart = change.patient or operation.written
    if not isinstance(chart, Patient):
        raise LookupError("there is no chart yet")
    return chart.number


def _mark(key: str) -> str:
    """What our note on the appointment says, so that it can be found again; short enough to be read out by staff."""
    return "IVR-" + base64.b32encode(hashlib.sha256(key.encode()).digest())[:8].decode()
