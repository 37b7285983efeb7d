"""
What callers hear when many call at once, in real time, at an office that takes one request a second.

    python -m bench.callers --callers 1,5,10,20 --minutes 4

How it is measured, and how to read what it prints, stands in bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import httpx

from bench.conversation import MORE_THAN_ENOUGH, TOLD, Answers, Conversation, Errand, callers, errand, words
from bench.report import Call, Measured, table
from bench.sequential import Sequential
from ivr.app import build, create_app
from ivr.demo import LINE, TOKEN, quiet, serving
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE, Settings
from ivr.simulator.office import Office
from ivr.simulator.rows import Patient
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.simulator.switches import Switches
from ivr.telephone.errors import LineFailed
from ivr.telephone.heard import Heard
from ivr.telephone.phone import Telephone

PRACTICE = read(SAMPLE_PRACTICE)
PAUSE_S = (2.0, 8.0)            # before a caller calls, and calls again
SETTLES_S = 180.0               # the longest that is waited for an office to fall quiet
RESULTS = Path(__file__).with_name("results") / "callers.json"


@dataclass(frozen=True)
class Terms:
    """
    Attributes:
        minutes: In which calls begin; those that have begun are led to their end.
        pace: See `Conversation`; pauses between calls keep to it too.
    """

    minutes: float
    seed: int
    starts: datetime = datetime(2026, 3, 2, 9)      # office-local: one book for all runs, whatever day it is
    interval_s: float = 1.0
    latency_s: float = 0.6
    pace: float = 1.0

    @property
    def quiet_s(self) -> float:
        """An office without a request for so long has none to come."""
        return 0.3 + 3 * (self.interval_s + self.latency_s)

    def clock(self) -> Callable[[], datetime]:
        """Aware; goes on from *starts*."""
        ahead = self.starts.replace(tzinfo=PRACTICE.zone) - datetime.now(UTC)
        return lambda: (datetime.now(UTC) + ahead).astimezone(PRACTICE.zone)


class Client(Protocol):
    def call(self, errand: Errand, conversation: Conversation) -> str:
        """What the caller was told: "booked", or how the call ended otherwise."""


# --- the line --------------------------------------------------------------------------------------------------------


class Caller:
    """Telephones the line, and answers what it asks."""

    def __init__(self, url: str, http: httpx.Client):
        self._url, self._http = url, http

    def call(self, errand: Errand, conversation: Conversation) -> str:
        phone = Telephone(self._url, TOKEN, f"+1{errand.phone}", LINE, self._http, real_time=True)
        phone.speaks = lambda text: conversation.hear(words(text))
        try:
            return self._talk(phone, errand, conversation)
        except LineFailed as error:
            conversation.fall_silent()
            return f"line failed ({type(error).__name__})"
        finally:
            phone.hang_up()
            conversation.holds = sum(map(is_hold, phone.documents))

    def _talk(self, phone: Telephone, errand: Errand, conversation: Conversation) -> str:
        answers, heard = Answers(errand.said), [phone.dial()]
        while heard[-1].listening and len(heard) < MORE_THAN_ENOUGH:
            said = answers.to(heard[-1].text)
            conversation.say(said)
            heard.append(phone.say(said))
        return "webhook failed" if phone.violations else told(heard)


def told(heard: Sequence[Heard]) -> str:
    if any(turn.dialled for turn in heard):
        return "put through to a person"
    return next((what for phrase, what in TOLD.items() if any(phrase in turn.text for turn in heard)), "told of no booking")


def is_hold(document: bytes) -> bool:
    """Something is said, and the caller still has to wait."""
    return b"<Say" in document and b"<Redirect" in document and b"<Gather" not in document


@contextmanager
def line(terms: Terms) -> Iterator[tuple[Office, Client]]:
    now = terms.clock()
    with tempfile.TemporaryDirectory() as folder, an_office(terms, now) as (office, office_url):
        settings = Settings.from_environment({"DATA_DIR": folder, "TWILIO_AUTH_TOKEN": TOKEN,
                                              "OPENDENTAL_MIN_INTERVAL_S": str(terms.interval_s)})
        built = build(settings, now=now, urls=(office_url,))
        built.keeper.start()
        try:
            with serving(create_app(line=built)) as url, httpx.Client() as http:
                yield office, Caller(url, http)
        finally:
            built.close()


@contextmanager
def sequential(terms: Terms) -> Iterator[tuple[Office, Client]]:
    with an_office(terms, terms.clock()) as (office, office_url):
        client = Sequential(office_url, terms.interval_s)
        yield office, client
        client.close()


@contextmanager
def an_office(terms: Terms, now: Callable[[], datetime]) -> Iterator[tuple[Office, str]]:
    switches = Switches(interval_s=terms.interval_s, latency_s=(terms.latency_s,) * 2)
    office = sample_office(terms.starts.date(), clock=lambda: now().replace(tzinfo=None), switches=switches)
    with running(office) as url:
        yield office, url


CLIENTS = {"line": line, "sequential": sequential}

# --- calling ---------------------------------------------------------------------------------------------------------


def measured(name: str, count: int, terms: Terms) -> Measured:
    with CLIENTS[name](terms) as (office, client):
        settled(office, terms)
        before, book, started = len(office.requests), ahead(office), time.monotonic()
        calls = all_calls(office, client, count, terms)
        ended = time.monotonic()
        settled(office, terms)
        served, late = list(office.requests), len(ahead(office) - book)
    return Measured(name, count, calls, ended - started, late, before, served[before:],
                    max([0.0, *(one.started_s + one.seconds - ended for one in served)]))


def settled(office: Office, terms: Terms) -> None:
    """Wait until the office is asked nothing any more."""
    ends, seen, since = time.monotonic() + SETTLES_S, -1, 0.0
    while (now := time.monotonic()) < ends and (len(office.requests) != seen or now - since < terms.quiet_s):
        if len(office.requests) != seen:
            seen, since = len(office.requests), now
        time.sleep(0.05)


def all_calls(office: Office, client: Client, count: int, terms: Terms) -> list[Call]:
    patients, ends = callers(office), time.monotonic() + 60 * terms.minutes

    def one(number: int) -> list[Call]:
        chance = random.Random(f"{terms.seed} {count} {number}")
        return list(calls_of(office, client, patients[number % len(patients)::count], chance, ends, terms))

    with ThreadPoolExecutor(count, thread_name_prefix="caller") as pool:
        return [call for calls in pool.map(one, range(count)) for call in calls]


def calls_of(office: Office, client: Client, patients: Sequence[Patient], chance: random.Random, ends: float,
             terms: Terms) -> Iterator[Call]:
    """One caller's, at least one; the *patients* call in turn, so that nobody's chart has just been read."""
    number = 0
    while not number or time.monotonic() < ends:
        time.sleep(chance.uniform(*PAUSE_S) * terms.pace)
        yield one_call(office, client, errand(chance, office, PRACTICE, patients[number % len(patients)]), terms)
        number += 1


def one_call(office: Office, client: Client, wanted: Errand, terms: Terms) -> Call:
    before, conversation = ahead(office, wanted.patient), Conversation(terms.pace)
    said = client.call(wanted, conversation)
    new = ahead(office, wanted.patient) - before
    ended = ending(said, bool(new))
    for visit in new if ended == "booked" else ():          # else somebody may still be at it
        office.staff_delete(visit)
    return Call(ended, conversation.silences, conversation.holds, conversation.talked_s)


def ahead(office: Office, patient: Patient | None = None) -> set[int]:
    """The visits on the book, a patient's or all."""
    return {row["AptNum"] for row in office.book(patient=patient.PatNum if patient else None)
            if row["AptStatus"] == "Scheduled" and row["AptDateTime"] >= office.now()}


