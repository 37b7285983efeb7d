"""What callers want, say and hear, and the silence in between: the same for every client that is measured."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass, field
from datetime import date, timedelta

from ivr.practice import Practice, VisitKind
from ivr.simulator.office import Office
from ivr.simulator.rows import Patient

HEARD_PER_S = 2.6               # words of the voice
SAID_PER_S = 2.3                # words of a caller
THINKS_S = 1.0                  # before they say them
KINDS = {
    "cleaning": ("I'd like to book a cleaning", "um I need a cleaning please"),
    "checkup": ("I'd like to book a checkup", "can I come in for a checkup"),
    "filling": ("I need a filling please", "I'd like to book a filling"),
}
FIRST = "first available"
MORE_THAN_ENOUGH = 25           # turns; the line hands over long before


@dataclass(frozen=True)
class Errand:
    """
    What one call is for.

    Attributes:
        said: What the caller says to each question, in the order they are usually asked.
        first, last: The days that are meant.
        half: "morning", "afternoon" or empty.
    """

    patient: Patient
    kind: VisitKind
    said: dict[str, str]
    today: date
    first: date
    last: date
    half: str

    @property
    def phone(self) -> str:
        return digits(self.patient)


@dataclass
class Conversation:
    """
    Keeps the time of one call, in which talking lasts as long as it does between people.

    Attributes:
        pace: What all talking is multiplied by: 1 as people talk, 0 not at all.
        silences: Seconds from the end of what was said, by either, to the next word the caller heard.
    """

    pace: float = 1.0
    silences: list[float] = field(default_factory=list)
    talked_s: float = 0.0
    holds: int = 0
    _quiet_since: float = field(default_factory=time.monotonic)

    def hear(self, count: int) -> None:
        """So many words."""
        self.fall_silent()
        self._talk(count / HEARD_PER_S)

    def say(self, text: str) -> None:
        self._talk(words(text) / SAID_PER_S + THINKS_S)

    def fall_silent(self) -> None:
        """The silence is over, or the call is."""
        self.silences.append(time.monotonic() - self._quiet_since)

    def _talk(self, seconds: float) -> None:
        self.talked_s += seconds
        time.sleep(seconds * self.pace)
        self._quiet_since = time.monotonic()


def words(text: str) -> int:
    return len(text.split())


# --- who calls -------------------------------------------------------------------------------------------------------


def digits(patient: Patient) -> str:
    return re.sub(r"\D", "", patient.WirelessPhone or patient.HmPhone)


def callers(office: Office) -> list[Patient]:
    """Patients a caller ID and a date of birth are enough for, in order of PatNum."""
    everybody = list(office.patients.values())
    numbers = [digits(each)[-10:] for each in everybody]
    return [each for each in everybody
            if len(digits(each)) == 10 and numbers.count(digits(each)) == 1 and each.PatStatus == "Patient"
            and each.Birthdate.year > 1900 and each.Language in ("", "eng") and kinds_not_ahead(office, each)]


def kinds_not_ahead(office: Office, patient: Patient) -> list[str]:
    """A second visit of a kind would be asked about; these are not."""
    ahead = {row["type"].lower() for row in office.book(patient=patient.PatNum)
             if row["AptStatus"] == "Scheduled" and row["AptDateTime"] >= office.now()}
    return [kind for kind in KINDS if kind not in ahead]


# --- what they want --------------------------------------------------------------------------------------------------


def errand(chance: random.Random, office: Office, practice: Practice, patient: Patient) -> Errand:
    name = chance.choice(kinds_not_ahead(office, patient) or list(KINDS))
    kind = practice.kind(name)
    assert kind
    when, first, last, half = wish(chance, office.today())
    born = patient.Birthdate
    said = {"wish": chance.choice(KINDS[name]), "birthdate": f"{born:%B} {born.day} {born.year}", "when": when,
            "opening": "the first one", "fits": "yes that works", "ok": "yes please", "reason": name, "another": "yes",
            "more": "no thanks"}
    return Errand(patient, kind, said, office.today(), first, last, half)


def wish(chance: random.Random, today: date) -> tuple[str, date, date, str]:
    """How it is said, the first and the last day that is meant, and the half of the day."""
    if chance.random() < 0.25:
        return FIRST, today + timedelta(1), today + timedelta(14), ""
    day = chance.choice([day for ahead in range(1, 19) if (day := today + timedelta(ahead)).weekday() < 5])
    half = chance.choice(("", "", "morning", "afternoon"))
    spoken = f"{day:%A}" if day - today < timedelta(7) else f"{day:%B} {day.day}"
    return f"{spoken} {'in the ' if day - today >= timedelta(7) and half else ''}{half}".strip(), day, day, half


# --- how they answer -------------------------------------------------------------------------------------------------

QUESTIONS = {
    "wish": r"how can I help",
    "birthdate": r"date of birth",
    "reason": r"like to come in for|what kind of visit",
    "another": r"book another one|book one more",
    "when": r"when would you like|first available",
    "opening": r"which would you like|would one of these|which one exactly|say the one you'd like",
    "fits": r"would that suit",
    "ok": r"shall I book|say yes to book",
    "more": r"anything else",
}
# A visit that did not take place, or is planned, is brought to its new time.
TOLD = {"You're booked": "booked", "is now on": "booked", "will let you know": "told that they will hear from the office"}


def question(text: str) -> str:
    """Which one is open at the end of *text*; empty for one callers are not prepared for."""
    found = [(list(matches)[-1].start(), name) for name, pattern in QUESTIONS.items()
             if (matches := list(re.finditer(pattern, text, re.IGNORECASE)))]
    return max(found)[1] if found else ""


class Answers:
    """A caller who says the same to a question asked again, but takes any day when theirs did not do."""

    def __init__(self, said: dict[str, str]):
        self._said, self._asked = dict(said), ["more"]

    def to(self, text: str) -> str:
        name = question(text) or self._asked[-1]
        again = name == "when" and name in self._asked
        self._asked.append(name)
        return FIRST if again else self._said[name]
