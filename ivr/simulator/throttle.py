"""
One request at a time for each customer key: others wait their turn, and too many waiting are sent away.

Source: https://www.opendental.com/site/apiimplementation.html (one a second, five for keys that only read).
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from .keys import Key
from .switches import Switches


@dataclass
class _Line:
    next_start: float = 0.0
    waiting: int = 0


class Throttle:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._lines: dict[str, _Line] = {}

    def reserve(self, key: Key, switches: Switches) -> tuple[float, int]:
        """
        Take the next start.  Returns the seconds to wait and 0, or 0 and the Retry-After of a refusal.

        Whoever was let in calls ``begun`` when the wait is over.
        """
        interval = interval_s(key, switches)
        if not interval:
            return 0.0, 0
        with self._lock:
            line, now = self._lines.setdefault(key.customer, _Line()), self._monotonic()
            wait = max(0.0, line.next_start - now)
            if wait and line.waiting >= switches.queue:
                return 0.0, max(1, math.ceil(min(wait, interval)))
            line.next_start = now + wait + interval
            line.waiting += 1
            return wait, 0

    def begun(self, key: Key) -> None:
        with self._lock:
            if key.customer in self._lines:
                self._lines[key.customer].waiting = max(0, self._lines[key.customer].waiting - 1)


def interval_s(key: Key, switches: Switches) -> float:
    if key.only_reads:
        return 5 * switches.interval_s
    return switches.interval_s / 2 if "Enterprise" in key.permissions else switches.interval_s
