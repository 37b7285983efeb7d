"""What of the sample office's patients, and of what callers say in the screenplays, stands in a text."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from ivr.simulator.sample import DOCUMENTED, sample_office
from tests.screenplay import read

CALLS = Path(__file__).parent.parent / "calls"
TELLING = 3                     # words of an utterance; "yes please" says nothing of anybody
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
KEYED = re.compile(r"(?<!\w)(\d{2})/?(\d{2})/?(\d{4})(?!\w)")
SPOKEN = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
NUMBER = re.compile(r"(?<![\w.])(?:\+?1)?(?:[ .(/-]|\) ?)*(\d{3})(?:[ ./-]|\) ?)*(\d{3})[ ./-]?(\d{4})(?!\w)")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def leaks(text: str) -> list[str]:
    """
    What kind of thing was found; empty for a text that tells nothing.

    Looked for: full names in either order, the last names of those the tests know by name, their telephone numbers and
    everybody's dates of birth however they are written, and utterances of three words or more.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    said = f" {' '.join(words)} "
    found = ["a full name"] if any(pair in names() for pair in zip(words, words[1:], strict=False)) else []
    found += ["a last name"] if any(f" {last} " in said for last in last_names()) else []
    found += ["a telephone number"] if any("".join(digits) in numbers() for digits in NUMBER.findall(text)) else []
    found += ["a date of birth"] if any(day in births() for day in dates(text)) else []
    found += ["an utterance"] if any(f" {utterance} " in said for utterance in utterances()) else []
    return found


def dates(text: str) -> list[tuple[int, int, int]]:
    plain = re.sub(r"[^\w ]+", " ", text.lower())
    return [*((int(y), int(m), int(d)) for y, m, d in ISO.findall(text)), *((int(y), int(m), int(d)) for m, d, y in KEYED.findall(text)),
            *((int(y), MONTHS.index(m) + 1, int(d)) for m, d, y in SPOKEN.findall(re.sub(" +", " ", plain)))]


@cache
def patients():
    return list(sample_office(date(2026, 3, 2)).tables.patients.values())


@cache
def names() -> frozenset[tuple[str, str]]:
    """Both orders; of those with a short first name too."""
    found = {(first.lower(), patient.LName.lower()) for patient in patients() for first in (patient.FName, patient.Preferred) if first}
    return frozenset(found | {(last, first) for first, last in found})


@cache
def last_names() -> frozenset[str]:
    return frozenset(known.name.split()[-1].lower() for known in DOCUMENTED)


@cache
def numbers() -> frozenset[str]:
    return frozenset(known.digits for known in DOCUMENTED)


@cache
def births() -> frozenset[tuple[int, int, int]]:
    return frozenset((born.year, born.month, born.day) for born in (patient.Birthdate for patient in patients()) if born.year > 1900)


@cache
def utterances() -> frozenset[str]:
    said = (text for path in CALLS.rglob("*.call") for who, text in read(path).lines if who == "CALLER" and not text.startswith("["))
    plain = (re.findall(r"[^\W\d_]+", text.lower()) for text in said)
    return frozenset(" ".join(words) for words in plain if len(words) >= TELLING)
