"""How long things are kept: what callers say ends with the call, calls with their time, and what waits for somebody waits."""

import time

import pytest
from sqlalchemy import func, insert, select, update

from ivr.cli import main
from ivr.exchange import Incoming
from ivr.keeping import Keeping
from ivr.operations.states import DONE, ENDED, SENDING
from ivr.settings import SAMPLE_PRACTICE
from ivr.store.calls import Calls, PutDown
from ivr.store.forgetting import purge
from ivr.store.reading import Reading
from ivr.store.schema import calls, operations, replies, schema, tasks, words
from ivr.store.tasks import Task, Tasks

A_DAY = 86400.0
NOTHING_OF_A_CALL = {"forgotten_calls", "keys", "copied_parts", "audit"}


def a_call(database, sid, days_ago, patient=7, keeps_words=False):
    """One that ended so long ago."""
    kept, at = Calls(database, keeps_words), time.time() - days_ago * A_DAY
    kept.close(sid, 0, PutDown("{}", "hello", "+12175550142", ["booked"], patient, heard="a cleaning", said="hello"))
    kept.end(sid, "completed")
    with database.begin() as connection:
        connection.execute(update(calls).where(calls.c.sid == sid).values(started_at=at - 60, ended_at=at))


def an_operation(database, sid, days_ago, state=DONE, key=None):
    with database.begin() as connection:
        connection.execute(insert(operations).values(
            key=key or f"{sid}/0", sid=sid, kind="LeaveMessage", sealed_request=database.seal('{"is": "LeaveMessage"}'), state=state,
            mark="", refusal="", told_later=False, due_at=0.0, holder="", tries=0, created_at=time.time() - days_ago * A_DAY))


def a_task(database, sid, done_days_ago=None):
    Tasks(database).add(f"{sid}/0", sid, Task("message", "please call", "+12175550142", 7))
    if done_days_ago is not None:
        with database.begin() as connection:
            connection.execute(update(tasks).where(tasks.c.sid == sid).values(done_at=time.time() - done_days_ago * A_DAY))


def rows(database):
    """How many there are, by table; tables without any are left out."""
    with database.begin() as connection:
        counted = {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in schema.sorted_tables}
    return {name: number for name, number in counted.items() if number and name not in NOTHING_OF_A_CALL}


def keep(database, days=30):
    return purge(database, time.time() - days * A_DAY, ENDED)


def test_a_call_is_kept_for_as_long_as_the_practice_says_and_no_longer(database):
    a_call(database, "CA1", days_ago=29)
    a_call(database, "CA2", days_ago=31)
    assert keep(database).calls == 1
    assert [call.sid for call in Calls(database).recent()] == ["CA1"]


def test_with_a_call_goes_all_that_came_of_it(database):
    a_call(database, "CA1", days_ago=31, keeps_words=True)
    an_operation(database, "CA1", days_ago=31)
    an_operation(database, "CA1/approved", days_ago=31, key="CA1/0/approved/1")
    a_task(database, "CA1", done_days_ago=31)
    keep(database)
    assert rows(database) == {}


def test_a_call_waits_until_its_task_is_done(database):
    a_call(database, "CA1", days_ago=31)
    an_operation(database, "CA1", days_ago=31)
    a_task(database, "CA1")
    keep(database)
    assert rows(database) == {"calls": 1, "replies": 1, "operations": 1, "tasks": 1}


def test_a_change_being_carried_out_is_not_forgotten(database):
    a_call(database, "CA1", days_ago=31)
    an_operation(database, "CA1", days_ago=31, state=SENDING)
    keep(database)
    assert rows(database) == {"calls": 1, "replies": 1, "operations": 1}


def test_a_task_done_lately_is_kept(database):
    a_task(database, "CA1", done_days_ago=29)
    keep(database)
    assert rows(database) == {"tasks": 1}


def test_a_forgotten_call_is_not_begun_again_by_a_webhook_that_is_replayed(stage):
    line = stage()
    line.phone.dial()
    line.phone.hang_up()
    sid = line.phone.sid
    keep(line.line.database, days=-1)
    assert line.line.calls.opened(sid) is None
    assert line.line.turns.take(sid, 0, Incoming(caller="+12175550142")).then == "over"
    assert line.line.calls.opened(sid) is None


def test_one_process_a_day_deletes(database):
    a_call(database, "CA1", days_ago=31)
    first, second = (Keeping(database, 30, Calls(database).end) for _ in range(2))
    assert (first.purge_if_due().calls, second.purge_if_due()) == (1, None)


def test_whoever_could_not_delete_leaves_it_to_the_next(database):
    a_call(database, "CA1", days_ago=31)
    with database.begin() as connection:
        connection.execute(update(calls).values(ended_at=None))

    def broken(sid, how):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Keeping(database, 30, broken).purge_if_due()
    assert Keeping(database, 30, Calls(database).end).purge_if_due() is not None


def test_what_was_said_in_a_call_whose_end_was_never_told_does_not_stay(database):
    Calls(database).close("CA1", 0, PutDown('{"name": "Maria"}', "hello Maria"))
    with database.begin() as connection:
        connection.execute(update(calls).values(started_at=time.time() - 5 * 3600))
    Keeping(database, 30, Calls(database).end).purge_if_due()
    assert Calls(database).opened("CA1").state == "{}"
    assert Calls(database).reply("CA1", 0) is None


def test_a_line_deletes_by_itself(stage):
    line = stage()
    a_call(line.line.database, "CA1", days_ago=31)
    line.line.keeping.start()
    line.until(lambda: not line.line.calls.recent())


def test_it_can_be_done_by_hand(stage, monkeypatch, capsys):
    line = stage()
    a_call(line.line.database, "CA1", days_ago=31)
    for name, value in line.environment.items():
        monkeypatch.setenv(name, value)
    assert main(["purge"]) == 0
    assert capsys.readouterr().out == "deleted: 1 calls, 0 tasks\n"


# --- words -----------------------------------------------------------------------------------------------------------


def a_talk(line):
    line.phone.dial()
    line.phone.say("book a cleaning")
    line.phone.hang_up()
    return line.phone.sid


def test_what_is_said_does_not_outlive_the_call(stage):
    line = stage()
    sid = a_talk(line)
    assert Reading(line.line.database).said(sid) == []
    with line.line.database.begin() as connection:
        assert set(connection.execute(select(replies.c.sealed_reply)).scalars()) == {""}


def test_where_the_practice_wants_it_words_are_kept_sealed(stage, tmp_path):
    file = tmp_path / "practice.toml"
    file.write_text(SAMPLE_PRACTICE.read_text().replace("keep_words = false", "keep_words = true"))
    line = stage(practice=str(file))
    said = Reading(line.line.database).said(a_talk(line))
    assert said[1].heard == "Book a cleaning."
    assert said[1].said == "What is the patient's date of birth?"
    with line.line.database.begin() as connection:
        assert "cleaning" not in str(connection.execute(select(words)).all())
