"""A newcomer takes calls after doing what the README says, and nothing else."""

import os
import re
import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from bench.server import free_port
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from tests.setup.twilio_api import ACCOUNT, NUMBER, TOKEN, TwilioApi, serving
from tests.stage import ZONE
from tests.walkthrough.readme import ROOT, Terminal, blocks, chapter, filled_in

CALLER = "I need a cleaning\njuly fifteenth nineteen eighty two\nfirst available\nthe first one\nyes\nno thanks\n"


class Newcomer:
    """An office, a number at Twilio, and a folder with the program in it."""

    def __init__(self, folder, office, office_url, twilio):
        self.folder, self.office, self.twilio, self.took = folder, office, twilio, {}
        self.port, self._terminals = free_port(), []
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("TWILIO_", "OPENDENTAL_", "DATA", "PUBLIC", "PRACTICE", "SECRET", "CONSOLE", "DRY", "TRUSTED"))}
        self.environment = {**kept, "PORT": str(self.port), "TWILIO_API_URL": twilio.url}
        self.values = {"PUBLIC_URL": f"http://127.0.0.1:{self.port}", "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": NUMBER, "OPENDENTAL_URLS": office_url,
                       "OPENDENTAL_DEVELOPER_KEY": "DemoDeveloperKey", "OPENDENTAL_CUSTOMER_KEY": "DemoCustomerKey"}

    def terminal(self):
        self._terminals.append(Terminal(self.folder, self.environment))
        return self._terminals[-1]

    def type(self, terminal, step, block, said=""):
        code, printed, self.took[step] = terminal.type(block, said)
        return code, printed

    def serving(self, terminal):
        """Wait until the line that was started there takes calls."""
        began = time.monotonic()
        while time.monotonic() < began + 30:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError("the line does not answer: " + terminal.interrupt())

    def booked(self):
        return [row["AptDateTime"] for row in self.office.book()
                if (row["patient"], row["AptStatus"]) == ("Maria Lopez", "Scheduled") and row["AptDateTime"] > self.office.now()]

    def writes(self):
        return [served.path for served in self.office.requests if served.method != "GET"]

    def close(self):
        for terminal in self._terminals:
            terminal.close()


def follow(newcomer):
    """What the README says, from the first command to the last."""
    install, settings, draft, start, connect, call, earnest = blocks()
    first = newcomer.terminal()
    began = time.monotonic()
    assert newcomer.type(first, "install", install)[0] == 0
    assert newcomer.type(first, "settings", filled_in(settings, newcomer.values))[0] == 0
    code, drafted = newcomer.type(first, "practice file", draft)
    assert (code, "# DECIDE: where a person answers" in drafted) == (0, True)
    decided(newcomer.folder / "practice.toml")
    first.start(start)
    newcomer.serving(first)
    second = newcomer.terminal()
    code, examined = newcomer.type(second, "connect and doctor", connect)
    assert (code, "FAIL" in examined) == (0, False), examined
    assert re.findall(r"^WARN  (\w+): ([^>]*) ->", examined, re.MULTILINE) == [
        ("DRY_RUN", "nothing is written to Open Dental"),
        ("PUBLIC_URL", "without TLS what callers say travels in the clear")]
    assert "believes what is signed as Twilio signs" in examined
    code, heard = newcomer.type(second, "a call, dry", call, CALLER)
    assert (code, "only being tried out" in heard, "You're booked" in heard) == (0, True, True), heard
    assert (newcomer.booked(), newcomer.writes()) == ([], [])
    first.interrupt()
    third = newcomer.terminal()
    newcomer.type(third, "", ". .venv/bin/activate\n")
    third.start(earnest)
    newcomer.serving(third)
    code, heard = newcomer.type(second, "a call, in earnest", call, CALLER)
    assert (code, "You're booked" in heard) == (0, True), heard
    newcomer.took["all"] = time.monotonic() - began
    third.interrupt()


def decided(file):
    """The person who decides agrees with every guess."""
    text = file.read_text(encoding="utf-8")
    assert "# DECIDE:" in text
    file.write_text(text.replace("# DECIDE:", "#"), encoding="utf-8")


def judge(newcomer):
    """What stands at the office and at Twilio after it."""
    assert len(newcomer.booked()) == 1
    assert newcomer.twilio.number.items() >= {
        name: newcomer.values["PUBLIC_URL"] + path for name, path in {
            "voice_url": "/voice", "voice_fallback_url": "/voice/fallback", "status_callback": "/voice/status",
            "sms_url": "/texts"}.items()}.items()
    assert [to for to, _ in newcomer.twilio.texts] == ["+12175550142"]
    assert newcomer.twilio.objections == []
    print({step: round(seconds, 1) for step, seconds in newcomer.took.items() if step})


@pytest.fixture
def newcomer(tmp_path):
    office = sample_office(datetime.now(ZONE).date(), clock=lambda: datetime.now(ZONE).replace(tzinfo=None))
    twilio = TwilioApi()
    with running(office) as office_url, serving(twilio) as twilio.url:
        newcomer = Newcomer(tmp_path / "line", office, office_url, twilio)
        newcomer.folder.mkdir()
        yield newcomer
        newcomer.close()


@pytest.mark.long
def test_whoever_does_what_the_readme_says_takes_calls(newcomer):
    """Where it is installed already."""
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "ivr", "prompts"):
        (newcomer.folder / name).symlink_to(ROOT / name)
    (newcomer.folder / ".venv").mkdir()
    (newcomer.folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    for stamp in (".uv", ".runs"):
        (newcomer.folder / ".venv" / stamp).touch()
    newcomer.environment["PYTHONPATH"] = str(ROOT)
    follow(newcomer)
    judge(newcomer)


@pytest.mark.long
def test_whoever_does_what_the_readme_says_takes_calls_from_an_empty_machine(newcomer):
    """With a Python, and a package index to install from."""
    for path in subprocess.check_output(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True).splitlines():
        (newcomer.folder / path).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).is_file():
            shutil.copy(ROOT / path, newcomer.folder / path)
    newcomer.environment.pop("PYTHONPATH", None)
    follow(newcomer)
    judge(newcomer)


def test_the_readme_asks_for_nothing_that_is_no_setting():
    from ivr.settings import VARIABLES

    assert set(re.findall(r"^([A-Z_]+)=", chapter(), re.MULTILINE)) <= set(VARIABLES)
