"""A backup is whole although the line goes on writing, and old ones make room."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from ivr.store.database import Database
from ivr.store.reading import Reading
from ivr.store.tasks import Task, Tasks
from tests.walkthrough.readme import ROOT

SECRET = b"a secret of the tests"


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/line.db", SECRET)
    database.prepare()
    yield database
    database.engine.dispose()


@pytest.fixture
def back_up(tmp_path):
    def run(**given):
        environment = {**os.environ, "DATA_DIR": str(tmp_path), "BACKUPS": str(tmp_path / "kept"), "PYTHON": sys.executable, **given}
        environment.pop("DATABASE_URL", None)
        done = subprocess.run([ROOT / "deploy/backup"], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


def test_a_backup_holds_what_was_written_and_not_what_was_about_to_be(database, back_up):
    Tasks(database).add("one", "", Task("message", "Please call me", "+12175550142"))
    with closing(sqlite3.connect(database.engine.url.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM tasks")
        made = back_up()
    copy = Database(f"sqlite:///{made}", SECRET)
    assert [kept.task.text for kept in Reading(copy).open_tasks(10)] == ["Please call me"]
    copy.engine.dispose()


def test_nobody_else_may_read_a_backup(database, back_up):
    assert oct(os.stat(back_up()).st_mode & 0o777) == "0o600"


def test_the_oldest_make_room(database, back_up, tmp_path):
    for day in ("20250101", "20250102", "20250103"):
        (tmp_path / "kept").mkdir(exist_ok=True)
        (tmp_path / "kept" / f"line-{day}T031700Z.db").touch()
    made = back_up(KEEP="2")
    assert sorted(file.name for file in (tmp_path / "kept").iterdir()) == ["line-20250103T031700Z.db", os.path.basename(made)]


def test_the_key_is_in_no_backup(database, back_up, tmp_path):
    (tmp_path / "secret.key").write_bytes(SECRET)
    with open(back_up(), "rb") as made:
        assert SECRET not in made.read()
    assert len(list((tmp_path / "kept").iterdir())) == 1
