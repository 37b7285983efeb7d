"""Everything kept of one patient, exported and erased by their number in Open Dental; and of nobody else."""

import json
import time

import pytest
from sqlalchemy import insert, select, update

from ivr.cli import main
from ivr.operations.states import DONE, SENDING
from ivr.store.audit import Audit
from ivr.store.calls import Calls, PutDown
from ivr.store.copy import Copy, Row
from ivr.store.database import Database
from ivr.store.guard import TRIES, Guard
from ivr.store.schema import audit, calls, copied_keys, operations, tasks
from ivr.store.tasks import Task, Tasks

SECRET = "a secret of the tests"
MARIA, MARCUS = 1, 2


@pytest.fixture
def kept(store_url, tmp_path, monkeypatch):
    """Of Maria and of Marcus: a call each, what was agreed, a task that is done, and the copy of their charts."""
    for name, value in {"DATABASE_URL": store_url, "SECRET_KEY": SECRET, "DATA_DIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    database = Database(store_url, SECRET.encode())
    database.prepare()
    for number, first, last in ((MARIA, "Maria", "Lopez"), (MARCUS, "Marcus", "Bell")):
        fill(database, number, first, last)
    yield database
    database.engine.dispose()


def fill(database, number, first, last):
    sid = f"CA{number}"
    Calls(database).close(sid, 0, PutDown("{}", "hello", "+12175550142", ["booked"], number))
    Calls(database).end(sid, "completed")
    agree(database, sid, {"is": "BookVisit", "patient": {"number": number, "first": first, "last": last}})
    Tasks(database).add(f"{sid}/told", sid, Task("call back", f"{first} {last} is to be called", "+12175550142", number))
    with database.begin() as connection:
        connection.execute(update(tasks).values(done_at=time.time()))
    Copy(database).put("patients", [Row(number, {"PatNum": number, "FName": first}, keys=(f"phone 217555014{number}",))])
    Copy(database).put("visits", [Row(100 + number, {"AptNum": 100 + number, "PatNum": number}, day="2026-03-05")])


def agree(database, sid, request, state=DONE, key=None, written=None):
    with database.begin() as connection:
        connection.execute(insert(operations).values(
            key=key or f"{sid}/0", sid=sid, kind=request["is"], sealed_request=database.seal(json.dumps(request)), state=state, mark="",
            refusal="", told_later=False, due_at=0.0, holder="", tries=0, created_at=time.time(),
            sealed_visit=database.seal(json.dumps(written)) if written else None))


def exported(capsys, number):
    capsys.readouterr()
    assert main(["patient", "export", str(number)]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_export_holds_all_that_is_kept_of_the_patient_and_nothing_of_another(kept, capsys):
    found = exported(capsys, MARIA)
    assert {name: len(part) for name, part in found.items() if name != "patient"} == {
        "calls": 1, "agreed": 1, "tasks": 1, "words": 0, "copied_chart": 1, "copied_visits": 1}
    assert "Bell" not in json.dumps(found)


def test_an_erased_patient_is_nowhere_and_everybody_else_is_where_they_were(kept, capsys):
    before = exported(capsys, MARCUS)
    assert main(["patient", "erase", str(MARIA)]) == 0
    assert not any(part for name, part in exported(capsys, MARIA).items() if name != "patient")
    assert exported(capsys, MARCUS) == before
    with kept.begin() as connection:
        assert set(connection.execute(select(copied_keys.c.number)).scalars()) == {MARCUS}


def test_erasing_leaves_a_line_in_the_trail_that_tells_not_whose(kept, capsys):
    main(["patient", "erase", str(MARIA)])
    with kept.begin() as connection:
        [row] = connection.execute(select(audit)).all()
    assert (row.did, row.about) == ("erased a patient", "1 calls, 1 changes, 1 tasks")
    assert Audit(kept).first_fault() is None


@pytest.mark.parametrize(("unsettled", "why"), [
    (lambda kept: agree(kept, "CA1", {"is": "BookVisit", "patient": {"number": MARIA}}, SENDING, "CA1/1"), "is being carried out"),
    (lambda kept: Tasks(kept).add("x", "CA1", Task("approve", "a cleaning", "", MARIA)), "is open"),
    (lambda kept: Calls(kept).close("CA3", 0, PutDown("{}", "hello", "", (), MARIA)), "is going on"),
])
def test_nothing_is_erased_while_something_is_under_way(kept, capsys, unsettled, why):
    unsettled(kept)
    before = exported(capsys, MARIA)
    assert main(["patient", "erase", str(MARIA)]) == 1
    assert why in capsys.readouterr().err
    assert exported(capsys, MARIA) == before


def test_a_parents_call_stays_when_the_child_it_was_for_as_well_is_erased(kept, capsys):
    agree(kept, "CA2", {"is": "BookVisit", "patient": {"number": MARIA}}, key="CA2/1")
    main(["patient", "erase", str(MARIA)])
    found = exported(capsys, MARCUS)
    assert [call["call"] for call in found["calls"]] == ["CA2"]
    assert [agreed["request"]["patient"]["number"] for agreed in found["agreed"]] == [MARCUS]


def test_a_chart_opened_in_a_call_is_its_patients(kept, capsys):
    agree(kept, "CA9", {"is": "RegisterPatient", "first": "Zoe"}, written={"is": "Patient", "number": 9})
    assert [agreed["request"]["first"] for agreed in exported(capsys, 9)["agreed"]] == ["Zoe"]


def test_an_erased_call_is_not_begun_again(kept):
    main(["patient", "erase", str(MARIA)])
    assert not Calls(kept).close("CA1", 0, PutDown("{}", "{}"))
    with kept.begin() as connection:
        assert connection.execute(select(calls.c.sid)).scalars().all() == ["CA2"]


def test_with_the_patient_go_the_tries_at_them(kept):
    for n in range(TRIES):
        Guard(kept).failed(str(n), f"+1312555010{n}", [MARIA])
    main(["patient", "erase", str(MARIA)])
    assert not Guard(kept).locked("+13125550199", [MARIA])