def ending(said: str, in_the_book: bool) -> str:
    """The book decides whether a call has booked; and the caller must know it."""
    if in_the_book:
        return said if said == "booked" else f"{said}, but in the book"
    return "told so, but not in the book" if said == "booked" else said


# --- the command -----------------------------------------------------------------------------------------------------


def run(counts: Sequence[int], terms: Terms) -> list[tuple[Measured, Measured]]:
    """The line's and the sequential client's, measured at the same time."""
    found = []
    for count in counts:
        print(f"{count} at once ...", file=sys.stderr, flush=True)
        with ThreadPoolExecutor(len(CLIENTS)) as pool:
            ours, theirs = pool.map(lambda name, count=count: measured(name, count, terms), CLIENTS)
        found.append((ours, theirs))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("bench.callers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--callers", default="1,5,10,20", help="how many call at once, several numbers with commas (%(default)s)")
    add("--minutes", type=float, default=4.0, help="in which calls begin, for each number of callers (%(default)s)")
    add("--seed", type=int, default=1, help="of what callers want and when they call (%(default)s)")
    add("--now", type=datetime.fromisoformat, default=Terms.starts, help="when it is in the office at first (%(default)s)")
    add("--interval", type=float, default=Terms.interval_s, help="seconds between two requests (%(default)s)")
    add("--latency", type=float, default=Terms.latency_s, help="seconds the office takes for an answer (%(default)s)")
    add("--pace", type=float, default=Terms.pace, help="how long talking takes; 1 is as people talk (%(default)s)")
    add("--out", type=Path, default=RESULTS, help="where the figures go as JSON (%(default)s)")
    options = parser.parse_args(arguments)
    quiet()
    terms = Terms(options.minutes, options.seed, options.now, options.interval, options.latency, options.pace)
    found = run([int(count) for count in options.callers.split(",")], terms)
    print(f"seed {terms.seed}, {terms.minutes:g} minutes, a request every {terms.interval_s:g} s, answered in "
          f"{terms.latency_s:g} s\n\n{table(found)}")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    rounds = [each.to_json() for pair in found for each in pair]
    options.out.write_text(json.dumps({"terms": vars(terms), "rounds": rounds}, indent=1, default=str) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
