"""
One request at a time into the office's allowance: a least interval between starts, and whoever matters most goes first.

The allowance is the customer key's, shared by every call.  https://www.opendental.com/site/apiimplementation.html
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

CALLER, LOOK_AHEAD, PAPERWORK, SYNC = range(4)
AGES_S = 60.0           # after each of these a request moves up one priority; else paperwork waits all through a rush
LOOKS_S = 0.5           # how often one who is not next looks whether it has moved up


@dataclass(frozen=True)
class Ticket:
    priority: int
    number: int
    came_at: float

    def rank(self, now: float) -> tuple[float, int]:
        return max(CALLER, self.priority - (now - self.came_at) // AGES_S), self.number


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

    def enter(self, priority: int = CALLER) -> None:
        """Wait for this request's turn."""
        with self._turn:
            ticket = Ticket(priority, next(self._numbers), self._clock())
            self._waiting.append(ticket)
            try:
                while wait_s := self._wait_s(ticket):
                    self._turn.wait(wait_s)
                self._opens_at = self._clock() + self._interval
            finally:
                self._waiting.remove(ticket)
                self._turn.notify_all()

    def hold_off(self, seconds: float) -> None:
        """The office asked for patience: nobody enters for so long."""
        with self._turn:
            self._opens_at = max(self._opens_at, self._clock() + seconds)

    def _wait_s(self, ticket: Ticket) -> float:
        """How long to wait before looking again; 0 when it is this one's turn."""
        now = self._clock()
        if min(self._waiting, key=lambda each: each.rank(now)) != ticket:
            return LOOKS_S
        return max(0.0, self._opens_at - now)
