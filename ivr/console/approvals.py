"""
Visits the practice approves itself: booked with one click, as the caller agreed to them, or not at all.

An approval is an operation like any other, with a key of its own: a second click, or a second person's, finds the first
one's.  One that failed without anything having been sent may be tried again, a few times, under the next key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ivr.console.parts import Parts
from ivr.office.requests import ApprovedVisit, BookVisit
from ivr.operations import states
from ivr.store.reading import Carried, Kept

MOST_TRIES = 3
WAIT_S = 8.0            # for the office, before the page says that it is being booked
BESIDE = "/approved"    # the sid of these operations: the call may still be going on, and what it holds is its own


@dataclass(frozen=True)
class Approval:
    asked: BookVisit
    standing: str                   # "open", "past", "by hand", "working", "booked", "rehearsed", "taken", "failed", "in doubt"
    tries: int

    @property
    def possible(self) -> bool:
        return self.standing in ("open", "failed") and self.tries < MOST_TRIES


def keys(task_key: str) -> list[str]:
    return [f"{task_key}/approved/{n}" for n in range(1, MOST_TRIES + 1)]


def keys_of(found: Iterable[Kept]) -> list[str]:
    return [key for kept in found if kept.task.kind == "approve" for key in (kept.key, *keys(kept.key))]


def approval(parts: Parts, kept: Kept, operations: Mapping[str, Carried]) -> Approval | None:
    """
    How far the approval of a task has come; None when it asks for none.

    Args:
        operations: Those with `keys_of` it.
    """
    original = operations.get(kept.key)
    asked = parts.request(original) if kept.task.kind == "approve" and original else None
    if not isinstance(asked, BookVisit):
        return None
    tried = [operations[key] for key in keys(kept.key) if key in operations]
    return Approval(asked, standing(parts, asked, tried[-1] if tried else None), len(tried))


def standing(parts: Parts, asked: BookVisit, last: Carried | None) -> str:
    if last and last.state in states.TRUE:
        return "booked" if last.appointment else "rehearsed"
    if last and last.state == states.HANDED_OVER:
        return "in doubt"
    if last and last.state != states.REFUSED:
        return "working"
    if asked.opening.starts_at <= parts.practice.local(parts.now()):
        return "past"
    if not parts.rights.appointments or parts.practice.kind(asked.reason) is None:
        return "by hand"
    return ("taken" if last.refusal == "taken" else "failed") if last else "open"


def approve(parts: Parts, kept: Kept) -> Approval | None:
    """Book it, once, and wait a while for what comes of it."""
    now = approval(parts, kept, parts.reading.operations_with(keys_of([kept])))
    if now is None or not (now.possible or now.standing == "working"):
        return now
    key, asked = keys(kept.key)[now.tries if now.possible else now.tries - 1], now.asked
    if now.possible:
        parts.operations.start(key, f"{kept.sid}{BESIDE}", ApprovedVisit(asked.patient, asked.reason, asked.opening, asked.planned))
    parts.operations.outcome(key, WAIT_S)
    return approval(parts, kept, parts.reading.operations_with(keys_of([kept])))
