"""
The whole line as a machine whose rules come in any order: callers, staff, faults of the office, crashes of the line.

After every crash a new line on the same store takes up what was left.  In the end everything has been seen to, and the
book, the record, the staff's tasks and what callers heard agree.  More such histories are among the longer proofs.
"""

import tempfile
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import select

from ivr.exchange import Patience
from ivr.operations.operations import Times
from ivr.operations.states import ENDED
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.store.schema import operations
from tests.durability.callers import BOOKED, CANCELLED, MOVED, Caller, line_of, people
from tests.durability.judging import judge
from tests.durability.processes import NOW

WISHES = ("I need a cleaning", "I need a checkup", "I want to cancel my appointment", "I want to move my appointment")
FAULTS = ("lost:count=1", "status:status=504,executed=true,count=1", "status:status=500,count=1", "cut:count=1", "garbage:count=1",
          "slow:seconds=0.3,count=1", "reset:count=1", "empty:count=1")
WRITES = ("method=POST,path=/appointments", "method=PUT,path=/appointments/*", "method=POST,path=/commlogs", "path=/appointments*")
IMPATIENT = Patience(0.2, 0.1, 0.1, looking=10, writing=2)
SOON = Times(settle=0.6, look=0.05, hold=0.4, retry=0.05)


class Whole(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.office = sample_office(NOW.date(), clock=lambda: NOW)
        self.serving = running(self.office)
        self.office_url = self.serving.__enter__()
        self.line, self.gone = self._line(), []
        self.people, self.callers, self.heard, self.staff, self.dialled = people(self.office), {}, {}, set(), 0

    def _line(self):
        path = Path(self.folder.name)
        return line_of(f"sqlite:///{path / 'line.db'}", self.office_url, path, times=SOON, patience=IMPATIENT)

    # --- callers ---------------------------------------------------------------------------------------------------------

    @rule(person=st.integers(0, 5), wish=st.sampled_from(WISHES), steps=st.integers(3, 12))
    def calls_and_goes_on_for_a_while(self, person, wish, steps):
        if person not in self.callers:
            self.dialled += 1
            self.callers[person] = caller = Caller(self, f"CA{self.dialled}", self.people[person], wish)
            caller.agreements = 0
            caller.dial()
        self._go_on(self.callers[person], steps)
        if self.callers[person].then == "over":
            self.rings_off(person)

    @rule(person=st.integers(0, 5))
    def rings_off(self, person):
        caller = self.callers.pop(person, None)
        if caller:
            self.line.turns.end(caller.sid, "completed")

    def _go_on(self, caller, steps):
        for _ in range(steps):
            if caller.then == "over":
                return
            agreed = caller.is_to_agree()
            heard = caller.rung() if caller.then == "ring" else caller.answer()
            if agreed:
                self.heard[f"{caller.sid}/{caller.agreements}"] = any(each in heard for each in (BOOKED, CANCELLED, MOVED))
                caller.agreements += 1

    def take(self, *args):
        return self.line.turns.take(*args)

    # --- the office ------------------------------------------------------------------------------------------------------

    @rule(kind=st.sampled_from(FAULTS), of=st.sampled_from(WRITES))
    def something_will_go_wrong(self, kind, of):
        self.office.faults.add(f"{kind},{of}")

    @rule(way=st.sampled_from(("break", "delete", "move", "book over")), which=st.integers(0, 1000))
    def the_staff_edit(self, way, which):
        ours = {row.PatNum for row in self.office.appointments.values() if "IVR-" in row.Note}
        ahead = [row for row in self.office.appointments.values() if row.AptStatus == "Scheduled" and row.AptDateTime > NOW]
        known = [row for row in ahead if row.PatNum in ours] or ahead
        row = known[which % len(known)]
        self.staff.add(row.AptNum)
        match way:
            case "break":
                self.office.staff_break(row.AptNum)
            case "delete":
                self.office.staff_delete(row.AptNum)
            case "move":
                self.office.staff_move(row.AptNum, AptDateTime=row.AptDateTime + timedelta(days=70))
            case "book over":
                self.staff.add(self.office.staff_book(40, row.AptDateTime + timedelta(minutes=10), row.Op, row.ProvNum).AptNum)

    @rule(day=st.integers(1, 10), chair=st.integers(1, 6))
    def the_staff_block_a_chair(self, day, chair):
        starts = NOW.replace(hour=8) + timedelta(days=day)
        self.office.staff_block(starts, starts + timedelta(hours=2), (chair,), "Lunch")

    # --- the line --------------------------------------------------------------------------------------------------------

    @rule()
    def the_line_dies(self):
        """What it was doing is cut off at its next request, and it never does anything again."""
        dead, self.line = self.line, self._line()
        crash(dead)
        self.gone.append(dead)

    def teardown(self):
        try:
            for person in list(self.callers):
                self.rings_off(person)
            self._settled()
            verdict = judge(self.office, self.line.database, self.heard, self.staff)
            assert verdict.harm == {}
        finally:
            for line in (*self.gone, self.line):
                line.close()
            self.serving.__exit__(None, None, None)
            self.folder.cleanup()

    def _settled(self):
        moment, ends = threading.Event(), 600
        query = select(operations.c.key).where(operations.c.state.not_in(ENDED))
        while ends:
            with self.line.database.read() as connection:
                if connection.execute(query).first() is None:
                    return
            moment.wait(0.02)
            ends -= 1
        raise AssertionError("not everything that was agreed has been seen to")


def crash(line):
    def refuse(*_):
        raise SystemExit            # whatever thread comes here ends

    line.operations._stop.set()
    line.book._client._client.event_hooks = {"request": [refuse]}


def histories(tried):
    return settings(max_examples=tried, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck))


class TestWhole(Whole.TestCase):
    settings = histories(3)


@pytest.mark.long
class TestLonger(Whole.TestCase):
    settings = histories(60)
