"""
Keeps the copy of the office's book warm: what is longest overdue is read first, one thing at a time, yielding to callers.

Several processes share the work: whoever finds something due takes its turn at it in the store.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ivr.opendental.errors import OfficeError
from ivr.opendental.gate import LOOK_AHEAD, SYNC, Asking, asking
from ivr.store.database import JUMPED_S
from ivr.warm.book import A_DAY, A_WEEK, WarmBook

LOOKS_S = 1.0           # between two looks at what is due
AGAIN_S = 30.0          # what could not be read is tried again
RING_S = 60.0           # a call finds the visits at most this old
log = structlog.get_logger()


@dataclass(frozen=True)
class Duty:
    name: str                       # of the part it renews
    every_s: float
    read: Callable[[], object]


class Keeper:
    def __init__(self, book: WarmBook):
        self._book = book
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join(timeout=5)

    def ring(self) -> None:
        """Somebody calls: what they may want to know is brought up to date while they are greeted."""
        if self._book.throttled:
            threading.Thread(target=self._rang, name="ring", daemon=True).start()

    def duties(self) -> Iterator[Duty]:
        """What there is to keep, the most needed first."""
        book = self._book
        yield Duty("tables", 1800, self._tables)
        weeks = book.weeks()
        for monday in weeks:
            yield Duty(f"visits:{monday}", 3600 if monday < book.today() + A_WEEK else 86400, _visits(book, monday))
            yield Duty(f"schedules:{monday}", book.schedules_serve(monday) * 0.8, _schedules(book, monday))
        yield Duty("visits", book.fresh.visits * 0.8, book.refresh)
        yield Duty("visits:later", 86400, book.read_later)
        yield Duty("patients", 600, book.read_patients)
        yield Duty("deleted", 600, book.read_deleted)
        yield Duty("forgotten", 86400, self._forget)

    def work(self) -> bool:
        """Do what is due first; False when nothing is."""
        duties = list(self.duties())
        now, parts = self._book.copy.now(), self._book.copy.parts([duty.name for duty in duties])
        for duty in duties:
            serves = -JUMPED_S < now - parts[duty.name].read_at <= duty.every_s
            if not serves and self._book.copy.take_turn(f"turn:{duty.name}"[:32], AGAIN_S):
                with asking(Asking(SYNC)):
                    duty.read()
                self._book.copy.put_part(f"turn:{duty.name}"[:32], read_at=0.0)
                return True
        return False

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                if self.work():
                    continue
            except (OfficeError, SQLAlchemyError) as error:
                log.warning("the book is not kept warm", error=type(error).__name__)
            except Exception as error:          # a fault of ours: calls go on without the copy
                log.error("keeping the book warm broke", error=type(error).__name__)
            self._stop.wait(LOOKS_S)

    def _rang(self) -> None:
        book = self._book
        try:
            if book.copy.now() - book.copy.part("visits").read_at > RING_S:
                with asking(Asking(LOOK_AHEAD)):
                    book.refresh()
        except (OfficeError, SQLAlchemyError) as error:
            log.warning("the book could not be brought up to date", error=type(error).__name__)

    def _tables(self) -> None:
        book = self._book
        for table in (book.operatories, book.providers, book.appointment_types, book.confirmed, book.never_bookable):
            table()
        book.copy.put_part("tables")

    def _forget(self) -> None:
        self._book.copy.forget((self._book.today() - timedelta(days=7)).isoformat())
        self._book.copy.put_part("forgotten")


def _visits(book: WarmBook, monday: date) -> Callable[[], None]:
    return lambda: book.read_visits(f"visits:{monday}", max(monday, book.today()), monday + A_WEEK - A_DAY)


def _schedules(book: WarmBook, monday: date) -> Callable[[], None]:
    return lambda: book.read_schedules(monday)
