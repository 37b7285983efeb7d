"""The pictures of the README: `python -m tests.console.screenshots` writes them to docs/screenshots."""

import random
import tempfile
import time
from pathlib import Path

from sqlalchemy import update

from ivr.store.calls import PutDown
from ivr.store.schema import calls, replies
from ivr.store.steps import Step
from tests.console.acting import CROWN, call, task
from tests.console.chromium import NARROW, WIDE, chromium, sign_in
from tests.console.conftest import PASSWORD, USERS
from tests.stage import Stage

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
TRIED = ("I need a cleaning", "july fifteenth nineteen eighty two", "Thursday morning", "the first one")
QUESTIONS = ("", "welcome.wish", "book.birthdate", "book.when", "book.opening", "book.ok", "more.anything")
CAME = ("booked", "moved", "cancelled", "message", "transferred", "", "booked", "booked", "cancelled", "booked", "message", "moved", "booked", "transferred")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        stage = Stage(Path(folder) / "stage", environment={"CONSOLE_USERS": USERS})
        furnish(stage)
        page = browser.new_context(viewport=WIDE).new_page()
        sign_in(page, stage.url, "morgan", PASSWORD)
        shoot(page, "tasks")
        for path, name in (("calls", "calls"), (f"calls/{stage.phone.sid}", "call"), ("figures", "figures"),
                           ("openings?kind=cleaning&day=2026-03-05", "openings"), ("trail", "trail")):
            page.goto(f"{stage.url}/console/{path}")
            shoot(page, name)
        try_a_call(page, stage.url)
        shoot(page, "try")
        page.set_viewport_size(NARROW)
        for path, name in (("", "tasks-telephone"), (f"/calls/{stage.phone.sid}", "call-telephone")):
            page.goto(f"{stage.url}/console{path}")
            shoot(page, name)
        page.emulate_media(color_scheme="dark")
        page.goto(f"{stage.url}/console")
        shoot(page, "tasks-dark")
        stage.close()


def furnish(stage):
    call(stage, *CROWN)
    task(stage, "Call about: a person. Message: my crown came off and it hurts", kind="urgent message", callback="+12175550143", urgent=True)
    task(stage, "Call about: insurance. Message: do you take my new plan", callback="+12175550177")
    now, chance = time.time(), random.Random(1)
    for n, outcome in enumerate(CAME * 9):
        sid, began = f"CA{n:032}", now - (n * 1131) % 30000 - 86400 * (n // 42)
        for turn, question in enumerate(QUESTIONS):
            waited = chance.choice((0, 0, 120, 240, 700, 1100))
            step = Step(question, "words" if question else "", "", chance.random() < 0.08, "", waited, waited + 30, "listen")
            stage.line.calls.close(sid, turn, PutDown("{}", "", "+12175550142", outcome.split(), 12 if outcome in ("booked", "moved") else None, step))
        stage.line.calls.end(sid, "completed")
        with stage.line.database.begin() as connection:
            connection.execute(update(calls).where(calls.c.sid == sid).values(started_at=began, ended_at=began + 60 + n * 7 % 90))
            connection.execute(update(replies).where(replies.c.sid == sid).values(at=began + 8.0 * replies.c.turn))
    stage.phone.dial()
    for said in (*TRIED[:2], "purple monkey dishwasher", *TRIED[2:]):
        stage.phone.say(said)


def try_a_call(page, url):
    page.goto(f"{url}/console/try")
    page.get_by_label("Calling from").fill("217 555 0142")
    page.get_by_role("button", name="Call", exact=True).click()
    for turns, said in enumerate(TRIED, 1):
        page.locator(".turn").nth(turns - 1).wait_for()
        page.get_by_label("You say, or the keys you press").fill(said)
        page.keyboard.press("Enter")
    page.locator(".turn").nth(len(TRIED)).wait_for()


def shoot(page, name):
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
