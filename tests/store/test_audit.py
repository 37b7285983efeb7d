"""The audit trail is only added to, by however many at once, and shows what was done to it behind its back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from ivr.store.audit import Audit
from ivr.store.schema import audit


@pytest.fixture
def trail(database):
    trail = Audit(database)
    for about in ("CA1", "CA2", "CA3"):
        trail.write("dana", "looked at a call", about)
    return trail


def test_entries_are_read_newest_first(trail):
    assert [(entry.number, entry.who, entry.about) for entry in trail.latest(2)] == [(3, "dana", "CA3"), (2, "dana", "CA2")]
    assert [entry.number for entry in trail.latest(10, before=3)] == [2, 1]


def test_a_whole_trail_has_no_fault(trail):
    assert trail.first_fault() is None


@pytest.mark.parametrize("change", [update(audit).values(who="nobody"), delete(audit)])
def test_the_store_refuses_to_change_or_remove_an_entry(database, trail, change):
    with pytest.raises(DBAPIError), database.begin() as connection:
        connection.execute(change)
    assert len(trail.latest(10)) == 3


@pytest.mark.parametrize(("change", "first"), [
    (update(audit).where(audit.c.number == 2).values(who="nobody"), 2),
    (update(audit).where(audit.c.number == 2).values(at=0.0), 2),
    (delete(audit).where(audit.c.number == 1), 1),
    (insert(audit).values(number=4, at=0.0, who="dana", did="nothing", about="", chain="made up"), 4),
])
def test_what_is_done_to_it_with_the_triggers_off_shows(database, trail, change, first):
    off = ["ALTER TABLE audit DISABLE TRIGGER ALL"] if database.engine.dialect.name == "postgresql" else [
        "DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"]
    with database.begin() as connection:
        for statement in off:
            connection.execute(text(statement))
        connection.execute(change)
    assert trail.first_fault() == first


def test_many_who_write_at_once_are_all_on_it(database):
    trail = Audit(database)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: trail.write("dana", "looked at a call", f"CA{n}"), range(40)))
    assert sorted(entry.about for entry in trail.latest(100)) == sorted(f"CA{n}" for n in range(40))
    assert trail.first_fault() is None
