"""The pictures of the README: `python -m tests.console.screenshots` writes them to docs/screenshots."""

import tempfile
import time
from pathlib import Path

from sqlalchemy import update

from ivr.store.schema import calls
from tests.console.acting import CROWN, call, task
from tests.console.chromium import NARROW, WIDE, chromium, sign_in
from tests.console.conftest import PASSWORD, USERS
from tests.stage import Stage

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
TRIED = ("I need a cleaning", "july fifteenth nineteen eighty two", "Thursday morning", "the first one")
CAME = ("booked", "moved", "cancelled", "message", "transferred", "", "booked", "booked", "cancelled", "booked", "message", "moved", "booked", "transferred")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        stage = Stage(Path(folder) / "stage", environment={"CONSOLE_USERS": USERS})
        furnish(stage)
        page = browser.new_context(viewport=WIDE).new_page()
        sign_in(page, stage.url, "morgan", PASSWORD)
        shoot(page, "tasks")
        for path, name in (("/console/calls", "calls"), ("/console/openings?kind=cleaning&day=2026-03-05", "openings"), ("/console/trail", "trail")):
            page.goto(stage.url + path)
            shoot(page, name)
        try_a_call(page, stage.url)
        shoot(page, "try")
        page.set_viewport_size(NARROW)
        page.goto(f"{stage.url}/console")
        shoot(page, "tasks-telephone")
        stage.close()


def furnish(stage):
    call(stage, *CROWN)
    task(stage, "Call about: a person. Message: my crown came off and it hurts", kind="urgent message", callback="+12175550143", urgent=True)
    task(stage, "Call about: insurance. Message: do you take my new plan", callback="+12175550177")
    now = time.time()
    for n, outcome in enumerate(CAME * 3):
        sid = f"CA{n:032}"
        stage.line.calls.close(sid, 0, "{}", "", "+12175550142", outcome.split(), 12 if outcome in ("booked", "moved") else None)
        stage.line.calls.end(sid, "completed")
        with stage.line.database.begin() as connection:
            began = now - (n * 1131) % 30000
            connection.execute(update(calls).where(calls.c.sid == sid).values(started_at=began, ended_at=began + 60 + n * 7 % 90))


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
