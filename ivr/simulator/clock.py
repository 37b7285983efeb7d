"""The office's clock: real time in its zone unless it was stopped, set or moved on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def real(zone: ZoneInfo) -> Callable[[], datetime]:
    return lambda: datetime.now(zone).replace(tzinfo=None)


class OfficeClock:
    """Calling it gives the office's local time, naive and at whole seconds, as the office's database has it."""

    def __init__(self, base: Callable[[], datetime]) -> None:
        self._base = base
        self._frozen: datetime | None = None
        self._ahead = timedelta()
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            at = self._frozen or self._base() + self._ahead
        return at.replace(microsecond=0)

    def freeze(self, at: datetime | None = None) -> None:
        """Stop at *at*, or at this moment."""
        at = at or self()
        with self._lock:
            self._frozen = at

    def set(self, at: datetime) -> None:
        """Go on running from *at*."""
        with self._lock:
            self._frozen, self._ahead = None, at - self._base()

    def advance(self, seconds: float) -> None:
        with self._lock:
            if self._frozen:
                self._frozen += timedelta(seconds=seconds)
            else:
                self._ahead += timedelta(seconds=seconds)

    def restore(self) -> None:
        with self._lock:
            self._frozen, self._ahead = None, timedelta()
