"""What somebody who means ill would try, from outside, with a stolen cookie, or signed in with too few rights."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlparse

import pytest
from sqlalchemy import insert, select

from ivr.app import create_app
from ivr.console.pages import LARGEST_FORM, MANAGERS
from ivr.dialogues.remembered import RECORDS
from ivr.exchange import Reply
from ivr.office.records import Patient
from ivr.office.requests import LeaveMessage
from ivr.store.calls import PutDown
from ivr.store.schema import audit, operations
from ivr.store.steps import Step
from ivr.store.users import TRIES, Tries
from tests.console.acting import task
from tests.console.browser import WEB, Browser
from tests.console.conftest import PASSWORD, signed_in

OPEN = {"sign_in", "static"}
DESK = {"open_tasks", "live_tasks", "done_task", "undo_task", "approve_task", "calls", "live_calls", "one_call", "live_call", "openings",
        "figures", "try_call", "begin_trial", "take_trial", "end_trial", "live_session", "sign_out"}
ONLY_MANAGERS = {"trail", "check_trail"}
MARKUP = "<script>window.hit=1</script><img src=x onerror=window.hit=1>\"'"
SQL = ("' OR '1'='1", "1; DROP TABLE tasks--", "') UNION SELECT sealed_text FROM tasks--", "\x00", "%", "\\", "1e309", "{{7*7}}")


@pytest.fixture(scope="module")
def rules(still):
    """The console's routes, as the application has them: none can be forgotten."""
    found = create_app(line=still.line).url_map.iter_rules()
    return [rule for rule in found if rule.endpoint.startswith("console.")]


def path(rule):
    return rule.rule.replace("<int:number>", "1").replace("<sid>", "CA1").replace("<path:filename>", "console.css")


def names(rules, method=None):
    return {rule.endpoint.partition(".")[2] for rule in rules if method is None or method in rule.methods}


def test_every_route_is_for_somebody(rules):
    """Whoever adds one says here for whom it is."""
    assert names(rules) == OPEN | DESK | ONLY_MANAGERS
    assert {name.partition(".")[2] for name in MANAGERS} == ONLY_MANAGERS


def test_pages_are_only_looked_at_and_forms_only_posted(rules):
    assert {method for rule in rules for method in rule.methods} == {"GET", "HEAD", "OPTIONS", "POST"}
    assert [rule.endpoint for rule in rules if {"GET", "POST"} <= rule.methods] == ["console.sign_in"]


def test_no_post_does_anything_without_the_sessions_own_token(still, rules):
    morgan = signed_in(still, "morgan")
    strangers = Browser(still.url).get("/console/sign-in").forms[""]["csrf_token"]
    posts = [path(rule) for rule in rules if "POST" in rule.methods]
    assert len(posts) == 9
    for token in ({}, {"csrf_token": ""}, {"csrf_token": "x" * 90}, {"csrf_token": strangers}):
        assert [morgan.post(each, **token).status for each in posts] == [400] * len(posts)


def test_no_route_but_the_sign_in_answers_a_stranger(still, rules):
    token = (visitor := Browser(still.url)).get("/console/sign-in").forms[""]
    for rule in rules:
        if rule.endpoint.partition(".")[2] not in OPEN:
            method = "POST" if "POST" in rule.methods else "GET"
            response = WEB.request(method, still.url + path(rule), data=token if method == "POST" else None, headers=visitor._cookie())
            assert (response.status_code, response.headers["location"]) == (302, "/console/sign-in"), rule


def test_the_front_desk_is_refused_every_page_of_the_managers(line, dana, rules):
    token = dana.get("/console").forms["/console/sign-out"]
    kept = {"post": lambda where: dana.post(where, **token), "get": dana.get}
    for rule in rules:
        if rule.endpoint in MANAGERS:
            assert kept["post" if "POST" in rule.methods else "get"](path(rule)).status == 403, rule
    assert dids(line)[-2:] == ["was refused a page"] * 2


