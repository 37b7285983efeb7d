"""Whatever is left for the staff can be read, in whichever language the practice names first."""

from datetime import date, datetime

import pytest

from ivr.app import prompts_for
from ivr.office.records import Opening, Patient, Visit
from ivr.office.requests import (
    BookVisit,
    CancelVisit,
    ConfirmVisit,
    HurryVisit,
    LeaveMessage,
    MoveVisit,
    Notice,
    RegisterPatient,
    TellLate,
    TextTo,
    TextVisit,
)
from ivr.operations import wording
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE

MARIA = Patient(1, "Maria", "Lopez", birthdate=date(1982, 7, 15), wireless="2175550142")
OPENING = Opening(datetime(2026, 3, 5, 9, 0), 60, 3, 3)
VISIT = Visit(10, 1, "Scheduled", datetime(2026, 3, 4, 10, 0), "X" * 12, 1, 3, 3, hygiene=True, kind="cleaning")
CHANGES = [BookVisit(MARIA, "cleaning", OPENING), CancelVisit(MARIA, VISIT, Notice(False)), CancelVisit(MARIA, VISIT, Notice(True)),
           MoveVisit(MARIA, VISIT, OPENING), ConfirmVisit(MARIA, VISIT, 21), HurryVisit(MARIA, VISIT), TellLate(MARIA, VISIT, 10, "+12175550142"),
           TellLate(MARIA, VISIT, 0, ""), RegisterPatient("Maria", "Lopez", date(1982, 7, 15), "+12175550142", True, "es"),
           TextVisit(MARIA, OPENING, TextTo("+12175550142", "en"), keep=True)]
FIRST = ("en", "es")


def prompts(first):
    practice = read(SAMPLE_PRACTICE)
    return prompts_for(practice.model_copy(update={"languages": (first, *(each for each in FIRST if each != first))}))


def texts(first):
    """Every text that may be left, for each change and in every state it may end in."""
    words = prompts(first)
    for change in CHANGES:
        yield wording.commlog(words, change, VISIT, "IVR-1")
        yield wording.handed_over(words, change, "IVR-1", "").text
        yield from (wording.told(words, change, done, "").text for done in (True, False))
    yield wording.message(words, LeaveMessage("book", "please call me", "+12175550142")).text
    yield wording.approval(words, CHANGES[0], "").text
    yield from (wording.running_late(words, change, "").text for change in CHANGES if isinstance(change, TellLate))
    yield from (wording.confirmation(words, change, first) for change in CHANGES if isinstance(change, BookVisit | MoveVisit))
    yield words.written("spooled", {})


@pytest.mark.parametrize("first", FIRST)
def test_everything_left_for_the_staff_is_worded(first):
    for text in texts(first):
        assert text
        assert not {"{", "}", "None"} & set(text.replace("}", "} ").replace("{", " {").split())
