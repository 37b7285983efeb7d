"""
Many calls in which everything goes wrong: faults of the office, edits of the staff, callers who ring off, processes killed.

    python -m bench.durability [--calls 2500] [--seed 1] [--store sqlite] [--processes 2] [--callers 4] [--out FILE]
    python -m bench.durability --table [--out FILE]

In rounds of some hundred calls, each with an office and a store of its own; when a round is over, the book, the record and
what callers heard are compared.  Four counts must be 0: double bookings, false claims, lost agreements, duplicate writes.

What came of a round is put into the file when it is over, and not played again: what was interrupted can be gone on with,
and several seeds can be played at once.
"""

import argparse
import fcntl
import json
import logging
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from ivr.operations.operations import Times
from ivr.operations.states import ENDED
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.store.database import Database
from ivr.store.schema import calls, operations
from tests.durability.callers import BOOKED, CANCELLED, MOVED, Caller, line_of, people
from tests.durability.judging import judge
from tests.durability.processes import NOW, forkserver
from tests.stores import Stores

A_ROUND = 150
# Longer than the office ever takes, on a busy machine as well; what polls more often than that costs more than the calls.
TIMES = Times(settle=3.0, look=0.25, hold=1.5, retry=0.1)
RESULTS = Path(__file__).parent / "results" / "durability.json"
WISHES = ("I need a cleaning", "I need a cleaning", "I need a checkup", "I need a filling", "I want to cancel my appointment",
          "I want to move my appointment")
NOT_DONE = ("just been taken", "left it alone")
WRITES = ("method=POST,path=/appointments", "method=PUT,path=/appointments/*", "method=POST,path=/commlogs")
FAULTS = ("lost:every={n}", "status:status=504,executed=true,every={n}", "cut:every={n}", "garbage:every={n}", "empty:every={n}",
          "status:status=500,every={n}", "reset:every={n}", "slow:seconds=0.6,every={n}", "throttle:retry_after=0,every={n}")
HARM = ("double bookings", "false claims", "lost agreements", "duplicate writes")


