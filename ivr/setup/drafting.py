"""
A first practice file out of what Open Dental knows.

It can be used as it is; what a person must decide is marked "# DECIDE:".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ivr.opendental.book import Book
from ivr.opendental.inspection import StaffMember
from ivr.practice.file import e164
from ivr.setup.kinds import DraftedKind, drafted_kinds
from ivr.setup.known import Known, Working, known, working
from ivr.setup.opening_hours import DAYS, Weekday, week

ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
         "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico")
NEAR_S = 1200.0                     # clocks that differ by less show the time of one zone
UNKNOWN_PHONE = "+15555550100"      # possible, and nobody's
NO_DOCTOR = re.compile(r"\b(rdh|dh|efda|cda|rda)\b", re.IGNORECASE)     # in a suffix
EVERY_DAY = ("08:00-12:00", "13:00-17:00")
DECIDE = "# DECIDE:"


def draft(book: Book, now: datetime) -> str:
    """
    The text of a practice file.

    Args:
        now: Aware.

    Raises:
        OfficeError: The office could not be read.
        NothingToDraft: It has nobody who could be booked, or no chair.
    """
    return text(known(book, now), now)


def text(office: Known, now: datetime) -> str:
    staff = working(office)
    lines = [
        "# A first draft, out of what Open Dental knows.  Whatever is marked DECIDE is a guess: put it right, and take the mark away.",
        "# `ivr doctor` then compares the file with the office.", "",
        *about(office, now), "", *phones(office), "", *hours(week(office.timetable)), "", *closed(office), *cancelling()]
    for one in staff:
        lines += ["", *provider(one)]
    lines += ["", "# The kinds of visit, those most asked for first: the keypad numbers the first nine.",
              '# write = "book": at once; "ask": your staff approve it; "message": never offered, a message is taken.']
    for kind in drafted_kinds(office, staff):
        lines += ["", *visit(kind)]
    return "\n".join([*lines, "", *answers()]) + "\n"


# --- the tables ------------------------------------------------------------------------------------------------------


def about(office: Known, now: datetime) -> Iterator[str]:
    yield "[practice]"
    if not office.title:
        yield f"{DECIDE} the name callers hear."
    yield f"name = {quoted(office.title or 'The dental office')}"
    zones = plausible(office.clock, now)
    if len(zones) == 1:
        yield "# As the office's clock has it."
    else:
        yield f"{DECIDE} the time zone" + (f"; by the office's clock one of {', '.join(zones)}." if zones else ".")
    yield f"timezone = {quoted(next(iter(zones), ZONES[0]))}"
    yield f"languages = {listed(map(quoted, office.languages))}     {DECIDE} the first is the default; each needs its words below"
    yield f"increment_minutes = {office.increment}"
    yield "lead_minutes = 60"
    yield "horizon_days = 90"


def plausible(clock: datetime | None, now: datetime) -> list[str]:
    """The zones whose clocks show what the office's does; *now* is aware."""
    if clock is None:
        return []
    moment = now.astimezone(UTC)
    return [zone for zone in ZONES
            if abs((moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - clock).total_seconds()) < NEAR_S]


def phones(office: Known) -> Iterator[str]:
    number = f"+1{office.phone}"
    right = bool(office.phone) and e164(number)
    yield "[phones]"
    yield f"{DECIDE} where a person answers.  It must not be the number that callers of this line dial, or they go in a circle."
    yield f"front_desk = {quoted(number if right else UNKNOWN_PHONE)}"
    yield f"{DECIDE} who is called about an emergency outside the hours; without one a message is taken."
    yield '# on_call = "+15555550101"'


def hours(days: Sequence[Weekday]) -> Iterator[str]:
    yield "[hours]"
    yield f"{DECIDE} when somebody answers at the front desk; nothing is booked outside these hours."
    if not any(day.hours for day in days):
        yield "# Nobody is on Open Dental's schedule in the next four weeks, so these are only usual hours."
        yield from (f"{name} = {listed(map(quoted, EVERY_DAY))}" for name in DAYS[:5])
    for name, day in zip(DAYS, days, strict=True):
        if day.hours:
            spans = (quoted(f"{start:%H:%M}-{end:%H:%M}") for start, end in day.hours)
            yield f"{name} = {listed(spans)}"
        elif day.worked:
            yield f"# {name}: somebody works on {day.worked} of {day.days}; left out"


def closed(office: Known) -> Iterator[str]:
    """Holidays in Open Dental are kept to anyway; here they tell whether somebody answers at the desk."""
    for day in sorted(office.timetable.closed):
        yield from ("[[closed]]", f"date = {day.isoformat()}", "")


def cancelling() -> Iterator[str]:
    yield "[cancelling]"
    yield f"{DECIDE} how late a cancellation counts as late."
    yield "notice_hours = 24"
    yield f'{DECIDE} what is charted then: "", "Missed" or "Cancelled".'
    yield 'late_break_type = ""'


def provider(one: Working) -> Iterator[str]:
    member = one.member
    first, last, doctor = tidy(member.first), tidy(member.last), is_doctor(member)
    spoken = " ".join(part for part in ("Doctor" if doctor else "", first, last) if part)
    called = dict.fromkeys(part.lower() for part in (last, f"doctor {first}" if doctor and first else first) if part)
    yield "[[provider]]"
    yield f"number = {member.number}"
    yield f"spoken = {quoted(spoken or f'provider {member.number}')}"
    yield f"called = {listed(map(quoted, called))}"


def is_doctor(member: StaffMember) -> bool:
    return not member.hygienist and not NO_DOCTOR.search(member.suffix)


def visit(kind: DraftedKind) -> Iterator[str]:
    yield "[[visit]]"
    yield f"name = {quoted(kind.name)}"
    spoken = ", ".join(f"{language} = {quoted(word)}" for language, word in kind.spoken.items())
    phrases = ", ".join(f"{language} = {listed(map(quoted, words))}" for language, words in kind.phrases.items())
    yield f"spoken = {{ {spoken} }}" + ("" if kind.recognised else f"     {DECIDE} how callers hear it")
    yield f"phrases = {{ {phrases} }}" + ("" if kind.recognised else f"     {DECIDE} what they call it")
    yield f"minutes = {kind.minutes}" + ("" if kind.length_known else f"     {DECIDE} Open Dental leaves it to the procedures")
    if kind.hygiene:
        yield "hygiene = true"
        yield f"dentist = {kind.dentist}     {DECIDE} under whom it is booked; 0 = the hygienist"
    yield f"providers = {listed(map(str, kind.providers))}     {DECIDE} who gives it, preferred first"
    yield f"operatories = {listed(map(str, kind.operatories))}     {DECIDE} where, preferred first"
    if kind.new_patients:
        yield "new_patients = true"
    yield f"write = {quoted(kind.write)}     {DECIDE} book, ask or message"
    if kind.appointment_type:
        yield f"appointment_type = {kind.appointment_type}"


def answers() -> Iterator[str]:
    yield f"{DECIDE} what callers ask besides, and what they are told; as many tables as you like."
    yield "# [answers.parking]"
    yield '# phrases = { en = ["parking", "where do i park"] }'
    yield '# say = { en = "There is free parking behind the building." }'


# --- TOML ------------------------------------------------------------------------------------------------------------


def quoted(value: str) -> str:
    """A basic string: what JSON escapes, TOML reads alike."""
    return json.dumps(tidy(value), ensure_ascii=False)


def listed(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def tidy(value: str) -> str:
    """Without what cannot be printed, which TOML does not allow."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
