"""Every screenplay, played in every way; judged by the office's book."""

from pathlib import Path

import pytest

from tests.screenplay import perform, read
from tests.stage import PLAYS

CALLS = sorted((Path(__file__).parent / "calls").rglob("*.call"))


# Played in the other ways too, those that change the book; the rest are put down and taken up in just the same way.
EVERY_WAY = ("book_known_caller", "book_with_corrections", "book_twins", "book_by_keypad", "cancel_with_notice", "cancel_late", "move",
             "person_nobody_answers", "emergency", "not_recognised")
# A process for every turn takes its time, and so does an office that does.
FRESH = SLOW = ("book_with_corrections", "cancel_late", "move")


def played():
    for path in CALLS:
        for play in PLAYS:
            english = path.parent.name == "en"
            usual = play == "plainly" or (english and path.stem in {"fresh": FRESH, "slow": SLOW}.get(play, EVERY_WAY))
            marks = () if usual else pytest.mark.long
            yield pytest.param(path, play, id=f"{path.parent.name}-{path.stem}-{play}", marks=marks)


@pytest.mark.parametrize(("path", "play"), [*played()])
def test_call(path, play, stage):
    screenplay = read(path)
    perform(screenplay, stage(play=play, now=screenplay.settings["now"], caller=screenplay.settings["from"]))