def main():
    options = arguments()
    if options.table:
        print(table(json.loads(options.out.read_text())))
        return
    quiet()
    stores, harmed = Stores(), False
    try:
        for number in range(-(-options.calls // A_ROUND)):
            if not any(here(options, number, each) for each in read(options.out)):
                found = play_round(stores.url(options.store), options, f"{options.seed} {number}")
                put_down(options.out, {"store": options.store, "seed": options.seed, "round": number, **found})
                print(json.dumps(found), flush=True)
                harmed |= any(found[count] for count in HARM)
    finally:
        stores.close()
    sys.exit(harmed)


def arguments():
    parser = argparse.ArgumentParser(description="Calls in which everything goes wrong.")
    parser.add_argument("--calls", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", default="sqlite", choices=("sqlite", "postgresql"))
    parser.add_argument("--processes", type=int, default=2, help="of the line, at once")
    parser.add_argument("--callers", type=int, default=4, help="at once, of each process")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--table", action="store_true", help="what was found so far")
    return parser.parse_args()


def here(options, number, found):
    return (found["store"], found["seed"], found["round"]) == (options.store, options.seed, number)


def read(out):
    return json.loads(out.read_text()) if out.exists() else []


def put_down(out, found):
    """Others may be putting theirs down."""
    with open(f"{out}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        rounds = sorted([*read(out), found], key=lambda each: (each["store"], each["seed"], each["round"]))
        beside = Path(f"{out}.new")
        beside.write_text("[\n" + ",\n".join(map(json.dumps, rounds)) + "\n]\n")
        beside.replace(out)


def table(rounds):
    """For the README; a line for each seed and store."""
    columns = ("store", "seed", "calls", "agreements", "answers spoiled", "turns failed", "killed", "staff edits", "minutes", *HARM)
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    played = sorted({(each["store"], each["seed"]) for each in rounds})
    for store, seed in played:
        lines.append(line(store, seed, [each for each in rounds if (each["store"], each["seed"]) == (store, seed)]))
    spoiled = sum((Counter(each["faults"]) for each in rounds), Counter())
    kinds = ", ".join(f"{kind} {count}" for kind, count in spoiled.most_common())
    return "\n".join([*lines, line("both", "", rounds), "", f"Answers spoiled, by kind: {kinds}."])


def line(store, seed, rounds):
    def total(what):
        return sum(each[what] for each in rounds)

    figures = [total("calls"), sum(sum(each["agreements"].values()) for each in rounds),
               sum(sum(each["faults"].values()) for each in rounds), total("turns that failed"), total("kills"), total("staff edits"),
               round(total("seconds") / 60)]
    return f"| {store} | {seed} | " + " | ".join(f"{each:,}" for each in (*figures, *map(total, HARM))) + " |"


def play_round(store_url, options, seed):
    """What came of it, as it stands in the file."""
    chance, counts, began = random.Random(seed), Counter(), time.monotonic()
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
        verdict = judge(office, database, heard_in(folder), staff)
        for name, found in verdict.harm.items():
            print(f"seed {seed}", name, *found, sep="\n    ", file=sys.stderr, flush=True)
        return {**counts, "seconds": round(time.monotonic() - began, 1), "faults": fired(office),
                "agreements": dict(verdict.states), **{name: len(getattr(verdict, name.replace(" ", "_"))) for name in HARM}}


def fired(office):
    """How many answers were spoiled, by kind."""
    found = Counter()
    for fault in office.faults.listed():
        status = f" {fault['status']}" if fault["kind"] == "status" else ""
        found[fault["kind"] + status] += fault["fired"]
    return dict(found)


def played(store_url, office_url, folder, office, options, chance, counts):
    """The AptNums the staff have touched."""
    everybody, staff = people(office), set()
    shares = [everybody[n::options.processes] for n in range(options.processes)]
    workers, begun, doomed = {}, 0, chance.randint(2, 10)
    while begun < A_ROUND or workers:
        for n in range(options.processes):
            if n not in workers and begun < A_ROUND:
                about = (store_url, office_url, folder, shares[n], A_ROUND // options.processes, options.callers, chance.random())
                workers[n] = forkserver.Process(target=work, args=about, daemon=True)
                workers[n].start()
        time.sleep(chance.uniform(0.05, 0.5))
        begun = noted_in(folder, "begun")
        if workers and doomed <= begun < A_ROUND + 5:
            chance.choice(list(workers.values())).kill()
            counts["kills"] += 1
            doomed = begun + chance.randint(2, 10)
        counts["staff edits"] += edit(office, chance, staff)
        if begun >= A_ROUND:
            (folder / "enough").touch()
        for n, process in list(workers.items()):
            if not process.is_alive():
                process.join()
                del workers[n]
    counts["calls"] += noted_in(folder, "begun")
    counts["turns that failed"] += noted_in(folder, "failed")
    return staff


def noted_in(folder, what):
    return sum(line.startswith(f'{{"{what}') for path in folder.glob("heard-*") for line in path.read_text().splitlines())


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


def work(store_url, office_url, folder, persons, share, callers, seed):
    """One process of the line, and those who call it; it may be killed at any moment, and they are cut off."""
    quiet()
    line, lock = line_of(store_url, office_url, folder, times=TIMES), threading.Lock()
    with (folder / f"heard-{os.getpid()}").open("a", encoding="utf-8") as heard:
        def note(**told):
            with lock:
                heard.write(json.dumps(told) + "\n")
                heard.flush()

        def call(n):
            if (folder / "enough").exists():
                return
            chance, sid = random.Random(f"{seed} {n}"), f"CA{os.getpid()}-{n}"
            note(begun=sid)
            try:
                lead(Caller(line.turns, sid, chance.choice(persons), chance.choice(WISHES)), chance, note)
                line.turns.end(sid, "completed")
            except SQLAlchemyError as error:        # the store is overrun: its caller is put through when all is over
                note(failed=type(error).__name__)

        with ThreadPoolExecutor(callers) as pool:
            list(pool.map(call, range(share)))
    line.close()


def lead(caller, chance, note):
    """Until the call is over, or the caller has had enough."""
    agreements = 0
    caller.dial()
    for _ in range(25):
        if caller.then == "over" or chance.random() < 0.02:
            return
        agreed = caller.is_to_agree()
        caller.hears = partial(note_how_it_ended, note, f"{caller.sid}/{agreements}") if agreed else lambda said, then: None
        caller.rung() if caller.then == "ring" else caller.answer()
        agreements += agreed


def note_how_it_ended(note, key, said, then):
    """At once, for the next reply may not come; words of patience say nothing."""
    done = any(each in said for each in (BOOKED, CANCELLED, MOVED))
    if done or then != "hold" or any(each in said for each in NOT_DONE):
        note(key=key, done=done)


def heard_in(folder):
    told = [json.loads(line) for path in folder.glob("heard-*") for line in path.read_text().splitlines()]
    heard = {}
    for each in told:
        if "key" in each:
            heard[each["key"]] = heard.get(each["key"], False) or each["done"]
    return heard


def finish(store_url, office_url, folder, database, within_s=60.0):
    """One more process takes up what is left; callers who were cut off were put through, and have rung off."""
    line = line_of(store_url, office_url, folder, times=TIMES)
    with database.read() as connection:
        cut_off = connection.execute(select(calls.c.sid).where(calls.c.ended_at.is_(None))).scalars().all()
    for sid in cut_off:
        line.turns.put_through(sid)
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