def test_every_look_and_every_action_adds_to_the_trail(line, morgan, rules):
    number = task(line)
    line.line.calls.close("CA1", 0, PutDown("{}", "{}"))
    line.line.calls.end("CA1", "completed")
    token = morgan.get("/console").forms["/console/sign-out"]
    silent = OPEN | {"try_call", "take_trial", "end_trial", "live_session"}         # nobody's data but what was typed there
    rules = sorted((rule for rule in rules if rule.endpoint.partition(".")[2] not in silent), key=lambda rule: rule.endpoint.endswith("sign_out"))
    for rule in rules:
        before, where = len(dids(line)), path(rule).replace("tasks/1", f"tasks/{number}")
        morgan.post(where, **token) if "POST" in rule.methods else morgan.get(where)
        assert len(dids(line)) > before, rule


def test_a_part_of_a_page_that_renews_itself_is_a_look_unless_it_follows_one(line, dana, morgan):
    line.phone.dial()
    for page, part in (("/console", "tasks"), ("/console/calls", "calls"), (f"/console/calls/{line.phone.sid}", f"calls/{line.phone.sid}")):
        seen = dana.get(page).html.partition(f"live/{part}?seen=")[2].partition('"')[0]
        if part == "tasks":
            task(line)
        else:
            line.phone.say("mumble")
        looks = len(dids(line))
        assert dana.get(f"/console/live/{part}?seen={seen}").status == 200
        assert len(dids(line)) == looks, part
        for browser, shown in ((dana, "x" * 32), (dana, ""), (morgan, seen)):
            browser.get(f"/console/live/{part}?seen={shown}")
            looks += 1
            assert len(dids(line)) == looks, part


# --- sessions and passwords ------------------------------------------------------------------------------------------


def test_a_cookie_from_before_the_sign_in_is_not_signed_in_by_it(line, visitor):
    visitor.get("/console/sign-in")
    planted = dict(visitor.cookies)
    visitor.sign_in("dana", PASSWORD)
    thief = Browser(line.url)
    thief.cookies = planted
    assert thief.get("/console").text.startswith("Sign in")


def test_a_planted_session_is_not_taken_over_by_who_signs_in_with_it(line, dana, visitor):
    planted = dict(dana.cookies)
    visitor.cookies = dict(planted)
    visitor.sign_in("morgan", PASSWORD)
    dana.cookies = planted
    assert "morgan" not in dana.get("/console").text
    assert dana.get("/console/trail").status != 200


def test_the_token_of_before_the_sign_in_is_worth_nothing_after(visitor):
    before = visitor.get("/console/sign-in").forms[""]
    visitor.sign_in("dana", PASSWORD)
    assert visitor.post("/console/sign-out", **before).status == 400


def test_a_cookie_somebody_made_up_is_none(line):
    thief = Browser(line.url)
    for value in ("", "x", "eyJ0b2tlbiI6IngifQ.Z0.abc", "." * 4000):
        thief.cookies = {"console": value}
        assert thief.get("/console").text.startswith("Sign in")


def test_tries_made_at_the_same_moment_all_count(database):
    tries = Tries(database)
    with ThreadPoolExecutor(12) as pool:
        allowed = list(pool.map(lambda _: tries.allowed("dana"), range(24)))
    assert allowed.count(True) == TRIES


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere_after_signing_in(still, to):
    visitor = Browser(still.url)
    visitor.get("/console/sign-in")
    fields = {**visitor.page.forms[""], "name": "dana", "password": PASSWORD, "next": to}
    response = WEB.post(f"{still.url}/console/sign-in?next={quote(to)}", data=fields, headers={**visitor._cookie(), "Host": "evil.example"})
    assert (response.status_code, response.headers["location"]) == (302, "/console")


# --- what is sent ----------------------------------------------------------------------------------------------------


def test_markup_in_whatever_a_caller_or_the_staff_can_fill_is_shown_as_text(line, morgan):
    for page in marked_up(line, morgan):
        assert MARKUP[:8] not in page.html.partition("<main")[2], page.url
        assert "&lt;script&gt;" in page.html, page.url


def marked_up(line, browser):
    """Every page on which something that somebody filled in can be seen, with markup in it."""
    furnish(line)
    for where in ("/console", "/console/calls", "/console/calls/CA1", "/console/calls/CA2"):
        yield browser.get(where)
    browser.get("/console/try")
    browser.send("/try/begin", caller=MARKUP)
    yield browser.send("/try/turn", text=MARKUP)


