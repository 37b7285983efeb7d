"""The office itself: which of its addresses answer, what the keys may do, and which version runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from ivr.opendental.client import OpenDental
from ivr.opendental.errors import Forbidden, OfficeError
from ivr.opendental.gate import SYNC, Asking, Turnstile, aged, asking
from ivr.opendental.inspection import Inspection
from ivr.settings import Settings
from ivr.setup.findings import Finding, Level, fail, ok, warn
from ivr.simulator.keys import DEMO_CUSTOMER, DEMO_DEVELOPER
from ivr.simulator.sample import sample_office
from ivr.simulator.sample_rooms import ZONE
from ivr.simulator.serving import running
from ivr.store.allowance import Allowance, allowance_key
from ivr.store.database import Database, StoreUnavailable
from ivr.store.sealing import InvalidToken

ABOUT = "OPENDENTAL_URLS"
KEYS = "OPENDENTAL_CUSTOMER_KEY"
TIMEOUT_S = 30.0

# https://www.opendental.com/site/apipermissions.html: what is lost without each
PERMISSIONS: tuple[tuple[str, str], ...] = (
    ("ReadAll", "nothing can be read, so callers are neither recognised nor offered anything"),
    ("Appointments", "visits can be neither booked nor moved, nor cancelled with enough notice"),
    ("Comm", "late cancellations and confirmations cannot be written, and no change is noted on the chart"),
)
# The version that brought what we use: https://www.opendental.com/site/apispecification.html
VERSIONS: tuple[tuple[tuple[int, ...], Level, str], ...] = (
    ((22, 1), "FAIL", "schedules cannot be read, so nothing is offered and nothing booked"),
    ((22, 2), "WARN", "planned visits cannot be scheduled, and permissions not be examined"),
    ((22, 4, 10), "WARN", "appointment types cannot be read, so those the practice file names are not examined"),
    ((23, 1, 30), "WARN", "a visit deleted at the office is noticed only when its day is read anew"),
)


@contextmanager
def client(settings: Settings, urls: tuple[str, ...] = ()) -> Iterator[OpenDental]:
    """
    A client of the office the line would use: without OPENDENTAL_URLS, the simulated one.

    Args:
        urls: Only these addresses of it.
    """
    if settings.opendental_urls:
        with queue(settings) as turnstile, asking(Asking(SYNC)), closing(OpenDental(
                urls or settings.opendental_urls, settings.opendental_developer_key, settings.opendental_customer_key,
                min_interval_s=settings.min_interval_s, timeout_s=TIMEOUT_S, turnstile=turnstile)) as made:
            yield made
        return
    today = datetime.now(ZoneInfo(ZONE)).date()
    with running(sample_office(today)) as url, closing(OpenDental((url,), DEMO_DEVELOPER, DEMO_CUSTOMER)) as made:
        yield made


@contextmanager
def queue(settings: Settings) -> Iterator[Callable[[float], Turnstile] | None]:
    """The queue of a line that runs with this database and key, so that its callers go first; None when there is none."""
    try:
        database = Database(settings.database_url, settings.secret_key, settings.secret_before)
    except StoreUnavailable:
        yield None
        return
    try:
        key = _key(database, settings.opendental_customer_key)
        yield (lambda interval_s: Allowance(database, key, interval_s, aged)) if key else None
    finally:
        database.engine.dispose()


def _key(database: Database, customer_key: str) -> str:
    """Empty when no line has used this database, or it cannot be read."""
    try:
        return allowance_key(database, customer_key)
    except (SQLAlchemyError, InvalidToken):
        return ""


def addresses(settings: Settings) -> Iterator[Finding]:
    """One finding for each address; only when none answers is that a failure."""
    answers = {url: _asked(settings, url) for url in settings.opendental_urls}
    served = any(not isinstance(answer, OfficeError) for answer in answers.values())
    for url, answer in answers.items():
        if isinstance(answer, Forbidden):
            yield fail(KEYS, f"{url} refuses the keys ({answer})",
                       "Compare both keys with the developer portal, and ask the office whether the key is switched on; "
                       "a key that was moved to another office takes up to 15 minutes")
        elif isinstance(answer, OfficeError):
            remedy = f"Check the address, and at the office that {what_runs(url)}"
            yield (warn if served else fail)(ABOUT, f"{url} does not answer ({answer})", remedy)
        else:
            yield ok(ABOUT, f"{url} answers and accepts the keys")


def _asked(settings: Settings, url: str) -> str | OfficeError:
    try:
        with client(settings, (url,)) as one:
            return Inspection(one).program_version()
    except OfficeError as error:
        return error


def what_runs(url: str) -> str:
    """What has to run there.  https://www.opendental.com/site/apilocal.html"""
    if ":30223/" in url:
        return "the API Service runs and the firewall lets port 30223 in"
    if ":30222/" in url:
        return "Open Dental is open on that workstation, with somebody logged in"
    return "the eConnector runs"


def version(inspection: Inspection) -> Iterator[Finding]:
    written = inspection.program_version()
    runs = numbers(written)
    if not runs:
        yield warn("ProgramVersion", "Open Dental does not say which version runs", f"Check that it is at least {dotted(VERSIONS[-1][0])}")
        return
    lacking = [(needed, level, lost) for needed, level, lost in VERSIONS if runs < needed]
    for needed, level, lost in lacking:
        yield Finding(level, "ProgramVersion", f"Open Dental {written}: {lost}", f"Have it updated to {dotted(needed)} or later")
    if not lacking:
        yield ok("ProgramVersion", f"Open Dental {written} has everything the line uses")


def numbers(written: str) -> tuple[int, ...]:
    """Of "25.4.48.0"; empty when it is no version."""
    return tuple(map(int, written.split("."))) if re.fullmatch(r"\d+(\.\d+)*", written, re.ASCII) else ()


def dotted(needed: tuple[int, ...]) -> str:
    return ".".join(map(str, needed))


def permissions(inspection: Inspection) -> Iterator[Finding]:
    held = inspection.permissions()
    if held is None:
        yield warn("permissions", "this version of Open Dental does not tell what the keys may do",
                   "Look in the developer portal for " + ", ".join(name for name, _ in PERMISSIONS))
        return
    for name, lost in PERMISSIONS:
        if name not in held:
            yield fail("permissions", f"without {name} {lost}",
                       f"Give the key the permission {name} in the developer portal; the office has to agree to it")
    if held.issuperset(name for name, _ in PERMISSIONS):
        yield ok("permissions", "the keys may do everything the line does")
