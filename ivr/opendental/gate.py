"""
One request at a time into the office's allowance: a least interval between starts, and whoever matters most goes first.

The allowance is the customer key's, shared by every call.  https://www.opendental.com/site/apiimplementation.html
`Gate` keeps it within one process; where several share a key, a gate kept in the store takes its place.
"""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol

CALLER, LOOK_AHEAD, PAPERWORK, SYNC = range(4)
AGES_S = 120.0          # after each of these a request moves up one priority; else paperwork waits all through a rush
LOOKS_S = 0.5           # how often one who is not next looks whether it has moved up


@dataclass
class Asking:
    """For whom requests are made."""

    priority: int = CALLER
    strict: bool = False            # an answer that was already on its way when this was asked will not do
    since: float = field(default_factory=time.time)     # equals go in this order, so that what was begun is finished first
    sent_at: float = 0.0            # when the last request for them left
    still: Callable[[], bool] = field(default=lambda: True)     # whether a write may still leave; asked when its turn has come
    about: str = field(default_factory=lambda: uuid.uuid4().hex)    # under this name its requests are promoted


_ASKING: ContextVar[Asking | None] = ContextVar("asking", default=None)


@contextmanager
def asking(whom: Asking) -> Iterator[Asking]:
    """Requests of this thread are made for *whom*; without this, for a caller who waits."""
    token = _ASKING.set(whom)
    try:
        yield whom
    finally:
        _ASKING.reset(token)


def whom() -> Asking:
    return _ASKING.get() or Asking()


class Turnstile(Protocol):
    def enter(self, whom: Asking) -> None:
        """Wait for this request's turn; raises TimeoutError when it does not come."""

    def promote(self, whom: Asking) -> None:
        """Those already waiting for *whom* now wait with its present priority."""

    def hold_off(self, seconds: float) -> None:
        """The office asked for patience: nobody enters for so long."""

    def busy(self) -> bool:
        """Whether somebody waits for a turn."""


@dataclass(frozen=True)
class Ticket:
    whom: Asking
    number: int
    came_at: float

    def rank(self, now: float) -> tuple[float, float, int]:
        return aged(self.whom.priority, now - self.came_at), self.whom.since, self.number


def aged(priority: int, waited_s: float) -> float:
    return max(CALLER, priority - max(0.0, waited_s) // AGES_S)


class Gate:
    def __init__(self, interval_s: float, clock: Callable[[], float] = time.monotonic):
        """
        Args:
            interval_s: Between two starts; with 0 nobody waits, unless the office asks for patience.
        """
        self._interval, self._clock = interval_s, clock
        self._opens_at = clock()
        self._waiting: list[Ticket] = []
        self._numbers = itertools.count()
        self._turn = threading.Condition()

    def enter(self, whom: Asking) -> None:
        with self._turn:
            ticket = Ticket(whom, next(self._numbers), self._clock())
            self._waiting.append(ticket)
            try:
                while wait_s := self._wait_s(ticket):
                    self._turn.wait(wait_s)
                self._opens_at = self._clock() + self._interval
            finally:
                self._waiting.remove(ticket)
                self._turn.notify_all()

    def promote(self, whom: Asking) -> None:
        with self._turn:
            self._turn.notify_all()

    def hold_off(self, seconds: float) -> None:
        with self._turn:
            self._opens_at = max(self._opens_at, self._clock() + seconds)

    def busy(self) -> bool:
        return bool(self._waiting)

    def _wait_s(self, ticket: Ticket) -> float:
        """How long to wait before looking again; 0 when it is this one's turn."""
        now = self._clock()
        if min(self._waiting, key=lambda each: each.rank(now)) != ticket:
            return LOOKS_S
        return max(0.0, self._opens_at - now)
