"""The pictures' bars stand for the numbers they are made of."""

from collections import Counter

from ivr.console.pictures import HEIGHT, WIDTH, answered_in, bars, columns, exchanges, misses, office_in
from ivr.store.steps import Alike


def test_a_day_without_calls_shows_the_working_hours_empty():
    assert [(bar.name, bar.number, bar.length) for bar in columns({})][::9] == [("8 AM", 0, 0), ("5 PM", 0, 0)]


def test_the_hours_reach_to_the_first_and_last_call():
    found = columns({0: 1, 23: 1})
    assert [found[0].name, found[12].name, found[-1].name] == ["12 AM", "12 PM", "11 PM"]


def test_columns_are_as_tall_as_calls_are_many():
    found = columns({9: 4, 10: 1})
    assert [(bar.number, bar.length) for bar in found if bar.number] == [(4, HEIGHT), (1, HEIGHT / 4)]


def test_outcomes_stand_most_frequent_first_and_none_has_a_name():
    found = bars(Counter({"booked": 1, "": 3, "booked-pending": 2}))
    assert [(bar.name, bar.length) for bar in found] == [("Nothing changed", WIDTH), ("Booked, pending", WIDTH * 2 / 3), ("Booked", WIDTH / 3)]


TURNS = Counter({Alike("book.day", True, 250, -1): 1, Alike("book.day", False, 1000, 750): 3, Alike("book.ok", False, 3250, 3000): 4})


def test_silences_are_grouped_by_their_length():
    assert [bar.number for bar in answered_in(TURNS)] == [1, 0, 3, 0, 4]


def test_only_turns_that_waited_for_the_office_are_among_its_waits():
    assert [bar.number for bar in office_in(TURNS)] == [0, 3, 0, 0, 4]


def test_questions_that_were_always_understood_are_not_among_the_misses():
    assert [(bar.name, bar.number, bar.beside) for bar in misses(TURNS)] == [("book: day", 1, "of 4, 25 %")]


def test_calls_are_grouped_by_their_turns():
    assert [bar.number for bar in exchanges({1: 2, 2: 1, 7: 5, 40: 1})] == [3, 0, 0, 5, 0, 1]


def test_a_span_without_calls_draws_bars_without_length():
    assert {bar.length for bar in exchanges({})} == {0}
