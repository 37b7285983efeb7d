"""Calls: those going on, those of a day with what came of them, and one with all that is kept of it."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, abort, g, render_template, request

from ivr.console.approvals import BESIDE
from ivr.console.parts import Parts, day_in
from ivr.console.pictures import bars, columns
from ivr.office.records import Opening, Visit
from ivr.store.calls import Ended
from ivr.store.reading import Carried

PAGE = 100              # calls
MONTH = 30              # days


@dataclass(frozen=True)
class Change:
    """Something the caller agreed to."""

    carried: Carried
    visit: Visit | None             # what was cancelled or moved
    opening: Opening | None         # what was agreed to instead
    reason: str


def add_calls(routes: Blueprint, parts: Parts) -> None:
    reading, audit = parts.reading, parts.audit

    @routes.get("/calls")
    def calls() -> str:
        audit.write(g.who.name, "looked at the calls")
        day = day_in(request.args.get("day", "")) or parts.today()
        return render_template("console/calls.html", **live(parts), **of_day(parts, day, page_asked()))

    @routes.get("/live/calls")
    def live_calls() -> str | Response:
        found = live(parts)
        return Response(status=204) if request.args.get("seen") == found["seen"] else render_template("console/_live.html", **found)

    @routes.get("/calls/<sid>")
    def one_call(sid: str) -> str:
        found = reading.call(sid) or abort(404)
        audit.write(g.who.name, "looked at a call", sid)
        sids = [sid, sid + BESIDE]
        changes = [change(parts, carried) for carried in reading.operations_of(sids)]
        return render_template("console/call.html", call=found, changes=changes, tasks=reading.tasks_of(sids))


def page_asked() -> int:
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def live(parts: Parts) -> dict[str, Any]:
    now = time.time()
    found = parts.reading.live(now)
    seen = hashlib.sha256("".join(f"{call.sid}{call.outcomes}" for call in found).encode()).hexdigest()[:16]
    return {"live": found, "live_now": now, "seen": seen}


def of_day(parts: Parts, day: date, page: int) -> dict[str, Any]:
    first, until = parts.bounds(day)
    found = parts.reading.calls_between(first, until, PAGE + 1, (page - 1) * PAGE)
    starts = parts.reading.starts_between(first, until)
    return {
        "day": day, "today": parts.today(), "before": day - timedelta(days=1), "after": day + timedelta(days=1),
        "calls": found[:PAGE], "page": page, "more": len(found) > PAGE, "number": len(starts), "lengths": lengths(found),
        "hours": columns([parts.local(each) for each in starts]),
        "outcomes": bars(parts.reading.outcomes_between(*parts.bounds(day, MONTH))), "month": MONTH,
    }


def lengths(found: list[Ended]) -> dict[str, float]:
    """How long each call lasted, in seconds; calls that have not ended are left out."""
    return {call.sid: call.ended_at - call.started_at for call in found if call.ended_at is not None}


def change(parts: Parts, carried: Carried) -> Change:
    asked = parts.request(carried)
    visit, opening = getattr(asked, "visit", None), getattr(asked, "opening", None)
    reason = getattr(asked, "reason", "") or getattr(visit, "kind", "")
    return Change(carried, visit if isinstance(visit, Visit) else None, opening if isinstance(opening, Opening) else None, reason)
