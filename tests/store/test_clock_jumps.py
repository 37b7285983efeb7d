"""
The machine's clock is put forward or back by an hour.

A process does not notice: it counts on from where it began.  What was written before and is read by a process begun
since has times that lie an hour off, which is what is tried here.
"""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Float, insert, update

from ivr.lookups import Lookups
from ivr.opendental.gate import Asking, aged
from ivr.operations.states import IN_DOUBT
from ivr.store.allowance import Allowance
from ivr.store.claims import Claims
from ivr.store.database import steady
from ivr.store.schema import lookups, operations, schema, tickets
from tests.stage import build_line

HOUR = 3600.0
BOTH = pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=["put back", "put forward"])     # of what was written before
NINE = datetime(2026, 3, 5, 9)


def jumped(database, jump):
    """Every time in the store is shifted."""
    with database.begin() as connection:
        for table in schema.sorted_tables:
            times = {column: column + jump for column in table.columns if isinstance(column.type, Float)}
            if times:
                connection.execute(update(table).values(times))


@BOTH
def test_what_was_in_doubt_is_settled_at_once_and_done_once(stage, jump):
    line = stage()
    line.phone.dial()
    for said in ("I need a cleaning", "july fifteenth nineteen eighty two", "first available", "the first one", "yes"):
        heard = line.phone.say(said)
    assert "You're booked" in heard.text
    line.settle()
    line.line.operations.close()
    [visit] = [row["AptNum"] for row in line.office.book() if row["patient"] == "Maria Lopez" and row["AptDateTime"] >= line.now]
    line.office.staff_delete(visit)             # as if it had never been carried out
    with line.line.database.begin() as connection:
        connection.execute(update(operations).values(state=IN_DOUBT, holder="", appointment=None, sent_at=steady(), due_at=steady()))
    jumped(line.line.database, jump)
    another = build_line(line.environment, line.now, line.office_url, line.patience)
    line.settle()
    another.close()
    assert len(line.changes()) == 1


@BOTH
def test_time_claimed_before_is_not_blocked_for_an_hour(database, jump):
    held = Claims(database)
    held.take("CA1", ["chair 3"], NINE, NINE + timedelta(minutes=50))
    jumped(database, jump)
    assert held.held(NINE, NINE + timedelta(hours=1)) == {}
    assert held.take("CA2", ["chair 3"], NINE, NINE + timedelta(minutes=50))


def test_a_request_that_waited_in_a_dead_process_holds_nobody_up(database):
    with database.begin() as connection:
        ahead = database.now(connection) + HOUR
        connection.execute(insert(tickets).values(id="dead", key="key", priority=0, about="x", came_at=0.0, seen_at=ahead))
    entered = threading.Event()

    def enter():
        Allowance(database, "key", 0.0, aged).enter(Asking())
        entered.set()

    threading.Thread(target=enter, daemon=True).start()
    assert entered.wait(5)


@BOTH
def test_a_look_up_begun_before_is_begun_again(database, jump):
    looking = Lookups(database, None, None, 1)
    with database.begin() as connection:
        connection.execute(insert(lookups).values(sid="CA1", request="key", started_at=steady() + jump))
    with database.begin() as connection:
        assert looking.mark(connection, "CA1", "key")
    looking.close()


def test_the_book_is_kept_as_fresh_as_ever(stage):
    line = stage().line
    while line.keeper.work():
        pass
    jumped(line.database, HOUR)
    assert line.keeper.work()
    assert line.book.copy.ages()["tables"] < HOUR / 2
