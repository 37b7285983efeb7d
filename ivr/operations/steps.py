"""What is done in each state of an operation: one step, and the state after it.  Nothing of it is put down here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from structlog.contextvars import bound_contextvars

from ivr.office.records import Patient, Visit
from ivr.office.requests import Agreed, LeaveMessage, TextTo, TextVisit
from ivr.opendental.errors import OfficeError, Unreachable
from ivr.opendental.gate import CALLER, PAPERWORK, Asking, asking
from ivr.operations import states
from ivr.operations.changes import AnyChange, Booking, Desk, Moving, change_of, claim
from ivr.operations.marking import Telling
from ivr.operations.operation import ASKED, Next, Operation, Times
from ivr.operations.owed import in_doubt
from ivr.operations.record import SENDINGS
from ivr.operations.registering import Registering
from ivr.operations.texting import Consenting, keep
from ivr.operations.wording import approval, commlog, confirmation, message, running_late
from ivr.speech.render import Prompts
from ivr.store.calls import HEARD
from ivr.store.database import steady
from ivr.texts import Texts

PATIENCE = 4            # failed tries of one step before the staff are asked
LOOKED_FOR = 30         # failed tries, a quarter of an hour, before the staff look at the book themselves
LOGGED_BY_HAND = 50     # failed tries before the staff write the commlog
log = structlog.get_logger()


class Steps:
    def __init__(self, desk: Desk, prompts: Prompts, texts: Texts, dry_run: bool, times: Times, holds: Callable[[str], bool]):
        """
        Args:
            holds: Whether the operation with this key is still this process's to carry out.
        """
        self._desk, self._prompts, self._texts = desk, prompts, texts
        self._dry_run, self._times, self._holds = dry_run, times, holds

    def take(self, operation: Operation, mine: bool) -> Next:
        """
        Args:
            mine: This very process has just put down that it sends the write: nobody else may.

        Raises:
            SQLAlchemyError: The store failed; the step can be taken again.
        """
        if isinstance(operation.request, LeaveMessage):
            return Next(states.DONE, tasks=(("", message(self._prompts, operation.request)),))
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

    def _agreed(self, operation: Operation, change: AnyChange) -> Next:
        if isinstance(change, Booking) and change.by_approval(self._desk):
            task = approval(self._prompts, change.request, operation.callback)
            return Next(states.DONE, learned={"refusal": ASKED, "told": HEARD}, tasks=(("", task),))
        if isinstance(change, Telling):             # the staff hear of it whatever the office's computer does
            task = running_late(self._prompts, change.request, operation.callback)
            return Next(states.DONE if self._dry_run else states.VERIFIED, tasks=(("/late", task),))
        if isinstance(change, Consenting):
            return Next(states.DONE if self._dry_run else states.VERIFIED)
        why_not = change.fits(self._desk) if claim(self._desk, operation.key, operation.sid, change) else "taken"
        if why_not:
            return Next(states.REFUSED, learned={"refusal": why_not})
        if self._dry_run:
            log.info("dry run: not written", kind=type(operation.request).__name__, mark=operation.mark)
            return Next(states.DONE, learned={"told": HEARD})
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
            return verified_as(chart) if chart else Next(states.HANDED_OVER)
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
        return verified_as(replace(visit, kind=change.kind))

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
            case states.IN_DOUBT | states.WRITTEN | states.YIELDING if operation.tries >= LOOKED_FOR:
                return Next(states.HANDED_OVER)
            case states.LOGGING if operation.tries >= LOGGED_BY_HAND:
                return replace(self._logged(operation), tasks=in_doubt(self._prompts, operation))
            case states.LOGGING if maybe_done:
                tries |= now
        return Next(operation.state, min(wait, 60.0), tries)

    def _turned_down(self, operation: Operation, error: OfficeError) -> Next:
        log.warning("operation refused by the office", kind=type(operation.request).__name__, state=operation.state,
                    error=type(error).__name__)
        if operation.state == states.SENDING:
            return Next(states.REFUSED, learned={"refusal": "failed"})
        return self._given_up(operation)

    def _given_up(self, operation: Operation) -> Next:
        match operation.state:
            case states.AGREED:
                return Next(states.REFUSED, learned={"refusal": "failed"})
            case state if state in states.TRUE:     # the book is right; the chart has to be told by hand
                return Next(states.DONE, tasks=in_doubt(self._prompts, operation))
        return Next(states.HANDED_OVER)


def verified_as(written: Visit | Patient) -> Next:
    return Next(states.VERIFIED, learned={"appointment": written.number, "tries": 0}, written=written)


def text_to(request: Agreed) -> TextTo | None:
    return getattr(request, "text", None)


def whose(operation: Operation, change: AnyChange) -> int:
    """PatNum of the chart that the change is told on."""
    chart = change.patient or operation.written
    if not isinstance(chart, Patient):
        raise LookupError("there is no chart yet")
    return chart.number
