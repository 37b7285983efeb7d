"""
One turn is worked on at a time in a process.

Python works on one at a time anyway, and threads that take it from one another at every word with the store spend more on
that than on their work (bench/README.md has the figures).  Who waits for the office lets the others go on; a courtesy and no
more: whoever has stood aside for STANDS_ASIDE_S goes ahead all the same.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

STANDS_ASIDE_S = 0.2
_WORKING, _THREAD = threading.Lock(), threading.local()


@contextmanager
def working() -> Iterator[None]:
    """Not to be entered by who is working already."""
    _begin()
    try:
        yield
    finally:
        _pause()


@contextmanager
def waiting() -> Iterator[None]:
    """For what does not take the processor; within `working` or without."""
    worked = _pause()
    try:
        yield
    finally:
        if worked:
            _begin()


def _begin() -> None:
    _THREAD.working, _THREAD.holds = True, _WORKING.acquire(timeout=STANDS_ASIDE_S)


def _pause() -> bool:
    """Whether this thread was working."""
    worked = getattr(_THREAD, "working", False)
    if worked and _THREAD.holds:
        _WORKING.release()
    _THREAD.working = _THREAD.holds = False
    return worked
