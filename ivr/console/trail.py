"""The audit trail, for managers."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from ivr.console.parts import Parts

PAGE = 100              # entries


def add_trail(routes: Blueprint, parts: Parts) -> None:
    @routes.get("/trail")
    def trail() -> str:
        before = request.args.get("before", "0")
        parts.audit.write(g.who.name, "looked at the trail")
        found = parts.audit.latest(PAGE + 1, int(before) if before.isascii() and before.isdigit() and len(before) < 10 else 0)
        return render_template("console/trail.html", entries=found[:PAGE], more=len(found) > PAGE)

    @routes.post("/trail/check")
    def check_trail() -> str:
        parts.audit.write(g.who.name, "checked the trail")
        return render_template("console/trail.html", entries=parts.audit.latest(PAGE), checked=True, fault=parts.audit.first_fault())
