"""`ivr office`: the simulated office alone, on a port, until it is interrupted."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from . import clock as clocks
from .keys import DEMO_CUSTOMER, DEMO_DEVELOPER, Key
from .office import Office
from .sample import DOCUMENTED, sample_office
from .sample_rooms import ZONE
from .serving import running
from .switches import Switches


def main(argv: Sequence[str]) -> int:
    parser = _parser()
    options = parser.parse_args(list(argv))
    try:
        office = _office(options)
    except ValueError as trouble:
        parser.error(str(trouble))
    return _serve(office, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ivr office", description="A simulated Open Dental office.")
    add = parser.add_argument
    add("--host", default="127.0.0.1")
    add("--port", type=int, default=8090)
    add("--seed", type=int, default=1, help="another seed, another book")
    add("--today", type=date.fromisoformat, help="YYYY-MM-DD: the office's present day (the real time of day)")
    add("--now", type=datetime.fromisoformat, help="YYYY-MM-DD HH:MM: where the office's clock starts")
    add("--frozen", action="store_true", help="the clock stands still")
    add("--throttle", type=float, default=0.0, metavar="SECONDS", help="least time between requests with one key")
    add("--latency", default="0-0", metavar="MIN-MAX", help="seconds every answer takes")
    add("--keys", default=f"{DEMO_DEVELOPER}/{DEMO_CUSTOMER}", metavar="DEV/CUSTOMER")
    add("--switch", action="append", default=[], metavar="NAME=VALUE", help="see the simulator's README")
    add("--fault", action="append", default=[], metavar="KIND:OPTION=VALUE,…", help="see the simulator's README")
    return parser


def _office(options: argparse.Namespace) -> Office:
    """Raises ValueError for options that cannot be."""
    clock, changes = _clock(options), dict(_pair(text, "=", "a switch") for text in options.switch)
    switches = Switches().turned(interval_s=options.throttle, latency_s=options.latency, **changes)
    office = sample_office(clock().date(), options.seed, clock, switches)
    developer, customer = _pair(options.keys, "/", "a pair of keys")
    office.keys = {customer: Key(developer, customer)}
    for text in options.fault:
        office.faults.add(text)
    return office


def _pair(text: str, mark: str, what: str) -> tuple[str, Any]:
    name, found, value = text.partition(mark)
    if not (found and name and value):
        raise ValueError(f"{what} is written NAME{mark}VALUE, not {text!r}")
    return name, value


def _clock(options: argparse.Namespace) -> Callable[[], datetime]:
    clock = clocks.OfficeClock(clocks.real(ZoneInfo(ZONE)))
    if options.today:
        clock.set(datetime.combine(options.today, clock().time()))
    if options.now:
        clock.set(options.now)
    if options.frozen:
        clock.freeze()
    return clock


def _serve(office: Office, options: argparse.Namespace) -> int:
    try:
        with running(office, options.port, options.host) as url:
            print(_welcome(office, url), flush=True)
            threading.Event().wait()
    except KeyboardInterrupt:
        return 0
    except OSError as trouble:
        print(f"Port {options.port} cannot be used: {trouble}. Choose another with --port.", file=sys.stderr)
        return 1
    return 0


def _welcome(office: Office, url: str) -> str:
    key = next(iter(office.keys.values()))
    lines = ["Open Dental, simulated", f"  base URL        {url}", f"  developer key   {key.developer}",
             f"  customer key    {key.customer}", f"  office time     {office.now()} {office.zone.key}",
             f"  control         {url.removesuffix('/api/v1')}/sim/book, /sim/requests, /sim/faults, …", "",
             "Patients to know by name"]
    for known in DOCUMENTED:
        lines.append(f"  {known.PatNum:3}  {known.name:14} born {known.born}  +1{known.digits}  {_ahead(office, known.PatNum)}")
    return "\n".join(lines)


def _ahead(office: Office, patient: int) -> str:
    return ", ".join(f"{row['type'].lower()} {row['AptDateTime']:%a %Y-%m-%d %H:%M} ({row['hygienist'] or row['provider']})"
                     for row in office.book(patient=patient)
                     if row["AptStatus"] == "Scheduled" and row["AptDateTime"] > office.now())
