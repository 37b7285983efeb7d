"""Stores whose copy of the book is complete, made once: to read a whole book anew for a test takes longer than the test."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import update

from ivr.store.schema import copied_parts

_MADE = {}              # of what -> (the file, when it was made)


def warmed(what, make):
    """
    The bytes of a store, to be renewed where they are used.

    Args:
        make: Called once for each *what*, with a folder; leaves the store there as line.db, used by nobody any more.
    """
    if what not in _MADE:
        with TemporaryDirectory() as folder:
            make(Path(folder))
            _MADE[what] = Path(folder, "line.db").read_bytes(), time.monotonic()
    return _MADE[what][0]


def renew(what, database):
    """As if it had been read just now."""
    since_s = time.monotonic() - _MADE[what][1]
    with database.begin() as connection:
        connection.execute(update(copied_parts).where(copied_parts.c.read_at > 0).values(read_at=copied_parts.c.read_at + since_s))
