"""The door: signing in and out."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from ivr.console.parts import Parts
from ivr.console.users import User, theirs
from ivr.store.users import Sessions, Tries

WRONG = "Name or password is not right."
LOCKED = "Too many tries. Wait 15 minutes, or ask whoever runs the line."


def add_signing_in(routes: Blueprint, parts: Parts, people: dict[str, User]) -> None:
    sessions, tries, audit = Sessions(parts.database), Tries(parts.database), parts.audit

    @routes.route("/sign-in", methods=["GET", "POST"])
    def sign_in() -> AnyResponse | str | tuple[str, int]:
        if request.method == "GET":
            return page()
        name, password = request.form.get("name", "").strip()[:64], request.form.get("password", "")[:1000]
        if not tries.allowed(name):
            return page(LOCKED), 429
        user = people.get(name)
        if not theirs(user, password) or user is None:
            # A name that is nobody's may be a password typed into the wrong field.
            audit.write(user.name if user else "unknown", "failed to sign in")
            return page(WRONG), 401
        tries.forget(name)
        session.clear()
        session["token"] = sessions.begin(user.name)
        audit.write(user.name, "signed in")
        return redirect(url_for("console.open_tasks"))

    @routes.post("/sign-out")
    def sign_out() -> AnyResponse:
        sessions.end(session["token"])
        session.clear()
        audit.write(g.who.name, "signed out")
        return redirect(url_for("console.sign_in"))


def page(said: str = "") -> str:
    return render_template("console/sign_in.html", said=said)
