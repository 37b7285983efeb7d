"""What callers left for the staff: urgent first, who, what, whom to call back; done, undone, approved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from ivr.console.approvals import Approval, approval, approve, keys_of
from ivr.console.parts import Parts
from ivr.console.seen import mark, renewed
from ivr.office.records import Patient
from ivr.store.reading import Kept

SHOWN, DONE_SHOWN = 100, 30
DAY_S = 86400.0

SAID = {
    "booked": "Booked in Open Dental. Now call the patient back.",
    "rehearsed": "Dry run: it would have been booked. Nothing was written.",
    "working": "It is being booked; this page will show when it is done.",
    "taken": "NOT booked: that time has been taken meanwhile. Call back and find another.",
    "in doubt": "It is not certain whether it was booked. A task of its own says what to look for.",
    "failed": "NOT booked: the office could not be asked, or refused. Nothing was written; try again.",
    "past": "NOT booked: that time has passed.",
    "by hand": "The line may not book this. Book it in Open Dental.",
}


@dataclass(frozen=True)
class Card:
    kept: Kept
    patient: Patient | None
    approval: Approval | None

    @property
    def mark(self) -> str:
        """Differs when anything on the card does."""
        return f"{self.kept.task.id} {self.approval.standing if self.approval else ''}"


def add_tasks(routes: Blueprint, parts: Parts) -> None:
    reading, audit = parts.reading, parts.audit

    @routes.get("")
    def open_tasks() -> str:
        audit.write(g.who.name, "looked at the tasks")
        since = time.time() - DAY_S
        return render_template("console/tasks.html", done=cards(parts, reading.done_tasks(since, DONE_SHOWN)),
                               most_done=DONE_SHOWN, **board(parts))

    @routes.get("/live/tasks")
    def live_tasks() -> str | Response:
        return renewed(parts, "tasks", "console/_tasks.html", ("looked at the tasks", ""), board(parts))

    def acted(did: str, act: Callable[[Kept], str]) -> Callable[[int], AnyResponse]:
        def action(number: int) -> AnyResponse:
            kept = reading.task(number) or abort(404)
            audit.write(g.who.name, did, f"task {number}")
            flash(act(kept))
            return redirect(url_for("console.open_tasks"))
        return action

    def done(kept: Kept) -> str:
        if kept.done_at is None:
            parts.tasks.done(kept.task.id)
        return f"Task {kept.task.id} is done. It can be undone below."

    def undo(kept: Kept) -> str:
        parts.tasks.reopen(kept.task.id)
        return f"Task {kept.task.id} is open again."

    def book(kept: Kept) -> str:
        now = approve(parts, kept)
        return SAID[now.standing] if now else abort(404)

    for path, endpoint, action in (("done", "done_task", acted("did a task", done)), ("undo", "undo_task", acted("undid a task", undo)),
                                   ("approve", "approve_task", acted("approved a visit", book))):
        routes.add_url_rule(f"/tasks/<int:number>/{path}", endpoint, action, methods=["POST"])


def board(parts: Parts) -> dict[str, object]:
    """What the list of open tasks shows."""
    found, counts = cards(parts, parts.reading.open_tasks(SHOWN)), parts.reading.open_counts()
    urgent = [card.kept.task.id for card in found if card.kept.task.urgent]
    seen = mark(parts, "tasks", [counts, *(card.mark for card in found)])
    return {"cards": found, "urgent": urgent, "total": sum(counts), "seen": seen, "said": SAID}


def cards(parts: Parts, found: list[Kept]) -> list[Card]:
    keys = [key for kept in found for key in (kept.key, kept.key.rpartition("/")[0])]
    operations = parts.reading.operations_with([*keys, *keys_of(found)])

    def patient(candidates: Iterable[str]) -> Patient | None:
        requests = [parts.request(operations[key]) for key in candidates if key in operations]
        patients = [getattr(each, "patient", None) for each in requests]
        return next((each for each in patients if isinstance(each, Patient)), None)

    return [Card(kept, patient((kept.key, kept.key.rpartition("/")[0])) if kept.task.patient else None,
                 approval(parts, kept, operations)) for kept in found]
