"""The openings of a day as the line sees them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, g, render_template, request

from ivr.console.parts import Parts, day_in
from ivr.console.why import Day, day_of, out_of_reach
from ivr.office.records import Opening, Patient
from ivr.office.requests import FindOpenings
from ivr.opendental.errors import OfficeError
from ivr.opendental.gate import LOOK_AHEAD, Asking, asking
from ivr.practice import VisitKind

NOBODY = Patient(0, "", "")


def add_openings(routes: Blueprint, parts: Parts) -> None:
    @routes.get("/openings")
    def openings() -> str | tuple[str, int]:
        kinds = [kind for kind in parts.practice.visits if kind.write != "message"]
        day = day_in(request.args.get("day", "")) or parts.practice.local(parts.now()).date()
        kind = next((each for each in kinds if each.name == request.args.get("kind")), kinds[0] if kinds else None)
        parts.audit.write(g.who.name, "looked at openings", day.isoformat())
        shown = {"kinds": kinds, "kind": kind, "day": day, "before": day - timedelta(days=1), "after": day + timedelta(days=1),
                 "language": parts.practice.languages[0]}
        if kind is None:
            return render_template("console/openings.html", **shown)
        try:
            with asking(Asking(LOOK_AHEAD)):        # callers go first
                return render_template("console/openings.html", **shown, **seen(parts, kind, day))
        except OfficeError:
            return render_template("console/openings.html", **shown, unreachable=True), 503


def seen(parts: Parts, kind: VisitKind, day: date) -> dict[str, Any]:
    answers, book, now = parts.answers, parts.answers.book, parts.now()
    asked = FindOpenings(NOBODY, {}, reason=kind.name)
    chairs = {chair.number: chair.name for chair in book.operatories()}
    if why := out_of_reach(day, parts.practice.local(now).date(), parts.practice.horizon_days):
        return {"found": Day(why), "chairs": chairs, "told": None}
    sheet = book.day_sheet(day, day)
    if kind.web_sched:
        told: list[Opening] = answers.openings(sheet, answers.wanted(asked), asked)
        return {"told": told, "chairs": chairs, "found": None}
    midnight = datetime.combine(day, time())
    held = parts.claims.held(midnight, midnight + timedelta(days=1))
    return {"found": day_of(day, sheet, answers.wanted(asked), now, held), "chairs": chairs, "told": None}
