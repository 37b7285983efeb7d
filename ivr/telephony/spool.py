"""
Callers who were promised a call back while the store could not be written: a file each, until it can.

One file is written whole and renamed, so a reader never sees half of one.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable
from pathlib import Path

import structlog

log = structlog.get_logger()


class Spool:
    def __init__(self, folder: Path, seal: Callable[[str], str], unseal: Callable[[str], str]):
        self._folder, self._seal, self._unseal = folder, seal, unseal

    def keep(self, sid: str, caller: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A call that is reported twice is one promise; a number is in no file's name.
        name = hashlib.sha256(sid.encode()).hexdigest()[:32] if sid else uuid.uuid4().hex
        draft = self._folder / f".{name}.{os.getpid()}"
        with draft.open("w") as file:
            file.write(self._seal(f"{sid[:64]}\n{caller}"))
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self._folder / name)

    def empty_into(self, record: Callable[[str, str, str], None]) -> None:
        """Hand each over as (key, CallSid, number), and forget it once that has succeeded."""
        for file in sorted(self._folder.glob("[0-9a-f]*")) if self._folder.is_dir() else ():
            sid, _, caller = self._unseal(file.read_text()).partition("\n")
            record(file.name, sid, caller)
            file.unlink(missing_ok=True)
