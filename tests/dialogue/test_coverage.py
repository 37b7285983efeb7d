"""
Nothing the line can say is never said, and no question is never answered, in any language.

What is played for it: every question with every answer of tests/dialogue/asking.py, the short calls of
tests/dialogue/heard, an office that says no, one that is slow, and what the staff hear and read.
"""

from pathlib import Path

import pytest

from ivr.dialogues import FORMS
from tests.dialogue.asking import ANYWHERE, HEARD, WRITTEN, asking
from tests.dialogue.corrected import CORRECTED
from tests.dialogue.coverage import LANGUAGES
from tests.dialogue.test_heard import OFFICE
from tests.operations.test_staff_words import texts
from tests.screenplay import perform, read
from tests.stage import Stage
from tests.test_webhooks import send

pytestmark = pytest.mark.long
CALLS = Path(__file__).parents[1] / "calls"


@pytest.fixture(scope="module", params=LANGUAGES)
def line(request, tmp_path_factory):
    with asking(request.param, tmp_path_factory.mktemp("coverage")) as found:
        everything(found)
        yield found


def everything(line):
    """Every question is come to before anything is written, for the ways to them need the book as it was."""
    for name in WRITTEN[line.language]:
        line.question(name)
    for way in HEARD[line.language].values():
        line.goes(way).hang_up()
    for name in WRITTEN[line.language]:
        for words in (*((each[line.language],) for each in ANYWHERE.values()), ("[silence]",) * 3):
            said(line, name, *words)
    for name, item, value, _ in OFFICE:
        line.office_answers(name, item, value)
    for name in WRITTEN[line.language]:
        question = line.question(name)
        for answer in (question.answer, *(f"[{keys}]" for keys in question.keys)):
            said(line, name, answer)
    for name, words, _ in CORRECTED[line.language]:
        said(line, name, *words)
    beside_the_caller(line)


def said(line, name, *words):
    talk = line.at(name)
    for word in words:
        talk.say(word)
    talk.hang_up()


def beside_the_caller(line):
    """Who is rung, what is left for the staff, a line that has failed, and an office that lets the caller wait."""
    stage = line.stage("usual" if line.language == "en" else "spanish first")
    for path in ("/voice/fallback", "/voice/whisper"):
        send(stage, path)
    send(stage, "/voice/whisper/taken", Digits="1")
    for caller in ("+12175550142", "anonymous"):
        send(stage, "/voice/fallback/rang", From=caller, DialCallStatus="no-answer")
    stage.phone.dial()
    stage.phone.say("a person please" if line.language == "en" else "una persona")
    assert [*texts(line.language)]
    for call in ("cancel_late", "book_with_corrections"):
        slowly(read(CALLS / line.language / f"{call}.call"), line.folder / call)


def slowly(screenplay, folder):
    slow = Stage(folder, now=screenplay.settings["now"], caller=screenplay.settings["from"], play="slow")
    perform(screenplay, slow)
    slow.close()


def test_every_wording_is_spoken(line):
    assert line.reached.unspoken(line.language) == []


def test_every_question_is_answered_and_every_silence_heard_out(line):
    wanted = {(form.prompt(item), what) for form in FORMS.values() for item in form.items if item.kind == "ask"
              for what in ("answered", "missed 1", "missed 2", "missed 3")}
    assert sorted(wanted - line.reached.answers[line.language]) == []
