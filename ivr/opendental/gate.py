"""
One request at a time into the office's allowance: a least interval between starts, and whoever matters most goes first.

The allowance is the customer key's, shared by every call.  https://www.opendental.com/site/apiimplementation.html
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time

CALLER, LOOK_AHEAD, PAPERWORK, SYNC = range(4)


class Gate:
    def __init__(self, interval_s: float):
        self._interval = interval_s
        self._next = 0.0
        self._waiting: list[tuple[int, int]] = []
        self._numbers = itertools.count()
        self._turn = threading.Condition()

    def enter(self, priority: int) -> None:
        """Wait for this request's turn."""
        if not self._interval:
            return
        with self._turn:
            ticket = (priority, next(self._numbers))
            heapq.heappush(self._waiting, ticket)
            while self._waiting[0] != ticket or time.monotonic() < self._next:
                first = self._waiting[0] == ticket
                self._turn.wait(max(0.001, self._next - time.monotonic()) if first else None)
            heapq.heappop(self._waiting)
            self._next = time.monotonic() + self._interval
            self._turn.notify_all()

    def hold_off(self, seconds: float) -> None:
        """The office asked for patience: nobody enters for so long."""
        with self._turn:
            self._next = max(self._next, time.monotonic() + seconds)
            self._turn.notify_all()
