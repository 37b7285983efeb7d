"""
Bad days of the store, each with a store that really is as it says, under a line that takes calls.

What must hold: the caller hears an apology and is put through, nothing agreed is half done, and the line needs nobody's
help once the store is back.
"""

import sqlite3
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import String, insert
from sqlalchemy.exc import OperationalError

from ivr.cli import main
from ivr.exchange import Patience
from ivr.operations.states import DONE
from ivr.store.calls import HEARD
from ivr.store.database import Database
from ivr.store.schema import calls, operations, replies
from tests.stage import QUICK
from tests.stores import Stores

DESK = "+12175550100"
SOON = replace(QUICK, untold=3.0)
HURRIED = Patience(3.0, 1.5, writing=0)
TO_THE_YES = ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one")


# --- a store that fails ----------------------------------------------------------------------------------------------


def pragma(line, setting):
    """Of the one connection that writes."""
    connection = line.database.engine.raw_connection()
    connection.cursor().execute(f"PRAGMA {setting}")
    connection.close()


@contextmanager
def full(line):
    """No page more than there are, as on a full disk, and no room in those there are."""
    pragma(line, "max_page_count=1")
    for table in (calls, replies, operations):
        with pytest.raises(OperationalError, match="full"):
            fill(line, table)
    yield
    pragma(line, "max_page_count=1000000")


def fill(line, table):
    for number in range(1000):
        with line.database.begin() as connection:
            connection.execute(insert(table).values(filler(table, number)))


def filler(table, number):
    """A row that means nothing."""
    values = {column.name: 0 if not isinstance(column.type, String) else f"filler {number}" for column in table.columns}
    return values | ({"state": DONE, "kind": "", "told": HEARD} if table is operations else {})


@contextmanager
def read_only(line):
    pragma(line, "query_only=ON")
    yield
    pragma(line, "query_only=OFF")


