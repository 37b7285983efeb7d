"""`ivr doctor`, `ivr connect` and `ivr practice`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ivr.opendental.book import Book
from ivr.opendental.errors import OfficeError
from ivr.opendental.inspection import Inspection
from ivr.practice import Practice
from ivr.settings import Settings
from ivr.setup.arriving import arriving
from ivr.setup.comparing import agreement, compared
from ivr.setup.connecting import TwilioError, connect, examined
from ivr.setup.drafting import draft
from ivr.setup.environment import environment, settings_findings
from ivr.setup.findings import Finding, fail, told
from ivr.setup.fitting import fits, office_of, same_time
from ivr.setup.known import NothingToDraft
from ivr.setup.reaching import addresses, client, permissions, version

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


# --- ivr doctor ------------------------------------------------------------------------------------------------------


def doctor_command(argv: Sequence[str], environ: Mapping[str, str] = os.environ, now: Clock = utc_now) -> int:
    parser = argparse.ArgumentParser("ivr doctor", description="Examine settings, practice file, Open Dental and Twilio. "
                                     "Nothing is changed anywhere. The exit code is 1 when something fails.")
    parser.add_argument("--json", action="store_true", help="one JSON object a line: level, about, found, remedy")
    return told(examination(environ, now), parser.parse_args(argv).json)


def examination(environ: Mapping[str, str], now: Clock = utc_now) -> Iterator[Finding]:
    """One finding after another, as they are made."""
    with environment(environ) as found:
        yield from settings_findings(found)
        if found.sound("OPENDENTAL_"):
            yield from the_office(found.settings, found.sound("PRACTICE_FILE"), now)
        if found.sound("TWILIO_", "PUBLIC_URL"):
            yield from examined(found.settings)
            yield from arriving(found.settings)


def the_office(settings: Settings, practice_is_sound: bool, now: Clock) -> Iterator[Finding]:
    reached = list(addresses(settings))
    yield from reached
    if reached and not any(finding.level == "OK" for finding in reached):
        return
    with client(settings) as office:
        book = Book(office)
        yield from attempted("Open Dental", version(Inspection(office)))
        yield from attempted("Open Dental", permissions(Inspection(office)))
        if practice_is_sound:
            yield from attempted("practice file", the_practice(settings.practice, book, now))
            yield from attempted("Slots", the_slots(settings.practice, book, now))


def the_practice(practice: Practice, book: Book, now: Clock) -> Iterator[Finding]:
    yield from fits(practice, office_of(book, practice, now()), now())
    yield same_time(practice, Inspection.of(book).clock(), now())


def the_slots(practice: Practice, book: Book, now: Clock) -> Iterator[Finding]:
    yield from agreement(compared(practice, book, now()), practice.check_slots)


def attempted(about: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    try:
        yield from findings
    except OfficeError as error:
        yield fail(about, f"could not be examined ({error})", "See what fails above, or try again")


# --- ivr connect -----------------------------------------------------------------------------------------------------


def connect_command(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    argparse.ArgumentParser("ivr connect", description="Point TWILIO_NUMBER at PUBLIC_URL: its voice URL, fallback URL and "
                            "status callback, and its messaging URL when the practice sends texts. What points there already "
                            "is left alone.").parse_args(argv)
    settings = with_what_practice_file_there_is(environ)
    try:
        done = connect(settings)
    except TwilioError as error:
        print(f"ivr: {error}", file=sys.stderr)
        return 1
    print(f"{settings.twilio_number} ({done.sid})")
    for change in done.changes:
        print(f"  {change.parameter}: {change.before or '(empty)'} -> {change.after or '(empty)'}")
    now, already = ("now ", "") if done.changes else ("", " already; nothing was changed")
    texts = f", texts to {settings.public_url}/texts" if done.texts else ""
    print(f"  calls {now}go to {settings.public_url}/voice{texts}{already}")
    return 0


def with_what_practice_file_there_is(environ: Mapping[str, str]) -> Settings:
    """One that is not there yet decides nothing; one that is wrong is told."""
    there = Path(environ.get("PRACTICE_FILE", "").strip() or ".").is_file()
    return Settings.from_environment(environ) if there else without_practice_file(environ)


def without_practice_file(environ: Mapping[str, str]) -> Settings:
    """The settings when no practice file need be there yet."""
    return Settings.from_environment({name: value for name, value in environ.items() if name != "PRACTICE_FILE"})


# --- ivr practice ----------------------------------------------------------------------------------------------------


def practice_command(argv: Sequence[str], environ: Mapping[str, str] = os.environ, now: Clock = utc_now) -> int:
    parser = argparse.ArgumentParser("ivr practice", description="Draft a practice file out of Open Dental. What a person "
                                     "has to decide is marked DECIDE.")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it, instead of here; never over a file that is there")
    options = parser.parse_args(argv)
    if options.out and options.out.exists():
        return refused(f"{options.out} is there already; name another file, or move it away")
    settings = without_practice_file(environ)
    if not settings.opendental_urls:
        print("ivr: no OPENDENTAL_URLS: drafted from the simulated office", file=sys.stderr)
    try:
        with client(settings) as office:
            text = draft(Book(office), now())
    except NothingToDraft as error:
        return refused(str(error))
    except OfficeError as error:
        return refused(f"Open Dental could not be read ({error}); ivr doctor says more")
    return written(text, options.out)


def written(text: str, out: Path | None) -> int:
    if out is None:
        print(text, end="")
        return 0
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        return refused(f"{out} cannot be written ({error.strerror})")
    print(f"{out}: {text.count('# DECIDE:')} things to decide, marked DECIDE; then set PRACTICE_FILE and run: ivr doctor", file=sys.stderr)
    return 0


def refused(why: str) -> int:
    print(f"ivr: {why}", file=sys.stderr)
    return 1
