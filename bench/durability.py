"""
Many calls in which everything goes wrong: faults of the office, edits of the staff, callers who ring off, processes killed.

    python bench/durability.py [--calls 2000] [--seed 1] [--store sqlite] [--processes 3]

In rounds of some hundred calls, each with an office and a store of its own; when a round is over, the book, the record and
what callers heard are compared.  Four counts must be 0: double bookings, false claims, lost agreements, duplicate writes.
"""

import argparse
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import structlog
from sqlalchemy import select

from ivr.operations.states import ENDED
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.store.database import Database
from ivr.store.schema import calls, operations
from tests.durability.callers import BOOKED, CANCELLED, MOVED, Caller, line_of, people
from tests.durability.judging import Verdict, judge
from tests.durability.processes import NOW, forkserver
from tests.stores import Stores

A_ROUND = 150
WISHES = ("I need a cleaning", "I need a cleaning", "I need a checkup", "I need a filling", "I want to cancel my appointment",
          "I want to move my appointment")
WRITES = ("method=POST,path=/appointments", "method=PUT,path=/appointments/*", "method=POST,path=/commlogs")
FAULTS = ("lost:every={n}", "status:status=504,executed=true,every={n}", "cut:every={n}", "garbage:every={n}", "empty:every={n}",
          "status:status=500,every={n}", "reset:every={n}", "slow:seconds=0.6,every={n}", "throttle:retry_after=0,every={n}")


def main():
    options = arguments()
    quiet()
    began, whole, counts = time.monotonic(), Verdict(), Counter()
    stores = Stores()
    try:
        for number in range(-(-options.calls // A_ROUND)):
            verdict = play_round(stores.url(options.store), options, f"{options.seed} {number}", counts)
            add(whole, verdict)
            print(f"{counts['calls']:6} calls  {report(whole)}", flush=True)
    finally:
        stores.close()
    print(f"seed {options.seed}, {options.store}, {options.processes} processes, {time.monotonic() - began:.0f} s\n"
          f"{dict(counts)}\noperations {dict(whole.states)}\n{report(whole)}")
    sys.exit(bool(whole.harm))


def arguments():
    parser = argparse.ArgumentParser(description="Calls in which everything goes wrong.")
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", default="sqlite", choices=("sqlite", "postgresql"))
    parser.add_argument("--processes", type=int, default=3)
    return parser.parse_args()


def add(whole, verdict):
    for name, found in vars(verdict).items():
        setattr(whole, name, getattr(whole, name) + found)
    for name, found in verdict.harm.items():
        print(name, *found, sep="\n    ", file=sys.stderr, flush=True)


def report(whole):
    return "  ".join(f"{name.replace('_', ' ')} {len(found)}" for name, found in vars(whole).items() if name != "states")


def play_round(store_url, options, seed, counts):
    chance = random.Random(seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        office = sample_office(NOW.date(), clock=lambda: NOW)
        office_url = stack.enter_context(running(office))
        line_of(store_url, office_url, folder).close()      # so that the store is there
        database = Database(store_url, b"a secret of the tests, long enough")
        stack.callback(database.engine.dispose)
        for of in chance.sample(WRITES, 2):
            kind = chance.choice(FAULTS)
            office.faults.add(f"{kind.format(n=chance.randint(2, 6))},{of}")
        staff = played(store_url, office_url, folder, office, options, chance, counts)
        finish(store_url, office_url, folder, database)
        return judge(office, database, heard_in(folder), staff)


def played(store_url, office_url, folder, office, options, chance, counts):
    """The AptNums the staff have touched."""
    everybody, staff = people(office), set()
    shares = [everybody[n::options.processes] for n in range(options.processes)]
    left, workers = A_ROUND, {}
    while left > 0 or workers:
        for n in range(options.processes):
            if n not in workers and left > 0:
                share = min(left, A_ROUND // options.processes + 1)
                about = (store_url, office_url, folder, shares[n], share, chance.random())
                workers[n] = forkserver.Process(target=work, args=about, daemon=True)
                workers[n].start()
        time.sleep(chance.uniform(0.1, 1.2))
        if workers and chance.random() < 0.3:
            chance.choice(list(workers.values())).kill()
            counts["kills"] += 1
        counts["staff edits"] += edit(office, chance, staff)
        for n, process in list(workers.items()):
            if not process.is_alive():
                process.join()
                del workers[n]
        led = sum(1 for path in folder.glob("heard-*") for line in path.read_text().splitlines() if "begun" in line)
        left = A_ROUND - led
    counts["calls"] += led
    return staff


def edit(office, chance, staff):
    """Somebody at the office moves, breaks or removes a visit, or puts one on the book; how many have."""
    if chance.random() < 0.5:
        return 0
    ahead = [row["AptNum"] for row in office.book() if row["AptStatus"] == "Scheduled" and row["AptDateTime"] > NOW]
    number = chance.choice(ahead)
    staff.add(number)
    match chance.randrange(4):
        case 0:
            office.staff_break(number)
        case 1:
            office.staff_delete(number)
        case 2:
            office.staff_move(number, AptDateTime=office.appointments[number].AptDateTime + timedelta(days=70))
        case 3:
            row = office.appointments[number]
            staff.add(office.staff_book(40, row.AptDateTime + timedelta(minutes=10), row.Op, row.ProvNum).AptNum)
    return 1


def work(store_url, office_url, folder, persons, share, seed):
    """One process of the line, and those who call it; it may be killed at any moment, and they are cut off."""
    quiet()
    chance, line = random.Random(seed), line_of(store_url, office_url, folder)
    with (folder / f"heard-{os.getpid()}").open("a", encoding="utf-8") as heard:
        def note(**told):
            heard.write(json.dumps(told) + "\n")
            heard.flush()

        for n in range(share):
            sid = f"CA{os.getpid()}-{n}"
            note(begun=sid)
            lead(Caller(line.turns, sid, chance.choice(persons), chance.choice(WISHES)), chance, note)
            line.turns.end(sid, "completed")
    line.close()


def lead(caller, chance, note):
    """Until the call is over, or the caller has had enough."""
    agreements = 0
    caller.dial()
    for _ in range(25):
        if caller.then == "over" or chance.random() < 0.02:
            return
        agreed = "Shall I" in caller.heard[-1]
        heard = caller.rung() if caller.then == "ring" else caller.answer()
        if agreed:
            note(key=f"{caller.sid}/{agreements}", done=any(each in heard for each in (BOOKED, CANCELLED, MOVED)))
            agreements += 1


def heard_in(folder):
    told = [json.loads(line) for path in folder.glob("heard-*") for line in path.read_text().splitlines()]
    return {each["key"]: each["done"] for each in told if "key" in each}


def finish(store_url, office_url, folder, database, within_s=60.0):
    """One more process takes up what is left; callers who were cut off have rung off."""
    line = line_of(store_url, office_url, folder)
    with database.read() as connection:
        cut_off = connection.execute(select(calls.c.sid).where(calls.c.ended_at.is_(None))).scalars().all()
    for sid in cut_off:
        line.turns.end(sid, "completed")
    ends = time.monotonic() + within_s
    while time.monotonic() < ends:
        with database.read() as connection:
            if connection.execute(select(operations.c.key).where(operations.c.state.not_in(ENDED))).first() is None:
                break
        time.sleep(0.05)
    line.close()


def quiet():
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


if __name__ == "__main__":
    main()
