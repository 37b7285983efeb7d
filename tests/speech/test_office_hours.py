"""When the office is open: what asks for it, and what is answered."""

from datetime import datetime

import pytest

from ivr.app import prompts_for
from ivr.practice import parse
from ivr.settings import SAMPLE_PRACTICE
from ivr.speech.side_questions import hours_asked

NOW = datetime(2026, 3, 2, 9, 0)        # a Monday
CLOSED = '[[closed]]\ndate = 2026-03-04\nreason = { en = "staff training", es = "capacitación" }\n[[closed]]\ndate = 2026-03-05\n'

ASKED = [
    ("en-US", "what are your hours", None), ("en-US", "are you open Saturday", "2026-03-07"), ("en-US", "when do you close today", "2026-03-02"),
    ("en-US", "are you guys open on Friday", "2026-03-06"), ("en-US", "do you open on weekends", None), ("en-US", "how late are you open tomorrow", "2026-03-03"),
    ("en-US", "what time do you open tomorrow", "2026-03-03"), ("en-US", "is the office closed on March fourth", "2026-03-04"),
    ("es-US", "¿están abiertos el sábado?", "2026-03-07"), ("es-US", "¿cuál es su horario?", None), ("es-US", "¿a qué hora cierran hoy?", "2026-03-02"),
    ("es-US", "¿abren mañana?", "2026-03-03"),
]
NOT_ASKED = [
    ("en-US", "do you have anything open on Saturday"), ("en-US", "I need an opening on Friday"), ("en-US", "Thursday morning"), ("en-US", "the first one"),
    ("en-US", "I'm open on Tuesday"), ("en-US", "is there something open tomorrow"), ("en-US", "after hours would be best"),
    ("es-US", "¿tiene algo abierto el sábado?"), ("es-US", "el jueves por la mañana"), ("es-US", "quiero una cita el viernes"),
]


@pytest.mark.parametrize(("locale", "text", "day"), ASKED)
def test_when_the_office_is_open_is_asked(locale, text, day):
    assert hours_asked(text, locale, NOW) == {"aside": "hours", **({"day": day} if day else {})}


@pytest.mark.parametrize(("locale", "text"), NOT_ASKED)
def test_a_wish_for_a_time_is_no_such_question(locale, text):
    assert hours_asked(text, locale, NOW) == {}


@pytest.mark.parametrize(("language", "day", "said"), [
    ("en", "", "We're open Monday to Thursday, 8 AM to 12 PM and 1 PM to 5 PM, and Friday, 8 AM to 2 PM."),
    ("en", "2026-03-02", "On Monday, March 2 we're open 8 AM to 12 PM and 1 PM to 5 PM."),
    ("en", "2026-03-04", "We're closed on Wednesday, March 4 for staff training."),
    ("en", "2026-03-05", "We're closed on Thursday, March 5."),
    ("en", "2026-03-07", "We're closed on Saturday, March 7."),
    ("es", "2026-03-06", "El viernes 6 de marzo abrimos a las ocho de la mañana y cerramos a las dos de la tarde."),
    ("es", "2026-03-04", "El miércoles 4 de marzo está cerrado por capacitación."),
])
def test_what_is_answered_comes_from_the_practice_file(language, day, said):
    prompts = prompts_for(parse(SAMPLE_PRACTICE.read_text() + "\n" + CLOSED))
    assert prompts.say("asides.hours", {"day": day}, language) == said


def test_a_practices_own_answer_comes_first():
    text = SAMPLE_PRACTICE.read_text() + '\n[answers.hours]\nphrases = { en = ["hours"] }\nsay = { en = "Call us any time." }\n'
    assert prompts_for(parse(text)).say("asides.hours", {}, "en") == "Call us any time."
