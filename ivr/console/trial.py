"""A telephone in the browser for this very line: real openings, and nothing is written."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from uuid import uuid4

from flask import Blueprint, g, render_template, request, session
from werkzeug.exceptions import BadRequest

from ivr.console.calls import Change, change
from ivr.console.parts import Parts, Rehearsal
from ivr.exchange import Incoming, Reply
from ivr.store.reading import Kept

PATIENT_S = 30.0        # the longest that a reply is waited for
NUMBER = re.compile(r"\+[1-9]\d{6,14}")
RANG = {"answered": "completed", "not": "no-answer"}


@dataclass(frozen=True)
class Exchange:
    """What was done at the keyboard, and what is heard of it."""

    did: str
    heard: tuple[tuple[str, str], ...]  # a sentence, and the tag of its language
    language: str                       # the call's, likewise
    then: str                           # "listen", "ring" or "over"; "hold" when the office is too slow
    turn: int                           # the next one
    would: tuple[Change, ...] = ()      # when it is over: what was agreed to
    tasks: tuple[Kept, ...] = ()        # and what the staff would find


def add_trial(routes: Blueprint, parts: Parts) -> None:
    @routes.get("/try")
    def try_call() -> str:
        return render_template("console/try.html", exchange=None)

    @routes.post("/try/begin")
    def begin_trial() -> str:
        rehearsal = parts.rehearsal()
        rehearsal.forget()
        session["trial"] = sid = f"TRY{uuid4().hex}"
        session["caller"] = caller = dialled(request.form.get("caller", ""))
        parts.audit.write(g.who.name, "tried a call", sid)
        return shown(parts, rehearsal, "You call the line.", taken(rehearsal, sid, 0, Incoming(caller=caller)))

    @routes.post("/try/turn")
    def take_trial() -> str:
        sid, rehearsal = session.get("trial", ""), parts.rehearsal()
        if not sid or rehearsal.calls.opened(sid) is None:
            raise BadRequest
        did, incoming = done(session.get("caller", ""))
        return shown(parts, rehearsal, did, taken(rehearsal, sid, turn_asked(), incoming))

    @routes.post("/try/end")
    def end_trial() -> str:
        turn = turn_asked()
        return shown(parts, parts.rehearsal(), "You ring off.", Reply((), "over", "", turn))


def dialled(written: str) -> str:
    """E.164 of ten digits or of what already is; empty for anything else: a withheld number."""
    digits = re.sub(r"[^\d+]", "", written)
    number = f"+1{digits}" if re.fullmatch(r"\d{10}", digits) else digits
    return number if NUMBER.fullmatch(number) else ""


def turn_asked() -> int:
    turn = request.form.get("turn", "")
    if not re.fullmatch(r"\d{1,5}", turn):
        raise BadRequest
    return int(turn)


def done(caller: str) -> tuple[str, Incoming]:
    """In words, and as the telephone would have brought it."""
    how, text = request.form.get("how", "say"), request.form.get("text", "").strip()[:1000]
    if how in RANG:
        return {"answered": "The front desk answers.", "not": "Nobody answers."}[how], Incoming(dialled=RANG[how], caller=caller)
    keys = re.sub(r"[^0-9*#]", "", text)
    if how == "keys" and keys:
        return f"You press {keys}.", Incoming(digits=keys, caller=caller)
    return (f"You say: {text}" if text else "You say nothing."), Incoming(text=text, caller=caller)


def taken(rehearsal: Rehearsal, sid: str, turn: int, incoming: Incoming) -> Reply:
    """The reply; a caller who is asked for patience waits."""
    until = time.monotonic() + PATIENT_S
    reply = rehearsal.turns.take(sid, turn, incoming)
    said = [*reply.say]
    while reply.then == "hold" and time.monotonic() < until:
        reply = rehearsal.turns.take(sid, reply.turn, Incoming(caller=incoming.caller))
        said += reply.say
    return replace(reply, say=tuple(said))


def shown(parts: Parts, rehearsal: Rehearsal, did: str, reply: Reply) -> str:
    sid = session["trial"]
    would: list[Change] = []
    tasks: list[Kept] = []
    if reply.then == "over":
        rehearsal.calls.end(sid, "completed")
        would = [change(parts, carried) for carried in rehearsal.reading.operations_of([sid])]
        tasks = rehearsal.reading.tasks_of([sid])
    language = reply.language or parts.practice.languages[0]
    heard = tuple((text, reply.tongues.get(text, language)) for text in reply.say)
    exchange = Exchange(did, heard, language, reply.then, reply.turn, tuple(would), tuple(tasks))
    page = "console/_turn.html" if "HX-Request" in request.headers else "console/try.html"
    return render_template(page, exchange=exchange)
