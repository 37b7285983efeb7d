"""The line behind the server of the Procfile, started, stopped in mid-turn, and started anew."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import httpx
import pytest
from sqlalchemy import update
from twilio.request_validator import RequestValidator

from bench.server import ROOT, await_answer, free_port, procfile
from ivr.cli import main
from ivr.operations.states import VERIFIED
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.store.database import Database
from ivr.store.schema import operations
from ivr.telephone.phone import Telephone
from tests.stage import LINE, TOKEN, ZONE

GRACE_S = 20


class Server:
    """A gunicorn, its office and a telephone that outlives it."""

    def __init__(self, folder, office_url):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {"DATA_DIR": str(folder), "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": LINE, "OPENDENTAL_URLS": office_url,
                            "OPENDENTAL_DEVELOPER_KEY": "DemoDeveloperKey", "OPENDENTAL_CUSTOMER_KEY": "DemoCustomerKey",
                            "OPENDENTAL_MIN_INTERVAL_S": "0"}
        self.phone = Telephone(self.url, auth_token=TOKEN, from_number="+12175550142", to_number=LINE)
        self.processes = []

    def start(self, command=None, wait=True, **environment):
        environment = {**os.environ, **self.environment, "PORT": str(self.port), **environment}
        process = subprocess.Popen(command or procfile(), cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        self.processes.append(process)
        if wait:
            await_answer(self.port)
        return process

    def stop(self, process):
        """Its exit code, and for how many seconds it still ran."""
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        return process.wait(GRACE_S + 5), time.monotonic() - started

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            sys.stderr.write(process.communicate()[1] or "")        # as everything logged, it is looked through


@pytest.fixture
def office():
    return sample_office(datetime.now(ZONE).date(), clock=lambda: datetime.now(ZONE).replace(tzinfo=None))


@pytest.fixture
def server(tmp_path, office):
    with running(office) as office_url:
        server = Server(tmp_path, office_url)
        yield server
        server.close()


def turn(server, number, **fields):
    """Twilio's next request of the call."""
    url = f"{server.url}/voice/turn?n={number}"
    content = {"CallSid": server.phone.sid, "From": "+12175550142", "To": LINE, "CallStatus": "in-progress", **fields}
    signature = RequestValidator(TOKEN).compute_signature(url, content)
    return httpx.post(url, data=content, headers={"X-Twilio-Signature": signature}, timeout=10).text


def test_a_stop_in_mid_turn_loses_no_word_and_no_booking(server, office):
    process = server.start()
    server.phone.dial()
    for said in ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one"):
        asked = server.phone.say(said)
    assert "Shall I book it" in asked.text
    sent = threading.Event()
    office.before("POST", "/appointments", sent.set)
    office.faults.add("slow:method=POST,path=/appointments,seconds=1")
    with ThreadPoolExecutor(1) as caller:
        answer = caller.submit(turn, server, 5, SpeechResult="yes")
        assert sent.wait(5)
        code, seconds = server.stop(process)
        assert (code, seconds < GRACE_S / 2) == (0, True)
        assert "/voice/turn?n=6" in answer.result()
    booked = [row["AptStatus"] for row in office.book() if row["patient"] == "Maria Lopez" and row["AptDateTime"] >= office.now()]
    assert booked == ["Scheduled"]              # the step in hand was finished
    server.start()
    assert "You&apos;re booked" in turn(server, 6) or "You're booked" in turn(server, 6)


def test_a_start_that_cannot_be_says_what_is_wrong_and_ends(server, tmp_path):
    database = Database(f"sqlite:///{tmp_path}/line.db", b"a secret")
    database.prepare()
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.engine.dispose()
    process = server.start(wait=False, DATABASE_URL=f"sqlite:///{tmp_path}/line.db")
    _, said = process.communicate(timeout=20)
    assert process.returncode != 0
    assert "made by a newer version of the program. Deploy that version" in said


def test_a_worker_finishes_what_another_process_left_and_keeps_the_book_warm(stage, tmp_path):
    line = stage()
    for said in ("", "I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one", "yes"):
        heard = line.phone.say(said) if said else line.phone.dial()
    assert "You're booked" in heard.text
    line.settle()
    line.line.operations.close()
    with line.line.database.begin() as connection:      # as a process leaves it that died before the note on the chart
        connection.execute(update(operations).values(state=VERIFIED, due_at=0.0, holder="gone"))
    notes = line.commlogs()
    server = Server(tmp_path, line.office_url)
    try:
        worker = server.start([procfile()[0].replace("gunicorn", "ivr"), "worker"], wait=False, **line.environment)
        line.until(lambda: not line.unfinished(), within_s=60)          # a start takes its time on a busy machine
        line.until(lambda: line.line.book.ages()["visits"] is not None, within_s=60)
        assert line.commlogs() == notes + 1
        assert server.stop(worker)[0] == 0
    finally:
        server.close()


def test_a_worker_without_an_office_says_so(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert main(["worker"]) == 2
    assert "OPENDENTAL_URLS" in capsys.readouterr().err
