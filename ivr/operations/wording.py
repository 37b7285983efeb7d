"""What staff read: commlogs on the chart, and tasks.  The words stand in prompts/<language>/office.ftl."""

from __future__ import annotations

from ivr.office.records import Patient, Visit
from ivr.office.requests import (
    Agreed,
    ApprovedVisit,
    BookVisit,
    CancelVisit,
    ConfirmVisit,
    HurryVisit,
    LeaveMessage,
    MoveVisit,
    RegisterPatient,
    TellLate,
    TextVisit,
)
from ivr.speech.render import Prompts
from ivr.store.tasks import Task

NAMES: dict[type[Agreed], str] = {
    BookVisit: "book", ApprovedVisit: "book", CancelVisit: "cancel", MoveVisit: "move", RegisterPatient: "register",
    ConfirmVisit: "confirm", HurryVisit: "sooner", TellLate: "late", TextVisit: "text"}


def commlog(prompts: Prompts, request: Agreed, written: Visit | Patient | None, mark: str) -> str:
    late = isinstance(request, CancelVisit) and request.notice.late
    return prompts.written(f"commlog-{NAMES[type(request)]}{'-late' if late else ''}", {**vars(request), "now": written, "mark": mark})


def confirmation(prompts: Prompts, request: Agreed, language: str) -> str:
    """What the patient is texted: the practice, the day and the time, and nothing of what for."""
    name = "moved" if isinstance(request, MoveVisit) else "booked"
    return prompts.say(f"text.{name}", {"opening": getattr(request, "opening", None)}, language)


def message(prompts: Prompts, request: LeaveMessage) -> Task:
    text = prompts.written("message", {"topic": request.topic, "message": request.message or "-"})
    number = request.patient.number if request.patient else None
    return Task("urgent message" if request.urgent else "message", text, request.callback, number, request.urgent)


def approval(prompts: Prompts, request: BookVisit, callback: str) -> Task:
    return Task("approve", prompts.written("approve", vars(request)), callback, request.patient.number)


def running_late(prompts: Prompts, request: TellLate, callback: str) -> Task:
    """Of use only at once, so it is urgent."""
    return Task("running late", prompts.written("late", vars(request)), request.callback or callback, request.patient.number, urgent=True)


def handed_over(prompts: Prompts, request: Agreed, mark: str, callback: str) -> Task:
    """The line could not make sure of it: the staff look at the book and call the patient."""
    text = prompts.written(f"doubt-{NAMES[type(request)]}", {**vars(request), "mark": mark})
    return Task("in doubt", text, callback, _patient(request), urgent=True)


def told(prompts: Prompts, request: Agreed, done: bool, callback: str) -> Task:
    """The caller rang off believing the office would tell them how it ended."""
    text = prompts.written(f"told-{NAMES[type(request)]}-{'done' if done else 'not'}", vars(request))
    return Task("call back", text, callback, _patient(request))


def _patient(request: Agreed) -> int | None:
    patient = getattr(request, "patient", None)
    return patient.number if patient else None
