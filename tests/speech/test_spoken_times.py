"""Days, times and lists as they are said."""

from datetime import date, datetime, time

import pytest

from ivr.app import prompts_for
from ivr.practice import read
from ivr.settings import SAMPLE_PRACTICE

PROMPTS = prompts_for(read(SAMPLE_PRACTICE))
MARCH_1, MARCH_3 = date(2026, 3, 1), date(2026, 3, 3)


@pytest.mark.parametrize(("clock", "said"), [
    (time(13), "a la una de la tarde"),
    (time(13, 30), "a la una y media de la tarde"),
    (time(8), "a las ocho de la mañana"),
    (time(9, 15), "a las nueve y cuarto de la mañana"),
    (time(10, 50), "a las diez y cincuenta de la mañana"),
    (time(12), "a las doce del mediodía"),
    (time(12, 20), "a las doce y veinte de la tarde"),
    (time(14, 7), "a las dos y 7 de la tarde"),
    (time(20), "a las ocho de la noche"),
])
def test_an_hour_in_spanish_has_its_article(clock, said):
    assert PROMPTS.time(clock, "es") == said


@pytest.mark.parametrize("clock", [time(hour, minute) for hour in range(24) for minute in range(0, 60, 5)])
def test_every_start_in_spanish_is_said_in_words(clock):
    said = PROMPTS.time(clock, "es")
    assert said.startswith("a la una " if clock.hour % 12 == 1 else "a las ")
    assert not any(sign.isdigit() for sign in said)


@pytest.mark.parametrize(("clock", "said"), [(time(13), "1 PM"), (time(9, 30), "9:30 AM")])
def test_an_hour_in_english(clock, said):
    assert PROMPTS.time(clock, "en") == said


@pytest.mark.parametrize(("day", "said"), [(MARCH_3, "martes 3 de marzo"), (MARCH_1, "domingo primero de marzo")])
def test_a_day_in_spanish(day, said):
    assert PROMPTS.day(day, "es") == said


def test_times_of_two_days_in_spanish():
    starts = [datetime(2026, 3, 3, 8), datetime(2026, 3, 3, 13), datetime(2026, 3, 4, 9, 30)]
    assert PROMPTS.times(starts, "es") == ("el martes 3 de marzo a las ocho de la mañana o a la una de la tarde, "
                                           "o el miércoles 4 de marzo a las nueve y media de la mañana")


@pytest.mark.parametrize(("items", "word", "said"), [
    (["limpieza", "revisión"], "or", "limpieza o revisión"),
    (["limpieza", "ortodoncia"], "or", "limpieza u ortodoncia"),
    (["limpieza", "revisión"], "and", "limpieza y revisión"),
    (["limpieza", "implante"], "and", "limpieza e implante"),
    (["limpieza", "revisión", "higiene"], "and", "limpieza, revisión e higiene"),
])
def test_or_and_and_yield_to_the_sound_that_follows(items, word, said):
    assert PROMPTS.either(items, "es", word) == said