@contextmanager
def locked(line):
    """By another program, for longer than is waited for it."""
    pragma(line, "busy_timeout=100")
    other = sqlite3.connect(line.database.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()
    pragma(line, "busy_timeout=4000")


FAILING = pytest.mark.parametrize("failing", [full, read_only, locked], ids=lambda way: way.__name__)


@contextmanager
def agreed(line):
    """While the office is about to book what a caller has just said yes to."""
    line.phone.dial()
    for said in TO_THE_YES:
        line.phone.say(said)
    sent = threading.Event()
    line.office.before("POST", "/appointments", sent.set)
    line.office.faults.add("slow:method=POST,path=/appointments,seconds=0.5")
    saying = threading.Thread(target=line.phone.say, args=("yes",))
    saying.start()
    assert sent.wait(5)
    yield
    saying.join()


def called_back(line):
    """That it is booked after all is told by the staff, once."""
    return ["has not heard so" in task.text and task.kind for task in line.line.tasks.open()] == ["call back"]


def put_through(heard, phone):
    return "something went wrong on our side" in heard.text and phone.dialled == [DESK] and not phone.violations


# --- SQLite ----------------------------------------------------------------------------------------------------------


@FAILING
def test_a_caller_is_put_through_and_the_next_one_served(stage, failing):
    line = stage()
    with failing(line.line):
        assert put_through(line.phone.dial(), line.phone)
    assert "How can I help" in line.phone.dial().text


def test_what_cannot_be_recorded_is_not_begun(stage):
    line = stage()
    line.phone.dial()
    for said in TO_THE_YES:
        asked = line.phone.say(said)
    assert "Shall I book it" in asked.text
    with full(line.line):
        assert put_through(line.phone.say("yes"), line.phone)
    time.sleep(0.3)                 # in which something forgotten would be taken up
    assert (line.changes(), line.unfinished()) == ([], [])


@pytest.mark.parametrize("failing", [full, locked], ids=lambda way: way.__name__)
def test_what_was_recorded_is_finished_when_the_store_is_back(stage, failing):
    line = stage()
    with agreed(line), failing(line.line):
        time.sleep(0.8)             # the office's answer comes in this time, and cannot be put down
    line.settle()
    assert len(line.changes()) == 1
    assert line.commlogs() - line.logs_before == 1


@pytest.mark.parametrize("failing", [full, locked], ids=lambda way: way.__name__)
def test_who_was_put_through_in_mid_booking_is_called_back_about_it(stage, failing):
    line = stage(patience=HURRIED, times=SOON)
    with agreed(line), failing(line.line):
        line.until(lambda: line.phone.dialled)
    line.until(lambda: called_back(line))
    assert len(line.changes()) == 1


def test_a_lock_that_is_soon_gone_is_not_noticed(stage):
    line = stage()
    other = sqlite3.connect(line.line.database.engine.url.database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.5, other.execute, ["ROLLBACK"]).start()
    assert "How can I help" in line.phone.dial().text


def test_a_caller_nobody_answers_is_promised_a_call_without_the_store(stage):
    line = stage()
    line.phone.dial_outcome = "no-answer"
    with read_only(line.line):
        assert "will call you back" in line.phone.dial().text
    line.until(lambda: [task.callback for task in line.line.tasks.open()] == ["+12175550142"])


def test_nothing_is_promised_that_cannot_be_kept(stage):
    line = stage()
    line.line.settings.data_dir.joinpath("spool").write_text("no folder can be made here")
    line.phone.dial_outcome = "no-answer"
    with read_only(line.line):
        heard = line.phone.dial()
    assert "Please call again" in heard.text
    assert line.phone.violations == []


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def postgresql():
    stores = Stores()
    yield stores
    stores.close()


@contextmanager
def gone(server):
    server.stop()
    yield
    server.ensure_postgres_running()


def test_a_server_that_goes_and_comes_back(stage, postgresql):
    line = stage(environment={"DATABASE_URL": postgresql.url("postgresql")})
    line.phone.dial()
    with gone(postgresql.server()):
        assert put_through(line.phone.say("I need a cleaning"), line.phone)
        assert httpx.get(line.url + "/readyz").status_code == 503
        assert httpx.get(line.url + "/healthz").status_code == 200
    assert "How can I help" in line.phone.dial().text
    assert httpx.get(line.url + "/readyz").status_code == 200


def test_a_booking_under_way_when_the_server_goes_is_made_once_and_told_by_the_staff(stage, postgresql):
    line = stage(environment={"DATABASE_URL": postgresql.url("postgresql")}, patience=HURRIED, times=SOON)
    with agreed(line), gone(postgresql.server()):
        line.until(lambda: line.phone.dialled)
    line.settle()
    assert len(line.changes()) == 1
    assert line.commlogs() - line.logs_before == 1
    line.until(lambda: called_back(line))


# --- where it cannot work at all -------------------------------------------------------------------------------------


def started(monkeypatch, capsys, folder, url=""):
    """What an operator reads when a command is started on that store, and its exit code."""
    monkeypatch.setenv("DATA_DIR", str(folder))
    if url:
        monkeypatch.setenv("DATABASE_URL", url)
    code = main(["tasks"])
    return code, capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named_at_the_start(tmp_path, monkeypatch, capsys):
    assert started(monkeypatch, capsys, tmp_path) == (0, "")
    code, said = started(monkeypatch, capsys, tmp_path, f"sqlite:///file:{next(tmp_path.glob('*.db'))}?mode=ro&uri=true")
    assert code == 2
    assert "DATABASE_URL" in said
    assert "may be written to" in said
    assert "Traceback" not in said


def test_a_file_that_is_no_database_is_named_at_the_start(tmp_path, monkeypatch, capsys):
    (tmp_path / "line.db").write_bytes(b"not a database at all" * 1000)
    code, said = started(monkeypatch, capsys, tmp_path, f"sqlite:///{tmp_path}/line.db")
    assert (code, "DATABASE_URL" in said, "Traceback" in said) == (2, True, False)


def test_a_schema_of_a_newer_program_is_refused_at_the_start(tmp_path, monkeypatch, capsys):
    url = f"sqlite:///{tmp_path}/line.db"
    database = Database(url, b"a secret")
    database.prepare()
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.engine.dispose()
    code, said = started(monkeypatch, capsys, tmp_path, url)
    assert code == 2
    assert "newer version" in said
