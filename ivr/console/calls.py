"""Calls: those going on, those of a day with what came of them, and one turn by turn, with all that is kept of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, abort, g, render_template, request

from ivr.console.approvals import BESIDE
from ivr.console.parts import Parts, day_in
from ivr.console.seen import mark, renewed
from ivr.exchange import Reply
from ivr.office.records import Opening, Visit
from ivr.store.calls import Ended
from ivr.store.reading import Carried
from ivr.store.steps import Steps, Taken

PAGE = 100              # calls


@dataclass(frozen=True)
class Change:
    """Something the caller agreed to."""

    carried: Carried
    visit: Visit | None             # what was cancelled or moved
    opening: Opening | None         # what was agreed to instead
    reason: str


@dataclass(frozen=True)
class Exchange:
    """A turn of a call, with its words where they are kept."""

    taken: Taken
    seconds: float                  # since the call began
    said: str                       # the caller; empty when not kept, or nothing
    heard: str                      # the line's words, likewise


@dataclass(frozen=True)
class Live:
    call: Ended
    last: Taken | None              # its last turn, without words


def add_calls(routes: Blueprint, parts: Parts) -> None:
    audit, steps = parts.audit, Steps(parts.database)

    @routes.get("/calls")
    def calls() -> str:
        audit.write(g.who.name, "looked at the calls")
        day = day_in(request.args.get("day", "")) or parts.today()
        return render_template("console/calls.html", **live(parts, steps), **of_day(parts, day, page_asked()))

    @routes.get("/live/calls")
    def live_calls() -> str | Response:
        return renewed(parts, "calls", "console/_live.html", ("looked at the calls", ""), live(parts, steps))

    @routes.get("/calls/<sid>")
    def one_call(sid: str) -> str:
        found = one(parts, steps, sid)
        audit.write(g.who.name, "looked at a call", sid)
        return render_template("console/call.html", **found)

    @routes.get("/live/calls/<sid>")
    def live_call(sid: str) -> str | Response:
        return renewed(parts, sid, "console/_call.html", ("looked at a call", sid), one(parts, steps, sid))


def page_asked() -> int:
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def live(parts: Parts, steps: Steps) -> dict[str, Any]:
    found = parts.reading.live(time.time())
    latest = steps.latest([call.sid for call in found])
    shown = [Live(call, latest.get(call.sid)) for call in found]
    state = ((each.call.sid, each.call.outcomes, each.last and each.last.turn) for each in shown)
    return {"live": shown, "seen": mark(parts, "calls", state)}


def one(parts: Parts, steps: Steps, sid: str) -> dict[str, Any]:
    call = parts.reading.call(sid) if sid.isascii() and sid.isalnum() else None
    if call is None:
        abort(404)
    sids = [sid, sid + BESIDE]
    changes = [change(parts, carried) for carried in parts.reading.operations_of(sids)]
    tasks, taken = parts.reading.tasks_of(sids), steps.of(sid)
    state = [len(taken), call.ended_at, *(each.carried.state for each in changes), *((kept.task.id, kept.done_at) for kept in tasks)]
    return {"call": call, "changes": changes, "tasks": tasks, "exchanges": [exchange(call, each) for each in taken],
            "words": any(each.reply for each in taken), "seen": mark(parts, sid, state)}


def exchange(call: Ended, taken: Taken) -> Exchange:
    reply = Reply.from_json(taken.reply) if taken.reply else Reply((), "", "", 0)
    return Exchange(taken, taken.at - call.started_at, reply.to, " ".join(reply.say))


def of_day(parts: Parts, day: date, page: int) -> dict[str, Any]:
    first, until = parts.bounds(day)
    found = parts.reading.calls_between(first, until, PAGE + 1, (page - 1) * PAGE)
    return {
        "day": day, "today": parts.today(), "before": day - timedelta(days=1), "after": day + timedelta(days=1),
        "calls": found[:PAGE], "page": page, "more": len(found) > PAGE, "number": parts.reading.number_between(first, until),
        "lengths": lengths(found),
    }


def lengths(found: list[Ended]) -> dict[str, float]:
    """How long each call lasted, in seconds; calls that have not ended are left out."""
    return {call.sid: call.ended_at - call.started_at for call in found if call.ended_at is not None}


def change(parts: Parts, carried: Carried) -> Change:
    asked = parts.request(carried)
    visit, opening = getattr(asked, "visit", None), getattr(asked, "opening", None)
    reason = getattr(asked, "reason", "") or getattr(visit, "kind", "")
    return Change(carried, visit if isinstance(visit, Visit) else None, opening if isinstance(opening, Opening) else None, reason)