def furnish(line):
    """A call that is over, one going on, tasks, and a patient, all with markup where text can stand."""
    calls, database = line.line.calls, line.line.database
    calls.close("CA1", 0, PutDown("{}", "{}", MARKUP, [MARKUP], step=Step(MARKUP, MARKUP, MARKUP, asked=MARKUP, led_to=MARKUP[:8])))
    calls.end("CA1", MARKUP[:32])
    calls.close("CA2", 0, PutDown("{}", Reply((MARKUP,), "listen", "en", 1, to=MARKUP).to_json(), MARKUP, step=Step(MARKUP, MARKUP, MARKUP)))
    request = database.seal(RECORDS.plain(LeaveMessage("", "", "", Patient(1, MARKUP, MARKUP))))
    with database.begin() as connection:
        connection.execute(insert(operations).values(
            key="CA1/1", sid="CA1", kind=MARKUP[:32], sealed_request=request, state="done", mark=MARKUP[:32], refusal=MARKUP[:32],
            told_later=False, due_at=9e9, holder="", tries=0, created_at=1.0))
    task(line, MARKUP, kind=MARKUP[:48], callback=MARKUP, key="CA1/1", patient=1)
    line.line.tasks.done(task(line, f"{MARKUP} done", kind=MARKUP[:48], callback=MARKUP))


@pytest.mark.parametrize("text", SQL)
def test_sql_in_any_part_of_an_address_is_text(still, reader, text):
    task(still, "kept")
    for where in ("/console?done=", "/console/live/tasks?seen=", "/console/calls?page=", "/console/calls?day=", "/console/live/calls?seen=",
                  "/console/openings?kind=cleaning&day=", "/console/openings?kind=", "/console/figures?days=", "/console/figures?day=",
                  "/console/try?x="):
        assert reader.get(where + quote(text)).status == 200, where
    assert reader.get("/console/calls/" + quote(text, safe="")).status == 404
    assert "kept" in {each.text for each in still.line.tasks.open()}


def test_sql_in_the_trails_address_is_text(still):
    assert {signed_in(still, "morgan").get(f"/console/trail?before={quote(text)}").status for text in SQL} == {200}


@pytest.mark.parametrize("where", [
    "/console/static/../pages.py", "/console/static/%2e%2e/pages.py", "/console/static/..%2fpages.py", "/console/static/%2e%2e%2f%2e%2e%2fapp.py",
    "/console/static//etc/passwd", "/console/static/%2fetc%2fpasswd", "/console/static/..\\pages.py", "/console/static/console.css%00.py",
    "/console/calls/..%2f..%2fetc%2fpasswd", "/console/tasks/-1/done", "/console/static/",
])
def test_a_path_leads_nowhere_but_to_what_is_served(still, reader, where):
    connection = http.client.HTTPConnection(urlparse(still.url).netloc)
    connection.putrequest("GET", where, skip_host=False)
    connection.putheader("Cookie", reader._cookie()["Cookie"])
    connection.endheaders()
    response = connection.getresponse()
    assert (response.status, b"import" in response.read()) in {(404, False), (308, False)}
    connection.close()


def test_a_form_that_is_too_long_is_refused_and_nothing_is_done(line, dana):
    number = task(line)
    dana.get("/console")
    assert dana.send(f"{number}/done", text="x" * LARGEST_FORM).status == 413
    assert [each.id for each in line.line.tasks.open()] == [number]


def test_a_sign_in_that_is_too_long_is_refused(visitor):
    visitor.get("/console/sign-in")
    assert visitor.send("", name="dana", password="x" * LARGEST_FORM).status == 413


def test_refusals_are_guarded_as_pages_are(reader):
    for page in (reader.get("/console/trail"), reader.get("/console/calls/none"), reader.post("/console/sign-out")):
        assert page.status in (400, 403, 404)
        assert (page.headers["Cache-Control"], page.headers["X-Frame-Options"]) == ("no-store", "DENY")


def dids(line):
    """What stands on the trail, oldest first."""
    with line.line.database.read() as connection:
        return list(connection.execute(select(audit.c.did).order_by(audit.c.number)).scalars())
