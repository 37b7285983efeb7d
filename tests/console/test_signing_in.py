"""Who gets in, for how long, and what a stranger sees."""

import time

import pytest
from sqlalchemy import update

from ivr.store.schema import console_sessions, console_tries
from ivr.store.users import IDLE_S, LONGEST_S, TRIES, TRIES_S
from tests.console.browser import WEB, Browser
from tests.console.conftest import PASSWORD, USERS


def test_without_users_there_is_no_console(stage):
    line = stage()
    assert WEB.get(line.url + "/console").status_code == 404
    assert WEB.get(line.url + "/console/sign-in").status_code == 404


def test_one_persons_token_is_not_anothers(dana, morgan):
    stolen = dana.get("/console").forms["/console/sign-out"]
    assert morgan.post("/console/sign-out", **stolen).status == 400


def test_the_right_password_lets_in(visitor):
    assert "Tasks" in visitor.sign_in("dana", PASSWORD).text


@pytest.mark.parametrize(("name", "password"), [("dana", "wrong"), ("nobody", PASSWORD), ("", ""), ("dana", ""), ("DANA", PASSWORD)])
def test_anything_else_does_not_and_is_not_told_which_part_was_wrong(visitor, name, password):
    page = visitor.sign_in(name, password)
    assert (page.status, "Name or password is not right." in page.text) == (401, True)
    assert visitor.get("/console").text.startswith("Sign in")


def test_after_too_many_tries_not_even_the_right_password_lets_in(visitor):
    for _ in range(TRIES):
        visitor.sign_in("dana", "wrong")
    assert visitor.sign_in("dana", PASSWORD).status == 429


def test_a_name_that_is_nobodys_is_locked_as_well(visitor):
    assert [visitor.sign_in("nobody", "wrong").status for _ in range(TRIES + 1)] == [401] * TRIES + [429]


def test_a_lock_outlives_the_process_and_ends_by_itself(line, visitor, stage):
    for _ in range(TRIES):
        visitor.sign_in("dana", "wrong")
    again = stage(environment={"CONSOLE_USERS": USERS, "DATABASE_URL": line.line.settings.database_url,
                               "SECRET_KEY": line.line.settings.secret_key.decode()})
    assert Browser(again.url).sign_in("dana", PASSWORD).status == 429
    with line.line.database.begin() as connection:
        connection.execute(update(console_tries).values(at=time.time() - TRIES_S - 1))
    assert Browser(again.url).sign_in("dana", PASSWORD).status == 200


def test_one_persons_lock_does_not_keep_out_another(visitor):
    for _ in range(TRIES):
        visitor.sign_in("dana", "wrong")
    assert visitor.sign_in("morgan", PASSWORD).status == 200


def test_the_cookie_goes_nowhere_else(visitor, line):
    visitor.get("/console/sign-in")
    response = WEB.post(line.url + "/console/sign-in", data={**visitor.page.forms[""], "name": "dana", "password": PASSWORD},
                          headers={"Cookie": f"console={visitor.cookies['console']}"})
    parts = {part.strip() for part in response.headers["set-cookie"].split(";")}
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/console"} <= parts
    assert not any(part.startswith(("Expires", "Max-Age")) for part in parts)


def age(line, column, seconds):
    with line.line.database.begin() as connection:
        connection.execute(update(console_sessions).values({column: time.time() - seconds}))


@pytest.mark.parametrize(("column", "seconds"), [("seen_at", IDLE_S + 1), ("began_at", LONGEST_S + 1)])
def test_a_session_ends(line, dana, column, seconds):
    age(line, column, seconds)
    assert dana.get("/console").text.startswith("Sign in")


def test_a_person_who_does_something_stays_signed_in(line, dana):
    for _ in range(3):
        age(line, "seen_at", IDLE_S - 60)
        assert "Sign out" in dana.get("/console").text


def test_a_page_that_renews_itself_does_not_keep_its_session_alive(line, dana):
    age(line, "seen_at", IDLE_S - 2)
    assert dana.get("/console/live/tasks").status == 200
    with line.line.database.begin() as connection:
        seen = connection.execute(console_sessions.select()).first().seen_at
    assert time.time() - seen >= IDLE_S - 2


def test_a_part_of_a_page_leads_to_the_sign_in_when_the_session_has_ended(line, dana):
    age(line, "seen_at", IDLE_S + 1)
    page = dana.get("/console/live/tasks", **{"HX-Request": "true"})
    assert (page.status, page.headers["HX-Redirect"], page.html) == (401, "/console/sign-in", "")


def test_signing_out_ends_the_session_for_good(dana):
    kept = dict(dana.cookies)
    dana.get("/console")
    dana.send("/sign-out")
    dana.cookies = kept
    assert dana.get("/console").text.startswith("Sign in")


def test_who_is_taken_off_the_list_is_out_at_once(line, dana, stage):
    again = stage(environment={"CONSOLE_USERS": USERS.split()[1], "DATABASE_URL": line.line.settings.database_url,
                               "SECRET_KEY": line.line.settings.secret_key.decode()})
    elsewhere = Browser(again.url)
    elsewhere.cookies = dana.cookies
    assert elsewhere.get("/console").text.startswith("Sign in")


@pytest.mark.parametrize("path", ["/console/sign-in", "/console", "/console/static/console.css"])
def test_every_page_allows_nothing_from_elsewhere(reader, path):
    headers = reader.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_no_page_is_kept_by_the_browser(reader):
    assert reader.get("/console").headers["Cache-Control"] == "no-store"
