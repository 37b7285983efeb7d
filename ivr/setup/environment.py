"""The settings, examined as at start-up, and what can be examined although some of them are wrong."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ivr.settings import SAMPLE_PRACTICE, Problem, Settings, SettingsError
from ivr.setup.drafting import DECIDE
from ivr.setup.findings import Finding, fail, ok, warn
from ivr.store.database import Database, StoreUnavailable

SHOWN = 5               # lines of a practice file, before it is only "and so on"
FAMILIES = ("OPENDENTAL_", "TWILIO_")       # variables that mean nothing without one another


@dataclass(frozen=True)
class Environment:
    settings: Settings              # of the variables that are right
    problems: tuple[Problem, ...]

    def sound(self, *names: str) -> bool:
        """Whether nothing is wrong with these variables, or with those whose names begin so."""
        return not any(problem.variable.startswith(names) for problem in self.problems)


@contextmanager
def environment(environ: Mapping[str, str]) -> Iterator[Environment]:
    try:
        yield Environment(Settings.from_environment(environ), ())
        return
    except SettingsError as error:
        problems = error.problems
    with tempfile.TemporaryDirectory() as folder:
        yield Environment(Settings.from_environment(without(problems, environ, folder)), problems)


def without(problems: tuple[Problem, ...], environ: Mapping[str, str], folder: str) -> dict[str, str]:
    """The variables that are left when those are taken out; *folder* stands in for a data folder that cannot be used."""
    wrong = {problem.variable for problem in problems}
    families = tuple(family for family in FAMILIES if any(name.startswith(family) for name in wrong))
    left = {name: value for name, value in environ.items()
            if name not in wrong and not (families and name.startswith(families))}
    if "DATA_DIR" in wrong:
        left["DATA_DIR"] = folder
    return left | ({"SECRET_KEY": secrets.token_hex()} if wrong & {"SECRET_KEY", "DATA_DIR"} else {})


# --- what there is to say --------------------------------------------------------------------------------------------


def settings_findings(found: Environment) -> Iterator[Finding]:
    for problem in found.problems:
        yield from told(problem)
    if not found.problems:
        yield ok("settings", "every variable can be used")
    if found.sound("PRACTICE_FILE"):
        yield from practice_file(found)
    yield from thin(found)
    if found.sound("DATABASE_URL", "DATA_DIR"):
        yield store(found.settings)


def told(problem: Problem) -> Iterator[Finding]:
    """A practice file's problem holds a line for everything that is wrong in it."""
    first, *faults = problem.remedy.splitlines()
    if not faults:
        yield fail(problem.variable, "cannot be used", problem.remedy)
    for fault in faults:
        line, _, said = fault.strip().partition(": ")
        where, _, expected = said.partition(": ")
        file = first.partition(" cannot be used")[0]
        yield fail(problem.variable, f"{file}, {line}: {where}", expected) if expected else fail(
            problem.variable, file, fault.strip())


def practice_file(found: Environment) -> Iterator[Finding]:
    settings = found.settings
    if settings.practice_path != SAMPLE_PRACTICE:
        yield ok("PRACTICE_FILE", f"{settings.practice_path} is in order")
        yield from undecided(settings.practice_path)
    elif settings.opendental_urls:
        yield fail("PRACTICE_FILE", "not set, so that the sample practice answers for this office",
                   "Draft one with: ivr practice --out practice.toml")
    else:
        yield warn("PRACTICE_FILE", "not set: the sample practice answers", "Draft one with: ivr practice --out practice.toml")


def undecided(path: Path) -> Iterator[Finding]:
    lines = [number for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1) if DECIDE in line]
    if lines:
        named = ", ".join(map(str, lines[:SHOWN])) + (", ..." if len(lines) > SHOWN else "")
        what = "one thing is" if len(lines) == 1 else f"{len(lines)} things are"
        yield warn("PRACTICE_FILE", f"{what} not decided yet, in line {named}", "Put each right, and take its mark DECIDE away")


def thin(found: Environment) -> Iterator[Finding]:
    settings = found.settings
    if found.sound("OPENDENTAL_") and not settings.opendental_urls:
        yield warn("OPENDENTAL_URLS", "not set: the simulated office answers, and nothing is booked anywhere",
                   "Set it, and both keys, once the office has switched the key on")
    if found.sound("PUBLIC_URL") and not settings.public_url:
        yield warn("PUBLIC_URL", "not set: signatures are checked against the address a request names",
                   "Set it to the address Twilio calls, such as https://line.example.com")
    if found.sound("TWILIO_") and not settings.twilio_auth_tokens:
        yield warn("TWILIO_AUTH_TOKEN", "not set: calls are taken on loopback only",
                   "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN from the first page of Twilio's console")
    if settings.dry_run:
        yield warn("DRY_RUN", "nothing is written to Open Dental", "Leave it out when callers are to be booked")


def store(settings: Settings) -> Finding:
    remedy = "Check that it is running, that the address is right and that it may be written to"
    try:
        database = Database(settings.database_url, settings.secret_key, settings.secret_before)
    except StoreUnavailable as error:
        return fail("DATABASE_URL", "is not an address", str(error))
    try:
        if not database.reachable():
            return fail("DATABASE_URL", "the database does not answer", remedy)
        if not database.opens():
            return fail("SECRET_KEY", "is not the one the database was sealed with",
                        "Set that one, or as SECRET_KEY_BEFORE while it is being replaced; or name another database")
        return ok("DATABASE_URL", "the database answers")
    finally:
        database.engine.dispose()
