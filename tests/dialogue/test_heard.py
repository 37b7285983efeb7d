"""What is heard only now and then: in a short call each, and when the office says no, or nothing."""

from datetime import datetime

import pytest

from ivr.dialogue.effects import Refusal
from ivr.office.records import Visit
from ivr.office.requests import Outcome
from tests.dialogue.asking import HEARD, asking

VISIT = Visit(10, 1, "Scheduled", datetime(2026, 3, 4, 10, 0), "X" * 12, 1, 3, 3, hygiene=True, kind="cleaning")
TAKEN, CHANGED, FAILED, NONE = (Refusal(why) for why in ("taken", "changed", "failed", "none"))
DONE, UNKNOWN, ASKED = Outcome(True, VISIT), Outcome(False), Outcome(False, asked=True)
# At the answer to which question the office answers what for which item, and what the caller hears of it.
OFFICE = [
    ("book.when", "offer", NONE, "book.offer-none"), ("book.when", "offer", FAILED, "book.offer-failed"),
    ("book.opening", "claim", TAKEN, "book.claim-taken"), ("book.ok", "outcome", TAKEN, "book.outcome-taken"),
    ("book.ok", "outcome", FAILED, "book.outcome-failed"), ("book.ok", "outcome", UNKNOWN, "book.booked-later"),
    ("book.ok", "outcome", ASKED, "book.booked-asked"),
    ("move.when", "offer", NONE, "move.offer-none"), ("move.opening", "claim", TAKEN, "move.claim-taken"),
    ("move.ok", "outcome", TAKEN, "move.outcome-taken"), ("move.ok", "outcome", CHANGED, "move.outcome-changed"),
    ("move.ok", "outcome", FAILED, "move.outcome-failed"), ("move.ok", "outcome", UNKNOWN, "move.moved-later"),
    *((f"{form}.ok", "outcome", value, f"{form}.{prompt}") for form, told in
      (("cancel", "cancelled"), ("confirm", "confirmed"), ("sooner", "listed"))
      for value, prompt in ((CHANGED, "outcome-changed"), (FAILED, "outcome-failed"), (UNKNOWN, f"{told}-later"))),
    *((f"{form}.ok", "outcome", DONE, f"{form}.{told}") for form, told in
      (("book", "booked"), ("cancel", "cancelled"), ("move", "moved"), ("confirm", "confirmed"), ("sooner", "listed"))),
    ("late.minutes", "outcome", DONE, "late.told"), ("late.minutes", "outcome", FAILED, "late.outcome-failed"),
    ("book.ok", "may_ask", FAILED, "texting.may_ask-failed"), ("texting.text_ok", "outcome", DONE, "texting.sending"),
    ("texting.text_ok", "outcome", FAILED, "texting.outcome-failed"),
    ("new_patient.ok", "outcome", FAILED, "new_patient.outcome-failed"), ("new_patient.ok", "outcome", UNKNOWN, "new_patient.opened-later"),
]


@pytest.fixture(scope="module", params=["en", "es"])
def line(request, tmp_path_factory):
    with asking(request.param, tmp_path_factory.mktemp("heard")) as found:
        yield found


def test_the_same_is_heard_in_every_language():
    assert set(HEARD["en"]) == set(HEARD["es"])


@pytest.mark.long
@pytest.mark.parametrize("wording", sorted(HEARD["en"]))
def test_it_is_heard(line, wording):
    line.reached.wordings[line.language].discard(wording)
    line.goes(HEARD[line.language][wording]).hang_up()
    assert wording in line.reached.wordings[line.language]


@pytest.mark.long
@pytest.mark.parametrize(("name", "item", "value", "prompt"), OFFICE, ids=lambda each: each if isinstance(each, str) and "." in each else "")
def test_what_the_office_answers_is_told(line, name, item, value, prompt):
    assert prompt in line.office_answers(name, item, value)
