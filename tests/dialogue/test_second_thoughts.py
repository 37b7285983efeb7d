"""One wish turning into another half-way, at the very question whose yes would have been acted upon; judged by the book."""

import pytest

MARCUS = "+12175550143"
BORN = {"en": "november sixth nineteen seventy", "es": "seis de noviembre de mil novecientos setenta"}
CANCEL = {"en": "cancel my appointment", "es": "quiero cancelar mi cita"}
MOVE = {"en": "move my appointment", "es": "quiero cambiar mi cita"}
CONFIRM = {"en": "confirm my appointment", "es": "quiero confirmar mi cita"}
BOOK = {"en": "I need a filling", "es": "necesito un empaste"}
THURSDAY = {"en": "Thursday morning", "es": "el jueves por la mañana"}
GOES_ON = {"move": {"en": "When would you like to come instead?", "es": "¿Cuándo le gustaría venir en su lugar?"},
           "cancel": {"en": "Shall I cancel it?", "es": "¿La cancelo?"},
           "kept": {"en": "nothing has been changed", "es": "no se ha cambiado nada"}}


@pytest.mark.parametrize(("language", "before", "then", "goes_on"), [
    ("en", CANCEL, "okay let's reschedule it instead", "move"), ("en", CANCEL, "actually can I move it instead", "move"),
    ("es", CANCEL, "mejor la quiero mover", "move"), ("es", CANCEL, "sí, mejor cámbiela de día", "move"),
    ("en", MOVE, "no just cancel it", "cancel"), ("es", MOVE, "no, mejor cancélela", "cancel"),
    ("en", CONFIRM, "okay cancel it", "cancel"), ("es", CONFIRM, "mejor cancélela", "cancel"),
    ("en", CONFIRM, "sure, reschedule it", "move"), ("es", CONFIRM, "mejor la quiero mover", "move"),
])
def test_another_wish_in_the_words_of_a_yes_changes_nothing_and_is_gone_on_with(stage, language, before, then, goes_on):
    office = stage(caller=MARCUS)
    office.phone.dial()
    heard = [office.phone.say(each).text for each in (before[language], BORN[language], then)][-1]
    assert GOES_ON[goes_on][language] in heard
    assert (office.changes(), office.marked()) == ([], [])


@pytest.mark.parametrize(("language", "then"), [("en", "okay then cancel it"), ("en", "no keep it"), ("es", "sí cancele, luego llamo para reagendar")])
@pytest.mark.parametrize("wish", [MOVE, BOOK], ids=["move", "book"])
def test_what_is_read_out_is_not_taken_by_a_yes_that_gives_it_up(stage, language, then, wish):
    office = stage(caller=MARCUS)
    office.phone.dial()
    said = (wish[language], BORN[language], THURSDAY[language])
    heard = [office.phone.say(each).text for each in said][-1]
    if "Shall I" not in heard and "¿Lo" not in heard and "¿La" not in heard:
        office.phone.press("1")
    office.phone.say(then)
    office.phone.hang_up()
    office.settle()
    assert office.changes() == []
