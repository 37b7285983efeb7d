"""What a stolen database tells without its key: nothing of anybody; and what becomes of it when the key is replaced."""

import hashlib
import hmac
import sqlite3

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select

from ivr.cli import main
from ivr.settings import Settings
from ivr.setup.environment import store as doctors_finding
from ivr.store.audit import Audit
from ivr.store.calls import Calls, PutDown
from ivr.store.database import MIGRATIONS, Database, StoreUnavailable
from ivr.store.opt_outs import OptOuts
from ivr.store.resealing import reseal
from ivr.store.schema import schema
from ivr.store.tasks import Task, Tasks
from tests.privacy.leaks import leaks

OLD, NEW = b"the secret before", b"the secret since"


def test_a_stolen_data_folder_tells_nothing_of_anybody_who_has_called(stage, tmp_path):
    line = stage(now="2026-03-02T20:00")
    line.line.book.read_patients()
    line.line.book.day_sheet(line.now.date(), line.now.date())
    line.phone.dial()
    for said in ("book a cleaning", "july fifteenth nineteen eighty two", "a person please", "please call me about my teeth"):
        line.phone.say(said)
    line.line.texts.received("+12175550142", "STOP")
    line.line.spool.keep("CA1", "+12175550142")
    stored = {path: path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".key"}
    assert len(stored) > 1
    assert {path.name: found for path, text in stored.items() if (found := leaks(text))} == {}


def test_patients_numbers_are_sealed_as_well(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/line.db", OLD)
    database.prepare()
    Calls(database).close("CA1", 0, PutDown("{}", "hello", "", (), 918273645))
    Tasks(database).add("CA1/0", "CA1", Task("message", "hello", "", 918273645))
    assert (Calls(database).recent()[0].patient, Tasks(database).open()[0].patient) == (918273645, 918273645)
    with database.begin() as connection:
        everything = str([connection.execute(select(table)).all() for table in schema.sorted_tables])
    assert "918273645" not in everything
    database.engine.dispose()


def filled(url, secret=OLD, before=b""):
    database = Database(url, secret, before)
    database.prepare()
    Calls(database).close("CA1", 0, PutDown('{"a": 1}', "hello", "+12175550142", ["booked"], 7))
    Tasks(database).add("CA1/0", "CA1", Task("message", "please call", "+12175550142", 7))
    OptOuts(database).add("+12175550142")
    Audit(database).write("dana", "looked at the calls")
    return database


def test_a_new_secret_opens_what_the_old_one_sealed_and_after_resealing_needs_it_no_more(store_url):
    filled(store_url).engine.dispose()
    both = Database(store_url, NEW, OLD)
    both.prepare()
    assert Calls(both).recent()[0].caller == "+12175550142"
    assert reseal(both) > 0
    both.engine.dispose()
    new = Database(store_url, NEW)
    new.prepare()
    assert (Calls(new).opened("CA1").state, Calls(new).recent()[0].patient, Tasks(new).open()[0].text) == ('{"a": 1}', 7, "please call")
    new.engine.dispose()


def test_a_new_secret_leaves_opt_outs_and_the_trail_as_they_were(store_url):
    filled(store_url).engine.dispose()
    new = Database(store_url, NEW, OLD)
    new.prepare()
    reseal(new)
    assert OptOuts(new).has("+12175550142")
    assert Audit(new).first_fault() is None
    new.engine.dispose()


def test_the_wrong_secret_is_told_at_the_start(store_url):
    filled(store_url).engine.dispose()
    wrong = Database(store_url, NEW)
    with pytest.raises(StoreUnavailable, match="SECRET_KEY is not the one"):
        wrong.prepare()
    wrong.engine.dispose()


def test_the_doctor_tells_a_wrong_secret(tmp_path):
    filled(f"sqlite:///{tmp_path}/line.db").engine.dispose()
    for secret, level in ((OLD, "OK"), (NEW, "FAIL")):
        settings = Settings.from_environment({"DATA_DIR": str(tmp_path), "SECRET_KEY": secret.decode()})
        assert doctors_finding(settings).level == level


def test_resealing_is_a_command(tmp_path, monkeypatch, capsys):
    filled(f"sqlite:///{tmp_path}/line.db").engine.dispose()
    for name, value in {"DATA_DIR": str(tmp_path), "SECRET_KEY": NEW.decode(), "SECRET_KEY_BEFORE": OLD.decode()}.items():
        monkeypatch.setenv(name, value)
    assert main(["reseal"]) == 0
    assert "SECRET_KEY_BEFORE is needed no longer" in capsys.readouterr().out
    monkeypatch.delenv("SECRET_KEY_BEFORE")
    assert main(["tasks"]) == 0
    assert "please call" in capsys.readouterr().out


def test_a_database_of_the_version_before_keeps_what_is_in_it(tmp_path):
    """Its patients' numbers are sealed, and its hashes found again."""
    url = f"sqlite:///{tmp_path}/line.db"
    as_before(url, tmp_path / "line.db")
    database = Database(url, OLD)
    database.prepare()
    assert Calls(database).recent()[0].patient == 7
    assert OptOuts(database).has("+12175550142")
    database.engine.dispose()


def as_before(url, path):
    """A database as the fourth migration left it, with a call and somebody who wants no texts."""
    database = Database(url, OLD)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    sealed = database.seal("+12175550142")
    database.engine.dispose()
    number = hmac.new(hashlib.sha256(b"hash" + OLD).digest(), b"texts +12175550142", hashlib.sha256).hexdigest()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO calls VALUES ('CA1', 1, ?, ?, '', 7, 0.0, 1.0, 'completed')", (sealed, sealed))
        connection.execute("INSERT INTO opt_outs VALUES (?, 0.0)", (number,))
