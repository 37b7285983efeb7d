"""What is known of one agreed change, what a step of it comes to, and what its caller may be told by now."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

from ivr.dialogue.effects import Refusal
from ivr.office.records import Patient, Visit
from ivr.office.requests import Agreed, Outcome, RegisterPatient
from ivr.operations import states
from ivr.store.tasks import Task

LATE = object()
SETTLE_S = 70.0         # from sending until an unseen write may be sent again: the vendor's 60 s, and a margin
LOOK_S = 5.0            # between two looks at the book
HOLD_S = 3.5            # a holder that has not renewed its hold for so long is taken for dead
UNTOLD_S = 60.0         # no caller waits for so long: who has not heard how it ended by then never will
ASKED = "asked"         # the staff decide; not a refusal the caller hears

Tasked = tuple[tuple[str, Task], ...]       # what is added to the operation's key to make the task's own, and the task


@dataclass(frozen=True)
class Operation:
    key: str
    sid: str
    request: Agreed
    state: str
    mark: str
    appointment: int | None
    sent_at: float | None
    tries: int
    refusal: str
    written: Visit | Patient | None         # as it was read back
    created_at: float
    holder: str
    told: int                               # see `calls.UNSAID`

    @property
    def callback(self) -> str:
        """E.164; empty when none is known."""
        if isinstance(self.request, RegisterPatient):
            return self.request.phone
        return next(iter(getattr(getattr(self.request, "patient", None), "phones", ())), "")


@dataclass(frozen=True)
class Next:
    """The state after a step, what it learned, how long to wait before the next, and the tasks it leaves."""

    state: str
    after_s: float = 0.0
    learned: dict[str, Any] = field(default_factory=dict)       # columns of the record
    tasks: Tasked = ()
    written: Visit | Patient | None = None                      # as it was read back


@dataclass(frozen=True)
class Times:
    """Waits in seconds; tests shorten them."""

    settle: float = SETTLE_S
    look: float = LOOK_S
    hold: float = HOLD_S
    retry: float = 2.0
    untold: float = UNTOLD_S


def told_outcome(operation: Operation) -> Any:
    """What the caller may be told of it by now: Outcome or Refusal; LATE while it is not known."""
    match operation.state:
        case states.REFUSED:
            opening = getattr(operation.request, "opening", None)
            gone = {"taken": [opening.starts_at.isoformat()]} if operation.refusal == "taken" and opening else {}
            return Refusal(operation.refusal or "failed", gone)
        case states.HANDED_OVER:
            return Outcome(done=False)
        case state if state in states.TRUE:
            written, asked = operation.written, operation.refusal == ASKED
            return Outcome(done=not asked, asked=asked, visit=written if isinstance(written, Visit) else None,
                           patient=written if isinstance(written, Patient) else None)
    return LATE


def mark_of(key: str) -> str:
    """What our note on the appointment says, so that it can be found again; short enough to be read out by staff."""
    return "IVR-" + base64.b32encode(hashlib.sha256(key.encode()).digest())[:8].decode()
