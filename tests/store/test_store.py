"""The store: what outlives a process, and who may write it when two want to."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from ivr.store.calls import Calls, PutDown
from ivr.store.database import Database, StoreUnavailable, put_new
from ivr.store.schema import lookups, schema
from ivr.store.tasks import Task, Tasks


def test_the_migrations_make_the_tables_the_program_uses(database):
    with database.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema) == []


def test_preparing_twice_changes_nothing(database):
    database.prepare()
    assert database.reachable()


def test_of_two_processes_that_take_one_turn_one_is_told_it_was_late(database):
    calls = Calls(database)
    assert calls.close("CA1", 0, PutDown("{}", "first"))
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda n: calls.close("CA1", 1, PutDown(f'{{"n":{n}}}', f"reply {n}")), range(8)))
    assert won.count(True) == 1
    assert calls.reply("CA1", 1) == f"reply {won.index(True)}"
    assert calls.opened("CA1").turn == 2


@pytest.mark.parametrize(("lasting", "setting"), [(True, {"on", 2}), (False, {"off", 1})])
def test_only_what_must_outlast_a_power_cut_waits_for_the_disk(database, lasting, setting):
    asked = "SHOW synchronous_commit" if database.engine.dialect.name == "postgresql" else "PRAGMA synchronous"
    with database.begin(not lasting):
        pass
    with database.begin(lasting) as connection:
        assert connection.exec_driver_sql(asked).scalar() in setting


def test_a_row_that_is_there_already_undoes_nothing_of_its_transaction(database):
    row = {"sid": "CA1", "request": "key", "started_at": 0.0}
    with database.begin() as connection:
        assert [put_new(connection, lookups, row) for _ in range(2)] == [True, False]
    with database.read() as connection:
        assert len(connection.execute(select(lookups)).all()) == 1


def test_a_call_begun_twice_is_one_call(database):
    calls = Calls(database)
    assert [calls.close("CA1", 0, PutDown("{}", "hello")), calls.close("CA1", 0, PutDown("{}", "hello again"))] == [True, False]
    assert calls.reply("CA1", 0) == "hello"


def test_what_was_said_in_a_call_does_not_outlive_it(database):
    calls = Calls(database)
    calls.close("CA1", 0, PutDown('{"values": "Maria"}', "hello Maria", "+12175550142", ["booked"], 7))
    calls.end("CA1", "completed")
    assert calls.reply("CA1", 0) is None
    assert calls.opened("CA1").state == "{}"
    assert calls.opened("CA1").over
    [record] = calls.recent()
    assert (record.outcomes, record.patient, record.ended) == (("booked",), 7, "completed")


def test_nothing_that_identifies_a_caller_stands_readable_in_the_file(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/line.db", b"a secret")
    database.prepare()
    Calls(database).close("CA1", 0, PutDown('{"values": "Marigold"}', "hello Marigold", "+12175550142"))
    Tasks(database).add("CA1/0", "CA1", Task("message", "Marigold called", "+12175550142"))
    database.engine.dispose()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Marigold" not in stored
    assert b"2175550142" not in stored


def test_a_task_reported_twice_is_one_task(database):
    tasks = Tasks(database)
    for _ in range(2):
        tasks.add("CA1/0", "CA1", Task("message", "call back", "+12175550142"))
    [task] = tasks.open()
    tasks.done(task.id)
    assert tasks.open() == []


def test_urgent_tasks_come_first(database):
    tasks = Tasks(database)
    tasks.add("1", "CA1", Task("message", "later", ""))
    tasks.add("2", "CA2", Task("urgent message", "now", "", urgent=True))
    assert [task.text for task in tasks.open()] == ["now", "later"]


@pytest.mark.parametrize("url", ["sqlite:////proc/nowhere/ivr.db", "postgresql://nobody:hidden@127.0.0.1:1/none", "not a url"])
def test_a_database_that_cannot_be_used_is_named_with_the_remedy(url):
    with pytest.raises(StoreUnavailable, match="DATABASE_URL") as refused:
        Database(url, b"a secret").prepare()
    assert "hidden" not in str(refused.value)


def test_a_database_of_a_newer_program_is_refused(database):
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match="newer"):
        database.prepare()
