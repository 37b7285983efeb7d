"""Many callers, some processes, one opening: thirty and four in the longer proof."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from ivr.dialogues.remembered import RECORDS
from ivr.exchange import Patience
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from tests.durability.callers import BOOKED, MOVED, Caller, line_of, people
from tests.durability.processes import NOW, forkserver

FEW, MANY = (12, 2), (30, 4)        # callers, processes
PATIENT = Patience(1.0, 1.0, 1.0, looking=40, writing=40)


def rush(store_url, office_url, folder, callers, together, pipe):
    """All hear what there is before anybody chooses; then all choose the first."""
    line = line_of(store_url, office_url, folder, patience=PATIENT)

    def call(number, person):
        caller = Caller(line.turns, f"CA{number}", person, "I need a cleaning")
        caller.dial()
        offered = caller.until("Which would you like")
        first = RECORDS.load(line.calls.opened(caller.sid).state).values["offer"].openings[0] if offered else None
        together.wait(120)
        heard = caller.lead()
        return person[0], first and first.starts_at, heard

    with ThreadPoolExecutor(len(callers)) as pool:
        pipe.send(list(pool.map(lambda each: call(*each), callers)))
    line.close()


@pytest.fixture(scope="module", params=[
    ("sqlite", FEW), ("postgresql", FEW), pytest.param(("sqlite", MANY), marks=pytest.mark.long),
    pytest.param(("postgresql", MANY), marks=pytest.mark.long)], ids=lambda param: f"{param[0]}-{param[1][0]}")
def rushed(request, stores, tmp_path_factory):
    """The office, its book before, and of every caller: PatNum, when the first opening they heard of begins, what they heard."""
    store, (many, processes) = request.param
    store_url, folder = stores.url(store), tmp_path_factory.mktemp("rush")
    office = sample_office(NOW.date(), clock=lambda: NOW)
    line_of(store_url, "http://127.0.0.1:9", folder).close()       # so that the store is there
    callers = list(enumerate(people(office)))[:many]
    with ExitStack() as stack:
        office_url, together = stack.enter_context(running(office)), forkserver.Barrier(many)
        pipes = []
        for n in range(processes):
            ours, theirs = forkserver.Pipe()
            process = forkserver.Process(target=rush, args=(store_url, office_url, folder, callers[n::processes], together, theirs))
            process.start()
            theirs.close()
            stack.callback(process.kill)
            pipes.append(ours)
        yield office, [each for pipe in pipes for each in pipe.recv()]


def written(office):
    return [row for row in office.appointments.values() if "IVR-" in row.Note and row.AptStatus == "Scheduled"]


def test_the_opening_all_of_them_heard_of_first_is_one_callers(rushed):
    office, called = rushed
    [(wanted, _)] = Counter(first for _, first, _ in called).most_common(1)
    there = [row for row in written(office) if row.AptDateTime == wanted]
    assert len({(row.Op, row.ProvHyg) for row in there}) == len(there) > 0


def test_no_two_visits_overlap(rushed):
    office, _ = rushed
    live = [row for row in office.appointments.values() if row.AptStatus in ("Scheduled", "Complete")]
    ours = written(office)
    assert [(one.AptNum, other.AptNum) for one in ours for other in live if one.AptNum != other.AptNum
            and one.AptDateTime < other.ends and other.AptDateTime < one.ends and (one.Op == other.Op or one.providers & other.providers & {3, 4})] == []


def test_whoever_was_told_that_they_are_booked_is_and_nobody_else(rushed):
    office, called = rushed
    assert sorted(patient for patient, _, heard in called if BOOKED in heard) == sorted(row.PatNum for row in written(office))


def test_everybody_has_a_visit_or_heard_that_it_was_taken(rushed):
    _, called = rushed
    ends = (BOOKED, MOVED, "just been taken")           # moved: one that did not take place
    assert [heard for _, _, heard in called if not any(end in heard for end in ends)] == []
