"""The console as a part of the application: who is let in, and what every page sends along."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, Flask, Response, abort, g, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from ivr.console.calls import add_calls
from ivr.console.figures import add_figures
from ivr.console.openings import add_openings
from ivr.console.parts import Parts, clock, day_name, dialled, lasted, number, request_name, when
from ivr.console.pictures import question_name
from ivr.console.signing_in import add_signing_in
from ivr.console.tasks import add_tasks
from ivr.console.trail import add_trail
from ivr.console.trial import add_trial
from ivr.console.users import ROLES, User, users
from ivr.store.users import Sessions

# A page's own script and pictures, and nothing else, from nowhere else.
CONTENT = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
           "frame-ancestors 'none'; base-uri 'none'")
HEADERS = {
    "Content-Security-Policy": CONTENT, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LARGEST_FORM = 16 * 1024        # bytes; the longest that is sent is a sentence
MANAGERS = ("console.trail", "console.check_trail")
SPOKEN = "camera=(), microphone=(self), geolocation=()"       # where a call may be tried by speaking
TRIED = ("console.try_call", "console.begin_trial", "console.take_trial", "console.end_trial")
FOR_ALL = ("console.sign_in", "console.static")
BY_ITSELF = ("console.live_tasks", "console.live_calls", "console.live_call", "console.live_session")    # asked by a page, not by a person


def add_console(app: Flask, parts: Parts) -> None:
    app.secret_key = hashlib.sha256(b"console" + parts.secret).digest()
    app.config.update(
        SESSION_COOKIE_NAME="console", SESSION_COOKIE_PATH="/console", SESSION_COOKIE_SECURE=True, SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict", WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    routes = Blueprint("console", __name__, url_prefix="/console", template_folder="templates", static_folder="static")
    people = users(parts.users)
    add_door(routes, parts, people, CSRFProtect(app))
    add_refusals(routes)
    add_signing_in(routes, parts, people)
    for add in (add_tasks, add_calls, add_openings, add_figures, add_trial, add_trail):
        add(routes, parts)
    add_words(app, routes, parts)
    app.register_blueprint(routes)


def add_door(routes: Blueprint, parts: Parts, people: dict[str, User], csrf: CSRFProtect) -> None:
    sessions = Sessions(parts.database)

    @routes.before_request
    def admit() -> AnyResponse | None:
        request.max_content_length = LARGEST_FORM
        if request.method == "POST":
            csrf.protect()
        if request.endpoint in FOR_ALL:
            return None
        seen = request.endpoint not in BY_ITSELF
        who = people.get(sessions.whose(session.get("token", ""), seen)) if session.get("token") else None
        if who is None:
            return away()
        g.who = who
        if request.endpoint in MANAGERS and not who.manages:
            parts.audit.write(who.name, "was refused a page", request.path)
            abort(403)
        return None

    @routes.after_request
    def guard(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.endpoint in TRIED:
            response.headers["Permissions-Policy"] = SPOKEN
        response.headers["Cache-Control"] = "no-cache" if request.endpoint == "console.static" else "no-store"
        return response

    @routes.get("/live/session")
    def live_session() -> Response:
        """For pages that change by nothing else: a session that has ended takes what is shown with it."""
        return Response(status=204)


def add_refusals(routes: Blueprint) -> None:
    @routes.errorhandler(CSRFError)
    def expired(error: CSRFError) -> tuple[str, int]:
        return problem("This page was too old to be sent. Nothing was done; go back and try again."), 400

    @routes.errorhandler(SQLAlchemyError)
    def storeless(error: SQLAlchemyError) -> tuple[str, int]:
        return problem("The line's store does not answer. Callers are put through to the front desk meanwhile."), 503

    @routes.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int]:
        said = {403: "This page is for managers.", 404: "There is nothing here.", 413: "That is too long. Nothing was done."}
        return problem(said.get(error.code or 0, "That could not be done.")), error.code or 500


def away() -> AnyResponse:
    """To the sign-in; a part of a page would otherwise show it inside the page."""
    to = url_for("console.sign_in")
    return Response(status=401, headers={"HX-Redirect": to}) if "HX-Request" in request.headers else redirect(to)


def problem(said: str) -> str:
    return render_template("console/problem.html", said=said)


def add_words(app: Flask, routes: Blueprint, parts: Parts) -> None:
    filters: dict[str, Any] = {"when": when, "clock": clock, "day_name": day_name, "lasted": lasted, "number": number,
                               "dialled": dialled, "local": parts.local, "since": parts.since, "role": ROLES.__getitem__,
                               "question": question_name, "request": request_name}
    for name, function in filters.items():
        app.add_template_filter(function, f"console_{name}")

    @routes.context_processor
    def usual() -> dict[str, Any]:
        return {"practice": parts.practice, "dry_run": parts.dry_run, "who": g.get("who")}
