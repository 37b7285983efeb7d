"""What the same words mean at one question and not at another: the line with its own vocabulary, asked one thing."""

from datetime import datetime

import pytest

from ivr.app import prompts_for, vocabularies
from ivr.office.records import Visit
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE
from ivr.speech.hearing import Listening, hear

NOW = datetime(2026, 3, 2, 9, 0)
PRACTICE = read(SAMPLE_PRACTICE)
PROMPTS = prompts_for(PRACTICE)
VOCABULARIES = vocabularies(PRACTICE, PROMPTS)
CLEANING, FILLING = (Visit(n, 1, "Scheduled", datetime(2026, 3, day, 10, 0), "X" * 12, 1, 3, kind=kind)
                     for n, day, kind in ((10, 9, "cleaning"), (11, 12, "filling")))
MONDAY, NEXT_WEEK = [{"from": "2026-03-02", "to": "2026-03-02"}], [{"from": "2026-03-09", "to": "2026-03-15"}]


def meant(text, language, expects, wanted=""):
    return hear(text, "", Listening(expects, NOW, language, VOCABULARIES[language], visits=(CLEANING, FILLING), wanted=wanted,
                                    languages=("en", "es"), vocabularies=VOCABULARIES))


@pytest.mark.parametrize(("language", "said", "meaning"), [
    ("en", "hold on", {"hold_on": True}), ("en", "what?", {"variant": "repeat"}), ("en", "goodbye", {"goodbye": True}),
    ("en", "are you a robot", {"aside": "robot"}), ("en", "a person please", {"operator": True}), ("en", "never mind", {"never_mind": True}),
    ("es", "un momento por favor", {"hold_on": True}), ("es", "¿cómo?", {"variant": "repeat"}), ("es", "adiós", {"goodbye": True}),
    ("es", "¿eres un robot?", {"aside": "robot"}), ("es", "una persona por favor", {"operator": True}), ("es", "olvídelo", {"never_mind": True}),
])
def test_what_is_said_to_the_line_and_nothing_else_is_no_message(language, said, meaning):
    assert meant(said, language, ("message",)) == meaning


@pytest.mark.parametrize(("language", "said"), [
    ("en", "leave my appointment as it is"), ("en", "I was on hold forever and then somebody hung up, call me back"),
    ("en", "are you a robot I want Dana to call me about my crown"), ("en", "goodbye was all she said when I asked about the bill"),
    ("es", "deje mi cita como está por favor"), ("es", "una persona me dijo que llamara por mi corona"),
])
def test_anything_more_is_the_message_word_for_word(language, said):
    assert meant(said, language, ("message",)) == {"message": said}


@pytest.mark.parametrize(("expects", "wanted"), [("wish", ""), ("more", ""), ("name", "spell_last"), ("number", ""), ("dob", "")])
@pytest.mark.parametrize(("language", "said"), [("en", "go back"), ("es", "regresar")])
def test_go_back_is_heard_at_every_question(expects, wanted, language, said):
    assert meant(said, language, (expects,), wanted) == {"go_back": True}


@pytest.mark.parametrize("half", ["first", "last"])
@pytest.mark.parametrize(("language", "said", "other"), [("en", "en español", "es"), ("es", "in english", "en")])
def test_another_language_is_no_letter_of_a_name(half, language, said, other):
    assert meant(said, language, ("name", f"spell_{half}"), f"spell_{half}") == {"language": other}


@pytest.mark.parametrize(("said", "name"), [
    ("Ella", {"first": "Ella"}), ("se llama Ella", {"first": "Ella"}), ("Ella Novak", {"first": "Ella", "last": "Novak"}), ("es para ella", None)])
def test_a_pronoun_that_is_a_name_is_the_name_where_nothing_else_is_said(said, name):
    assert meant(said, "es", ("name",)).get("name") == name


@pytest.mark.parametrize(("said", "key"), [
    ("cambiar mi limpieza a la próxima semana", "when"), ("mover mi revisión a la próxima semana", "when"),
    ("cambiar mi cita de la próxima semana", "of")])
def test_to_next_week_is_when_it_should_be_and_of_next_week_when_it_is(said, key):
    found = meant(said, "es", ("wish",))
    assert (found["wants"], found[key]["windows"], found.keys() & {"when", "of"}) == ("move", NEXT_WEEK, {key})


@pytest.mark.parametrize(("language", "said", "wants"), [
    ("en", "can I come sooner than my visit on Monday", "move"), ("es", "¿puedo ir antes de mi cita del lunes?", "move"),
    ("en", "call me if something opens up sooner than my visit on Monday", "sooner"),
    ("es", "avísenme si hay algo antes de mi cita del lunes", "sooner")])
def test_the_day_of_the_visit_that_is_to_be_sooner_is_the_day_it_has(language, said, wants):
    found = meant(said, language, ("wish",))
    assert (found["wants"], found["of"]["windows"], "when" in found) == (wants, MONDAY, False)


@pytest.mark.parametrize("expects", ["wish", "more", "reason", "when"])
def test_the_first_one_of_nothing_makes_nobody_a_new_patient(expects):
    assert meant("la primera", "es", (expects,)) == {}


@pytest.mark.parametrize(("language", "said", "meaning"), [
    ("en", "yes, the filling", {"yes": True, "choice": {"action": "pick", "option": 2}}),
    ("en", "the second one", {"choice": {"action": "pick", "option": 2}}),
    ("en", "not that one, the filling", {"yes": False, "reason": "filling", "choice": {"action": "pick", "option": 2}}),
    ("en", "no the other one", {"yes": False}), ("en", "no, move it", {"yes": False, "wants": "move"}), ("en", "I'll be there", {"yes": True}),
    ("es", "sí, el empaste", {"yes": True, "choice": {"action": "pick", "option": 2}}), ("es", "no, la otra", {"yes": False}),
    ("es", "ahí estaré", {"yes": True}),
])
def test_another_of_several_visits_is_named_beside_a_yes_or_no_or_instead_of_it(language, said, meaning):
    assert meant(said, language, ("yes_no", "coming", "visit")) == meaning
